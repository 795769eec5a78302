"""The summary as a table: one row per policy and sweep point, safe to open in a spreadsheet program."""

from __future__ import annotations

import json
import math
from typing import Any

import pandas as pd

# a spreadsheet runs a cell that begins like this as a formula, also in its full-width form
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_TEXT_KEYS = ("policy", "company")


def plain_cell(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula: a leading apostrophe where it might."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _flatten(value: Any, name: str, row: dict[str, Any]) -> None:
    """Write nested mappings into one row, joining names with an underscore."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{name}_{key}", row)
    else:
        row[name] = plain_cell(value) if isinstance(value, str) else value


def summary_table(summary: dict[str, Any]) -> pd.DataFrame:
    """Return a summary as a table, one row per policy, point and company.

    Sweep keys are columns of their own; nested names are joined: ``n_criticism_median``, ``shitstorm_share``,
    ``difference_n_followers_end_low``. Text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    columns: dict[str, list[Any]] = {}
    count = len(summary["results"])
    for number, result in enumerate(summary["results"]):
        row: dict[str, Any] = {key: plain_cell(str(result[key])) for key in _TEXT_KEYS}
        row["point"] = json.dumps(result["point"], sort_keys=True, ensure_ascii=False)
        for key, value in result["point"].items():
            row[plain_cell(str(key))] = plain_cell(value) if isinstance(value, str) else value
        for key, value in result.items():
            if key not in row and key != "point":
                _flatten(value, key, row)
        for name, value in row.items():
            columns.setdefault(name, [math.nan] * count)[number] = value
    return pd.DataFrame(columns)
