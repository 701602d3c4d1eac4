"""Offering what was written, or told, for this alone: no reflection is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.errors import Refusal, refusals_of
from app.outputs.actions.consents import (
    check_allowed,
    check_last_day,
    check_name,
    check_readers,
    consent_for,
    named_by,
    was_allowed,
)
from app.outputs.actions.pictures import (
    CleanPicture,
    SentPicture,
    check_alternative,
    check_people,
    check_room,
    check_size,
    clean,
    clean_file,
    keep_picture,
)
from app.outputs.errors import KindUnclear, OfferedBefore
from app.outputs.errors.giving import TitleTooLong, WordsNeeded, WordsTooLong
from app.outputs.models import Contribution, ContributionPicture
from app.outputs.queries.alike import Origin, origin_of
from app.outputs.rules.allowed import Allowed, Entered
from app.outputs.rules.consent import hash_of_shown
from app.outputs.rules.gifts import (
    KINDS,
    LONGEST_GIFT_TITLE,
    PICTURE,
    TITLED,
    is_shown,
    kept_words,
    one_line,
)
from app.outputs.rules.words import hash_of


@dataclass(frozen=True)
class Gift:
    """What somebody offers, as it was sent; a picture only where the kind is one."""

    kind: str
    text: str
    title: str = ""
    picture: SentPicture | None = None


@dataclass(frozen=True)
class CleanGift:
    """The same as it is kept."""

    kind: str
    text: str
    title: str
    picture: CleanPicture | None

    def hash_under(self, named: str) -> str:
        """What its author sees of it under a name, hashed."""
        picture = self.picture.identity if self.picture else ""
        return hash_of_shown(self.text, named, title=self.title, picture=picture)


@dataclass(frozen=True)
class Offering:
    """Whose gift it is and for which cohort, under the key of its form."""

    author_id: UUID
    cohort: Cohort
    request_key: UUID
    # Who wrote it down for the author; None: the author did.
    entered: Entered | None = None


def give(db: Session, offering: Offering, *, gift: Gift, allowed: Allowed, now: datetime) -> UUID:
    """Offer something to a cohort; the same key twice offers once. Five statements at most.

    Returns the contribution's id. A large picture takes some seconds, before anything is held.
    Raises: KindUnclear, WordsNeeded, WordsTooLong, TitleTooLong, what `clean` raises for a picture,
        what `check_allowed` raises; OfferedBefore when the same key comes with something else.
    """
    found, allowed = clean_gift(gift), allowed.cleaned()
    origin = origin_of(db, offering.cohort.id, offering.author_id)
    check_allowed(allowed, origin, cohort=offering.cohort, now=now)
    if found.picture:
        check_room(db, offering.author_id)
    made = _insert(db, offering, found, now=now)
    if made is None:
        return _given_before(db, offering, found, allowed)
    if found.picture:
        keep_picture(db, made, found.picture)
    shown = found.hash_under(named_by(allowed, origin))
    db.add(consent_for(made, allowed, shown_sha256=shown, now=now, entered=offering.entered))
    db.flush()
    return made


def faults_in(
    gift: Gift, allowed: Allowed, origin: Origin, *, cohort: Cohort, now: datetime
) -> list[Refusal]:
    """All that keeps something from being offered, so that a form says it in one round.

    A file is looked into only beside another fault: without one, `give` does that, and once is
    enough. No statement.
    """
    allowed, picture = allowed.cleaned(), gift.picture or SentPicture()
    has_picture = gift.kind == PICTURE
    file = refusals_of(lambda: check_size(picture.content)) if has_picture else []
    said = refusals_of(
        lambda: not has_picture or check_alternative(picture.alternative),
        lambda: not has_picture or check_people(picture.people),
        lambda: _check_title(gift.kind, gift.title),
        lambda: _check_text(gift.kind, gift.text),
        lambda: check_readers(allowed),
        lambda: check_name(allowed, origin),
        lambda: check_last_day(allowed, cohort=cohort, now=now),
    )
    if has_picture and said and not file:
        file = refusals_of(lambda: clean_file(picture.content))
    return file + said


def clean_gift(gift: Gift) -> CleanGift:
    """What was sent, as it is kept.

    Raises: KindUnclear, WordsNeeded, WordsTooLong, TitleTooLong, what `clean` raises.
    """
    text, title = check_words(gift.kind, gift.text, gift.title)
    picture = clean(gift.picture or SentPicture()) if gift.kind == PICTURE else None
    return CleanGift(gift.kind, text, title, picture)


def check_words(kind: str, text: str, title: str) -> tuple[str, str]:
    """The words and the title as they are kept.

    Raises: KindUnclear, WordsNeeded, WordsTooLong, TitleTooLong.
    """
    return _check_text(kind, text), _check_title(kind, title)


def _check_text(kind: str, text: str) -> str:
    if kind not in KINDS:
        raise KindUnclear
    words = kept_words(text)
    if not is_shown(words):
        raise WordsNeeded
    if len(words) > KINDS[kind].longest:
        raise WordsTooLong(KINDS[kind].longest)
    return words


def _check_title(kind: str, title: str) -> str:
    line = one_line(title) if kind in TITLED else ""
    if len(line) > LONGEST_GIFT_TITLE:
        raise TitleTooLong
    return line


def _insert(db: Session, offering: Offering, found: CleanGift, *, now: datetime) -> UUID | None:
    entered = offering.entered
    made: UUID | None = db.scalar(
        insert(Contribution)
        .values(
            id=new_id(),
            cohort_id=offering.cohort.id,
            author_id=offering.author_id,
            kind=found.kind,
            title=found.title,
            slices=[],
            text=found.text,
            sha256=hash_of(found.text),
            told_by_id=entered.by_id if entered else None,
            told_how=entered.how if entered else "",
            request_key=offering.request_key,
            given_at=now,
        )
        .on_conflict_do_nothing(index_elements=["author_id", "request_key"])
        .returning(Contribution.id)
    )
    return made


def _given_before(db: Session, offering: Offering, found: CleanGift, allowed: Allowed) -> UUID:
    """The contribution that this form made before.

    Raises: OfferedBefore when that one was another.
    """
    kept, picture = db.execute(
        select(Contribution, ContributionPicture.sha256)
        .outerjoin(ContributionPicture, ContributionPicture.contribution_id == Contribution.id)
        .where(
            Contribution.author_id == offering.author_id,
            Contribution.request_key == offering.request_key,
        )
    ).one()
    before = (kept.cohort_id, kept.kind, kept.title, kept.text, picture)
    sent = found.picture.sha256 if found.picture else None
    again = (offering.cohort.id, found.kind, found.title, found.text, sent)
    if before != again or not was_allowed(db, kept, allowed):
        raise OfferedBefore
    return kept.id
