"""Charts are about the company that the scenario asks about, whatever others do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from followersim import charts
from followersim.analysis.summary import summarise
from tests.synthetic import Event, Rival, Scenario, Words, make_daily

if TYPE_CHECKING:
    from pathlib import Path

LOUD = Rival("loud", Words("The loud one", "Der Laute"), storm_chance=1.0, growth=90.0)
ALONE = Scenario(days=40)


@pytest.mark.parametrize("name", charts.names())
@pytest.mark.parametrize("points", [[{}], [{"team.members": 1}, {"team.members": 2}]])
def test_other_companies_change_no_chart(name: str, points: list[dict[str, int]], tmp_path: Path) -> None:
    scenario = replace(ALONE, points=points)
    both = replace(scenario, rivals=(LOUD,))
    daily = make_daily(both, 20)
    main = daily[daily["company"] == "main"]
    pictures: list[bytes] = []
    for one, rows in ((both, daily), (scenario, main)):
        chart = charts.draw(name, rows, summarise(rows, one), one, "en")
        pictures.append(charts.save(chart, tmp_path / f"{name}_{len(pictures)}")[1].read_bytes())
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "The loud one: scandal, day 9"), ("de", "Der Laute: Skandal, Tag 9")]
)
def test_events_of_other_companies_are_named_as_theirs(lang: str, words: str) -> None:
    events = (Event("scandal", 9, 8, "loud"), Event("service_outage", 9, None))
    scenario = replace(ALONE, rivals=(LOUD,), events=events)
    daily = make_daily(scenario, 20)
    summary = summarise(daily, scenario)
    for name in charts.names():
        chart = charts.draw(name, daily, summary, scenario, lang)
        assert words in chart.alt_text
    growth = charts.draw("growth", daily, summary, scenario, lang)
    assert any(words in text.get_text() for text in growth.findobj() if hasattr(text, "get_text"))
