"""Writes the findings of a study and of the regime map into docs/sensitivity.md, and their pictures beside it.

    python -m followersim.sensitivity.page results/sensitivity docs/sensitivity.md

What stands between the two marks of the page is replaced; the rest stays as it is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from followersim.analysis.sensitivity_words import output_word, robustness_sentence, short_meaning, unit_word
from followersim.locale import LANGUAGES
from followersim.locale.numbers import number, percent, percent_range
from followersim.sensitivity.regime_map import NAME as MAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Entry = Mapping[str, Any]

BEGIN: Final = "<!-- written by make sensitivity -->"
END: Final = "<!-- end of what make sensitivity writes -->"
MOST: Final = 10
PICTURES: Final = ("screening_shitstorm", "screening_followers", "indices_shitstorm", "indices_followers", "ranking")
_COLOURS: Final = 64
_MAP_PICTURE: Final = "regime_map_en"


def findings(report: Entry, regimes: Entry, pictures: Iterable[str]) -> str:
    """Return what was found as Markdown; `pictures` are the names of those that there are."""
    shown = set(pictures)
    titles = {policy["name"]: policy["title"]["en"] for policy in report["policies"]}
    parts = [
        _how(report),
        "",
        *_short(report, titles),
        *_ranking(report, titles, shown),
        *(line for output in report["outputs"] for line in _output(report, output, titles, shown)),
        *_nothing(report),
        *_regimes(regimes),
    ]
    return "\n".join(parts)


def _how(report: Entry) -> str:
    about = report["scenario"]
    sizes = [f"{report['screening']['trajectories']} Morris trajectories"]
    if report["indices"]:
        sizes.append(f"a Sobol sample of base {report['indices']['samples']}")
    if report["ranking"]:
        sizes.append(f"{report['ranking']['draws']} Latin hypercube draws")
    return (
        f"{about['days']} days, {about['followers']:,} followers of {about['people']:,} people, "
        f"{len(report['factors'])} factors, each from its value divided by {report['within']:g} to its value times "
        f"{report['within']:g}; {', '.join(sizes)}; {report['worlds']} worlds, the same in every draw; seed "
        f"{report['seed']}, version {report['followersim']}; {report['simulations']:,} simulations in all."
    )


def _short(report: Entry, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield what it comes to: what drives each output most, how much is interplay, and whether the order holds."""
    meanings = {factor["name"]: short_meaning(factor["meaning"]["en"]) for factor in report["factors"]}
    yield "## In short\n"
    for result in report["screening"]["results"]:
        clear = sorted((row for row in result["factors"] if row["clear"]), key=lambda row: -row["mu_star"])
        stands_out = len(clear) > result["by_luck"]
        said = "; ".join(f"{meanings[row['name']]} ({'more' if row['mu'] > 0 else 'less'})" for row in clear[:3])
        name = output_word(result["output"], "en")
        finding = said if stands_out else "no more factors are clear than by luck alone"
        yield f"- {name[0].upper()}{name[1:]}, {titles[result['policy']]}: {finding}."
    for result in report["indices"]["results"] if report["indices"] else ():
        if result["total"][0]["value"] is None:
            continue
        alone = sum(one["value"] for one in result["first"])
        both = zip(result["first"], result["total"], strict=True)
        shared, most = max((total["value"] - first["value"], total["name"]) for first, total in both)
        yield (
            f"- Interplay in the {output_word(result['output'], 'en')}, {titles[result['policy']]}: the "
            f"{len(result['first'])} factors examined explain {percent(min(max(alone, 0.0), 1.0), 'en')} of the "
            f"variance each by itself; `{most}` has the largest share together with others "
            f"({percent(min(max(shared, 0.0), 1.0), 'en')}; intervals below)."
        )
    yield ""


def _picture(name: str, text: str, shown: set[str]) -> list[str]:
    return [f"![{text}](images/sensitivity_{name}.png)", ""] if name in shown else []


def _ranking(report: Entry, titles: Mapping[str, str], shown: set[str]) -> Iterator[str]:
    ranking = report["ranking"]
    if not ranking:
        return
    yield "## Does the order of policies hinge on the numbers?\n"
    yield from _picture("ranking", "In how many draws the first policy does better", shown)
    for lang in LANGUAGES:
        names = {policy["name"]: policy["title"][lang] for policy in report["policies"]}
        for entry in ranking["results"]:
            yield f"> {robustness_sentence(entry, ranking['draws'], ranking['numbers'], names, lang)}\n>"
        yield ""
    yield _table(
        ("output", "lead over", "better", "the same", "worse", "share better", "median lead", "the lead goes with"),
        (
            (
                output_word(entry["output"], "en"),
                titles[entry["against"]],
                *(number(entry[name], "en") for name in ("better", "equal", "worse")),
                f"{percent(entry['share'], 'en')} ({percent_range(entry['low'], entry['high'], 'en')})",
                f"{number(entry['lead'], 'en', 1)} points",
                _names(entry["goes_with"][:6]),
            )
            for entry in ranking["results"]
        ),
    )
    yield "How far the results themselves move over these draws (5 %, median, 95 % of draws), in per cent:\n"
    yield _table(
        ("policy", *(output_word(output, "en") for output in report["outputs"])),
        (
            (
                titles[policy],
                *(
                    " / ".join(number(value, "en", 1) for value in values[output])
                    + f" (usual numbers: {number(report['usual'][policy][output], 'en', 1)})"
                    for output in report["outputs"]
                ),
            )
            for policy, values in ranking["spread"].items()
        ),
    )


def _names(entries: Sequence[Entry]) -> str:
    return ", ".join(f"`{one['name']}` ({number(one['rho'], 'en', 2, signed=True)})" for one in entries) or "-"


def _output(report: Entry, output: str, titles: Mapping[str, str], shown: set[str]) -> Iterator[str]:
    """Yield the largest effects on an output, and the indices of those that have them."""
    name = output_word(output, "en")
    yield f"## What drives the {name}\n"
    yield from _picture(f"screening_{output}", f"Largest effects on the {name}", shown)
    results = [result for result in report["screening"]["results"] if result["output"] == output]
    rows = {result["policy"]: {row["name"]: row for row in result["factors"]} for result in results}
    meanings = {factor["name"]: short_meaning(factor["meaning"]["en"]) for factor in report["factors"]}
    order = sorted(meanings, key=lambda one: -max(found[one]["mu_star"] for found in rows.values()))
    yield f"The {MOST} largest effects, in {unit_word(output, 'en')}: mean (95 % interval), size mu\\*, spread sigma.\n"
    yield _table(
        ("factor", "meaning", *(titles[policy] for policy in rows)),
        (
            (f"`{one}`", meanings[one], *(_effect(found[one]) for found in rows.values()))
            for one in order[:MOST]
            if any(found[one]["mu_star"] > 0 for found in rows.values())
        ),
    )
    for result in results:
        policy, found = result["policy"], rows[result["policy"]]
        clear = sorted((one for one in found if found[one]["clear"]), key=lambda one: -found[one]["mu_star"])
        said = ", ".join(f"`{one}` ({'+' if found[one]['mu'] > 0 else '-'})" for one in clear) or "none"
        luck = f"about {number(result['by_luck'], 'en')} would be by luck alone"
        yield f"Clear with {titles[policy]} ({len(clear)} of {len(found)}; {luck}): {said}.\n"
    if report["ranking"]:
        for entry in report["ranking"]["along"]:
            if entry["output"] == output:
                said = _names(entry["goes_with"][:10])
                yield f"Goes along with, in the draws of all numbers at once, with {titles[entry['policy']]}: {said}.\n"
    if report["indices"]:
        yield from _indices(report, output, titles, shown)


def _effect(row: Entry) -> str:
    low, high = number(row["low"], "en", 1), number(row["high"], "en", 1)
    said = f"{number(row['mu'], 'en', 1)} ({low} to {high}), {number(row['mu_star'], 'en', 1)}, "
    said += number(row["sigma"], "en", 1)
    return f"**{said}**" if row["clear"] else said


def _indices(report: Entry, output: str, titles: Mapping[str, str], shown: set[str]) -> Iterator[str]:
    results = [result for result in report["indices"]["results"] if result["output"] == output]
    results = [result for result in results if result["total"][0]["value"] is not None]
    if not results:
        return
    yield from _picture(f"indices_{output}", f"Shares of the variance of the {output_word(output, 'en')}", shown)
    yield "Shares of the variance (Sobol): alone; with all that it does together with others. 95 % intervals.\n"
    yield _table(
        ("factor", *(titles[result["policy"]] for result in results)),
        (
            (f"`{one}`", *(f"{_index(result['first'][n])}; {_index(result['total'][n])}" for result in results))
            for n, one in enumerate(report["indices"]["factors"])
        ),
    )
    for result in results:
        pairs = [pair for pair in result.get("second", ()) if pair["clear"]]
        if "second" in result:
            said = ", ".join(f"`{pair['name']}` + `{pair['other']}` {_index(pair)}" for pair in pairs) or "none"
            yield f"Pairs with a clear effect of their own, with {titles[result['policy']]}: {said}.\n"


def _index(one: Entry) -> str:
    said = f"{number(one['value'], 'en', 2)} ({number(one['low'], 'en', 2)} to {number(one['high'], 'en', 2)})"
    return f"**{said}**" if one["clear"] else said


def _nothing(report: Entry) -> Iterator[str]:
    """Yield what has no effect at all, on no output, and how many have no clear one."""
    results = report["screening"]["results"]
    names = [factor["name"] for factor in report["factors"]]
    none, unclear = set(names), set(names)
    for result in results:
        none &= {row["name"] for row in result["factors"] if row["none"]}
        unclear &= {row["name"] for row in result["factors"] if not row["clear"]}
    yield "## What does not matter here\n"
    yield (
        f"{len(unclear)} of {len(names)} factors have no clear effect on any output under any policy. Of those, "
        f"{len(none)} did not change a single result: they belong to what this setting does not have.\n"
    )
    yield ", ".join(f"`{name}`" for name in names if name in none) + (".\n" if none else "")


def _regimes(regimes: Entry) -> Iterator[str]:
    """Yield the regime map in numbers and as a picture."""
    yield "## Quiet, near-critical, explosive\n"
    yield f"![Likelihood of a shitstorm by contagion and policy](images/{_MAP_PICTURE}.png)\n"
    yield (
        f"Share of {regimes['worlds']} worlds with a shitstorm within {regimes['days']} days with one average incident "
        f"({regimes['followers']:,} followers), in per cent with 95 % intervals, by contagion (default: "
        f"{regimes['default']:g}). Quiet: below 5; explosive: above 50.\n"
    )
    cells = {(cell["policy"], cell["contagion"]): cell for cell in regimes["cells"]}
    yield _table(
        ("policy", *(f"{value:g}" for value in regimes["values"])),
        (
            (policy["title"]["en"], *(_cell(cells[policy["name"], value]) for value in regimes["values"]))
            for policy in regimes["policies"]
        ),
    )
    usual = [cell for cell in regimes["cells"] if cell["contagion"] == regimes["default"]]
    titles = {policy["name"]: policy["title"]["en"] for policy in regimes["policies"]}
    said = "; ".join(
        f"{titles[cell['policy']]}: {cell['regime'].replace('near', 'near-critical')}"
        f"{' (open)' if cell['open'] else ''}, {cell['k']} of {cell['n']}"
        for cell in usual
    )
    yield f"At the default: {said}.\n"


def _cell(cell: Entry) -> str:
    return f"{number(100 * cell['share'], 'en')} ({percent_range(cell['low'], cell['high'], 'en').rstrip('%')})"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    head = tuple(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def rewritten(page: str, report: Entry, regimes: Entry, pictures: Iterable[str]) -> str:
    """Return the page with new findings between its marks; ValueError if it has none."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has no {BEGIN} ... {END}")
    return f"{before}{BEGIN}\n\n{findings(report, regimes, pictures)}\n{END}{after}"


def main(folder: Path, page: Path) -> None:
    """Write what lies in a folder into a page, and its pictures into the folder `images` beside the page."""
    report = json.loads((folder / "sensitivity.json").read_bytes())
    regimes = json.loads((folder / f"{MAP}.json").read_bytes())
    pictures = [name for name in PICTURES if (folder / f"{name}.png").exists()]
    text = rewritten(page.read_text(encoding="utf-8"), report, regimes, pictures)
    images = page.parent / "images"
    images.mkdir(exist_ok=True)
    for name in pictures:
        _copy(folder / f"{name}.png", images / f"sensitivity_{name}.png")
    _copy(folder / f"{_MAP_PICTURE}.png", images / f"{_MAP_PICTURE}.png")
    page.write_text(text, encoding="utf-8")


def _copy(picture: Path, place: Path) -> None:
    """Copy a chart with few colours, which makes it several times smaller and looks the same."""
    with Image.open(picture) as image:
        image.convert("RGB").quantize(_COLOURS).save(place, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
