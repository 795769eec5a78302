"""Commands and options that explain themselves in English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.kinds import OneOf, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Both = tuple[str, str]
"""A text in English and in German."""

_HEADINGS: Final[dict[str, Both]] = {
    "usage": ("Usage: ", "Aufruf: "),
    "options": ("Options", "Optionen"),
    "commands": ("Commands", "Befehle"),
    "examples": ("Examples:", "Beispiele:"),
    "help": ("Show this explanation.", "Diese Erklärung zeigen."),
    "[OPTIONS]": ("[OPTIONS]", "[OPTIONEN]"),
}


def pick(both: Both, lang: language.Language) -> str:
    """Return the text in a language."""
    return both[lang == "de"]


class Option(click.Option):
    """An option whose help is in both languages."""

    def __init__(self, *args: Any, about: Both = ("", ""), **attributes: Any) -> None:
        super().__init__(*args, **{**attributes, "help": about[0]})
        self.about = about

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option as it is typed, and what it does."""
        record = super().get_help_record(ctx)
        return record and (record[0], pick(self.about, language.in_use(ctx)))


class Explained(click.Command):
    """A command whose help is in both languages and ends with examples."""

    def __init__(self, *args: Any, about: Both, examples: Sequence[str], **attributes: Any) -> None:
        super().__init__(*args, **{**attributes, "help": about[0]})
        self.about = about
        self.examples = tuple(examples)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help: usage, purpose, options, examples."""
        lang = language.in_use(ctx)
        usage = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", pick(_HEADINGS["[OPTIONS]"], lang))
        formatter.write_usage(ctx.command_path, usage, prefix=pick(_HEADINGS["usage"], lang))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(pick(self.about, lang))
        self._format_lists(ctx, formatter, lang)
        formatter.write_paragraph()
        formatter.write(f"{pick(_HEADINGS['examples'], lang)}\n")
        for example in self.examples:
            formatter.write(f"  {example}\n")

    def _format_lists(self, ctx: click.Context, formatter: click.HelpFormatter, lang: language.Language) -> None:
        records = [param.get_help_record(ctx) for param in self.params if isinstance(param, click.Option)]
        records.append(("--help", pick(_HEADINGS["help"], lang)))
        with formatter.section(pick(_HEADINGS["options"], lang)):
            formatter.write_dl([record for record in records if record])

    @staticmethod
    def heading(name: str, lang: language.Language) -> str:
        """Return the heading of a part of the help."""
        return pick(_HEADINGS[name], lang)


def command(name: str, about: Both, examples: Sequence[str]) -> Callable[[Callable[..., Any]], Explained]:
    """Make a function the command `name`; examples are whole command lines."""

    def decorate(function: Callable[..., Any]) -> Explained:
        made: Explained = click.command(name, cls=Explained, about=about, examples=examples)(function)
        return made

    return decorate


def option(*names: str, about: Both, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add an option to a command."""
    return click.option(*names, cls=Option, about=about, **attributes)


def lang_option(about: Both = ("en or de", "en oder de")) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the option --lang to a command."""
    return option("--lang", type=OneOf("en", "de"), metavar="en|de", about=about)


def jobs_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the option --jobs to a command."""
    about = "how much is done at the same time; all cores if left out", "wie viel gleichzeitig läuft; sonst alle Kerne"
    return option("--jobs", type=Whole(1, 1024), metavar="N", about=about)


def trust_code_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the option --trust-code to a command."""
    about = (
        "allow policies written in Python (module:Class)",
        "in Python geschriebene Strategien erlauben (modul:Klasse)",
    )
    return option("--trust-code", is_flag=True, about=about)
