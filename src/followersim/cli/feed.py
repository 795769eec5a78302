"""`followersim feed`: what is written in one world, message by message."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option, option, trust_code_option
from followersim.cli.completion import FileName, Known, policies
from followersim.cli.inputs import changed, load_all
from followersim.cli.kinds import Days, Whole
from followersim.cli.terminal import Progress, complain, say
from followersim.cli.words import word
from followersim.locale import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followersim.cli.language import Language
    from followersim.experiment.work import Part
    from followersim.feed.lines import Chosen
    from followersim.feed.replay import Replay
    from followersim.feed.writer import Writer
    from followersim.scenario import Scenario
    from followersim.scenario.errors import ScenarioError


@command_(
    "feed",
    about=N_(
        "Run one world of a scenario (FILE) under one policy again and print what is written in it: posts, praise, "
        "questions, criticism, replies. Every line is an event of the model; the words are invented."
    ),
    examples=(
        "followersim feed scenarios/harsh_reply.yaml --policy harsh_reply --world 3",
        "followersim feed scenarios/harsh_reply.yaml --policy harsh_reply --around-storm --lang de",
        "followersim feed scenarios/harsh_reply.yaml --days 20-22 --limit 0 --json",
    ),
)
@click.argument("file", metavar="FILE", type=FileName(), required=True)
@option(
    "--policy",
    type=Known(policies),
    metavar="P",
    about=N_("the policy; otherwise the first of the scenario"),
)
@option(
    "--world",
    type=Whole(0, 99_999),
    default=0,
    metavar="W",
    about=N_("number of the world, from 0"),
)
@option(
    "--company",
    metavar="NAME",
    about=N_("one of the rivals: its posts and what is written to it; otherwise the main company"),
)
@option(
    "--around-storm",
    is_flag=True,
    about=N_("only the days around the first shitstorm: 3 before to 7 after its first day"),
)
@option(
    "--days",
    type=Days(),
    metavar="A-B",
    about=N_("only these days, counted from 0; or one day"),
)
@option(
    "--limit",
    type=Whole(0, 10_000_000),
    default=200,
    metavar="N",
    about=N_("at most so many messages (200 if left out), 0: all"),
)
@option("--json", "as_json", is_flag=True, about=N_("a JSON list, one event per line"))
@lang_option(about=N_("language of the texts, en or de"))
@option(
    "--strong-language",
    is_flag=True,
    about=N_("angry people may use mild swear words"),
)
@option(
    "--set",
    "changes",
    multiple=True,
    metavar="KEY=VALUE",
    about=N_("change something, as in run: seed=2, team.members=2; can be repeated"),
)
@trust_code_option()
@click.pass_context
def command(ctx: click.Context, /, file: str, **options: Any) -> None:
    """Run the world, then print what was written."""
    scenario = load_all([file], trust_code=options["trust_code"])[0]
    lang = language.settle(ctx, scenario.asked_language)
    scenario = changed(scenario, options["changes"], [options["policy"] or scenario.policies[0].name])
    _Reading(scenario, lang, options).show()


class _Reading:
    """One call of the command."""

    def __init__(self, scenario: Scenario, lang: Language, options: dict[str, Any]) -> None:
        self.scenario, self.lang, self.options = scenario, lang, options

    def show(self) -> None:
        """Run the world and show the part of it that was asked for."""
        from followersim.feed.lines import choose  # noqa: PLC0415 - heavy, and only needed now
        from followersim.feed.replay import days_around_storm, part_of, replay  # noqa: PLC0415
        from followersim.feed.writer import Writer  # noqa: PLC0415

        with Progress(self.lang, quiet=self.options["as_json"]) as progress:
            company = self._company()
            part = part_of(self.scenario, progress.compiling)
        if self.scenario.sweep:
            complain(word("feed_point", self.lang))
        replayed = replay(part, self.scenario.seed, self.options["world"], company)
        days = self.options["days"]
        if self.options["around_storm"]:
            days = days_around_storm(replayed)
            if days is None:
                self._no_storm(part, replayed)
                return
        chosen = choose(replayed, days, self.options["limit"], spread=self.options["around_storm"])
        writer = Writer(
            replayed.messages,
            replayed.key,
            self.lang,
            strong=self.options["strong_language"],
            companies=replayed.companies,
        )
        self._print(chosen, replayed, writer)

    def _company(self) -> int:
        """Return the number of the company that was asked for: 0 is the main one, then its rivals."""
        from followersim.scenario.vocabulary import MAIN  # noqa: PLC0415 - only needed now

        names = (MAIN, *(rival.name for rival in self.scenario.rivals))
        found = self.options["company"]
        if found is None:
            return 0
        if found not in names:
            raise _unknown_company(found, names)
        return names.index(found)

    def _print(self, chosen: Chosen, replayed: Replay, writer: Writer) -> None:
        from followersim.feed.lines import records  # noqa: PLC0415 - only needed now
        from followersim.feed.rendering import rendered  # noqa: PLC0415

        start = self.scenario.start
        if self.options["as_json"]:
            _print_json(records(chosen.messages, writer, start))
        else:
            for text in rendered(chosen.messages, replayed, writer, start, self.lang):
                say(text)
            if not chosen.messages:
                complain(word("feed_empty", self.lang))
        if chosen.left_out:
            name = "feed_thinned" if self.options["around_storm"] else "feed_cut"
            complain(word(name, self.lang, shown=len(chosen.messages), left=chosen.left_out))

    def _no_storm(self, part: Part, replayed: Replay) -> None:
        """Say that this world has no storm, and where there is one."""
        from followersim.feed.replay import WORLDS_TO_LOOK_THROUGH, world_with_storm  # noqa: PLC0415 - only needed now

        company = replayed.companies.this
        rivals = self.scenario.rivals
        policy = (rivals[company - 1].policy if company else self.scenario.policies[0]).name
        strongest = max(replayed.winds, default=0)
        text = word("feed_no_storm", self.lang, world=self.options["world"], policy=policy, wind=strongest)
        other = world_with_storm(part, self.scenario.seed, company)
        if other is None:
            text += " " + word("feed_storm_nowhere", self.lang, n=WORLDS_TO_LOOK_THROUGH)
        else:
            text += " " + word("feed_storm_there", self.lang, world=other)
        if self.options["as_json"]:
            _print_json([])
            complain(text)
        else:
            say(text)


def _unknown_company(name: str, names: Sequence[str]) -> ScenarioError:
    from followersim.scenario.errors import Message, Problem, ScenarioError, shown  # noqa: PLC0415 - only when needed
    from followersim.scenario.suggest import alike  # noqa: PLC0415

    near = alike(name, names)
    message = Message("wrong_choice", {"found": shown(name), "allowed": ", ".join(names)})
    advice = Message("did_you_mean", {"name": near[0]}) if near else None
    return ScenarioError([Problem(message, key="--company", suggestion=advice)])


def _print_json(found: list[dict[str, Any]]) -> None:
    """Print a JSON list with one entry per line, so that both programs and people can read it."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=True) for entry in found)
    click.echo(f"[\n{lines}\n]" if found else "[]")
