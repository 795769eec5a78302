"""What there is to say about a result, in a language and in no particular form: a page or slides are made of it.

Texts are plain: nothing is escaped here, and names may hold anything that a scenario file may hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.findings import finding, main_results
from followersim.analysis.inputs import point_key, text_in
from followersim.analysis.words import (
    point_words,
    policy_sentence,
    quoted,
    titles,
)
from followersim.charts import OF_ALL
from followersim.experiment.counterfactuals import possible
from followersim.locale import N_, translate
from followersim.report.limits import limits
from followersim.report.making import (
    Assumption,
    Reproduction,
    assumption_note,
    assumptions,
    command_line,
    file_of,
    method,
    reproduction,
    setting,
)
from followersim.report.policy_words import Rule, differing, rules_of
from followersim.report.reasons import Reason, at_work, explained, facts
from followersim.report.sources import Source, sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followersim.report.results import Results
    from followersim.scenario.build import Case
    from followersim.scenario.scenario import Scenario
    from followersim.scenario.vocabulary import Language

_DISCUSSION: Final = (
    N_("What surprised you, and what did you expect?"),
    N_("Which of these policies is closest to what we do today?"),
    N_("What would our team need so that the better policy works on a Sunday, too?"),
)
_PREDICT: Final = N_("Before you look: what do you expect? In how many of 20 runs does a shitstorm happen?")


@dataclass(frozen=True)
class PolicyStory:
    """One policy: its name, title and description, its rules in plain words, and whether the others are compared."""

    name: str
    title: str
    description: str
    is_baseline: bool
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Story:
    """What there is to say about a result, in one language.

    Attributes:
        lang: "en" or "de".
        name, question: of the scenario; the question may be empty.
        headline: the finding that matters most, one sentence with a number.
        findings: by chart ("growth", "feedback", "shitstorm"): what it shows, one sentence with a number.
        in_words: one sentence per policy, to be read aloud; those at the first point of a sweep.
        point: that point in words; empty without a sweep.
        policies: in the order of the scenario, the baseline first.
        differences: what policies do differently: a label and what each policy does, in the same order.
        reasons: for each policy but the baseline, what was counted and which rules of the model answer to it.
        why_commands: command lines that measure the causes, one per policy but the baseline.
        look_at: what the author of the scenario says to look at; may be empty.
        predict: a question to ask before anybody sees a result.
        discussion: questions to ask afterwards.
        setting: the company, its audience, what happens: label and text.
        method: how it was computed, a few sentences.
        limits: how far to trust it, five sentences.
        assumptions: numbers of the model that the scenario changed.
        assumption_note: how many numbers of the model have a source.
        sources: where the numbers that matter come from.
        reproduction: how to get the same again.
    """

    lang: Language
    name: str
    question: str
    headline: str
    findings: Mapping[str, str]
    in_words: tuple[str, ...]
    point: str
    policies: tuple[PolicyStory, ...]
    differences: tuple[tuple[str, tuple[str, ...]], ...]
    reasons: tuple[Reason, ...]
    why_commands: tuple[str, ...]
    look_at: str
    predict: str
    discussion: tuple[str, ...]
    setting: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    assumption_note: str
    sources: tuple[Source, ...]
    reproduction: Reproduction


def tell(results: Results, lang: Language) -> Story:
    """Return what there is to say about results, in English ("en") or German ("de")."""
    scenario, summary = results.scenario, results.summary
    first = first_point(results)
    cases = _cases_at(scenario, first)
    policies = tuple(_policy(case, lang) for case in cases)
    rules = [list(policy.rules) for policy in policies]
    differences = tuple((label, tuple(said)) for label, said in differing(rules, lang)) if len(policies) > 1 else ()
    reasons = _reasons(cases, first, scenario, lang)
    named = list(dict.fromkeys(one.name for reason in reasons for one in reason.mechanisms))
    findings = {name: finding(name, summary, scenario, lang) for name in OF_ALL}
    has_storms = any(result["shitstorm"]["k"] for result in main_results(summary))
    known_policies = [case.policy for case in cases if case.python_policy is None]
    return Story(
        lang=lang,
        name=text_in(scenario.name, lang) or scenario.slug.replace("_", " "),
        question=text_in(scenario.question, lang).strip(),
        headline=findings["shitstorm" if has_storms else "growth"],
        findings=findings,
        in_words=tuple(policy_sentence(result, scenario, lang) for result in first),
        point=point_words(first[0]["point"], lang),
        policies=policies,
        differences=differences,
        reasons=reasons,
        why_commands=_why_commands(results),
        look_at=text_in(scenario.look_at, lang).strip(),
        predict=translate(lang, _PREDICT),
        discussion=_discussion(scenario, lang),
        setting=tuple(setting(scenario, cases[0], lang)),
        method=tuple(method(results, cases, lang)),
        limits=limits(lang),
        assumptions=tuple(assumptions(scenario, lang)),
        assumption_note=assumption_note(lang),
        sources=sources(known_policies, [*named, "spreading", "media"], lang),
        reproduction=reproduction(results),
    )


def first_point(results: Results) -> list[Mapping[str, Any]]:
    """Return the results of the scenario's own company at the first point of the sweep, one per policy."""
    found = main_results(results.summary)
    key = point_key(found[0]["point"])
    return [result for result in found if point_key(result["point"]) == key]


def _cases_at(scenario: Scenario, results: list[Mapping[str, Any]]) -> list[Case]:
    key = point_key(results[0]["point"])
    return [case for case in scenario.cases() if point_key(case.point) == key]


def _policy(case: Case, lang: Language) -> PolicyStory:
    policy = case.policy
    rules = tuple(rules_of(policy, lang))
    description = policy.description.in_language(lang).strip()
    if case.python_policy is not None:  # the class decides, day by day: what the defaults say would be untrue
        rules = ()
        description = description or translate(lang, "Decides by itself, day by day (written in Python).")
    title = policy.title.in_language(lang) or policy.name.replace("_", " ")
    return PolicyStory(policy.name, title, description, case.baseline, rules)


def _reasons(
    cases: list[Case], results: list[Mapping[str, Any]], scenario: Scenario, lang: Language
) -> tuple[Reason, ...]:
    base = next((one for one in results if one["baseline"]), None)
    if base is None or len(results) < 2:
        return ()
    by_name = {case.policy.name: case for case in cases}
    titled, known = titles(scenario, lang), possible(scenario)
    reasons = []
    for result in results:
        if result is base:
            continue
        case, base_case = by_name[result["policy"]], by_name[base["policy"]]
        is_known = case.python_policy is None and base_case.python_policy is None
        names = at_work(case.policy, base_case.policy, known) if is_known else []
        said = tuple(facts(result, base, titled, lang))
        reasons.append(Reason(result["policy"], titled[result["policy"]], said, explained(names, lang)))
    return tuple(reasons)


def _why_commands(results: Results) -> tuple[str, ...]:
    file = file_of(results)
    names = [policy.name for policy in results.scenario.policies]
    return tuple(command_line(["followersim", "why", file, "--policy", name]) for name in names[1:])


def _discussion(scenario: Scenario, lang: Language) -> tuple[str, ...]:
    asked = tuple(text for text in (one.in_language(lang).strip() for one in scenario.ask) if text)
    return asked or tuple(translate(lang, question) for question in _DISCUSSION)


def baseline_of(story: Story) -> str:
    """Return the title of the policy that the others are compared with, in quotation marks."""
    return quoted(next(policy.title for policy in story.policies if policy.is_baseline), story.lang)
