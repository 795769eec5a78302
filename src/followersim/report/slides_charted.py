"""The slides with charts of results without a sweep: which there are, and what stands on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followersim.analysis.findings import finding, gain_of
from followersim.analysis.inputs import point_key, timeline
from followersim.analysis.words import quoted, runs_words, storm_runs, titles
from followersim.charts import theme
from followersim.charts.captions import in_words
from followersim.locale import translate
from followersim.locale.numbers import number, percent_range
from followersim.report import slides_notes as say
from followersim.report.slides_feedback import MOST_PANELS, MOST_WITH_HEAD, Voices, add_panels, add_sums
from followersim.report.slides_growth import Line, add_growth, shown_runs
from followersim.report.slides_risk import MOST_WITH_CLOUDS, Risk, add_bars, add_clouds
from followersim.report.slides_template import ASK, CHART, GUESS
from followersim.report.slides_text import Words, plain
from followersim.report.story import first_point

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.analysis.frames import Block
    from followersim.report.results import Results
    from followersim.report.slides_deck import Deck
    from followersim.report.story import Story

    Result = Mapping[str, Any]


def add_guess(deck: Deck, results: Results, story: Story) -> None:
    """Add the question that the room answers before it sees anything."""
    lang = deck.lang
    risks = _risks(first_point(results), results, lang)
    asked = say.GUESS if len(story.policies) > 1 or story.point else say.ONE_GUESS
    notes = say.both(lang, asked, n=number(results.summary["days"], lang))
    n = number(min(20, results.summary["worlds"]), lang)
    question = translate(lang, "What do you expect: in how many of {n} runs is there a shitstorm?", n=n)
    if story.point or len(risks) > MOST_WITH_CLOUDS:
        words = [Words(question)]
        words.append(
            Words(
                translate(
                    lang, "{varied}: where are there the most, where the fewest?", varied=plain(story.setting[-1][1])
                )
            )
            if story.point
            else Words(translate(lang, "With which policy are there the most, with which the fewest?"))
        )
        words.append(Words(translate(lang, "Write it down before we go on.")))
        deck.pages(ASK, translate(lang, "Your guess"), words, notes)
        return
    slide = deck.add(GUESS, question, notes)
    deck.underline(slide, translate(lang, "Write it down before we go on."))
    add_clouds(slide, risks, lang, guess=True)


def add_charts(deck: Deck, results: Results, story: Story) -> None:
    """Add shitstorms, followers and feedback, one chart a slide."""
    shown = first_point(results)
    key = point_key(shown[0]["point"])
    blocks = {block.policy: block for block in results.blocks() if block.point == key}
    _shitstorm(deck, results, shown)
    _growth(deck, results, story, shown, blocks)
    _feedback(deck, results, shown, blocks)


def title_of_chart(name: str, results: Results, lang: str) -> Callable[[int], str]:
    """Return what makes the title of a chart with names of at most so many characters."""
    return lambda limit: finding(name, results.summary, results.scenario, lang, limit)


def about(name: str, shown: Sequence[Result], results: Results, lang: str) -> list[str]:
    """Return every number of a chart in sentences, one per result."""
    names = titles(results.scenario, lang)
    return [in_words(name, result, names, lang) for result in shown]


def _risks(shown: Sequence[Result], results: Results, lang: str) -> list[Risk]:
    names = titles(results.scenario, lang)
    order = list(names)
    return [
        Risk(
            names[one["policy"]],
            theme.series_colour(order.index(one["policy"])),
            *(one["shitstorm"][key] for key in ("k", "n", "low", "high")),
        )
        for one in shown
    ]


def _shitstorm(deck: Deck, results: Results, shown: Sequence[Result]) -> None:
    lang, said = deck.lang, about("shitstorm", shown, results, deck.lang)
    risks = _risks(shown, results, lang)
    calm = max((risk.n for risk in risks if risk.k == 0), default=0)
    more = [translate(lang, say.NONE, n=number(calm, lang))] if calm else []
    spoken = [_spoken(risk, lang) for risk in risks]
    slide = deck.add(CHART, title_of_chart("shitstorm", results, lang), say.both(lang, say.STORM, *spoken, *more))
    worlds = runs_words(results.summary["worlds"], lang)
    if len(risks) <= MOST_WITH_CLOUDS:
        n = min(20, results.summary["worlds"])
        text = translate(
            lang, "One cloud per run, of {n}; on the right: all {runs} and the 95% interval", n=n, runs=worlds
        )
        deck.underline(slide, text)
        add_clouds(slide, risks, lang)
        return
    deck.underline(
        slide, translate(lang, "Runs with a shitstorm, of {runs}; thin line and brackets: 95% interval", runs=worlds)
    )
    add_bars(slide, risks, " ".join(said), lang)


def _spoken(risk: Risk, lang: str) -> str:
    """Return how often there is a shitstorm, as somebody would say it."""
    gaps = {"runs": storm_runs(risk.k, risk.n, lang), "range": percent_range(risk.low, risk.high, lang)}
    return translate(lang, "{policy}: {runs} (95%: {range})", policy=quoted(risk.title, lang), **gaps)


def _growth(deck: Deck, results: Results, story: Story, shown: Sequence[Result], blocks: Mapping[str, Block]) -> None:
    lang, names = deck.lang, titles(results.scenario, deck.lang)
    order = list(names)
    found = [
        Line(
            names[one["policy"]],
            theme.series_colour(order.index(one["policy"])),
            one["n_followers_end"]["median"],
            gain_of(one),
            blocks[one["policy"]],
        )
        for one in shown
    ]
    n, worlds = shown_runs(len(found), results.summary["worlds"]), runs_words(results.summary["worlds"], lang)
    said = about("growth", shown, results, lang)
    sentences = (say.GROWTH[0 if n else 1], say.GROWTH[2])
    more = [*said, *say.look_at(story)]
    slide = deck.add(CHART, title_of_chart("growth", results, lang), say.both(lang, sentences, *more))
    start = number(shown[0]["n_followers_start"]["median"], lang)
    thin = translate(lang, "thin: {n} single runs each, thick: median of {runs}", n=n, runs=worlds)
    thick = translate(lang, "median of {runs}", runs=worlds)
    what = translate(lang, "Followers gained or lost since the start ({start}), by day", start=start)
    deck.underline(slide, f"{what}; {thin if n else thick}")
    events = timeline(blocks[shown[0]["policy"]].case, lang)
    add_growth(slide, found, events, " ".join(said), lang)


def _feedback(deck: Deck, results: Results, shown: Sequence[Result], blocks: Mapping[str, Block]) -> None:
    lang, names = deck.lang, titles(results.scenario, deck.lang)
    found = [
        Voices(names[one["policy"]], one["n_praise"]["mean"], one["n_criticism"]["mean"], blocks[one["policy"]])
        for one in shown
    ]
    said, worlds = about("feedback", shown, results, lang), runs_words(results.summary["worlds"], lang)
    in_panels = len(found) <= MOST_PANELS
    stormy = any(one["shitstorm"]["k"] for one in shown)
    sentences = (say.FEEDBACK[0 if in_panels else 1], say.FEEDBACK[2] if stormy else say.QUIET_FEEDBACK)
    slide = deck.add(CHART, title_of_chart("feedback", results, lang), say.both(lang, sentences, *said))
    if in_panels:
        text = translate(lang, "Messages a day, mean of {runs}; numbers: mean per run in the whole period", runs=worlds)
        deck.underline(slide, text)
        add_panels(slide, found, said, lang)
    else:
        text = (
            translate(lang, "Messages per run in the whole period, mean of {runs}", runs=worlds)
            if len(found) <= MOST_WITH_HEAD
            else translate(
                lang, "◀ criticism, praise ▶: messages per run in the whole period, mean of {runs}", runs=worlds
            )
        )
        deck.underline(slide, text)
        add_sums(slide, found, " ".join(said), lang)
