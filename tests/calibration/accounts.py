"""Accounts that the model itself has written, so that their parameters are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from followersim.calibration.account import AccountGoals
from followersim.calibration.account_csv import Account
from followersim.calibration.knobs import changes_of
from followersim.model.setup import set_up
from followersim.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

START: Final = date(2026, 1, 5)
WORLD_SEED: Final = 2
WELL: Final = Scenario(policies=["handles_criticism_well"])


def account(truth: Mapping[str, float], *, followers: int, days: int, posts: int = 2, share: float = 0.8) -> Account:
    """Return what an account does in a world of a model with other rates than the usual."""
    plan = Account(START, (followers,) * days, (posts,) * days, (1,) * days, (share,) * days)
    goals = AccountGoals(plan, WELL)
    happened = goals.days_in(set_up(replace(goals.case, parameters=changes_of(truth))), WORLD_SEED, 0)
    columns = {name: tuple(int(n) for n in np.rint(values)) for name, values in happened.items() if values.ndim}
    return replace(plan, followers=columns["followers"], messages=columns["messages"], lost_followers=columns["left"])


def as_csv(content: Account) -> str:
    """Return an account as the text of a file."""
    lines = ["date,followers,posts,messages,share_answered,lost_followers"]
    assert content.lost_followers is not None
    for day in range(content.days):
        cells = (content.followers, content.posts, content.messages, content.share_answered, content.lost_followers)
        when = content.start + timedelta(days=day)
        lines.append(",".join([when.isoformat(), *(str(column[day]) for column in cells)]))
    return "\n".join(lines) + "\n"
