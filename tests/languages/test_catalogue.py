"""The catalogue is complete and fresh, and what cannot be translated is refused where it is written."""

from __future__ import annotations

import ast
import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import followersim
from followersim.locale import LANGUAGES, N_, NP_, catalogue, plural, translate, update

SOURCE = Path(followersim.__file__).parent
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
PLEASE = "please run: python -m followersim.locale.update"

# where German words stand in the code for a reason: what people type, and how they mistype
_WORDS_OF_INPUT = {"scenario/fields.py", "feed/slips.py", "cli/new.py", "calibration/account_csv.py"}
# where a language is a key of data, or of the system
_MAY_NAME_GERMAN = {
    "scenario/fields.py", "scenario/scenario.py", "scenario/vocabulary.py", "scenario/scenario_file.py",
    "cli/bilingual.py", "cli/group.py", "cli/language.py", "cli/show.py", "feed/slips.py", "locale/__init__.py",
    "locale/dates.py", "report/slides_template.py", "charts/gallery.py",
}  # fmt: skip


def keys(catalog: Catalog) -> set[tuple[str | None, str, str]]:
    """Return what tells the entries of a catalogue apart."""
    return {
        (message.context, *((message.id, "") if isinstance(message.id, str) else message.id))
        for message in catalog
        if message.id
    }


@pytest.mark.parametrize("lang", OTHERS)
def test_every_sentence_is_in_the_catalogue_and_translated(lang: str) -> None:
    catalog, differing = update.read(lang, [update.path_of(lang)])
    assert not differing
    assert keys(catalog) == keys(update.template()), PLEASE
    assert update.faults(catalog) == []
    assert "#~" not in update.path_of(lang).read_text(encoding="utf-8"), "left-over sentences belong nowhere"
    assert ", fuzzy" not in update.path_of(lang).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", OTHERS)
def test_what_the_program_reads_is_what_the_catalogue_says(lang: str) -> None:
    catalog, _ = update.read(lang, [update.path_of(lang)])
    written = io.BytesIO()
    write_mo(written, catalog)
    written.seek(0)
    fresh, read = gettext.GNUTranslations(written), catalogue(lang)
    for message in catalog:
        one, many = (message.id, None) if isinstance(message.id, str) else message.id
        key = N_(one, context=message.context or "")
        if many:
            assert [read.ngettext(key, many, n) for n in (1, 2)] == [fresh.ngettext(key, many, n) for n in (1, 2)]
        elif one:
            assert read.gettext(key) == fresh.gettext(key), PLEASE


def test_an_update_changes_nothing_when_nothing_has_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for lang in OTHERS:
        folder = tmp_path / lang / "LC_MESSAGES"
        folder.mkdir(parents=True)
        for ending in ("po", "mo"):
            (folder / f"followersim.{ending}").write_bytes(update.path_of(lang, ending).read_bytes())
    before = {lang: update.path_of(lang).read_text(encoding="utf-8") for lang in OTHERS}
    monkeypatch.setattr(update, "FOLDER", tmp_path)
    for lang in OTHERS:
        assert update.update(lang) == []
        by_babel = "Generated-By"
        now = update.path_of(lang).read_text(encoding="utf-8")
        assert [line for line in now.splitlines() if by_babel not in line] == [
            line for line in before[lang].splitlines() if by_babel not in line
        ], PLEASE


# ---- the code ----------------------------------------------------------------------------------------------------


def strings_of(path: Path) -> list[tuple[int, str]]:
    """Return the texts in a Python file, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def test_no_german_stands_in_the_code() -> None:
    found = [
        f"{path}:{line}: {text}"
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).as_posix() not in _WORDS_OF_INPUT
        for line, text in strings_of(path)
        if any(letter in "äöüÄÖÜß" for letter in text)
    ]
    assert not found


def test_nothing_but_data_and_the_system_is_looked_up_by_the_name_of_a_language() -> None:
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(text == "de" for _, text in strings_of(path))
    }
    assert found <= _MAY_NAME_GERMAN


# ---- the tools ---------------------------------------------------------------------------------------------------


def marks_in(code: str) -> list[object]:
    """Return the sentences that are found in some code."""
    return [found[2] for found in update.marked(io.BytesIO(code.encode()), None, None, None)]


def test_marks_are_found_wherever_they_stand() -> None:
    code = """
x = f(a, g(translate(lang, "outer {x}", x=h(translate(lang, "in" "ner")))))
y = {"k": N_("marked")}, NP_("{n} day", "{n} days", context="dative"), N_("day", context="dative")
z = plural(lang, "{n} run", "{n} runs", n), plural(lang, *Y, n), translate(lang, TABLE[name]), self.translate("no")
"""
    assert sorted(map(str, marks_in(code))) == sorted(
        map(
            str,
            [
                "outer {x}",
                "inner",
                "marked",
                ("dative", "{n} day", "{n} days"),
                ("dative", "day"),
                ("{n} run", "{n} runs"),
            ],
        )
    )


@pytest.mark.parametrize(
    "code", ["N_(f'hello {x}')", "N_(x)", "translate(lang, f'hello {x}')", "NP_('one')", "plural(lang, f'{n}', 'x', n)"]
)
def test_sentences_that_cannot_be_found_are_refused(code: str) -> None:
    with pytest.raises(SyntaxError, match="written out"):
        marks_in(code)


def made(**sentences: str) -> Catalog:
    """Return a German catalogue of some sentences."""
    catalog = Catalog(locale="de")
    for one, other in sentences.items():
        catalog.add(one.replace("_", " "), other)
    return catalog


def test_faults_are_told() -> None:
    catalog = made(fine="gut", missing="", doubtful="zweifelhaft")
    catalog.add("a {gap}", "eine {luecke}")
    catalog.add(("{n} day", "{n} days"), ("{n} Tag", ""))
    catalog.add("kept", "behalten", flags={"fuzzy"})
    told = update.faults(catalog)
    assert told == [
        "not translated: 'missing'",
        "other gaps than in English: 'a {gap}' and 'eine {luecke}'",
        "not translated: '{n} day'",
        "marked as fuzzy: 'kept'",
    ]


@pytest.mark.parametrize("text", ["{n!r:{w}}x{", "{a.b}", "{}", "{0}"])
def test_gaps_are_plain_names(text: str) -> None:
    with pytest.raises(ValueError, match=r"gap|\}|'\{'"):
        update.gaps(text)


def test_both_sides_of_a_conflict_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "followersim.po"
    path.write_text(
        'msgid "a"\nmsgstr "A"\n\n<<<<<<< HEAD\nmsgid "b"\nmsgstr "B"\n\nmsgid "both"\n||||||| base\nmsgid "old"\n'
        '=======\nmsgid "c"\nmsgstr "C"\n\nmsgid "both"\n>>>>>>> other\nmsgstr "X"\n\nmsgid "z"\nmsgstr "Z"\n',
        encoding="utf-8",
    )
    other = tmp_path / "other.po"
    other.write_text('msgid "a"\nmsgstr "other"\n\nmsgid "d"\nmsgstr "D"\n', encoding="utf-8")
    catalog, differing = update.read("de", [path, other])
    said = {str(message.id): message.string for message in catalog if message.id}
    assert said == {"a": "A", "b": "B", "c": "C", "both": "X", "z": "Z", "d": "D"}
    assert len(differing) == 1
    assert "'a'" in differing[0]


# ---- saying ------------------------------------------------------------------------------------------------------


def test_sentences_are_said_with_their_gaps_filled() -> None:
    assert translate("en", "{n} MB", n="3") == "3 MB"
    assert translate("de", "baseline {{x}} that nobody translated") == "baseline {x} that nobody translated"
    assert translate("de", N_("Praise")) == "Lob"
    day = NP_("{n} day", "{n} days", context="after “in”")
    assert [plural("de", *day, n) for n in (1, 2)] == ["1 Tag", "2 Tagen"]
    assert [plural("en", *day, n) for n in (1, 1000)] == ["1 day", "1,000 days"]
    assert plural("de", "{n} day", "{n} days", 1000) == "1.000 Tage"
    assert plural("de", "{n} day", "{n} days", 2, n="zwei") == "zwei Tage"
    assert translate("en", "{name}", name="{n} \x04 %s") == "{n} \x04 %s", "what fills a gap is not read again"
    with pytest.raises(KeyError):
        translate("en", "{gap}")
    with pytest.raises(ValueError, match="unknown language"):
        translate("fr", "Praise")
