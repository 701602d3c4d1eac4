"""Changing the words of something that was written, or told, to be offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.outputs.actions.carry import carry_brackets
from app.outputs.actions.give import check_words
from app.outputs.actions.pictures import check_said
from app.outputs.actions.retire import hold, outputs_with, take_out
from app.outputs.errors import TakenBack
from app.outputs.errors.giving import FromReflection, WordsChanged
from app.outputs.models import Contribution, ContributionPicture
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.allowed import Entered
from app.outputs.rules.words import hash_of


@dataclass(frozen=True)
class Wording:
    """Other words for something, with what is said of its picture where it has one."""

    text: str
    title: str = ""
    alternative: str = ""
    people: str = ""


def reword(
    db: Session,
    voice: Voice,
    *,
    wording: Wording,
    seen: str,
    now: datetime,
    entered: Entered | None = None,
) -> None:
    """Put other words in the place of those offered; pages that show the old ones are taken down.

    Each yes was to the old words, so reports ask for another; a yes ahead is none any more. `seen`
    is `Voice.state` as the page carried it, `entered` who writes it down for the author.
    Raises: TakenBack, FromReflection, WordsChanged, PiecesRunTogether, what `check_words` and
        `check_said` raise.
    """
    kept = voice.contribution
    hold(db, [kept.id], to_change=True)
    (fresh,) = voices_by_id(db, [kept.id])
    if fresh.consent.withdrawn_at is not None:
        raise TakenBack
    if not fresh.is_written_for_this:
        raise FromReflection
    if seen != fresh.state:
        raise WordsChanged
    text, title = check_words(fresh.kind, wording.text, wording.title)
    if fresh.picture:
        alternative, has_people = check_said(wording.alternative, wording.people)
        db.execute(
            update(ContributionPicture)
            .where(ContributionPicture.contribution_id == kept.id)
            .values(alternative=alternative, has_people=has_people)
        )
    carry_brackets(db, fresh.contribution, text)
    db.execute(
        update(Contribution)
        .where(Contribution.id == kept.id)
        .values(
            text=text,
            title=title,
            sha256=hash_of(text),
            told_by_id=entered.by_id if entered else None,
            told_how=entered.how if entered else "",
            changed_at=now,
        )
    )
    take_out(db, outputs_with(db, kept), contribution_id=kept.id, now=now)
