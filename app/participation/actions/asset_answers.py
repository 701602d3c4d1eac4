"""Saying that something is still so or is gone, and what should be different about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.participation.actions.assets import Source, note, teller_of
from app.participation.errors import assets as errors
from app.participation.models import Asset, AssetSuggestion
from app.participation.rules.assets import GONE, LONGEST_ABOUT, STILL_SO
from app.people.models import Person
from app.people.rules import clean_lines


def confirm_asset(
    db: Session, actor: Person, seat: Seat, *, asset_id: UUID, source: Source, now: datetime
) -> None:
    """Say that it is still so; what was gone is there again. Two statements, or three.

    A second time in the same moment writes nothing down twice.
    Raises: NotFound when it was erased; TellerNeeded, ToldHowNeeded.
    """
    told_by = teller_of(db, actor, seat, source)
    values = {"confirmed_at": now, "gone_at": None}
    if not changed(db, update(Asset).where(Asset.id == asset_id).values(**values)):
        raise NotFound
    note(db, actor, asset_id, STILL_SO, told_by, source.how, now=now)


def say_gone(
    db: Session, actor: Person, seat: Seat, *, asset_id: UUID, source: Source, now: datetime
) -> None:
    """Say that it is not there any more; it leaves the list. Two statements, or three.

    Raises: TellerNeeded, ToldHowNeeded.
    """
    told_by = teller_of(db, actor, seat, source)
    there = update(Asset).where(Asset.id == asset_id, Asset.gone_at.is_(None))
    if changed(db, there.values(gone_at=now)):
        note(db, actor, asset_id, GONE, told_by, source.how, now=now)


def suggest_change(
    db: Session, actor: Person, *, asset_id: UUID, words: str, form: UUID, now: datetime
) -> None:
    """Say what should be different about it, for whoever looks after it. One statement.

    Raises: SuggestionNeeded.
    """
    said = clean_lines(words, LONGEST_ABOUT)
    if not said:
        raise errors.SuggestionNeeded
    db.execute(
        insert(AssetSuggestion)
        .values(
            id=new_id(),
            asset_id=asset_id,
            made_by_id=actor.id,
            made_at=now,
            words=said,
            request_key=sending_key(form, actor.id, asset_id, said),
        )
        .on_conflict_do_nothing(index_elements=[AssetSuggestion.request_key])
    )


def answer_suggestion(
    db: Session, actor: Person, *, suggestion_id: UUID, is_done: bool, now: datetime
) -> None:
    """Say that it was put in, or that it stays as it is. One statement.

    Raises: SuggestionAnswered.
    """
    waiting = update(AssetSuggestion).where(
        AssetSuggestion.id == suggestion_id, AssetSuggestion.is_done.is_(None)
    )
    values = {"is_done": is_done, "answered_by_id": actor.id, "answered_at": now}
    if not changed(db, waiting.values(**values)):
        raise errors.SuggestionAnswered
