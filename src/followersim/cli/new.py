"""`followersim new`: a commented scenario to begin with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic_core import PydanticCustomError

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option
from followersim.cli.completion import FileName
from followersim.cli.kinds import Whole
from followersim.cli.terminal import complain, say
from followersim.cli.words import word
from followersim.locale import N_
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.fields import check_name
from followersim.scenario.template import Answers, template

if TYPE_CHECKING:
    from collections.abc import Callable

    from followersim.cli.language import Language


@command_(
    "new",
    about=N_("Write a commented scenario to FILE. Asks four questions when at a terminal; never overwrites a file."),
    examples=("followersim new my_scenario.yaml", "followersim new mein_szenario.yaml --lang de"),
)
@click.argument("file", metavar="FILE", type=FileName())
@lang_option(about=N_("language of the questions and of the file, en or de"))
@click.pass_context
def command(ctx: click.Context, file: str, lang: str | None) -> None:
    """Write a scenario."""
    del lang
    speaking = language.in_use(ctx)
    path = Path(file)
    _refuse_wrong_names(path)
    answers = _ask(speaking) if sys.stdin.isatty() and sys.stdout.isatty() else _usual(path, speaking)
    text = template(answers, file, speaking)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(text)
    say(word("created", speaking, file=file))


def _refuse_wrong_names(path: Path) -> None:
    if path.suffix not in {".yaml", ".yml"}:
        advice = Message("did_you_mean", {"name": f"{path}.yaml"})
        raise ScenarioError([Problem(Message("needs_yaml"), str(path), suggestion=advice)])
    if path.exists() or path.is_symlink():
        raise ScenarioError([Problem(Message("file_exists"), str(path), suggestion=Message("other_file"))])


def _usual(path: Path, lang: Language) -> Answers:
    name = path.stem.replace("_", " ").strip()
    return Answers(name if _good_name(name) else word("name_used", lang))


def _ask(lang: Language) -> Answers:
    return Answers(
        name=_answer("ask_name", word("name_used", lang), _name, lang),
        followers=_answer("ask_followers", "5000", lambda text: _whole(text, 1, 5_000_000), lang),
        members=_answer("ask_members", "1", lambda text: _whole(text, 0, 50), lang),
        fault=_answer("ask_fault", word("yes", lang), _yes_or_no, lang),
    )


def _answer(question: str, usual: str, read: Callable[[str], Any], lang: Language) -> Any:
    """Ask until the answer can be understood; an empty answer takes the usual one."""
    while True:
        said = str(click.prompt(word(question, lang), default=usual))
        try:
            return read(said.strip())
        except ScenarioError as error:
            complain(error.render(lang))


def _good_name(name: str) -> bool:
    try:
        check_name(name)
    except PydanticCustomError:
        return False
    return True


def _name(text: str) -> str:
    if not _good_name(text):
        raise ScenarioError([Problem(Message("wrong_value", {"found": shown(text)}), suggestion=Message("name_start"))])
    return text


def _whole(text: str, low: int, high: int) -> int:
    return Whole(low, high).convert(text.replace(".", "").replace(",", "").replace(" ", ""), None, None)


def _yes_or_no(text: str) -> bool:
    answer = text.lower()
    if answer in {"yes", "y", "ja", "j"}:
        return True
    if answer in {"no", "n", "nein"}:
        return False
    gaps = {"found": shown(text), "allowed": "yes, no, ja, nein"}
    raise ScenarioError([Problem(Message("wrong_choice", gaps))])
