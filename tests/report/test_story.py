"""What is told about a result: right numbers and plain words, in both languages, for every built-in policy."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from followersim.experiment import run
from followersim.locale.numbers import number
from followersim.report.conversation import conversation
from followersim.report.html.page import page
from followersim.report.limits import limits
from followersim.report.policy_words import days_words, differing, hours_words, rules_of
from followersim.report.reasons import at_work, explained
from followersim.report.results import results_of
from followersim.report.story import tell
from followersim.scenario import Scenario, catalogue
from followersim.scenario.loading import load_policy
from followersim.scenario.vocabulary import Language
from tests.report import made

if TYPE_CHECKING:
    from followersim.report.story import Story

LANGUAGES: tuple[Language, ...] = get_args(Language)
HOME = Path(__file__).parents[2]


def story(name: str, lang: Language = "en") -> Story:
    """Tell the story of small results."""
    return tell(made.results(name), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", made.SCENARIOS)
def test_every_result_has_a_story(name: str, lang: Language) -> None:
    told = story(name, lang)
    assert told.headline in told.findings.values()
    assert len(told.policies) == len(made.results(name).scenario.policies)
    assert len(told.in_words) == len(told.policies)
    assert len(told.reasons) == len(told.why_commands) == len(told.policies) - 1
    assert len(told.limits) == 5
    assert told.discussion
    assert told.method
    assert told.sources


@pytest.mark.parametrize("lang", LANGUAGES)
def test_limits_are_those_of_the_docs(lang: Language) -> None:
    page = " ".join((HOME / "docs" / "limits.md").read_text(encoding="utf-8").split())
    page = re.sub(r" \(\[\w+\]\([\w.]+\)\)", "", page)  # links
    for sentence in limits(lang):
        assert sentence in page


def test_what_was_counted_is_what_the_summary_says() -> None:
    results = made.results("two")
    base, harsh = results.summary["results"]
    [reason] = story("two").reasons
    caused = harsh["difference"]["shitstorm"]["caused"]
    assert caused > 0
    assert reason.facts[0].startswith(f"In {caused} of 10 runs there is a shitstorm with “Harsh replies”")
    left = next(fact for fact in reason.facts if "a harsh reply" in fact)
    means = [one["lost_followers_by_cause"]["harsh_reply"]["mean"] for one in (harsh, base)]
    assert f"{number(means[0], 'en')} a run with" in left
    assert means[0] > means[1] + 1
    assert [one.name for one in reason.mechanisms[:2]] == ["harsh_inflames", "harsh_provokes"]


def test_what_policies_do_otherwise_is_told_and_nothing_else() -> None:
    told = story("two")
    labels = [label for label, _ in told.differences]
    assert labels == ["Criticism", "Angry criticism", "Training for attacks"]
    assert told.differences[0][1] == ("always: empathy, then corrective action", "always: harsh reply")
    assert told.differences[2][1] == ("90%", "50%")


def test_changed_assumptions_are_told_with_their_usual_value() -> None:
    [changed] = story("two", "de").assumptions
    assert (changed.name, changed.value, changed.usual) == ("trust_loss_weight", "3", "4")
    assert changed.meaning == catalogue.meaning(catalogue.parameters()["trust_loss_weight"], "de")
    assert story("one").assumptions == ()


def test_the_command_is_the_one_that_was_typed_without_what_changes_nothing() -> None:
    again = story("two").reproduction
    assert again.command == "followersim run two.yaml"
    assert again.hash == made.results("two").scenario.hash
    results = replace(
        made.results("two"),
        command=("followersim", "run", "my results/two.yaml", "--quiet", "--jobs=4", "--dask", "local", "--seed", "3"),
    )
    assert tell(results, "en").reproduction.command == "followersim run 'my results/two.yaml' --seed 3"
    assert story("one").reproduction.command.endswith("--worlds 3 --seed 1")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", catalogue.policy_names())
def test_every_policy_is_told_in_plain_words(name: str, lang: Language) -> None:
    rules = rules_of(load_policy(name), lang)
    assert len(rules) >= 1
    for rule in rules:
        assert rule.label
        assert rule.text
        assert not re.search(r"_|\{|None|True|False", rule.text), rule


@pytest.mark.parametrize("name", catalogue.policy_names())
def test_every_policy_has_mechanisms_against_another_one(name: str) -> None:
    other = "handles_criticism_well" if name != "handles_criticism_well" else "harsh_reply"
    policy, base = load_policy(name), load_policy(other)
    names = at_work(policy, base, catalogue.mechanisms())
    assert names
    assert all(one.meaning for one in explained(names, "de"))
    assert differing([rules_of(policy, "en"), rules_of(base, "en")], "en")
    assert at_work(base, base, catalogue.mechanisms()) == []


def test_days_and_hours_as_people_write_them() -> None:
    week = (True,) * 5 + (False, False)
    assert (days_words(week, "en"), days_words(week, "de")) == ("Mon–Fri", "Mo–Fr")  # noqa: RUF001
    assert days_words((True, False, False, False, False, True, True), "de") == "Mo, Sa, So"
    assert (days_words((True,) * 7, "en"), days_words((False,) * 7, "de")) == ("every day", "nie")
    assert (hours_words((8, 19), "de"), hours_words((0, 24), "en")) == ("8–19 Uhr", "around the clock")  # noqa: RUF001


def test_a_policy_in_python_is_not_told_by_its_defaults() -> None:
    policies = ["handles_criticism_well", "tests.report.in_python:Silent"]
    scenario = Scenario(trust_code=True, **{**made.SCENARIOS["calm"], "policies": policies})
    results = results_of(run(scenario), ())
    told = tell(results, "en")
    assert told.policies[1].rules == ()
    assert "Python" in told.policies[1].description
    assert told.reasons[0].mechanisms == ()
    talk = conversation(results, "en")
    assert talk is None or talk.policy == "handles_criticism_well"
    text = page(results, "en")
    assert "Shitstorms, and runs by their strongest wind force" in text
    assert "This run, day by day" not in text  # the model would have to run again, and with it the class


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_conversation_is_that_of_a_stormy_run(lang: Language) -> None:
    results = made.results("two")
    talk = conversation(results, lang)
    assert talk is not None
    assert talk.policy == "harsh_reply"
    assert talk.has_storm
    assert talk.is_first_storm
    block = next(block for block in results.blocks() if block.policy == talk.policy)
    assert list(talk.winds) == block.measure("wind_force")[talk.world].astype(int).tolist()
    assert all(talk.first_day <= line.day <= talk.last_day for line in talk.lines)
    assert [(line.day, line.time) for line in talk.lines] == sorted((line.day, line.time) for line in talk.lines)
    assert any(line.kind == "criticism" and line.answer is not None for line in talk.lines)
    for pair in talk.pairs:
        titles = {answer.title if answer else None for answer in pair.answers}
        assert len(titles) == 2
    assert talk.pairs


def test_a_run_that_comes_out_otherwise_is_not_shown() -> None:
    results = made.results("two")
    other_luck = results.scenario.with_changes(seed=99)
    assert conversation(replace(results, scenario=other_luck), "en") is None


def test_without_storms_the_windiest_run_is_shown() -> None:
    talk = conversation(made.results("calm"), "de")
    assert talk is not None
    assert not talk.has_storm
    assert talk.lines
