"""The command line: what is typed becomes calls, what comes back becomes words. Nothing is computed here.

Each command lives in a module of its own that is loaded when the command is used, and no module loads anything heavy
before its command runs: `followersim --help` must be there at once.
"""

from __future__ import annotations

from typing import Final

from followersim import __version__
from followersim.cli.group import Commands
from followersim.locale import N_

COMMANDS: Final = {
    "run": ("followersim.cli.run", N_("Run scenarios and write charts, tables and a summary.")),
    "report": ("followersim.cli.report", N_("Write one page about results, to look at, to print and to send round.")),
    "why": ("followersim.cli.why", N_("Name the causes of the difference between a policy and the baseline.")),
    "slides": (
        "followersim.cli.slides",
        N_("Write an editable presentation about results, with notes for the speaker."),
    ),
    "verify": ("followersim.cli.verify", N_("Run results again and compare every number.")),
    "check": ("followersim.cli.check", N_("Check scenario files and say what would run.")),
    "new": ("followersim.cli.new", N_("Write a commented scenario to begin with.")),
    "list": ("followersim.cli.list_", N_("List policies, scenarios, profiles, events, parameters or charts.")),
    "show": ("followersim.cli.show", N_("Show a policy, a scenario or a parameter in full.")),
    "feed": ("followersim.cli.feed", N_("Print what is written in one world: posts, feedback and replies.")),
    "validate": ("followersim.cli.validate", N_("Say which published patterns the model meets.")),
    "calibrate": (
        "followersim.cli.calibrate",
        N_("Search for parameters that meet published patterns, or your own account."),
    ),
    "sensitivity": (
        "followersim.cli.sensitivity",
        N_("Say which numbers of the model matter, and whether the order of policies hinges on them."),
    ),
    "schema": ("followersim.cli.schema", N_("Print the JSON Schema of scenario and policy files.")),
}

main = Commands(
    COMMANDS,
    name="followersim",
    version=__version__,
    about=N_(
        "What happens to our followers if we talk to them this way? Simulates the people around a company's "
        "account under different communication policies, in the same worlds."
    ),
    examples=(
        "followersim run scenarios/harsh_reply.yaml",
        "followersim run scenarios/harsh_reply.yaml --chart story --chart causes --lang de",
        "followersim slides results/harsh_reply",
        "followersim list scenarios",
        "followersim new my_scenario.yaml",
    ),
)
"""The program: `followersim COMMAND ...`."""
