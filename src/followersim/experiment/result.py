"""What a run gave: a table by day, a table by world, a summary, pictures, and the files that keep all of it."""

from __future__ import annotations

import json
import shutil
import weakref
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from followersim.analysis.segments import segment_table
from followersim.analysis.summary import summary_table
from followersim.experiment import display, manifest
from followersim.experiment.best_file import NAME as BEST
from followersim.experiment.best_file import best_in, write_best
from followersim.experiment.causes_file import write_causes
from followersim.experiment.frames import Layout
from followersim.experiment.material import Material
from followersim.experiment.pictures import PLAIN, Pictures
from followersim.experiment.segments import NAME as SEGMENTS
from followersim.experiment.segments import write_segments
from followersim.experiment.store import SUMMARY, own_files, read_summary, write_json, write_whole, written_files
from followersim.experiment.tables import DAILY, WORLDS, Tables
from followersim.experiment.unit_store import LockedFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from followersim.analysis.best import Best
    from followersim.charts.page import Chart
    from followersim.scenario.scenario import Scenario


Extra: TypeAlias = "Callable[[Result, Path], list[Path]]"
"""Writes more files about a result to a folder and returns them: what this room does not know how to make."""


class Result:
    """The result of a run. It shows itself in a notebook.

    Its tables lie on the disk: in the folder the run wrote to, or in a temporary one that goes when the result goes.

    Attributes:
        scenario: what was run.
        folder: where the tables are.
        started, seconds: when the run began, and how long it took.
        charts: the names of the charts that were written; none before that.
    """

    def __init__(
        self,
        scenario: Scenario,
        tables: Tables,
        summary: dict[str, Any],
        *,
        started: datetime,
        seconds: float,
        units: Sequence[dict[str, Any]],
        segments: list[dict[str, Any]] | None = None,
    ) -> None:
        self.scenario = scenario
        self._tables = tables
        self._summary = summary
        self.started = started
        self.seconds = seconds
        self._units = units
        self._segments = segments
        self.charts: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path, scenario: Scenario) -> Result:
        """Return the result that a folder holds: whole results of exactly this scenario (see `reusable`)."""
        about = json.loads((folder / manifest.NAME).read_bytes())
        tables = Tables(folder, Layout(scenario.cases(), int(about["worlds"]), set()))
        return cls(
            scenario,
            tables,
            read_summary(folder),
            started=datetime.fromisoformat(about["start"]),
            seconds=float(about["duration_s"]),
            units=about["units"],
        )

    def close(self) -> None:
        """Let go of the tables; they are opened again when needed."""
        self._tables.close()

    @property
    def folder(self) -> Path:
        """The folder that holds the tables."""
        return self._tables.folder

    def owns_folder(self) -> None:
        """Let the folder of the tables go when this result goes."""
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def moved_to(self, folder: Path) -> None:
        """Say that the tables are in another folder now."""
        self._tables.moved_to(folder)

    @cached_property
    def daily(self) -> pd.DataFrame:
        """The tidy table, one row per policy, point, company, world and day. Read when first asked for."""
        return _read(self._tables.daily.path)

    @cached_property
    def worlds(self) -> pd.DataFrame:
        """The table of worlds: the measures of the whole period, one row per policy, point, company and world."""
        return _read(self._tables.worlds.path)

    @property
    def tables(self) -> Tables:
        """The tables on the disk, for whoever need not have them in memory as a whole."""
        return self._tables

    def summary_dict(self) -> dict[str, Any]:
        """Return the content of `summary.json`: statistics over worlds for every policy and point."""
        return self._summary

    def summary(self) -> pd.DataFrame:
        """Return the summary as a table, one row per policy, point and company."""
        return summary_table(self._summary)

    @cached_property
    def best(self) -> Best | None:
        """Which policy is best at each point of the sweep; None unless there are two policies and two points."""
        return best_in(self.folder, self.scenario)

    def segment_rows(self) -> list[dict[str, Any]]:
        """Return what happened in each segment of the audience as plain data.

        Raises ValueError unless the run kept it (`run(..., segments=True)`).
        """
        if self._segments is None:
            raise ValueError("segments were not kept: run the scenario with segments=True")
        return self._segments

    def segments(self) -> pd.DataFrame:
        """Return what happened in each segment of the audience as a table; see `segment_rows`."""
        return segment_table(self.segment_rows())

    def plot(
        self, name: str = "growth", lang: str | None = None, *, theme: str = "light", large_room: bool = False
    ) -> Chart:
        """Return a chart as a matplotlib Figure: "growth", "feedback", "shitstorm", or one of the others.

        These are "response", "trust", "gained_lost" and "wind"; "causes", "story" and "audience" run the model again
        for a moment. Sweeps over all combinations of two keys have "heatmap" and "regimes" as well. `lang` is "en" or
        "de"; by default the scenario's language. `theme` is "light", "dark" or "print"; with `large_room` all text is
        half as large again. Raises ValueError for another name, language or theme, and for "causes" where there is
        nothing to compare.
        """
        from followersim import charts  # noqa: PLC0415 - matplotlib is slow to import

        look = charts.look_of(theme, large_room=large_room)
        asked = lang or self.scenario.language
        best = self.best if name in charts.OF_GRIDS else None
        material = self._material.of(name) if name in charts.NEED_MATERIAL else None
        return charts.draw(
            name, self._tables, self._summary, self.scenario, asked, best=best, material=material, look=look
        )

    @cached_property
    def _material(self) -> Material:
        return Material(self.scenario, self._tables, self._summary, self.folder)

    @property
    def causes(self) -> dict[str, Any] | None:
        """Why a policy ends otherwise than the baseline, as data, if the chart of causes was drawn from some worlds."""
        asked = "causes" in self.charts and self._summary["worlds"] > 1
        return self._material.causes if asked else None

    def write(self, out: str | Path | None = None, command: Sequence[str] = ()) -> list[Path]:
        """Write summary, tables, charts and manifest to a folder and return the files' paths.

        The folder is `results/` and the scenario's name if none is given; `command` is the command line to write down.
        Files appear whole or not at all. What an earlier run left there and this one has not is removed. Raises
        `ResultError` when something cannot be written, or when another run is writing there.
        """
        folder = Path("results", self.scenario.slug) if out is None else Path(out)
        with LockedFolder(folder):
            return write_results(folder, lambda hidden: self._copy(hidden, command))

    def _copy(self, folder: Path, command: Sequence[str]) -> list[Path]:
        for name in (DAILY, WORLDS):
            shutil.copyfile(self.folder / name, folder / name)
        return self.make_files(folder, command)

    def make_files(
        self, folder: Path, command: Sequence[str], extra: Extra | None = None, pictures: Pictures = PLAIN
    ) -> list[Path]:
        """Write everything but the tables, which are there already, to a folder; return all files."""
        write_json(folder / SUMMARY, self._summary)
        self.summary().to_csv(folder / "summary.csv", index=False, encoding="utf-8", lineterminator="\n")
        files = [folder / SUMMARY, folder / "summary.csv", folder / DAILY, folder / WORLDS]
        if self._segments is not None:
            write_segments(folder / SEGMENTS, self._segments)
            files.append(folder / SEGMENTS)
        if self.best is not None:
            write_best(folder / BEST, self.best)
            files.append(folder / BEST)
        names = pictures.names(self.scenario)
        files += self.make_charts(folder, names, pictures)
        if extra is not None:
            files += extra(self, folder)
        return [*files, self._write_manifest(folder, command, files, pictures.as_dict(names))]

    def make_charts(self, folder: Path, names: Sequence[str], pictures: Pictures) -> list[Path]:
        """Draw charts into a folder, and write down the causes if they are among them; return all files."""
        from followersim import charts  # noqa: PLC0415 - matplotlib is slow to import

        files: list[Path] = []
        for name in names:
            files += charts.save(self.plot(name, theme=pictures.theme, large_room=pictures.large_room), folder / name)
        self.charts = tuple(names)
        if self.causes is not None:
            files.append(write_causes(folder, self.causes))
        return files

    def _write_manifest(
        self, folder: Path, command: Sequence[str], files: Iterable[Path], charts: dict[str, Any]
    ) -> Path:
        content = manifest.manifest(
            self.scenario,
            worlds=self._summary["worlds"],
            started=self.started,
            seconds=self.seconds,
            command=command,
            units=self._units,
            files=files,
            charts=charts,
        )
        write_json(folder / manifest.NAME, content)
        return folder / manifest.NAME

    def _repr_html_(self) -> str:
        return display.table(self._summary, self.scenario, self.scenario.language)

    def __repr__(self) -> str:
        return f"<Result of {self.scenario!r}>"


def _read(path: Path) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - slow to import

    return pd.read_parquet(path)


def write_results(folder: Path, make: Callable[[Path], list[Path]]) -> list[Path]:
    """Write all files of a run to a folder; remove what an earlier run wrote there and nobody has changed since."""
    before = own_files(folder, written_files(folder))
    files = write_whole(folder, make)
    for path in before:
        if path not in files:
            path.unlink(missing_ok=True)
    return files
