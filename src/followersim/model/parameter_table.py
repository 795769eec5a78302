"""The page of all parameters, docs/parameters.md, made from parameters.yaml, parameter_guide.yaml and sources.yaml.

`python -m followersim.model.parameter_table docs/parameters.md` writes it anew.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followersim.model.parameter_use import anchor, uses_of
from followersim.scenario.catalogue import (
    ASSUMPTION,
    basis,
    cited,
    parameter_guide,
    parameters,
    parameters_file,
    sources,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HEAD = """\
# Parameters of the model

Every number that the model takes from `parameters.yaml`, chapter by chapter. A scenario may change each of them within
its range: by its name (`trust_loss_weight: 3`), or by table, row and column (`reply_types.thank.author_trust: 0.05`).
`followersim show parameter NAME` shows one of them, a row, a column or a table in full, in English or German. R1 to R22
are the claims of practitioners in [claims.md](claims.md). Numbers that are part of the form of a rule stand in
[appendix C](odd.md#c-numbers-that-are-part-of-a-rule) of the description.

This file is made by `python -m followersim.model.parameter_table docs/parameters.md`; do not edit it by hand.

## How well founded they are
"""
HEAD_OF_LIST = ("name", "value", "unit", "range", "meaning", "source")
HEAD_OF_SOURCED = ("cell", "source")


def parameter_table() -> str:
    """Return all parameters with value, unit, range, meaning and source as a Markdown document."""
    return "\n".join((HEAD, *_overview(), *_chapters(), *_sources()))


def _overview() -> Iterator[str]:
    """Yield what the words for the foundation of a number mean, and how many numbers of a chapter have which."""
    bases, chapters = parameter_guide()["bases"], parameter_guide()["chapters"]
    everything = Counter(basis(entry) for entry in parameters().values())
    yield _lines(
        ("word", "meaning", "numbers"),
        ((_word(name), about["meaning"]["en"], str(everything[name])) for name, about in bases.items()),
    )
    counts = {name: Counter[str]() for name in chapters}
    for entry in parameters().values():
        counts[entry["chapter"]][basis(entry)] += 1
    yield _lines(
        ("chapter", *(_word(name) for name in bases), "all"),
        (
            (f"[{_title(name)}](#{anchor(_title(name))})", *(str(count[name_]) for name_ in bases), str(count.total()))
            for name, count in counts.items()
        ),
    )
    sized = everything["published"] + everything["fitted"]
    yield (
        f"Of {everything.total()} numbers, the size of {sized} goes back to a source, and the direction of "
        f"{everything['direction']} more. {everything[ASSUMPTION]} are assumptions.\n"
    )


def _chapters() -> Iterator[str]:
    """Yield the parameters of each chapter: first those that stand for themselves, then its tables."""
    content = parameters_file()
    for chapter in parameter_guide()["chapters"]:
        yield f"## {_title(chapter)}\n"
        single = {name: about for name, about in content["parameters"].items() if about["chapter"] == chapter}
        tables = {name: about for name, about in content["tables"].items() if about["chapter"] == chapter}
        yield f"Rules: {', '.join(_sections(single, tables))}.\n"
        if single:
            yield _lines(HEAD_OF_LIST, (_entry(name, about) for name, about in single.items()))
        for name, about in tables.items():
            yield from _table(name, about)


def _sections(single: Mapping[str, Any], tables: Mapping[str, Any]) -> list[str]:
    """Return links to the sections of the description in whose rules parameters of a chapter are used."""
    names = [*single, *(f"{table}.{column}" for table, about in tables.items() for column in about["columns"])]
    found = dict.fromkeys(use.section for name in names for use in uses_of(name))
    order = list(parameter_guide()["sections"].values())
    return [f"[{section}](odd.md#{anchor(section)})" for section in sorted(found, key=order.index)]


def _entry(name: str, about: Mapping[str, Any]) -> tuple[str, ...]:
    said = (_unit(about), _range(about), about["meaning"]["en"], _origin(about))
    return (f"`{name}`", _number(about["value"]), *said)


def _table(name: str, about: Mapping[str, Any]) -> Iterator[str]:
    """Yield a table three times: what its columns mean, its rows, and the cells that have a source."""
    columns = about["columns"]
    yield f"### Table `{name}`: {about['meaning']['en']}\n"
    yield _lines(
        ("column", "unit", "range", "meaning"),
        ((f"`{column}`", _unit(said), _range(said), said["meaning"]["en"]) for column, said in columns.items()),
    )
    yield _lines(
        ("row", "", *columns),
        (
            (f"`{row}`", cells["title"]["en"], *(_number(cells[column]) for column in columns))
            for row, cells in about["rows"].items()
        ),
    )
    sourced: dict[str, list[str]] = {}
    for row in about["rows"]:
        for column in columns:
            entry = parameters()[f"{name}.{row}.{column}"]
            if entry["source"] != ASSUMPTION:
                sourced.setdefault(_origin(entry), []).append(f"`{row}.{column}`")
    if sourced:
        rest = sum(len(cells) for cells in sourced.values()) < len(about["rows"]) * len(columns)
        yield _lines(HEAD_OF_SOURCED, ((_list(cells), origin) for origin, cells in sourced.items()))
        if rest:
            yield "All other cells of this table are assumptions.\n"
    else:
        yield "All cells of this table are assumptions.\n"


def _list(cells: list[str]) -> str:
    """Return some cells; of many, the first and the last."""
    return ", ".join(cells) if len(cells) <= 6 else f"{cells[0]} to {cells[-1]}"


def _sources() -> Iterator[str]:
    """Yield what the sources are, with links."""
    yield "## Sources\n"
    yield "Surveys state intentions: the model uses their ratios, not their levels.\n"
    used = {name for entry in parameters().values() for name in cited(entry)}
    for name, about in sources().items():
        if name in used:
            link = f" <{about['link']}>" if about["link"] else ""
            year = about["year"] or "no year"
            yield f"- **{name}**: {about['authors']} ({year}). {about['title'].rstrip('.')}.{link}"
    yield ""


def _origin(entry: Mapping[str, Any]) -> str:
    """Return where a number comes from: the sources with links, how it follows from them, and what they found."""
    if entry["source"] == ASSUMPTION:
        return ASSUMPTION
    return f"{'; '.join(_link(name) for name in cited(entry))}; {_word(entry['basis'])}: {entry['note']['en']}"


def _link(name: str) -> str:
    link = sources()[name]["link"] or ""
    return f"[{name}]({link})" if link.startswith("https://") else name


def _word(name: str) -> str:
    return str(parameter_guide()["bases"][name]["short"]["en"])


def _title(chapter: str) -> str:
    return str(parameter_guide()["chapters"][chapter]["en"]).capitalize()


def _lines(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = (head, ("---",) * len(head), *rows)
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _unit(about: Mapping[str, Any]) -> str:
    return str(parameter_guide()["units"][about["unit"]]["en"])


def _range(about: Mapping[str, Any]) -> str:
    low, high = about["range"]
    return f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(parameter_table(), encoding="utf-8")
