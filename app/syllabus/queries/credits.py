"""Reads of the rules by which bodies count learning."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.syllabus.models import CreditRule


def credit_rules(db: Session) -> Sequence[CreditRule]:
    """Every rule that is known, also those that hold no more, in their order. One statement."""
    return db.scalars(select(CreditRule).order_by(CreditRule.position)).all()
