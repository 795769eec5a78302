"""A stand-in for the experiment room, for tests of what the commands say and do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from followersim.experiment import manifest, pictures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from followersim.experiment.pictures import Pictures
    from followersim.scenario import Scenario


class Said(NamedTuple):
    """What a call of the program left behind."""

    code: int
    out: str
    err: str


def six(value: float) -> dict[str, float]:
    """Return statistics of something that is the same in all worlds."""
    return dict.fromkeys(("mean", "median", "q05", "q25", "q75", "q95"), value)


def summary_of(scenario: Scenario) -> dict[str, Any]:
    """Return a summary as the analysis room makes it, with made-up numbers."""
    results = []
    for case in scenario.cases():
        harsh = case.policy.name == "harsh_reply"
        better = {"verdict": "worse", "median": -120.0, "low": -180.0, "high": -70.0, "clear": True}
        equal = {"verdict": "no clear difference", "median": 3.0, "low": -5.0, "high": 9.0, "clear": False}
        storms = {"verdict": "worse", "prevented": 1, "caused": 7, "p": 0.01}
        none = {"verdict": "no clear difference", "prevented": 1, "caused": 1, "p": 1.0}
        results.append(
            {
                "policy": case.policy.name, "company": "main", "point": case.point, "baseline": case.baseline,
                "n_followers_start": six(5000), "n_followers_end": six(4880 if harsh else 5060),
                "n_praise": six(41), "n_criticism": six(1234.4), "share_answered": six(0.625), "staff_hours": six(55.4),
                "shitstorm": {"k": 7 if harsh else 0, "n": scenario.worlds, "share": 0.35, "low": 0.18, "high": 0.567},
                "difference": {} if case.baseline else {
                    "n_followers_end": better if harsh else equal, "shitstorm": storms if harsh else none,
                },
            }
        )  # fmt: skip
    return {
        "followersim": "0", "scenario": scenario.slug, "hash": scenario.hash, "seed": scenario.seed,
        "worlds": scenario.worlds, "days": scenario.days, "results": results,
    }  # fmt: skip


def segments_of(scenario: Scenario) -> list[dict[str, Any]]:
    """Return rows on the segments of the audience, with made-up numbers."""
    from followersim.analysis.inputs import companies_of  # noqa: PLC0415 - heavy
    from followersim.analysis.segments import segment_titles  # noqa: PLC0415
    from followersim.model.codes import GROUP_COUNTS  # noqa: PLC0415

    return [
        {
            "policy": case.policy.name, "company": company, "point": case.point, "segment": segment,
            "worlds": scenario.worlds, **dict.fromkeys(GROUP_COUNTS, 12.5), "n_followers_start": 1234.0,
            "mean_trust_end": None if segment == "young" else 0.547,
        }
        for case in scenario.cases()
        for company in companies_of(case)
        for segment in segment_titles("en")
    ]  # fmt: skip


@dataclass
class FakeResult:
    """The result of a run that never happened."""

    scenario: Scenario
    pictures: Pictures = pictures.PLAIN
    segments: bool = False

    def segment_rows(self) -> list[dict[str, Any]]:
        """Return the segments."""
        return segments_of(self.scenario)

    def summary_dict(self) -> dict[str, Any]:
        """Return the summary."""
        return summary_of(self.scenario)

    def write(self, out: Path) -> None:
        """Write the summary, the segments if they were asked for, and what the manifest says of charts."""
        from followersim.experiment.segments import NAME, write_segments  # noqa: PLC0415 - heavy

        out.mkdir(parents=True, exist_ok=True)
        if self.segments:
            write_segments(out / NAME, self.segment_rows())
        (out / "summary.json").write_text(json.dumps(self.summary_dict()), encoding="utf-8")
        charts = self.pictures.as_dict(self.pictures.names(self.scenario))
        (out / manifest.NAME).write_text(json.dumps({pictures.KEY: charts}), encoding="utf-8")


@dataclass
class FakeExperiment:
    """Remembers what was run; `trouble` is raised instead of running, always or `only_first`."""

    runs: list[Scenario] = field(default_factory=list)
    written: list[tuple[Path, list[str]]] = field(default_factory=list)
    options: list[dict[str, Any]] = field(default_factory=list)
    trouble: BaseException | None = None
    only_first: bool = False
    already: int = 0

    def run(
        self, scenario: Scenario, *, out: Path, command: list[str], progress: Any, on_compile: Any, **options: Any
    ) -> FakeResult:
        """Pretend to run."""
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None if self.only_first else self.trouble
            raise trouble
        on_compile()
        for done in range(self.already, 3):
            progress(done, 2)
        self.runs.append(scenario)
        self.options.append(
            {name: value for name, value in options.items() if name not in {"ending", "extra", "pictures"}}
        )
        self.written.append((out, command))
        result = FakeResult(scenario, options["pictures"], segments=options["segments"])
        result.write(out)
        return result

    def reusable(self, out: Path, scenario: Scenario, also: Sequence[str] = ()) -> bool:
        """Say whether the results of this scenario are there."""
        there = all((out / name).exists() for name in ("summary.json", *also))
        return there and bool(self.read_summary(out)["hash"] == scenario.hash)

    @staticmethod
    def read_summary(out: Path) -> dict[str, Any]:
        """Return the summary that was written."""
        summary: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        return summary
