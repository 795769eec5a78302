"""What a run gave: a table by day, a summary, pictures, and the files that keep all of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followersim.analysis.segments import segment_rows, segment_table
from followersim.analysis.summary import summarise, summary_table
from followersim.experiment import display, manifest
from followersim.experiment.segments import NAME as SEGMENTS
from followersim.experiment.segments import write_segments
from followersim.experiment.store import SUMMARY, own_files, write_json, write_whole
from followersim.model import codes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pandas as pd

    from followersim.analysis.segments import Groups
    from followersim.charts.page import Chart
    from followersim.experiment.frames import Responses
    from followersim.scenario.scenario import Scenario


class Result:
    """The result of a run. It shows itself in a notebook.

    Attributes:
        scenario: what was run.
        daily: the tidy table, one row per policy, point, world, company and day.
        responses: minutes to every reply by (policy, point, world, company).
        started, seconds: when the run began, and how long it took.
        groups: what happened in the segments of the audience; None unless the run was asked to keep it.
    """

    def __init__(
        self,
        scenario: Scenario,
        daily: pd.DataFrame,
        responses: Responses,
        *,
        started: datetime,
        seconds: float,
        groups: list[Groups] | None = None,
    ) -> None:
        self.scenario = scenario
        self.daily = daily
        self.responses = responses
        self.started = started
        self.seconds = seconds
        self.groups = groups

    @cached_property
    def _summary(self) -> dict[str, Any]:
        return summarise(self.daily, self.scenario, self.responses)

    def summary_dict(self) -> dict[str, Any]:
        """Return the content of `summary.json`: statistics over worlds for every policy and point."""
        return self._summary

    def summary(self) -> pd.DataFrame:
        """Return the summary as a table, one row per policy, point and company."""
        return summary_table(self._summary)

    def segment_rows(self) -> list[dict[str, Any]]:
        """Return what happened in each segment of the audience as plain data.

        Raises ValueError unless the run kept it (`run(..., segments=True)`).
        """
        if self.groups is None:
            raise ValueError("segments were not kept: run the scenario with segments=True")
        return segment_rows(self.groups, codes.GROUP_COUNTS)

    def segments(self) -> pd.DataFrame:
        """Return what happened in each segment of the audience as a table; see `segment_rows`."""
        return segment_table(self.segment_rows())

    def plot(self, name: str = "growth", lang: str | None = None) -> Chart:
        """Return a chart as a matplotlib Figure: "growth", "feedback" or "shitstorm".

        `lang` is "en" or "de"; by default the scenario's language. Raises ValueError for another name or language.
        """
        from followersim import charts  # noqa: PLC0415 - matplotlib is slow to import

        return charts.draw(name, self.daily, self._summary, self.scenario, lang or self.scenario.language)

    def write(self, out: str | Path | None = None, command: Sequence[str] = ()) -> list[Path]:
        """Write summary, tables, charts and manifest to a folder and return the files' paths.

        The folder is `results/` and the scenario's name if none is given; `command` is the command line to write down.
        Files appear whole or not at all. A table of segments that an earlier run left there is removed unless there is
        a new one. Raises `ResultError` when something cannot be written.
        """
        folder = Path("results", self.scenario.slug) if out is None else Path(out)
        outdated = [] if self.groups is not None else own_files(folder, [SEGMENTS])
        files = write_whole(folder, lambda hidden: self._make_files(hidden, command))
        for path in outdated:
            path.unlink(missing_ok=True)
        return files

    def _make_files(self, folder: Path, command: Sequence[str]) -> list[Path]:
        import pyarrow as pa  # noqa: PLC0415 - needed for writing only
        from pyarrow import parquet  # noqa: PLC0415

        from followersim import charts  # noqa: PLC0415 - matplotlib is slow to import

        write_json(folder / SUMMARY, self._summary)
        self.summary().to_csv(folder / "summary.csv", index=False, encoding="utf-8", lineterminator="\n")
        table = pa.Table.from_pandas(self.daily, preserve_index=False, nthreads=1)
        parquet.write_table(
            table, folder / "daily.parquet", compression="zstd", use_dictionary=["policy", "point", "company"]
        )
        files = [folder / SUMMARY, folder / "summary.csv", folder / "daily.parquet"]
        if self.groups is not None:
            write_segments(folder / SEGMENTS, self.segment_rows())
            files.append(folder / SEGMENTS)
        for name in charts.names():
            files += charts.save(self.plot(name), folder / name)
        content = manifest.manifest(
            self.scenario, started=self.started, seconds=self.seconds, command=command, files=files
        )
        write_json(folder / manifest.NAME, content)
        return [*files, folder / manifest.NAME]

    def _repr_html_(self) -> str:
        return display.table(self._summary, self.scenario, self.scenario.language)

    def __repr__(self) -> str:
        return f"<Result of {self.scenario!r}>"
