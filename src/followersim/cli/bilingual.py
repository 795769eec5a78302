"""Commands and options that explain themselves in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language
from followersim.cli.kinds import OneOf, Whole
from followersim.locale import N_, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_HEADINGS: Final[dict[str, str]] = {
    "usage": N_("Usage: "),
    "options": N_("Options"),
    "commands": N_("Commands"),
    "examples": N_("Examples:"),
    "help": N_("Show this explanation."),
    "[OPTIONS]": N_("[OPTIONS]"),
    "[COMMAND] [ARGS]...": N_("[COMMAND] [ARGS]..."),
}


class Option(click.Option):
    """An option whose help is a marked sentence, said in the language in use; `gaps` belong into it."""

    def __init__(self, *args: Any, about: str = "", gaps: Mapping[str, Any] | None = None, **attributes: Any) -> None:
        super().__init__(*args, **{**attributes, "help": about})
        self.about, self.gaps = about, dict(gaps or {})

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option as it is typed, and what it does."""
        record = super().get_help_record(ctx)
        return record and (record[0], translate(language.in_use(ctx), self.about, **self.gaps))


class Explained(click.Command):
    """A command whose help is a marked sentence, said in the language in use, and ends with examples."""

    def __init__(self, *args: Any, about: str, examples: Sequence[str], **attributes: Any) -> None:
        super().__init__(*args, **{**attributes, "help": about})
        self.about = about
        self.examples = tuple(examples)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help: usage, purpose, options, examples."""
        lang = language.in_use(ctx)
        usage = " ".join(self.collect_usage_pieces(ctx))
        for placeholder in ("[OPTIONS]", "[COMMAND] [ARGS]..."):
            usage = usage.replace(placeholder, translate(lang, _HEADINGS[placeholder]))
        formatter.write_usage(ctx.command_path, usage, prefix=translate(lang, _HEADINGS["usage"]))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(lang, self.about))
        self._format_lists(ctx, formatter, lang)
        formatter.write_paragraph()
        formatter.write(f"{translate(lang, _HEADINGS['examples'])}\n")
        for example in self.examples:
            formatter.write(f"  {example}\n")

    def _format_lists(self, ctx: click.Context, formatter: click.HelpFormatter, lang: language.Language) -> None:
        records = [param.get_help_record(ctx) for param in self.params if isinstance(param, click.Option)]
        records.append(("--help", translate(lang, _HEADINGS["help"])))
        with formatter.section(translate(lang, _HEADINGS["options"])):
            formatter.write_dl([record for record in records if record])

    @staticmethod
    def heading(name: str, lang: language.Language) -> str:
        """Return the heading of a part of the help."""
        return translate(lang, _HEADINGS[name])


def command(name: str, about: str, examples: Sequence[str]) -> Callable[[Callable[..., Any]], Explained]:
    """Make a function the command `name`; examples are whole command lines."""

    def decorate(function: Callable[..., Any]) -> Explained:
        made: Explained = click.command(name, cls=Explained, about=about, examples=examples)(function)
        return made

    return decorate


def option(*names: str, about: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add an option to a command."""
    return click.option(*names, cls=Option, about=about, **attributes)


LANGUAGE: Final = N_("language, en or de; else that of the scenario or of the system")


def lang_option(about: str = LANGUAGE) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the option --lang to a command."""
    return option("--lang", type=OneOf("en", "de"), metavar="en|de", about=about)


def jobs_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the option --jobs to a command."""
    about = N_("how much is done at the same time; all cores if left out")
    return option("--jobs", type=Whole(1, 1024), metavar="N", about=about)


def trust_code_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the option --trust-code to a command."""
    about = N_("allow policies written in Python (module:Class)")
    return option("--trust-code", is_flag=True, about=about)
