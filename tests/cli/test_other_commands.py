"""`check`, `list`, `show`, `schema` and `new`."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from followersim.cli.show_parameter import as_text
from followersim.scenario import catalogue, load_scenario
from followersim.scenario.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.scenario.vocabulary import Language
    from tests.cli.stand_in import Said


def test_check_says_what_would_run(call: Callable[..., Said], scenario_file: str) -> None:
    said = call("check", scenario_file)
    assert (said.code, said.err) == (0, "")
    assert "2 policies x 20 worlds = 40 simulations of 20,000 people over 90 days" in said.out
    assert "about" in said.out
    german = call("check", scenario_file, "--lang", "de")
    assert "40 Simulationen mit 20.000 Menschen" in german.out
    assert [path.name for path in Path().iterdir()] == [scenario_file]


def test_check_estimates_in_fitting_units(call: Callable[..., Said]) -> None:
    for people, unit in ((1000, " s "), (200_000, " min "), (20_000_000, " h ")):
        Path("x.yaml").write_text(f"audience: {{people: {people}, followers: 100}}\nworlds: 1000\n", encoding="utf-8")
        assert unit in call("check", "x.yaml").out


def test_check_says_the_most_that_may_be_needed(call: Callable[..., Said]) -> None:
    Path("x.yaml").write_text("policies: [harsh_reply]\nworlds: auto\n", encoding="utf-8")
    assert "1 policy x up to 1,000 worlds = up to 1,000 simulations of 20,000 people" in call("check", "x.yaml").out
    assert "bis zu 1.000 Welten = bis zu 1.000 Simulationen" in call("check", "x.yaml", "--lang", "de").out


def test_check_says_how_large_a_sweep_is(call: Callable[..., Said]) -> None:
    text = "policies: [harsh_reply]\nworlds: 100\nsweep: {csv: points.csv}\n"
    Path("x.yaml").write_text(text, encoding="utf-8")
    rows = [f"{number / 1000:.3f}" for number in range(1000)]
    Path("points.csv").write_text("\n".join(["team.training", *rows]), encoding="utf-8")
    said = call("check", "x.yaml")
    assert (said.code, said.err) == (0, "")
    assert "1 policy x 1,000 points x 100 worlds = 100,000 simulations of 20,000 people over 90 days" in said.out
    assert " min on this computer" in said.out
    assert "about 625 MB on the disk, twice that" in said.out
    assert "1.000 Punkte" in call("check", "x.yaml", "--lang", "de").out
    Path("x.yaml").write_text(text.replace("100", "auto"), encoding="utf-8")
    said = call("check", "x.yaml")
    assert "1,000 points x up to 1,000 worlds = up to 1,000,000 simulations" in said.out
    assert "at most about 5.9 GB on the disk" in said.out
    assert "höchstens etwa 5,9 GB" in call("check", "x.yaml", "--lang", "de").out


def test_check_says_what_is_hardly_meant(call: Callable[..., Said]) -> None:
    ranges = "{team.training: [0, 1], team.members: [1, 50]}"
    Path("x.yaml").write_text(f"sweep:\n  sample: sobol\n  size: 10\n  ranges: {ranges}\n", encoding="utf-8")
    said = call("check", "x.yaml")
    assert said.code == 0
    assert said.err.startswith("x.yaml, line 3, sweep.size: a Sobol sample")
    assert "[0.0, 1.0]" in said.err
    assert "Zweierpotenz" in call("check", "x.yaml", "--lang", "de").err


def test_check_names_the_line_of_a_table(call: Callable[..., Said]) -> None:
    Path("x.yaml").write_text("sweep: {csv: points.csv}\n", encoding="utf-8")
    Path("points.csv").write_text("team.members;team.training\n1;0.5\n1;0,7\n", encoding="utf-8")
    said = call("check", "x.yaml")
    assert said.code == 2
    assert said.err.startswith("points.csv, line 3, team.training: ")
    assert said.out == ""


def test_check_knows_policy_files(call: Callable[..., Said]) -> None:
    Path("ours.yaml").write_text("name: ours\nbased_on: harsh_reply\nteam: {members: 2}\n", encoding="utf-8")
    assert call("check", "ours.yaml") == (0, 'ours.yaml: policy "ours" is fine.\n', "")
    Path("ours.yaml").write_text("name: ours\nteam: {membres: 2}\n", encoding="utf-8")
    said = call("check", "ours.yaml")
    assert said.code == 2
    assert said.err.startswith("ours.yaml, line 2, team.membres")


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("what", ["policies", "profiles", "events", "parameters", "charts"])
def test_list_has_one_line_each(call: Callable[..., Said], what: str, lang: str) -> None:
    said, as_json = call("list", what, "--lang", lang), call("list", what, "--lang", lang, "--json")
    rows = json.loads(as_json.out)
    assert said.code == as_json.code == 0
    assert len(rows) == len(said.out.splitlines())
    for row, line in zip(rows, said.out.splitlines(), strict=True):
        assert line.split()[0] == row["name"]
        assert "line" not in row


def test_list_scenarios(call: Callable[..., Said]) -> None:
    said = call("list", "scenarios")
    assert (said.code, said.out) == (0, "")
    assert "followersim new" in said.err
    assert json.loads(call("list", "scenarios", "--json").out) == []
    Path("scenarios").mkdir()
    Path("scenarios/good.yaml").write_text('question: "Why?\\e"\n', encoding="utf-8")
    Path("scenarios/fine.yaml").write_text("question: Why not?\n", encoding="utf-8")
    said = call("list", "scenarios")
    assert "Why not?" in said.out
    assert "followersim check scenarios/good.yaml" in said.out


@pytest.mark.parametrize("name", catalogue.policy_names())
def test_show_policy_is_readable_and_still_yaml(call: Callable[..., Said], name: str) -> None:
    english, german = call("show", "policy", name), call("show", "policy", name, "--lang", "de")
    assert english.code == german.code == 0
    content = yaml.safe_load(english.out)
    assert content == yaml.safe_load(german.out)
    assert content["name"] == name
    assert english.out.startswith("# ")
    assert english.out != german.out


def test_show_scenario(call: Callable[..., Said], scenario_file: str) -> None:
    said = call("show", "scenario", scenario_file)
    assert said.out.startswith("# small\n# What happens?")
    Path("shown.yaml").write_text(said.out, encoding="utf-8")
    again = [(case.policy.replies, case.policy.team) for case in load_scenario("shown.yaml").cases()]
    assert again == [(case.policy.replies, case.policy.team) for case in load_scenario(scenario_file).cases()]
    Path("scenarios").mkdir()
    Path(scenario_file).rename("scenarios/small.yaml")
    assert call("show", "scenario", "small").out == said.out
    wrong = call("show", "scenario", "smal")
    assert wrong.code == 2
    assert 'Did you mean "small"?' in wrong.err


def test_show_parameter(call: Callable[..., Said]) -> None:
    said = call("show", "parameter", "trust_loss_weight")
    for part in (
        "value          4", "unit           number", "range          2 to 5", "meaning        a loss weighs",
        "source         Tierney, J., Baumeister, R. F. (2019)", "it says        it takes about four good events",
        "the number     published", "chapter        feeling",
        "7.3 Feeling: feeling.move_trust (docs/odd.md#73-feeling)", "parameters: {trust_loss_weight: 4}",
        "sweep: {parameters.trust_loss_weight: [2, 5]}",
    ):  # fmt: skip
        assert part in said.out
    wrong = call("show", "parameter", "trust_los_weight")
    assert wrong.code == 2
    assert 'Did you mean "trust_loss_weight"?' in wrong.err
    assert "followersim list parameters" in call("show", "parameter", "zzzzzz").err
    assert call("show", "policy", "zzzzzz").code == 2


def test_show_parameter_in_german(call: Callable[..., Said]) -> None:
    sourced = call("show", "parameter", "outrage", "--lang", "de").out
    for part in (
        "Wert ",
        "Einheit ",
        "Bereich ",
        "1 bis 2",
        "Bedeutung ",
        "Quelle ",
        "dort steht",
        "veröffentlicht: die",
    ):
        assert part in sourced
    assert "https://doi.org/10.1073/pnas.1618923114" in sourced
    assumed = call("show", "parameter", "segments.young.irritability", "--lang", "de").out
    assert "Annahme (keine Quelle gefunden)" in assumed
    assert "junge Leute" in assumed
    switched = call("show", "parameter", "deletion_noticed", "--lang", "de").out
    assert "„Löschungen, die auffallen“ in followersim why (0)" in switched


@pytest.mark.parametrize(
    ("name", "n_cells", "parts"),
    [
        (
            "reply_types.harsh",
            15,
            ["ways to reply: harsh reply", "leaves: 0.44", "Sprout 2017: fitted", "other 11 numbers"],
        ),
        ("segments.irritability", 6, ["customer 0.4", "young 0.5", "All 6 numbers are assumptions"]),
        (
            "wind_forces",
            36,
            ["force_6 60", "Graf, D., Schwede, B. (2012)", "7.11 Recording (docs/odd.md#711-recording)"],
        ),
    ],
)
def test_show_parts_of_tables(call: Callable[..., Said], name: str, n_cells: int, parts: list[str]) -> None:
    said = call("show", "parameter", name)
    assert said.code == 0
    assert all(part in said.out for part in parts)
    assert said.out.count("Graf, D.") <= 1
    data = json.loads(call("show", "parameter", name, "--json").out)
    assert (data["name"], len(data["parameters"])) == (name, n_cells)
    near = call("show", "parameter", f"{name}x")
    assert near.code == 2
    assert f'Did you mean "{name}"?' in near.err


def test_show_parameter_as_json(call: Callable[..., Said]) -> None:
    data = json.loads(call("show", "parameter", "reply_types.harsh.leaves", "--json", "--lang", "de").out)
    assert (data["value"], data["unit"], data["range"], data["basis"]) == (0.44, "share", [0, 1], "fitted")
    assert set(data["meaning"]) == set(data["title"]) == set(data["note"]) == {"en", "de"}
    assert data["references"][0]["link"].startswith("https://")
    assert {use["link"] for use in data["used_in"]} == {"docs/odd.md#77-answering"}
    assert data["mechanisms"] == {"harsh_provokes": 0.0}
    assumed = json.loads(call("show", "parameter", "dormant", "--json").out)
    assert (assumed["source"], assumed["references"], assumed["note"]) == ("assumption", [], None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_parameter_can_be_shown(lang: Language) -> None:
    for name in catalogue.parameters():
        text = as_text(name, lang)
        assert text.startswith(f"{name}\n")
        assert "docs/odd.md#" in text
        assert "None" not in text


def test_list_of_parameters_marks_and_counts_assumptions(call: Callable[..., Said]) -> None:
    said = call("list", "parameters", "--lang", "de")
    marked = [line for line in said.out.splitlines() if line.endswith("[Annahme]")]
    assert 0 < len(marked) < len(said.out.splitlines())
    assert f"{len(marked)} Annahmen." in said.err
    rows = json.loads(call("list", "parameters", "--json").out)
    assert sum(row["basis"] == "assumption" for row in rows) == len(marked)
    assert call("list", "parameters", "--json").err == ""


@pytest.mark.parametrize("name", catalogue.profile_names())
def test_show_profile(call: Callable[..., Said], name: str) -> None:
    said = call("show", "profile", name, "--lang", "de")
    assert yaml.safe_load(said.out)["name"] == name
    assert "# Quelle: Annahme" in said.out
    assert json.loads(call("show", "profile", name, "--json").out)["title"]["en"]
    wrong = call("show", "profile", f"{name}x")
    assert wrong.code == 2
    assert f'Did you mean "{name}"?' in wrong.err


def test_show_says_where_effects_are_known_from(call: Callable[..., Said], scenario_file: str) -> None:
    for what, name in (("policy", "harsh_reply"), ("scenario", scenario_file)):
        said = call("show", what, name)
        assert (
            "#   reply_types.harsh: Sprout 2017: fitted, Rauschnabel et al. 2016: direction only, assumption"
            in said.out
        )
        assert "#   contents.personal: assumption" in said.out
    assert "reply_types.template" not in call("show", "scenario", scenario_file).out
    assert json.loads(call("show", "policy", "harsh_reply", "--json").out)["replies"]["criticism"]["reply"] == "harsh"
    assert json.loads(call("show", "scenario", scenario_file, "--json").out)["worlds"] == 20
    event = call("show", "event", "leak")
    assert "# Source of the numbers: assumption" in event.out
    assert json.loads(call("show", "event", "leak", "--json").out)["share"] == 0.1


def test_schema_is_json(call: Callable[..., Said]) -> None:
    scenario, policy = json.loads(call("schema").out), json.loads(call("schema", "policy", "--lang", "de").out)
    assert "policies" in scenario["properties"]
    assert "PolicyFile" in scenario["$defs"]
    assert "replies" in policy["properties"]
    assert policy["title"] == "followersim-Strategie"


def test_new_writes_a_scenario_that_is_fine(call: Callable[..., Said]) -> None:
    said = call("new", "my_first.yaml")
    assert said.code == 0
    assert "followersim run my_first.yaml" in said.out
    assert load_scenario("my_first.yaml").name.en == "my first"
    assert call("check", "my_first.yaml").code == 0
    call("new", "deutsch.yaml", "--lang", "de")
    assert load_scenario("deutsch.yaml").language == "de"
    call("new", "=x.yaml")
    assert load_scenario("=x.yaml").name.en == "My scenario"


def test_new_never_overwrites(call: Callable[..., Said]) -> None:
    Path("mine.yaml").write_text("worlds: 3", encoding="utf-8")
    said = call("new", "mine.yaml")
    assert said.code == 2
    assert "exists already" in said.err
    assert Path("mine.yaml").read_text(encoding="utf-8") == "worlds: 3"
    assert 'Did you mean "mine.yaml"?' in call("new", "mine").err
    assert call("new", "nowhere/mine.yaml").code == 1
    assert "Datei" in call("new", "mine.yaml", "--lang", "de").err


def at_terminal(words: list[str], typed: str | None) -> str:
    """Run the program at a terminal, type something (None: press Ctrl-C at the first question); return all output."""
    ours, theirs = pty.openpty()
    # where the tests themselves run in the background, Ctrl-C is switched off, and children inherit that
    hears_ctrl_c = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{hears_ctrl_c}; from followersim.cli import main; main()", *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:
        os.close(theirs)
        seen = os.read(ours, 4096)
        if typed is None:
            press_ctrl_c(process)
        else:
            os.write(ours, typed.encode())
        while piece := rest(ours):
            seen += piece
        os.close(ours)
    return seen.decode(errors="replace")


def press_ctrl_c(process: subprocess.Popen[bytes]) -> None:
    """Interrupt a program; again after a while, since a signal just before it waits for a key is noticed only then."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(3)
            return
    process.kill()  # rather a failing test than one that waits for ever


def rest(descriptor: int) -> bytes:
    """Read what a terminal shows; nothing when the program has left."""
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""


def test_new_asks_four_questions_at_a_terminal() -> None:
    seen = at_terminal(["new", "asked.yaml"], "My shop\nfour\n400\n2\nno\n")
    scenario = load_scenario("asked.yaml")
    assert (scenario.name.en, scenario.followers, scenario.events) == ("My shop", 400, ())
    assert scenario.profile.team.members == 2
    assert "a whole number from" in seen


def test_new_can_be_left_with_ctrl_c() -> None:
    seen = at_terminal(["new", "asked.yaml", "--lang", "de"], None)
    assert "Abgebrochen" in seen
    assert "Traceback" not in seen
    assert not Path("asked.yaml").exists()
