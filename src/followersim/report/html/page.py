"""The page: story, figures, pictures and conversation put together, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import followersim
from followersim import charts
from followersim.analysis.words import quoted
from followersim.charts.causes import outcome_of
from followersim.locale import NP_, plural, translate
from followersim.locale.numbers import number
from followersim.report.conversation import conversation
from followersim.report.html.figures import Figures
from followersim.report.html.further import Album
from followersim.report.html.values import as_script, values_of
from followersim.report.html.words import words
from followersim.report.making import command_line, file_of
from followersim.report.measured import measured
from followersim.report.story import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followersim.report.conversation import Conversation
    from followersim.report.html.pictures import StyleBook
    from followersim.report.measured import Measured
    from followersim.report.results import Results
    from followersim.report.story import Story
    from followersim.scenario.vocabulary import Language

NAME: Final = "report.html"
_SECTIONS: Final = (
    "glance", "pictures", "why", "people", "further", "plainly", "talk", "method", "limits", "sources", "again",
)  # fmt: skip
_RUNS: Final = NP_("{n} run", "{n} runs")
_DAYS: Final = NP_("{n} day", "{n} days")
_PEOPLE: Final = NP_("{n} person", "{n} people", context="audience")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_VIEWS: Final = NP_("read {n} time", "read {n} times")
_CODE: Final = re.compile(r"`([^`]+)`")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("followersim.report", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(say=_say, code=_code)
    return environment


def _say(text: str, **gaps: Any) -> str:
    """Fill the gaps of a sentence; what fills them is text, and escaped with the rest of it."""
    return text.format(**gaps)


def _code(text: str) -> Markup:
    """Return a sentence in which what stands between backticks is marked as typed."""
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if k % 2 else escape(part) for k, part in enumerate(parts)
    )


def _own(name: str) -> str:
    return resources.files("followersim.report.html").joinpath(name).read_text(encoding="utf-8")


def page(results: Results, lang: Language) -> str:
    """Return the whole page in English ("en") or German ("de"): the same results give the same text."""
    story, figures, album = tell(results, lang), Figures(results, lang), Album(results, lang)
    drawn = {name: results.chart(name, lang) for name in charts.names(results.scenario)}
    values = values_of(results, drawn["growth"], drawn["feedback"], lang)
    tables = {"growth": figures.growth(), "feedback": figures.feedback(), "shitstorm": figures.storms()}
    talk, said = conversation(results, lang), words(lang)
    pictures = {
        "pictures": album.main(drawn, story.findings, tables, values),
        "causes": album.causes(),
        "one_run": album.of_one_run() if talk else {},
        "further": album.further(),
    }
    there = {"people": talk, "why": story.policies[1:], "further": pictures["further"]}
    causes = _measured(results, figures, lang)
    style, script = _style(album.styles), _own("page.js").strip()
    data = as_script({**_of_page(lang, figures, said, results.summary["worlds"]), **values}) if values else ""
    text = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            lang=lang,
            policy=_policy(style, script if values else ""),
            version=followersim.__version__,
            style=Markup(style),  # noqa: S704 - the program's own, without anything from users
            script=Markup(script),  # noqa: S704
            values=Markup(data),  # noqa: S704 - escaped by as_script
            story=story,
            figures=figures,
            cards=figures.cards(),
            **pictures,
            measured=causes,
            why_commands=_why_commands(story, causes),
            interactive=bool(values),
            other_companies=figures.other_companies(),
            talk=talk,
            title_of={name: quoted(title, lang) for name, title in figures.titles.items()},
            number_of=figures.numbers,
            feed_command=_feed_command(results, talk),
            meta=_meta(results, lang),
            sections=[(name, said[name]) for name in _SECTIONS if there.get(name, True)],
            w=said,
            read_by=lambda n: plural(lang, *_VIEWS, n) if n else translate(lang, "read by nobody else"),
            num=lambda value: number(value, lang),
        )
    )
    return _isolated(text, figures.titles.values())


def _isolated(text: str, titles: Iterable[str]) -> str:
    """Return text in which names that run from right to left do not carry away the words and numbers around them."""
    for title in titles:
        if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in title):
            text = text.replace(escape(title), f"{_ISOLATE}{escape(title)}{_END_OF_ISOLATE}")
    return text


def _measured(results: Results, figures: Figures, lang: Language) -> Measured | None:
    causes = results.causes
    return None if causes is None else measured(causes, outcome_of(causes), figures.titles, lang)


def _why_commands(story: Story, known: Measured | None) -> list[str]:
    """Return the commands that measure the causes of what is not measured yet."""
    pairs = zip(story.policies[1:], story.why_commands, strict=True)
    return [command for policy, command in pairs if known is None or policy.name != known.policy]


def _style(styles: StyleBook) -> str:
    light, dark, classes = styles.css()
    own = _own("page.css").strip()
    dark_page = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}figure.light{{{light}}}}}"
    return f":root{{{light}}}{dark_page}\n{own}\n{classes}"


def _policy(style: str, script: str) -> str:
    """Return what the page may load: nothing but its own style and script, told by their hashes."""
    parts = ["default-src 'none'", f"style-src {_hash(style)}"]
    parts.append(f"script-src {_hash(script)}" if script else "script-src 'none'")
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _of_page(lang: Language, figures: Figures, said: dict[str, str], worlds: int) -> dict[str, Any]:
    """Return what the script needs to speak."""
    needed = (
        "day", "of_run", "all_runs", "strongest", "praise", "criticism", "mean", "up_to", "median", "ahead", "drawn",
    )  # fmt: skip
    return {
        "lang": lang,
        "policies": list(figures.titles.values()),
        "words": {name: said[name] for name in needed},
        "swept": figures.is_swept,
        "all": worlds,
    }


def _meta(results: Results, lang: Language) -> str:
    summary, case = results.summary, results.scenario.cases_at(0)[0]
    parts = [
        plural(lang, *_RUNS, summary["worlds"]),
        plural(lang, *_DAYS, summary["days"]),
        plural(lang, *_PEOPLE, case.people),
        f"{translate(lang, 'Seed')} {summary['seed']}",
        f"followersim {results.versions.get('followersim', followersim.__version__)}",
    ]
    return " · ".join(parts)


def _feed_command(results: Results, talk: Conversation | None) -> str:
    if talk is None:
        return ""
    words_ = ["followersim", "feed", file_of(results), "--policy", talk.policy, "--world", str(talk.world)]
    return command_line([*words_, "--around-storm"] if talk.is_first_storm else words_)
