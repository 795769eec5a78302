"""What `followersim show parameter` says: one number, or a row, a column or a whole table of numbers."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from followersim.cli.words import word
from followersim.model.parameter_use import uses_of
from followersim.scenario import catalogue
from followersim.scenario.catalogue import ASSUMPTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from followersim.cli.language import Language

Entry = dict[str, Any]
WIDTH = 100


def names() -> list[str]:
    """Return everything that can be shown: parameters, cells, tables, rows (`table.row`), columns (`table.column`)."""
    tables = catalogue.parameters_file()["tables"]
    parts = (f"{table}.{part}" for table, about in tables.items() for part in (*about["rows"], *about["columns"]))
    return [*catalogue.parameters(), *tables, *parts]


def cells_of(name: str) -> list[str]:
    """Return the cells of a table, a row or a column by their full names; none if there is no such thing."""
    table, _, part = name.partition(".")
    return [cell for cell in catalogue.parameters() if cell.startswith(f"{table}.") and _is_in(cell, part)]


def _is_in(cell: str, part: str) -> bool:
    return cell.count(".") == 2 and (not part or part in cell.split(".")[1:])


def as_data(name: str) -> Entry:
    """Return what is known about a parameter, or about the cells of a table, row or column, in both languages."""
    if name in catalogue.parameters():
        return _facts(name)
    table = name.partition(".")[0]
    about = catalogue.parameters_file()["tables"][table]
    return {
        "name": name,
        "meaning": about["meaning"],
        "chapter": about["chapter"],
        "parameters": [_facts(cell) for cell in cells_of(name)],
    }


def _facts(name: str) -> Entry:
    entry = catalogue.parameters()[name]
    mechanisms = catalogue.mechanisms().items()
    return {
        "name": name,
        **{key: entry.get(key) for key in ("value", "unit", "range", "title", "meaning", "chapter", "source")},
        "basis": catalogue.basis(entry),
        "note": entry.get("note"),
        "references": [{"name": source, **catalogue.sources()[source]} for source in catalogue.cited(entry)],
        "used_in": [{**use._asdict(), "link": use.link} for use in uses_of(name)],
        "mechanisms": {key: about["neutral"][name] for key, about in mechanisms if name in about["neutral"]},
    }


def as_text(name: str, lang: Language) -> str:
    """Return the same as text for people."""
    if name in catalogue.parameters():
        return "\n".join([name, *_aligned(_rows(name, lang))])
    table, _, part = name.partition(".")
    about = catalogue.parameters_file()["tables"][table]
    title = about["meaning"][lang]
    if part in about["rows"]:
        title += f": {about['rows'][part]['title'][lang]}"
    columns = [part] if part in about["columns"] else list(about["columns"])
    rows = [part] if part in about["rows"] else list(about["rows"])
    lines = [f"{name}: {title}", ""]
    for column in columns:
        lines += _column(table, column, rows, lang)
    lines += ["", *_sources_of(cells_of(name), lang)]
    sections = dict.fromkeys(f"{use.section} ({use.link})" for cell in cells_of(name) for use in uses_of(cell))
    example = f"{table}.{rows[-1]}.{columns[0]}"
    rest = [
        (word("chapter", lang), catalogue.parameter_guide()["chapters"][about["chapter"]][lang]),
        *_in_turn(word("used_in", lang), sections),
        *_in_scenario(example, catalogue.parameters()[example], lang),
    ]
    return "\n".join([*lines, "", *_aligned(rest)])


def _column(table: str, column: str, rows: list[str], lang: Language) -> Iterator[str]:
    """Yield what a column means, and its numbers in some rows."""
    entry = catalogue.parameters()[f"{table}.{rows[0]}.{column}"]
    low, high = entry["range"]
    span = word("range_of", lang, low=low, high=high)
    values = [catalogue.parameters()[f"{table}.{row}.{column}"]["value"] for row in rows]
    about = f"{entry['meaning'][lang]} [{_unit(entry, lang)}, {span}]"
    if len(rows) == 1:
        yield from _wrapped(f"{column}: {values[0]}", about)
    else:
        yield from _wrapped(column, about)
        numbers = ", ".join(f"{row}\0{value}" for row, value in zip(rows, values, strict=True))
        yield from (line.replace("\0", " ") for line in _wrap(numbers, "    ", "    "))  # no break within a pair


def _wrapped(head: str, text: str) -> list[str]:
    return _wrap(f"{head}  {text}", "  ", "      ")


def _wrap(text: str, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )


def _rows(name: str, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield what is known about one number, as pairs of what and how much."""
    facts = _facts(name)
    low, high = facts["range"]
    guide = catalogue.parameter_guide()
    yield word("value", lang), str(facts["value"])
    yield word("unit", lang), _unit(facts, lang)
    yield word("range", lang), word("range_of", lang, low=low, high=high)
    yield word("meaning", lang), facts["meaning"][lang]
    if facts["title"]:
        yield word("of_row", lang), facts["title"][lang]
    yield from _in_turn(word("source", lang), references(facts, lang))
    if facts["source"] == ASSUMPTION:
        about = guide["bases"][ASSUMPTION]
        yield word("source", lang), f"{about['short'][lang]} ({about['meaning'][lang]})"
    else:
        yield word("note", lang), facts["note"][lang]
        about = guide["bases"][facts["basis"]]
        yield word("basis", lang), f"{about['short'][lang]}: {about['meaning'][lang]}"
    yield word("chapter", lang), guide["chapters"][facts["chapter"]][lang]
    places = [
        f"{use.section}: {use.file.rpartition('/')[2].removesuffix('.py')}.{use.rule} ({use.link})"
        for use in uses_of(name)
    ]
    yield from _in_turn(word("used_in", lang), places)
    for mechanism, neutral in facts["mechanisms"].items():
        title = catalogue.mechanisms()[mechanism]["title"][lang]
        yield word("switched_off", lang), word("switched_off_by", lang, title=title, value=f"{neutral:g}")
    yield from _in_scenario(name, facts, lang)


def _in_scenario(name: str, entry: Mapping[str, Any], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield how a scenario changes a number: any parameter, to anything within its range."""
    low, high = entry["range"]
    shown = word("in_scenario_as", lang, name=name, value=entry["value"])
    yield word("in_scenario", lang), f"{shown}  ({word('any_in_range', lang)})"
    yield "", word("in_sweep_as", lang, name=name, low=low, high=high)


def _in_turn(label: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield several texts of which the first one bears the label."""
    for number, text in enumerate(texts):
        yield "" if number else label, text


def references(facts: Mapping[str, Any], lang: Language) -> list[str]:
    """Return the sources of a number as a reader wants them: who, when, what, where."""
    found = []
    for source in facts["references"]:
        year = source["year"] or word("no_year", lang)
        link = f" {source['link']}" if source["link"] else ""
        found.append(f"{source['authors']} ({year}): {source['title']}.{link}")
    return found


def origin(entry: Mapping[str, Any], lang: Language) -> str:
    """Return in a few words where a number comes from: "assumption", or "Pew 2019: fitted"."""
    short = str(catalogue.parameter_guide()["bases"][catalogue.basis(entry)]["short"][lang])
    return short if entry["source"] == ASSUMPTION else f"{entry['source']}: {short}"


def by_origin(cells: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """Return those of some cells that have a source, grouped by what it says about them."""
    found: dict[tuple[str, str], list[str]] = {}
    for cell in cells:
        entry = catalogue.parameters()[cell]
        if entry["source"] != ASSUMPTION:
            found.setdefault((entry["source"], entry["note"]["en"]), []).append(cell)
    return found


def _sources_of(cells: list[str], lang: Language) -> Iterator[str]:
    """Yield the sources of many cells, and how many of them are assumptions."""
    groups = by_origin(cells)
    assumed = len(cells) - sum(len(group) for group in groups.values())
    if not groups:
        yield word("all_assumptions", lang, n=assumed)
        return
    yield word("sources", lang)
    found: dict[str, None] = {}
    for group in groups.values():
        facts = _facts(group[0])
        shown = ", ".join(cell.partition(".")[2] for cell in group[:6]) + (", ..." if len(group) > 6 else "")
        yield from _wrapped(f"{shown}:", f"{facts['note'][lang]} [{origin(facts, lang)}]")
        found |= dict.fromkeys(references(facts, lang))
    for text in found:
        yield from _wrap(text, "  - ", "    ")
    if assumed:
        yield word("other_assumptions", lang, n=assumed)


def _aligned(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    found = list(rows)
    width = max(len(label) for label, _ in found)
    for label, text in found:
        yield from _wrap(text, f"  {label:<{width}}  ", " " * (width + 4))


def _unit(entry: Mapping[str, Any], lang: Language) -> str:
    return str(catalogue.parameter_guide()["units"][entry["unit"]][lang])
