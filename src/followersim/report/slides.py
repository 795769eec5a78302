"""An editable deck for the results of a run: everything for the morning, slide by slide, with notes for the speaker.

Text and charts are native: they can be changed in any program that opens PPTX. Every number is one of ``summary.json``
(lines and columns over time: of the daily table), and nothing in it is smaller than 24 points.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from followersim.analysis.findings import main_results
from followersim.analysis.inputs import timeline
from followersim.analysis.words import quoted, runs, titles
from followersim.charts import theme
from followersim.locale import N_, NP_, plural, translate
from followersim.locale.numbers import number
from followersim.report import slides_notes as say
from followersim.report.slides_causes import add_causes
from followersim.report.slides_charted import add_charts, add_guess
from followersim.report.slides_deck import Deck
from followersim.report.slides_pictures import add_pictures
from followersim.report.slides_sweeps import add_sweep
from followersim.report.slides_template import ASK, TEXT
from followersim.report.slides_text import Words, plain
from followersim.report.slides_voices import add_conversation
from followersim.report.slides_work import add_work
from followersim.report.story import first_point, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from followersim.report.reasons import Reason
    from followersim.report.results import Results
    from followersim.report.story import Story
    from followersim.scenario.vocabulary import Language

    Result = Mapping[str, Any]

MOST_REASONS: Final = 3
"""So many policies have a slide each that says why; the others are named in the notes."""

MOST_FACTS: Final = 2
_MOST_DESCRIBED: Final = 6
_MOST_IN_WORDS: Final = 5
_POLICIES: Final = NP_("{n} policy", "{n} policies")
_RUNS: Final = NP_("{n} run", "{n} runs")
_DAYS: Final = NP_("{n} day", "{n} days")
_POINTS: Final = NP_("{n} variant", "{n} variants")
_ONLY: Final = N_("{runs} only {policy} leads to a shitstorm")


def slides(results: Results, lang: Language) -> bytes:
    """Return the deck as a PPTX file, in English ("en") or German ("de"); the same results give the same bytes."""
    story = tell(results, lang)
    deck = Deck(lang, story.question or story.name)
    _opening(deck, results, story)
    setting = [Words(plain(text), lead=f"{label}:") for label, text in story.setting]
    happens = any(timeline(case, lang) for case in results.scenario.cases())
    deck.pages(TEXT, translate(lang, "The case"), setting, say.both(lang, say.CASE if happens else say.QUIET_CASE))
    _policies(deck, story)
    add_guess(deck, results, story)
    if story.point:
        add_sweep(deck, results)
    else:
        add_charts(deck, results, story)
    add_pictures(deck, results)
    if not story.point:
        add_work(deck, results)
    _finding(deck, results, story)
    add_conversation(deck, results, story)
    _why(deck, results, story)
    add_causes(deck, results)
    asked = [Words(plain(question)) for question in story.discussion]
    notes = say.noted(lang, [translate(lang, say.DISCUSSION), *say.look_at(story)], story.discussion)
    deck.pages(ASK, translate(lang, "Let us talk about it"), asked, notes)
    _sentences(deck, translate(lang, "How it was computed"), story.method, say.both(lang, say.METHOD))
    _sentences(deck, translate(lang, "How far to trust it"), story.limits, say.limits(story))
    _again(deck, story)
    return deck.content()


def _opening(deck: Deck, results: Results, story: Story) -> None:
    lang, summary = deck.lang, results.summary
    facts = [
        plural(lang, *_POLICIES, len(story.policies)),
        plural(lang, *_RUNS, summary["worlds"]),
        plural(lang, *_DAYS, summary["days"]),
    ]
    if story.point:
        facts.insert(1, plural(lang, *_POINTS, len({str(one["point"]) for one in main_results(summary)})))
    words = [Words(plain(story.name))] if story.question else []
    notes = say.both(lang, say.OPENING, n=number(summary["worlds"], lang))
    deck.open(plain(story.question or story.name), [*words, Words(" · ".join(facts), space=8)], notes)


def _policies(deck: Deck, story: Story) -> None:
    lang, found = deck.lang, story.policies
    title = translate(lang, "The policy") if len(found) == 1 else translate(lang, "What we compare")
    described = [
        Words(plain(one.description), lead=f"{plain(one.title)}:")
        if one.description
        else Words("", lead=plain(one.title))
        for one in found
    ]
    if len(found) > _MOST_DESCRIBED:
        described = [Words(plain(one.title), space=2) for one in found]
    more = [f"{one.title}: {one.description}" for one in found if len(found) > _MOST_DESCRIBED and one.description]
    deck.pages(TEXT, title, described, say.both(lang, say.POLICIES if len(found) > 1 else say.ONE_POLICY, *more))


def _sentences(deck: Deck, title: str, sentences: Sequence[str], notes: Sequence[str]) -> None:
    deck.pages(TEXT, title, [Words(plain(sentence).replace("`", "")) for sentence in sentences], notes)


def _finding(deck: Deck, results: Results, story: Story) -> None:
    """Add what came out: of policies what is due to them alone, then each in a sentence; of sweeps the findings."""
    lang = deck.lang
    if story.point:
        title: Callable[[int], str] | str = translate(lang, "What came out")
        words = [Words(plain(said)) for said in story.findings.values()]
    else:
        due = _due_to_policy(results, lang)
        title = due or translate(lang, "What came out")
        others = [said for said in story.findings.values() if said != story.headline]
        few = len(story.in_words) <= _MOST_IN_WORDS
        head = [] if due else [story.headline]  # which is the title of a chart already
        words = [Words(plain(said)) for said in (*head, *(story.in_words if few else others))]
    said = [f"{finding.rstrip('.')}." for finding in story.findings.values()]
    notes = say.noted(lang, [*said, *story.in_words], [translate(lang, say.FINDING)])
    deck.pages(TEXT, title, words, notes)


def _due_to_policy(results: Results, lang: str) -> Callable[[int], str] | None:
    """Return in how many runs one of two policies alone leads to a shitstorm, where that is clear."""
    first = first_point(results)
    base = next((one for one in first if one["baseline"]), None)
    if base is None or len(first) != 2:  # with more policies, it would have to be said against which one
        return None
    other = next(one for one in first if one is not base)
    storms = other["difference"].get("shitstorm")
    if not storms or not storms["clear"]:
        return None
    k, policy = max((storms["caused"], other["policy"]), (storms["prevented"], base["policy"]))
    name, often = titles(results.scenario, lang)[policy], runs(k, other["shitstorm"]["n"], lang)

    def sentence(limit: int) -> str:
        return _capital(translate(lang, _ONLY, runs=often, policy=quoted(name, lang, limit)))

    return sentence


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _why(deck: Deck, results: Results, story: Story) -> None:
    """Add a slide for each of the policies that differ most from the baseline."""
    lang = deck.lang
    chosen = _most_different(results, story)
    others = [plain(one.title) for one in story.reasons if one not in chosen]
    at = [Words(plain(story.point), colour=theme.QUIET)] if story.point else []
    explained = results.causes or {}
    for reason in chosen:
        follows = reason is chosen[-1] and explained.get("policy") == reason.policy
        title = partial(_question, plain(reason.title), lang)
        deck.pages(TEXT, title, [*at, *_facts(reason)], say.why(reason, story, others, follows=follows))


def _question(name: str, lang: str, limit: int) -> str:
    return translate(lang, "Why is {policy} different?", policy=quoted(name, lang, limit))


def _most_different(results: Results, story: Story) -> list[Reason]:
    by_policy = {one["policy"]: one for one in first_point(results)}

    def size(reason: Reason) -> tuple[float, float]:
        difference = by_policy[reason.policy]["difference"]
        storms, followers = difference.get("shitstorm") or {}, difference.get("n_followers_end") or {}
        return (
            float(storms.get("caused") or 0) + float(storms.get("prevented") or 0),
            abs(float(followers.get("median") or 0.0)),
        )

    told = [one for one in story.reasons if one.facts or one.mechanisms]
    chosen = sorted(told, key=size, reverse=True)[:MOST_REASONS]
    return [one for one in story.reasons if one in chosen]


def _facts(reason: Reason) -> list[Words]:
    facts = [Words(plain(fact)) for fact in reason.facts[:MOST_FACTS]]
    return facts + [Words(plain(one.meaning), lead=f"{_capital(plain(one.title))}:") for one in reason.mechanisms[:2]]


def _again(deck: Deck, story: Story) -> None:
    lang, again = deck.lang, story.reproduction
    versions = ", ".join(f"{name} {version}" for name, version in again.versions.items())
    words = [
        Words(plain(again.command), code=True),
        Words(plain(again.verify), code=True),
        Words(
            translate(lang, "{seed}; scenario {hash}", seed=again.seed, hash=again.hash[:12]),
            lead=f"{translate(lang, 'Seed')}:",
        ),
        Words(plain(versions), lead=f"{translate(lang, 'Versions')}:"),
    ]
    deck.pages(
        TEXT, translate(lang, "The same numbers, on any computer"), words, say.both(lang, say.AGAIN), (28, 26, 24)
    )
