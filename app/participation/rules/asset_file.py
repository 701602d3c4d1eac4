"""The list of what there is, as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from app.kit.spreadsheets import csv_file
from app.participation.rules.assets import COSTS, KINDS, STEP_FREE

HEADINGS = (
    *("Name", "What it is", "About", "What it offers", "Who it is for", "How to reach it"),
    *("Steps", "Cost", "Languages", "Access", "Area", "Latitude", "Longitude", "Last confirmed"),
)


def assets_csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """The file, with its headings; no cell of it is ever run."""
    return csv_file([HEADINGS, *rows])


def in_words(kind: str, step_free: str, cost: str) -> tuple[str, str, str]:
    """The kind, whether there are steps, and the cost as pages say them."""
    return KINDS[kind], STEP_FREE[step_free], COSTS[cost]
