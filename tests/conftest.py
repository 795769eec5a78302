"""Settings for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

# the gate must give the same answer twice: property tests try the same examples each time, however slow the machine
settings.register_profile("gate", derandomize=True, deadline=None)
settings.load_profile("gate")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer what takes too long for the gate."""
    parser.addoption(
        "--every-chart",
        action="store_true",
        help="draw every chart of every shipped scenario in every language and look",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave it out unless it was asked for."""
    if config.getoption("--every-chart"):
        return
    left_out = [item for item in items if item.get_closest_marker("every_chart")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("every_chart")]
