"""What `followersim run` says about other companies, about segments of the audience, and to the audience itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followersim.analysis.summary import summarise
from followersim.cli import run_text
from followersim.cli.table import table
from followersim.scenario import Scenario
from tests.cli.stand_in import segments_of
from tests.synthetic import make_daily

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.cli.language import Language
    from tests.cli.stand_in import FakeExperiment, Said

CONTENT: dict[str, Any] = {
    "policies": ["handles_criticism_well", "harsh_reply"],
    "rivals": [
        {"name": "nebenan", "title": {"en": "The shop next door", "de": "Der Laden nebenan"}, "followers": 2000},
        {"name": "long", "title": "A competitor whose name is far too long for a narrow column", "followers": 70},
    ],
    "question": "What happens?",
    "period": {"days": 30},
    "worlds": 20,
}


@pytest.fixture(autouse=True)
def _no_other_experiment(experiment: FakeExperiment) -> None:
    del experiment


def text_of(lang: Language, **changes: Any) -> str:
    """Return the table of a scenario with other companies and made-up numbers."""
    scenario = Scenario(**{**CONTENT, **changes})
    return table(summarise(make_daily(scenario, 20), scenario), scenario, lang)


class TestOtherCompanies:
    """The table is about one's own company; others stand beneath it."""

    @pytest.mark.parametrize(
        ("lang", "parts"),
        [
            ("en", ("Other companies", "The shop next door", "  Followers gained", "  Shitstorm", "gestures per run")),
            ("de", ("Andere Unternehmen", "Der Laden nebenan", "  Gewonnene Follower", "Gesten je Durchlauf")),
        ],
    )
    def test_they_stand_beneath(self, lang: Language, parts: tuple[str, ...]) -> None:
        own, others = text_of(lang).split(parts[0])
        assert "->" in own
        assert "nebenan" not in own
        assert "->" not in others
        assert all(part in others for part in parts[1:])
        assert others.count("- “Harsh replies”" if lang == "en" else "- „Schroff antworten“") == 1

    def test_the_table_of_ones_own_company_is_the_same_as_without_them(self) -> None:
        assert text_of("en").split("\n\nOther")[0] == text_of("en", rivals=[]).split("\n\nIn brackets")[0]
        assert "Other companies" not in text_of("en", rivals=[])

    def test_followers_gained_are_those_of_the_company(self) -> None:
        scenario = Scenario(**CONTENT)
        summary = summarise(make_daily(scenario, 20), scenario)
        found = next(r for r in summary["results"] if r["company"] == "nebenan")
        found["n_followers_end"]["median"], found["shitstorm"]["k"] = 3234.0, 0
        line = next(x for x in table(summary, scenario, "en").splitlines() if "Followers gained" in x)
        assert "+1,234" in line
        found["n_followers_end"]["median"] = 1990.0
        assert "-10" in table(summary, scenario, "en")

    def test_it_fits_the_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sweep = {"team.members": [1, 2]}
        for columns in (40, 60, 100, 200):
            monkeypatch.setenv("COLUMNS", str(columns))
            text = text_of("de", sweep=sweep)
            assert text.count("Andere Unternehmen") >= 2
            assert all(len(line) <= max(columns, 61) for line in text.splitlines())

    def test_hostile_titles_are_harmless(self) -> None:
        scenario = Scenario(**{**CONTENT, "rivals": [{"name": "x", "title": "<b>{0} 宽", "followers": 10}]})
        assert "<b>{0} 宽\n" in table(summarise(make_daily(scenario, 4), scenario), scenario, "en")


class TestSegments:
    """`run --segments`."""

    @pytest.mark.parametrize(
        ("lang", "parts"),
        [
            ("en", ("Segments of the audience: Harsh replies", "deal-seekers", "1,234 -> 12", "Trust", "Lost", " 55")),
            (
                "de",
                ("Gruppen im Publikum: Schroff antworten", "Schnäppchenjäger", "1.234 -> 12", "Vertrauen", "Verloren"),
            ),
        ],
    )
    def test_they_are_shown_and_written(
        self, call: Callable[..., Said], scenario_file: str, lang: str, parts: tuple[str, ...]
    ) -> None:
        said = call("run", scenario_file, "--segments", "--lang", lang)
        assert said.code == 0
        for part in parts:
            assert part in said.out, part
        assert "-\n" in said.out  # nobody young is left: there is no trust
        with Path("results/small/segments.csv").open(encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == 2 * 6
        again = call("run", scenario_file, "--segments", "--lang", lang)
        assert again.out.splitlines()[:-1] == said.out.splitlines()[:-1]

    def test_json_has_them_when_asked(self, call: Callable[..., Said], scenario_file: str) -> None:
        usual = json.loads(call("run", scenario_file, "--json").out)
        assert "segments" not in usual
        said = json.loads(call("run", scenario_file, "--json", "--segments").out)
        assert {**usual, "segments": said["segments"]} == said
        assert said["segments"][0]["segment"] == "customer"
        assert json.loads(call("run", scenario_file, "--json", "--segments").out) == said
        assert json.loads(call("run", scenario_file, "--json").out) == usual

    def test_results_without_them_are_run_again(
        self, call: Callable[..., Said], experiment: FakeExperiment, scenario_file: str
    ) -> None:
        for words, runs in (([], 1), (["--segments"], 2), (["--segments"], 2), ([], 2)):
            call("run", scenario_file, *words)
            assert len(experiment.runs) == runs
        assert [options["segments"] for options in experiment.options] == [False, True]

    def test_only_the_main_company_is_shown_and_not_every_point(self) -> None:
        scenario = Scenario(**{**CONTENT, "sweep": {"team.training": [k / 20 for k in range(14)]}})
        text = run_text.segments(segments_of(scenario), scenario, "en")
        assert text.count("Harsh replies") == 12
        assert "Training: 0.05" in text
        assert "nebenan" not in text
        assert "2 more points" in text


class TestQuestions:
    """`run --questions`."""

    TEXT = (
        "question: {en: What happens?, de: Was geschieht?}\npolicies: [harsh_reply]\nworlds: 2\n"
        "look_at: {en: 'At the storms.', de: 'Auf die Stürme.'}\n"
        "ask: [{en: 'What would you do?', de: 'Was täten Sie?'}, {en: Why?, de: Warum?}]\n"
    )

    @pytest.mark.parametrize(
        ("lang", "parts"),
        [
            ("en", ("The question\n  What happens?", "What to look at\n  At the", "  1. What would", "  2. Why?")),
            ("de", ("Die Frage\n  Was geschieht?", "Worauf zu achten ist\n  Auf die", "  1. Was täten", "  2. Warum?")),
        ],
    )
    def test_they_come_after_the_table_when_asked_for(
        self, call: Callable[..., Said], lang: str, parts: tuple[str, ...]
    ) -> None:
        Path("asking.yaml").write_text(self.TEXT, encoding="utf-8")
        said = call("run", "asking.yaml", "--questions", "--lang", lang)
        places = [said.out.index(part) for part in parts]
        assert places == sorted(places)
        assert places[0] > said.out.index({"en": "Shitstorm", "de": "Shitstorm"}[lang])
        usual = call("run", "asking.yaml", "--lang", lang).out
        assert not any(part in usual for part in parts)
        assert call("run", "asking.yaml", "--questions", "--quiet").out == ""

    def test_a_scenario_without_any_says_so(self, call: Callable[..., Said], scenario_file: str) -> None:
        assert "no questions for the audience" in call("run", scenario_file, "--questions").out
        assert "keine Fragen" in call("run", scenario_file, "--questions", "--lang", "de").out

    def test_long_texts_are_wrapped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "50")
        scenario = Scenario(look_at="word " * 40 + "\n\nsecond", ask=["why " * 30])
        lines = run_text.questions(scenario, "en").splitlines()
        assert max(map(len, lines)) <= 50
        assert any(line.startswith("     why") for line in lines)
        assert "  second" in lines
