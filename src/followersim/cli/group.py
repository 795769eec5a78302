"""The program as a whole: finds commands when they are used, and ends every run with the right words and code."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from followersim.cli import language
from followersim.cli.bilingual import LANGUAGE, Explained, Option
from followersim.cli.kinds import OneOf
from followersim.locale import N_, translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Entries = dict[str, tuple[str, str]]
"""Per command: the module that holds it, and one line on it, marked to be translated."""


class Commands(Explained, click.Group):
    """A group of commands that loads a command's module when the command is used."""

    def __init__(
        self,
        entries: Mapping[str, tuple[str, str]],
        *,
        name: str,
        version: str,
        about: str,
        examples: Sequence[str],
    ) -> None:
        super().__init__(name=name, about=about, examples=examples, no_args_is_help=False, invoke_without_command=True)
        self.entries = dict(entries)
        self.version = version
        self.params.append(
            Option(
                ["--lang"],
                type=OneOf("en", "de"),
                metavar="en|de",
                expose_value=False,  # the words typed say it, wherever it stands among them
                about=LANGUAGE,
            )
        )
        self.params.append(
            Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=self._print_version,
                about=N_("Show the version."),
            )
        )

    def _print_version(self, ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            click.echo(f"followersim {self.version}")
            ctx.exit()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, most needed first."""
        del ctx
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in self.entries:
            return None
        found: click.Command = import_module(self.entries[cmd_name][0]).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a command line; explain if there is none of that name."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            from followersim.cli.failures import unknown_command  # noqa: PLC0415 - only when needed

            raise unknown_command(args[0], list(self.entries))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, or show the help if none is given."""
        if not ctx.args and not getattr(ctx, "_protected_args", None):
            click.echo(ctx.get_help())
            return None
        return super().invoke(ctx)

    def _format_lists(self, ctx: click.Context, formatter: click.HelpFormatter, lang: language.Language) -> None:
        with formatter.section(self.heading("commands", lang)):
            formatter.write_dl([(name, translate(lang, line)) for name, (_, line) in self.entries.items()])
        super()._format_lists(ctx, formatter, lang)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the program and leave with its exit code: 0 done, 1 failed, 2 wrong input, 130 interrupted."""
        words = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a terminal without umlauts is no reason to stop
        if standalone_mode:
            sys.exit(self._run(words, prog_name, complete_var, extra))
        return super().main(words, prog_name, complete_var, standalone_mode=False, **extra)

    def _run(self, words: list[str], prog_name: str | None, complete_var: str | None, extra: dict[str, Any]) -> int:
        """Run a command and return the exit code; whatever happens is said in words."""
        call = language.Call(words)
        extra.setdefault("obj", call)
        try:
            code = super().main(list(words), prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - no traceback for people in front of a class
            from followersim.cli.failures import explain  # noqa: PLC0415 - only when needed

            return explain(error, language.asked(words) or call.of_scenario)
        return code if isinstance(code, int) else 0

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        """Prepare a run; from the start it knows the words typed, which say the language."""
        extra.setdefault("obj", language.Call(list(args)))
        return super().make_context(info_name, args, *rest, **extra)
