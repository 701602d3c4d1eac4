"""What an author allows for their words: checked, kept with who entered it, and changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.actions.retire import hold, outputs_with, take_out
from app.outputs.errors import (
    ConsentUnclear,
    DayIsOver,
    DayTooFar,
    FewFit,
    NameNeeded,
    RoleNeeded,
    TakenBack,
)
from app.outputs.errors.giving import WordsChanged
from app.outputs.models import Consent, Contribution
from app.outputs.queries.alike import Origin, origin_of
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.allowed import Allowed, Entered
from app.outputs.rules.consent import (
    AUDIENCES,
    BY_DESCRIPTION,
    CHOSEN,
    LONGEST_ROLE,
    NAMES,
    WITH_ROLE,
    attribution,
    is_too_far,
    today_in,
)
from app.outputs.rules.gifts import is_shown


def change_consent(
    db: Session,
    voice: Voice,
    *,
    allowed: Allowed,
    now: datetime,
    seen: str | None = None,
    entered: Entered | None = None,
) -> None:
    """Allow something else for words offered before; pages that show them are taken down first.

    Reports are then made again: with a yes if the words or the name under them changed. `seen`
    is `Voice.state` as the page carried it, `entered` who wrote it down for the author.
    Raises: TakenBack, WordsChanged, what `check_allowed` raises.
    """
    hold(db, [voice.contribution.id], to_change=True)
    (fresh,) = voices_by_id(db, [voice.contribution.id])
    before, wanted = fresh.consent, allowed.cleaned()
    if before.withdrawn_at is not None:
        raise TakenBack
    if seen is not None and seen != fresh.state:
        raise WordsChanged
    if allowed_by(before) == wanted and not fresh.tells_who and is_for_these_words(fresh):
        return
    origin = origin_of(db, fresh.cohort.id, fresh.author_id)
    check_allowed(wanted, origin, cohort=fresh.cohort, now=now)
    db.add(
        consent_for(
            fresh.contribution.id,
            wanted,
            shown_sha256=fresh.hash_as(named_by(wanted, origin)),
            now=now,
            entered=entered,
        )
    )
    db.flush()
    outputs = outputs_with(db, fresh.contribution)
    take_out(db, outputs, contribution_id=fresh.contribution.id, now=now)


def is_for_these_words(voice: Voice) -> bool:
    """Whether a yes ahead is to what would be shown now; so is any consent without one."""
    return voice.consent.check_first or voice.consent.ahead_sha256 == voice.shown_sha256


def named_by(allowed: Allowed, origin: Origin) -> str:
    """The name that would stand under somebody's words."""
    return attribution(
        allowed.named_as, origin.known, role=allowed.role, chosen=allowed.chosen_name
    )


def check_allowed(allowed: Allowed, origin: Origin, *, cohort: Cohort, now: datetime) -> None:
    """Refuse what is unclear, or what nobody could promise.

    Raises: ConsentUnclear, RoleNeeded, NameNeeded, FewFit, DayIsOver, DayTooFar.
    """
    check_readers(allowed)
    check_name(allowed, origin)
    check_last_day(allowed, cohort=cohort, now=now)


def check_readers(allowed: Allowed) -> None:
    """Raises: ConsentUnclear."""
    if allowed.audience not in AUDIENCES:
        raise ConsentUnclear


def check_name(allowed: Allowed, origin: Origin) -> None:
    """Raises: ConsentUnclear, RoleNeeded, NameNeeded, FewFit."""
    if allowed.named_as not in NAMES:
        raise ConsentUnclear
    if allowed.named_as in WITH_ROLE and not is_name(allowed.role):
        raise RoleNeeded
    if allowed.named_as == CHOSEN and not is_name(allowed.chosen_name):
        raise NameNeeded
    if not named_by(allowed, origin):
        raise ConsentUnclear
    if allowed.named_as in BY_DESCRIPTION and origin.fits_few and not allowed.few_known:
        raise FewFit


def check_last_day(allowed: Allowed, *, cohort: Cohort, now: datetime) -> None:
    """Raises: DayIsOver, DayTooFar."""
    today = today_in(cohort.time_zone, now)
    if allowed.until is not None and allowed.until < today:
        raise DayIsOver
    if allowed.until is not None and is_too_far(allowed.until, today):
        raise DayTooFar


def is_name(text: str) -> bool:
    """Whether a role or a name can stand under words."""
    return is_shown(text) and len(text) <= LONGEST_ROLE


def consent_for(
    contribution_id: UUID,
    allowed: Allowed,
    *,
    shown_sha256: str,
    now: datetime,
    entered: Entered | None = None,
) -> Consent:
    """The row of a consent; a yes ahead is to what hashes to `shown_sha256`."""
    return Consent(
        contribution_id=contribution_id,
        audience=allowed.audience,
        named_as=allowed.named_as,
        until=allowed.until,
        training=allowed.training,
        role=allowed.role,
        chosen_name=allowed.chosen_name,
        few_known=allowed.few_known,
        check_first=allowed.check_first,
        ahead_sha256="" if allowed.check_first else shown_sha256,
        given_at=now,
        entered_by_id=entered.by_id if entered else None,
        entered_how=entered.how if entered else "",
    )


def allowed_by(consent: Consent) -> Allowed:
    """What a consent allows, to be compared with another choice."""
    return Allowed(
        audience=consent.audience,
        named_as=consent.named_as,
        until=consent.until,
        training=consent.training,
        role=consent.role,
        chosen_name=consent.chosen_name,
        few_known=consent.few_known,
        check_first=consent.check_first,
    )


def was_allowed(db: Session, contribution: Contribution, allowed: Allowed) -> bool:
    """Whether its author has allowed exactly this for it, now or before. One statement."""
    given = db.scalars(select(Consent).where(Consent.contribution_id == contribution.id))
    return any(allowed_by(one) == allowed for one in given)
