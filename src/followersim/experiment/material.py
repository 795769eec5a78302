"""What some charts need beside the tables of a run: causes, one world as a story, the audience of one storm.

For these the model runs again: for causes many worlds with mechanisms switched off, else one world.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.findings import main_results
from followersim.experiment.causes_file import causes_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from followersim.analysis.frames import DailyLike
    from followersim.analysis.stories import Chosen, Crowd, Story
    from followersim.scenario.scenario import Scenario

WORLDS_OF_CAUSES: Final = 60
"""Causes are told from so many worlds at most, like `followersim why`."""


class Material:
    """The material of the charts of one run; nothing is made twice."""

    def __init__(self, scenario: Scenario, daily: DailyLike, summary: Mapping[str, Any], folder: Path) -> None:
        self.scenario, self.daily, self.summary, self.folder = scenario, daily, summary, folder
        self.jobs: int | None = None
        self.progress: Callable[[int, int], None] | None = None

    def of(self, chart: str) -> Any:
        """Return what a chart needs; ValueError for causes where there is no other policy."""
        if chart == "causes":
            return self.causes
        return self.story if chart == "story" else self.crowd

    @cached_property
    def pair(self) -> Scenario:
        """The baseline and the policy whose followers differ most from it, in the worlds that causes are told from."""
        first = self.scenario.points[0]
        others = [
            r for r in main_results(self.summary) if not r["baseline"] and r["point"] == first and r["difference"]
        ]
        if not others:
            raise ValueError("causes need a policy to compare with the first one")
        policy = max(others, key=lambda r: abs(r["difference"]["n_followers_end"]["mean"] or 0.0))["policy"]
        worlds = min(WORLDS_OF_CAUSES, int(self.summary["worlds"]))
        return self.scenario.with_changes(policies=[self.scenario.policies[0].name, policy], worlds=worlds)

    @cached_property
    def causes(self) -> dict[str, Any]:
        """The causes of the difference between these two: from the folder of the run if they were found before."""
        known = causes_in(self.folder, self.pair)
        if known is not None:
            return known
        from followersim.experiment.counterfactuals import explain  # noqa: PLC0415 - only needed now

        return explain(self.pair, jobs=self.jobs, progress=self.progress).as_dict()

    @cached_property
    def chosen(self) -> Chosen:
        """The world that is told."""
        from followersim.analysis.stories import choose  # noqa: PLC0415 - only needed now

        return choose(self.daily, self.summary, self.scenario)

    @cached_property
    def story(self) -> Story:
        """That world day by day."""
        from followersim.experiment.one_world import story_of  # noqa: PLC0415 - only needed now

        return story_of(self.scenario, self.chosen)

    @cached_property
    def crowd(self) -> Crowd:
        """The audience of its storm."""
        from followersim.experiment.one_world import crowd_of  # noqa: PLC0415 - only needed now

        return crowd_of(self.scenario, self.chosen)
