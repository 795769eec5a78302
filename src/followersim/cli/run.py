"""`followersim run`: all policies and sweep points of some scenarios in the same worlds."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from followersim.cli import language, plan_text, run_text, slides
from followersim.cli.bilingual import command as command_
from followersim.cli.bilingual import jobs_option, lang_option, option, trust_code_option
from followersim.cli.completion import FileName, Known, policies
from followersim.cli.exits import DONE, FAILED, WRONG_INPUT
from followersim.cli.inputs import changed, load_all
from followersim.cli.kinds import OneOf, Whole, WorldsOrAuto
from followersim.cli.numbers import room as room_of
from followersim.cli.table import table
from followersim.cli.terminal import Progress, complain, say
from followersim.cli.words import word
from followersim.experiment.ending import Ending
from followersim.experiment.errors import FailedUnitsError
from followersim.experiment.hidden import UNITS, left_over
from followersim.experiment.pictures import Pictures, redraw
from followersim.locale import N_, translate
from followersim.scenario.errors import Message, Problem, ScenarioError
from followersim.scenario.plan import plan
from followersim.scenario.vocabulary import ON_REQUEST, THEMES

if TYPE_CHECKING:
    from followersim.analysis.best import Best
    from followersim.experiment.result import Result
    from followersim.scenario import Scenario

ALL: Final = "all"
LONG_SECONDS: Final = 60
LARGE_BYTES: Final = 1_000_000_000


@command_(
    "run",
    about=N_(
        "Run every policy and every point of the sweep of each FILE in the same worlds. Prints a table and writes "
        "charts, tables and a summary to results/ and the scenario's name."
    ),
    examples=(
        "followersim run scenarios/harsh_reply.yaml",
        "followersim run scenarios/harsh_reply.yaml --worlds 20 --lang de",
        "followersim run scenarios/harsh_reply.yaml --chart all --slides",
        "followersim run my.yaml --policy harsh_reply --policy broadcast_only --set team.members=2",
    ),
)
@click.argument("files", metavar="FILE...", type=FileName(), nargs=-1, required=True)
@option(
    "--worlds",
    type=WorldsOrAuto(),
    metavar="N|auto",
    about=N_("how many times everything is run; auto: as often as the likelihoods need, at most 1,000"),
)
@option(
    "--seed",
    type=Whole(0, 2**53),
    metavar="S",
    about=N_("start of the random numbers"),
)
@option(
    "--out",
    type=FileName(),
    metavar="DIR",
    about=N_("folder for the results; with several files, one folder in it for each"),
)
@lang_option(about=N_("language of the results, en or de"))
@option(
    "--json",
    "as_json",
    is_flag=True,
    about=N_("print the summary as JSON and nothing else"),
)
@jobs_option()
@option(
    "--set",
    "changes",
    multiple=True,
    metavar="KEY=VALUE",
    about=N_("change something for this run, like team.members=2 (for all policies); can be repeated"),
)
@option(
    "--policy",
    "policies",
    multiple=True,
    type=Known(policies),
    metavar="P",
    about=N_("run these policies instead; the first is the baseline; can be repeated"),
)
@option(
    "--segments",
    is_flag=True,
    about=N_("also show and write (segments.csv) what happened in each segment of the audience"),
)
@option(
    "--questions",
    is_flag=True,
    about=N_("after the table, show what to look at and what to ask the audience"),
)
@option(
    "--chart",
    "more_charts",
    multiple=True,
    type=OneOf(*ON_REQUEST, ALL),
    metavar="NAME",
    about=N_('also draw this chart, such as "story" (see followersim list charts), or "all"; can be repeated'),
)
@option(
    "--theme",
    type=OneOf(*THEMES),
    default="light",
    metavar="|".join(THEMES),
    about=N_("how charts look: light (the default), dark for a dark room, print for paper"),
)
@option(
    "--large-room",
    is_flag=True,
    about=N_("write everything in the charts half as large again, for a large room"),
)
@option("--slides", is_flag=True, about=N_("also write slides.pptx, as followersim slides does"))
@option("--quiet", is_flag=True, about=N_("no table, no progress"))
@option(
    "--resume",
    "resume",
    flag_value=True,
    type=bool,
    default=True,
    about=N_("use what earlier runs have finished (the default)"),
)
@option(
    "--fresh",
    "resume",
    flag_value=False,
    type=bool,
    about=N_("forget what earlier runs have finished"),
)
@option(
    "--executor",
    type=OneOf("threads", "processes"),
    default="threads",
    metavar="KIND",
    about=N_("who works: threads (the default) or processes; the results are the same"),
)
@option(
    "--dask",
    metavar="ADDRESS",
    about=N_("let the workers of a Dask cluster do it: tcp://scheduler:8786, or local for one on this computer"),
)
@trust_code_option()
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], **options: Any) -> None:
    """Load all scenarios, then run one after the other; what fails in one keeps no other from running."""
    with Ending() as ending:
        job = _Job(ctx, options, ending)
        scenarios = [job.prepared(scenario) for scenario in load_all(files, trust_code=options["trust_code"])]
        for scenario in scenarios:
            job.check_charts(scenario)
        if options["slides"] and not slides.can_write(language.in_use(ctx)):
            ctx.exit(WRONG_INPUT)
        folders = _folders(scenarios, options["out"])
        for folder in folders:
            _try_to_write(folder)
        found = [job.run(scenario, folder) for scenario, folder in zip(scenarios, folders, strict=True)]
    summaries = [summary for summary in found if summary is not None]
    if options["as_json"] and summaries:
        whole = summaries[0] if len(scenarios) == 1 else summaries
        click.echo(json.dumps(whole, ensure_ascii=True, indent=1, allow_nan=False))
    ctx.exit(FAILED if job.has_failed else DONE)


def has_causes(scenario: Scenario) -> bool:
    """Say whether there is a policy to compare with the first one."""
    return len(scenario.policies) > 1


class _Job:
    """One call of the command: its options, applied to each scenario."""

    def __init__(self, ctx: click.Context, options: dict[str, Any], ending: Ending) -> None:
        self.ctx = ctx
        self.options = options
        self.ending = ending
        self.has_failed = False
        self.silent = options["quiet"] or options["as_json"]
        self.words = ["followersim", *language.words_of(ctx)]

    def pictures(self, scenario: Scenario) -> Pictures:
        """Which charts are drawn, and how they look."""
        more = self.options["more_charts"]
        if ALL in more:
            more = [name for name in ON_REQUEST if name != "causes" or has_causes(scenario)]
        return Pictures(tuple(more), self.options["theme"], bool(self.options["large_room"]))

    def check_charts(self, scenario: Scenario) -> None:
        """Refuse charts that a scenario cannot have, before anything is run."""
        if "causes" in self.options["more_charts"] and not has_causes(scenario):
            raise ScenarioError([Problem(Message("causes_need_two"), key="--chart")], scenario.language)

    def prepared(self, scenario: Scenario) -> Scenario:
        """Return the scenario with the options of the command line."""
        lang = language.settle(self.ctx, scenario.asked_language)
        policies = self.options["policies"] or None
        scenario = changed(scenario, self.options["changes"], policies)
        return scenario.with_changes(worlds=self.options["worlds"], seed=self.options["seed"], language=lang)

    def run(self, scenario: Scenario, folder: Path) -> dict[str, Any] | None:
        """Run a scenario, or take its results if they are there already; return the summary, if there is one."""
        language.settle(self.ctx, scenario.language)
        from followersim.experiment.store import read_summary, reusable  # noqa: PLC0415 - only needed now

        if self.options["resume"] and reusable(folder, scenario, also=self._also_needed()):
            summary: dict[str, Any] = read_summary(folder)
            segments = self._read_segments(folder, scenario)
            self._tell(word("reused", scenario.language, name=scenario.slug))
            self._redraw(folder, scenario)
            ending = word("found_in", scenario.language, folder=folder)
            self._show(scenario, summary, segments, ending, self._best(scenario, folder))
        else:
            result = self._run_anew(scenario, folder)
            if result is None:
                return None
            summary = result.summary_dict()
            segments = result.segment_rows() if self.options["segments"] else None
            ending = word("written", scenario.language, folder=folder)
            self._show(scenario, summary, segments, ending, self._best(scenario, folder))
            self._tell_left_over(scenario, folder)
        if self.options["slides"]:
            self.has_failed |= not slides.write(folder, None, None, scenario.language, quiet=self.silent)
        return summary if segments is None else {**summary, "segments": segments}

    def _redraw(self, folder: Path, scenario: Scenario) -> None:
        """Draw the charts again if others are asked for than are there, or another look."""
        from followersim.experiment.unit_store import LockedFolder  # noqa: PLC0415 - only needed now

        pictures = self.pictures(scenario)
        if pictures.are_in(folder, scenario):
            return
        self._tell(word("drawing", scenario.language))
        with LockedFolder(folder):
            redraw(folder, scenario, pictures, self.words, self._report)

    def _best(self, scenario: Scenario, folder: Path) -> Best | None:
        """Return which policy is best at each point, if that is going to be shown."""
        if self.silent or scenario.point_count < 2:
            return None
        from followersim.experiment.best_file import best_in  # noqa: PLC0415 - heavy, and only needed now

        return best_in(folder, scenario)

    def _also_needed(self) -> list[str]:
        """Return the files that must be there beside the usual ones."""
        if not self.options["segments"]:
            return []
        from followersim.experiment.segments import NAME  # noqa: PLC0415 - heavy, and only needed now

        return [NAME]

    def _read_segments(self, folder: Path, scenario: Scenario) -> list[dict[str, Any]] | None:
        if not self.options["segments"]:
            return None
        from followersim.experiment.segments import read_segments  # noqa: PLC0415 - heavy, and only needed now

        return read_segments(folder, scenario)

    def _run_anew(self, scenario: Scenario, folder: Path) -> Result | None:
        """Run a scenario; where some of the work fails, say so and return what is complete."""
        from followersim.experiment import run  # noqa: PLC0415 - heavy, and only needed now

        lang = scenario.language
        self._announce(scenario, folder)
        try:
            with Progress(lang, quiet=self.options["quiet"]) as progress:
                self.ending.on_asked = progress.ending
                return run(
                    scenario,
                    out=folder,
                    command=self.words,
                    jobs=self.options["jobs"],
                    executor=self.options["executor"],
                    dask=self.options["dask"],
                    fresh=not self.options["resume"],
                    progress=progress,
                    on_compile=progress.compiling,
                    segments=bool(self.options["segments"]),
                    ending=self.ending,
                    extra=self._report,
                    pictures=self.pictures(scenario),
                )
        except FailedUnitsError as error:
            self.has_failed = True
            complain(error.render(lang))
            return error.result

    def _report(self, result: Result, folder: Path) -> list[Path]:
        """Write the page about a result; the results are worth more than the page, so its faults do not stop them."""
        from followersim.report.html.writing import make_report  # noqa: PLC0415 - heavy, and only needed now

        try:
            return make_report(result, folder, self.words)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001
            lang = result.scenario.language
            complain(translate(lang, "report.html could not be made ({why}); all other results are there.", why=error))
            return []

    def _announce(self, scenario: Scenario, folder: Path) -> None:
        """Say what is going to run; of what takes long or much room, how long and how much."""
        lang, planned = scenario.language, plan(scenario, self.options["jobs"])
        size = planned.bytes
        self._tell(f"{scenario.slug}: {plan_text.size(planned, lang)} ...")
        for hint in scenario.hints:
            self._tell(hint.render(lang))
        if planned.seconds > LONG_SECONDS or size > LARGE_BYTES:
            room = word("disk_space", lang, size=room_of(size, lang))
            self._tell(word("long_run", lang, time=plan_text.time(planned, lang), size=room))
            free = _free(folder)
            if free < 2 * size:
                self._tell(word("little_space", lang, free=room_of(free, lang)))

    def _tell_left_over(self, scenario: Scenario, folder: Path) -> None:
        if not self.has_failed and (n := left_over(folder)):
            self._tell(word("left_over", scenario.language, n=n, folder=folder / UNITS))

    def _tell(self, text: str) -> None:
        if not self.silent:
            complain(text)

    def _show(
        self,
        scenario: Scenario,
        summary: dict[str, Any],
        segments: list[dict[str, Any]] | None,
        ending: str,
        best: Best | None,
    ) -> None:
        if self.silent:
            return
        lang = scenario.language
        parts = [table(summary, scenario, lang, best)]
        if "stopping" in summary:
            parts.append(run_text.stopping(summary, lang))
        if segments is not None:
            parts.append(run_text.segments(segments, scenario, lang))
        if self.options["questions"]:
            parts.append(run_text.questions(scenario, lang))
        say("\n".join([*parts, "", ending]))


def _folders(scenarios: list[Scenario], out: str | None) -> list[Path]:
    """Return the folder of each scenario's results; two scenarios in one folder would overwrite each other."""
    out = (out or "").strip() or None  # an empty shell variable must not empty itself into this folder
    if out is not None and len(scenarios) == 1:
        return [Path(out)]
    seen: dict[str, Scenario] = {}
    for scenario in scenarios:
        other = seen.setdefault(scenario.slug.lower(), scenario)
        if other is not scenario:
            gaps = {"first": other.path, "second": scenario.path, "folder": scenario.slug}
            raise ScenarioError([Problem(Message("same_folder", gaps), suggestion=Message("run_apart"))])
    return [Path(out or "results") / scenario.slug for scenario in scenarios]


def _free(folder: Path) -> int:
    """Return how many bytes are free where a folder is, or will be."""
    return shutil.disk_usage(_existing(folder)).free


def _existing(folder: Path) -> Path:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _try_to_write(folder: Path) -> None:
    """Fail before the work, not after it, if the results could not be written; leave no trace."""
    try:
        with tempfile.TemporaryFile(dir=_existing(folder)) as file:
            file.write(b"followersim")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None
