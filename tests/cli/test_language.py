"""Every command speaks the language of the command line, else of the scenario, else of the system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import followersim as fs
from followersim.experiment.errors import ExecutorError, InterruptedRunError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.stand_in import FakeExperiment, Said

SMALL = (
    "name: {{en: Small, de: Klein}}\nquestion: {{en: What happens?, de: Was geschieht?}}\n{language}worlds: 2\n"
    "policies: [handles_criticism_well, harsh_reply]\nperiod: {{days: 2}}\naudience: {{people: 300, followers: 100}}\n"
)
# what is typed, and what shows that it is understood: in English, in German
SPEAKING = [
    (["run", "x.yaml"], ("What happens?", "Was geschieht?")),
    (["check", "x.yaml"], ("2 policies", "2 Strategien")),
    (["check", "policy.yaml"], ("is fine", "ist in Ordnung")),
    (["show", "scenario", "x.yaml"], ("# Small", "# Klein")),
    (["feed", "x.yaml", "--days", "0"], ("wind force", "Windstärke")),
    (["why", "x.yaml", "--policy", "nope"], ("there is no policy", "eine Strategie")),
    (["run", "x.yaml", "--set", "seed=no"], ("a whole number", "eine ganze Zahl")),
]
NO_SCENARIO = [
    (["--help"], ("Commands", "Befehle")),
    ([], ("Commands", "Befehle")),
    (["run", "--help"], ("Options", "Optionen")),
    (["list", "policies"], ("Harsh replies", "Schroff antworten")),
    (["list", "charts"], ("followers day by day", "Follower Tag für Tag")),
    (["show", "policy", "harsh_reply"], ("# Harsh replies", "# Schroff antworten")),
    (["show", "parameter", "trust_loss_weight"], ("meaning", "Bedeutung")),
    (["schema"], ("followersim scenario", "followersim-Szenario")),
    (["new", "y.yaml"], ("is ready", "ist fertig")),
    (["nonsense"], ("no such command", "diesen Befehl gibt es nicht")),
    (["run", "nowhere.yaml"], ("no such file", "diese Datei gibt es nicht")),
]


class Way(NamedTuple):
    """What asks for a language: a line of the scenario, the system, the command line; what is spoken (1: German)."""

    language: str
    system: str
    asked: tuple[str, ...]
    spoken: int

    def __str__(self) -> str:
        return "-".join([self.language.strip() or "nothing", self.system, *self.asked])


WAYS = [Way("", "C.UTF-8", (), 0), Way("", "de_DE.UTF-8", (), 1), Way("", "de_DE.UTF-8", ("--lang", "en"), 0)]
WAYS_OF_SCENARIOS = [
    *WAYS,
    Way("language: de\n", "C.UTF-8", (), 1),
    Way("language: en\n", "de_AT", (), 0),
    Way("language: de\n", "C.UTF-8", ("--lang", "en"), 0),
    Way("language: en\n", "de_DE", ("--lang=de",), 1),
]


def _typed(words: object) -> str:
    return " ".join(words[:2]) if isinstance(words, list) else ""


def write(language: str) -> None:
    """Write a scenario that asks for a language, or for none, and a policy."""
    Path("x.yaml").write_text(SMALL.format(language=language), encoding="utf-8")
    Path("policy.yaml").write_text("based_on: harsh_reply\nname: mine\n", encoding="utf-8")


@pytest.mark.parametrize("way", WAYS_OF_SCENARIOS, ids=str)
@pytest.mark.parametrize(("words", "said"), SPEAKING, ids=_typed)
@pytest.mark.usefixtures("experiment")
def test_commands_with_a_scenario(call: Callable[..., Said], words: list[str], said: tuple[str, str], way: Way) -> None:
    write(way.language)
    spoken = way.spoken
    if "policy.yaml" in words and not way.asked:
        spoken = int(way.system.startswith("de"))  # a policy asks for no language
    check(call, words, said, way, spoken)


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize(("words", "said"), NO_SCENARIO, ids=_typed)
def test_commands_without_a_scenario(
    call: Callable[..., Said], words: list[str], said: tuple[str, str], way: Way
) -> None:
    check(call, words, said, way, way.spoken)


def check(call: Callable[..., Said], words: list[str], said: tuple[str, str], way: Way, spoken: int) -> None:
    """Call a command on a system of some language; what it says must be in one language alone."""
    with pytest.MonkeyPatch.context() as system:
        system.setenv("LC_ALL", way.system)
        found = call(*words, *way.asked)
    assert said[spoken] in found.out + found.err
    assert said[1 - spoken] not in found.out + found.err


def test_the_language_may_stand_before_the_command(call: Callable[..., Said]) -> None:
    write("")
    assert "2 Strategien" in call("--lang", "de", "check", "x.yaml").out
    assert '"fr" is not possible' in call("--lang", "fr", "check", "x.yaml").err


@pytest.mark.parametrize(
    ("error", "german"),
    [
        (KeyboardInterrupt(), "Abgebrochen."),
        (InterruptedRunError(1, 2), "Abgebrochen. 1 von 2"),
        (ExecutorError("no_cluster", address="tcp://x"), "kein Dask-Scheduler"),
        (MemoryError(), "Arbeitsspeicher"),
        (PermissionError(13, "no", "r"), "dort darf nicht"),
        (RuntimeError("boom"), "Etwas ging schief"),
    ],
)
def test_whatever_happens_is_said_in_the_language_of_the_scenario(
    call: Callable[..., Said], experiment: FakeExperiment, error: Any, german: str
) -> None:
    write("language: de\n")
    experiment.trouble = error
    assert german in call("run", "x.yaml").err
    assert german not in call("run", "x.yaml", "--lang", "en").err


def test_results_are_checked_in_the_language_they_were_made_in(
    call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("language: de\n")
    fs.run("x.yaml", out="results")
    assert "Keine Datei wurde verändert" in call("verify", "results").out
    assert "No file has changed" in call("verify", "results", "--lang", "en").out
    monkeypatch.setenv("LC_ALL", "de_DE")
    assert "hier liegen keine Ergebnisse" in call("verify", "nowhere").err
