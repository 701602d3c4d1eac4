"""Writing down, for somebody who told it, what they offer, allow, change and take back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.errors import NotFound, Refusal, refusals_of
from app.outputs.actions.consents import change_consent
from app.outputs.actions.give import Gift, Offering, give
from app.outputs.actions.reword import Wording, reword
from app.outputs.actions.take_back import take_back
from app.outputs.errors import WayNeeded
from app.outputs.errors.giving import NotReadBack
from app.outputs.letters import WRITTEN_DOWN
from app.outputs.queries.voices import Voice
from app.outputs.rules.allowed import Allowed, Entered
from app.outputs.rules.reading import WAYS
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters

TOLD_HOW = "Choose how they told you."


@dataclass(frozen=True)
class Telling:
    """How somebody told it, and whether it was read back to them."""

    how: str
    read_back: bool


def faults_in_telling(telling: Telling) -> list[Refusal]:
    """All that is not said of how somebody told it, so that a form says it in one round."""
    return refusals_of(lambda: _check_way(telling), lambda: _check_read_back(telling))


def enter_gift(
    db: Session,
    actor: Person,
    offering: Offering,
    *,
    gift: Gift,
    allowed: Allowed,
    telling: Telling,
    now: datetime,
) -> UUID:
    """Offer something for somebody who told it; the record says who wrote it down, and how.

    They are told by letter, unless they hear by phone or on paper alone. Nobody enters their own.
    Returns the contribution's id.
    Raises: NotFound, WayNeeded, NotReadBack, what `give` raises.
    """
    entered = _entered(actor, offering.author_id, telling)
    made = give(db, replace(offering, entered=entered), gift=gift, allowed=allowed, now=now)
    letter = NewLetter(
        person_id=offering.author_id,
        kind=WRITTEN_DOWN,
        about_id=made,
        due_at=now,
        occurrence="",
        cohort_id=offering.cohort.id,
    )
    plan_letters(db, [letter], now=now)
    return made


def enter_consent(
    db: Session,
    actor: Person,
    voice: Voice,
    *,
    allowed: Allowed,
    seen: str,
    telling: Telling,
    now: datetime,
) -> None:
    """Allow something else for somebody who told it.

    Raises: NotFound, WayNeeded, NotReadBack, what `change_consent` raises.
    """
    entered = _entered(actor, voice.author_id, telling)
    change_consent(db, voice, allowed=allowed, seen=seen, entered=entered, now=now)


def enter_wording(
    db: Session,
    actor: Person,
    voice: Voice,
    *,
    wording: Wording,
    seen: str,
    telling: Telling,
    now: datetime,
) -> None:
    """Put other words in the place of those offered, as somebody told them.

    Raises: NotFound, WayNeeded, NotReadBack, what `reword` raises.
    """
    entered = _entered(actor, voice.author_id, telling)
    reword(db, voice, wording=wording, seen=seen, entered=entered, now=now)


def enter_withdrawal(db: Session, actor: Person, voice: Voice, *, how: str, now: datetime) -> None:
    """Take words back for somebody who says so; nothing needs to be read for it.

    Raises: NotFound, WayNeeded.
    """
    entered = _entered(actor, voice.author_id, Telling(how, read_back=True))
    take_back(db, voice, entered=entered, now=now)


def _entered(actor: Person, author_id: UUID, telling: Telling) -> Entered:
    if actor.id == author_id:
        raise NotFound
    _check_way(telling)
    _check_read_back(telling)
    return Entered(actor.id, telling.how)


def _check_way(telling: Telling) -> None:
    if telling.how not in WAYS:
        raise WayNeeded(TOLD_HOW)


def _check_read_back(telling: Telling) -> None:
    if not telling.read_back:
        raise NotReadBack
