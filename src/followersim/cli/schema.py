"""`followersim schema`: what editors need to know about scenario and policy files."""

from __future__ import annotations

import json

import click

from followersim.cli import language
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import lang_option
from followersim.cli.kinds import OneOf
from followersim.locale import N_
from followersim.scenario.json_schema import policy_schema, scenario_schema


@command_(
    "schema",
    about=N_(
        "Print the JSON Schema of scenario files, or with the word policy that of policy files. Editors use it to "
        "complete and explain keys while you type."
    ),
    examples=("followersim schema > scenario.schema.json", "followersim schema policy --lang de"),
)
@click.argument("kind", metavar="[scenario|policy]", type=OneOf("scenario", "policy"), default="scenario")
@lang_option(about=N_("language of the explanations, en or de"))
@click.pass_context
def command(ctx: click.Context, kind: str, lang: str | None) -> None:
    """Print a schema."""
    del lang
    make = scenario_schema if kind == "scenario" else policy_schema
    click.echo(json.dumps(make(language.in_use(ctx)), ensure_ascii=True, indent=2))
