"""Taking one's words back; it always wins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.outputs.actions.arrange import forget_placements
from app.outputs.actions.retire import hold, outputs_with, take_out
from app.outputs.models import (
    Consent,
    Contribution,
    ContributionPicture,
    Redaction,
    RetoldAnswer,
    RetoldLine,
    Selection,
)
from app.outputs.queries.voices import Voice
from app.outputs.rules.afterwards import TAKEN_BACK
from app.outputs.rules.allowed import Entered


def take_back(db: Session, voice: Voice, *, now: datetime, entered: Entered | None = None) -> None:
    """Take words back from everywhere at once: pages, files, drafts and questions about them.

    The row stays, without the words, as the record that they were given and taken back. Doing it
    twice keeps the first moment. `entered`: who wrote down that the author wants it.
    """
    kept = voice.contribution
    hold(db, [kept.id], to_change=True)
    outputs = outputs_with(db, kept)
    db.execute(
        update(Consent)
        .where(Consent.contribution_id == kept.id, Consent.withdrawn_at.is_(None))
        .values(
            withdrawn_at=now,
            withdrawn_by_id=entered.by_id if entered else None,
            withdrawn_how=entered.how if entered else "",
        )
    )
    # Whoever they wanted to be is forgotten with the words.
    db.execute(
        update(Consent).where(Consent.contribution_id == kept.id).values(role="", chosen_name="")
    )
    forget_placements(db, [kept.id])
    db.execute(
        update(Contribution).where(Contribution.id == kept.id).values(text="", title="", slices=[])
    )
    for about in (ContributionPicture, Selection, Redaction, RetoldLine, RetoldAnswer):
        db.execute(delete(about).where(about.contribution_id == kept.id))
    take_out(db, outputs, contribution_id=kept.id, now=now, why=TAKEN_BACK)
