"""What authors agreed to have taken out of their words, read together with the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.outputs.models import Contribution, Redaction
from app.outputs.rules.redaction import YES, Cut

AGREED_CUTS = (
    select(
        func.jsonb_agg(func.jsonb_build_array(Redaction.begins, Redaction.ends, Redaction.instead))
    )
    .where(
        Redaction.contribution_id == Contribution.id,
        Redaction.of_sha256 == Contribution.sha256,
        Redaction.state == YES,
    )
    .correlate(Contribution)
    .scalar_subquery()
)
"""The pieces taken out of a contribution as it stands now, by their author's yes; else nothing."""


def cuts_in(column: Sequence[Sequence[Any]] | None) -> tuple[Cut, ...]:
    """The column as cuts."""
    return tuple(Cut(*one) for one in column or ())
