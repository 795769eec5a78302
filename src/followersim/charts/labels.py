"""Labels that do not overlap: moved apart just as far as they must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def push_apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return centres for labels of the given sizes, as near to the wanted ones as possible, without overlap.

    The labels keep the order of their beginnings, and stay within low and high as long as they fit at all. Labels
    that touch form a group whose place is the mean of what its members want, which is the least squares solution.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i] - sizes[i] / 2, i))
    # a group is: the sum of the members' wishes for the group's start, number of members, total size
    groups: list[tuple[float, int, float]] = []
    for i in order:
        groups.append((wanted[i] - sizes[i] / 2, 1, sizes[i]))
        while len(groups) > 1 and _start(groups[-2]) + groups[-2][2] > _start(groups[-1]):
            wish, count, size = groups.pop()
            earlier_wish, earlier_count, earlier_size = groups.pop()
            joined = earlier_wish + wish - count * earlier_size
            groups.append((joined, earlier_count + count, earlier_size + size))
    starts = [_start(group) for group in groups]
    floor = low
    for number, group in enumerate(groups):
        starts[number] = max(starts[number], floor)
        floor = starts[number] + group[2]
    ceiling = high
    for number in range(len(groups) - 1, -1, -1):
        starts[number] = min(starts[number], ceiling - groups[number][2])
        ceiling = starts[number]
    centres = [0.0] * len(wanted)
    members = iter(order)
    for start, (_, count, _) in zip(starts, groups, strict=True):
        at = start
        for _ in range(count):
            i = next(members)
            centres[i] = at + sizes[i] / 2
            at += sizes[i]
    return centres


def _start(group: tuple[float, int, float]) -> float:
    return group[0] / group[1]


def widest_fit(widths: Sequence[float], room: float) -> float:
    """Return the largest width such that texts cut to it fit into the room together; infinite if none must be cut."""
    left = room
    for number, width in enumerate(sorted(widths)):
        share = left / (len(widths) - number)
        if width > share:
            return share
        left -= width
    return float("inf")
