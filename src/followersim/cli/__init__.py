"""The command line: what is typed becomes calls, what comes back becomes words. Nothing is computed here.

Each command lives in a module of its own that is loaded when the command is used, and no module loads anything heavy
before its command runs: `followersim --help` must be there at once.
"""

from __future__ import annotations

from typing import Final

from followersim import __version__
from followersim.cli.group import Commands

COMMANDS: Final = {
    "run": (
        "followersim.cli.run",
        "Run scenarios and write charts, tables and a summary.",
        "Szenarien durchspielen; schreibt Diagramme, Tabellen und eine Zusammenfassung.",
    ),
    "why": (
        "followersim.cli.why",
        "Name the causes of the difference between a policy and the baseline.",
        "Die Gründe für den Unterschied zwischen einer Strategie und der Vergleichsbasis nennen.",
    ),
    "verify": (
        "followersim.cli.verify",
        "Run results again and compare every number.",
        "Ergebnisse noch einmal durchspielen und jede Zahl vergleichen.",
    ),
    "check": (
        "followersim.cli.check",
        "Check scenario files and say what would run.",
        "Szenariodateien prüfen und sagen, was durchgespielt würde.",
    ),
    "new": ("followersim.cli.new", "Write a commented scenario to begin with.", "Ein kommentiertes Szenario anlegen."),
    "list": (
        "followersim.cli.list_",
        "List policies, scenarios, profiles, events, parameters or charts.",
        "Strategien, Szenarien, Profile, Ereignisse, Parameter oder Diagramme auflisten.",
    ),
    "show": (
        "followersim.cli.show",
        "Show a policy, a scenario or a parameter in full.",
        "Eine Strategie, ein Szenario oder einen Parameter vollständig zeigen.",
    ),
    "feed": (
        "followersim.cli.feed",
        "Print what is written in one world: posts, feedback and replies.",
        "Zeigen, was in einer Welt geschrieben wird: Beiträge, Rückmeldungen, Antworten.",
    ),
    "validate": (
        "followersim.cli.validate",
        "Say which published patterns the model meets.",
        "Sagen, welche veröffentlichten Muster das Modell trifft.",
    ),
    "calibrate": (
        "followersim.cli.calibrate",
        "Search for parameters that meet published patterns, or your own account.",
        "Parameter suchen, die veröffentlichte Muster oder Ihr eigenes Konto treffen.",
    ),
    "sensitivity": (
        "followersim.cli.sensitivity",
        "Say which numbers of the model matter, and whether the order of policies hinges on them.",
        "Sagen, welche Zahlen im Modell zählen und ob die Reihenfolge der Strategien an ihnen hängt.",
    ),
    "schema": (
        "followersim.cli.schema",
        "Print the JSON Schema of scenario and policy files.",
        "Das JSON-Schema von Szenario- und Strategiedateien ausgeben.",
    ),
}

main = Commands(
    COMMANDS,
    name="followersim",
    version=__version__,
    about=(
        (
            "What happens to our followers if we talk to them this way? Simulates the people around a company's "
            "account under different communication policies, in the same worlds."
        ),
        (
            "Was geschieht mit unseren Followern, wenn wir so mit ihnen reden? Simuliert die Menschen um das Konto "
            "eines Unternehmens bei verschiedenen Kommunikationsstrategien, in denselben Welten."
        ),
    ),
    examples=("followersim run scenarios/harsh_reply.yaml", "followersim new my_scenario.yaml"),
)
"""The program: `followersim COMMAND ...`."""
