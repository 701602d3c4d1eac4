"""Texts are compared as they are seen."""

from __future__ import annotations

import pytest

from app.kit.plain import as_seen


@pytest.mark.parametrize(
    "twin",
    [
        "Caf\u00e9 yes",
        "Cafe\u0301 yes",
        "CAF\u00c9  YES ",
        "Caf\u00e9\u200b yes",
        "\u2060Caf\u00e9 \u200dyes\ufeff",
        "Caf\u00e9\u00a0yes",
        "Ca\u00adf\u00e9 yes\u3164",
        "Caf\u00e9 yes\ufe0f\u034f",
        "Caf\u00e9 \u2066yes\u2069",
        "Caf\u00e9 \u200b yes",
    ],
)
def test_what_reads_the_same_is_the_same(twin: str) -> None:
    assert as_seen(twin) == "caf\u00e9 yes"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yes", "Yes!"),
        ("Cafe", "Caf\u00e9"),
        ("\u0646\u0639\u0645", "\u0644\u0627"),
        ("👍🏽", "👍🏿"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
        ("10 m\u00b2", "10 m2"),
    ],
)
def test_what_reads_differently_is_not(one: str, other: str) -> None:
    assert as_seen(one) != as_seen(other)
