"""Settings for all tests."""

from __future__ import annotations

from hypothesis import settings

# the gate must give the same answer twice: property tests try the same examples each time, however slow the machine
settings.register_profile("gate", derandomize=True, deadline=None)
settings.load_profile("gate")
