"""Writing to a support map: each change is a version of the whole, sealed for whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.participation.actions.held import joined_place
from app.participation.errors import support as errors
from app.participation.models import SupportShare, SupportVersion
from app.participation.rules.support import (
    KEPT_VERSIONS,
    KINDS,
    LONGEST_NAME,
    LONGEST_STRENGTHS,
    LONGEST_WORDS,
    MOST,
    RINGS,
    VERSION,
    Support,
    SupportMap,
    with_line,
)
from app.people.models import Person
from app.people.rules import clean_line, clean_lines
from app.vault.actions import key_for_writing


@dataclass(frozen=True)
class SupportWords:
    """What a form says of one who or what supports somebody."""

    kind: str
    name: str
    ring: int
    words: str = ""


def put_support(
    db: Session, actor: Person, words: SupportWords, *, key: str, form: UUID, now: datetime
) -> None:
    """Put one on the actor's own map; `key` is that of one to write over, or empty.

    The same form with the same words does it once. Five statements.
    Raises: SupportKindNeeded, RingNeeded, SupportNameNeeded, SupportWordsTooLong, SupportMapFull;
    NotFound when the one to write over is not there; CannotOpen.
    """
    support = _clean(words, key or str(new_id()))

    def put(old: SupportMap) -> SupportMap:
        if key and old.one(key) is None:
            raise NotFound
        return _with(old, support)

    said = (key, *vars(replace(support, key="")).values())
    _write(db, actor, actor.id, put, sending_key(form, actor.id, *said), now)


def take_off(db: Session, actor: Person, *, key: str, form: UUID, now: datetime) -> None:
    """Take one off the actor's own map; a second time changes nothing. Five statements."""
    _write(db, actor, actor.id, lambda old: old.without(key), sending_key(form, actor.id, key), now)


def say_strengths(db: Session, actor: Person, words: str, *, form: UUID, now: datetime) -> None:
    """Say what is strong in oneself. Five statements.

    Raises: StrengthsTooLong.
    """
    said = _strengths(words)
    key = sending_key(form, actor.id, "strengths", said)
    _write(db, actor, actor.id, lambda old: replace(old, strengths=said), key, now)


def go_back(db: Session, actor: Person, old: SupportMap, *, form: UUID, now: datetime) -> None:
    """Let an older version of the actor's own be the newest again. Five statements."""
    key = sending_key(form, actor.id, old.to_text())
    _write(db, actor, actor.id, lambda _: old, key, now)


def enter_support(
    db: Session,
    actor: Person,
    seat: Seat,
    person_id: UUID | None,
    words: SupportWords | None,
    strengths: str,
    *,
    form: UUID,
    now: datetime,
) -> None:
    """Put on somebody's map what they told the actor, who reads nothing of the map. Six statements.

    `words` None: they told only what is strong in them, which is put below what stands there.
    Raises: NotFound for whoever does not run the cohort; TellerOfMapNeeded, NothingTold, and those
    of `put_support` and `say_strengths`.
    """
    if not may_facilitate(actor, seat):
        raise NotFound
    if person_id == actor.id or joined_place(db, seat.cohort.id, person_id) is None:
        raise errors.TellerOfMapNeeded
    more = _strengths(strengths)
    support = _clean(words, str(new_id())) if words else None
    if support is None and not more:
        raise errors.NothingTold

    def put(old: SupportMap) -> SupportMap:
        newer = replace(old, strengths=_strengths(with_line(old.strengths, more)))
        return _with(newer, support) if support else newer

    said = () if words is None else vars(words).values()
    assert person_id is not None  # noqa: S101 - joined_place finds nobody without one
    _write(db, actor, person_id, put, sending_key(form, actor.id, person_id, more, *said), now)


def erase_map(db: Session, actor: Person) -> None:
    """Erase the actor's map with all its versions, shares, and who opened them. One statement."""
    db.execute(delete(SupportVersion).where(SupportVersion.person_id == actor.id))


def _write(
    db: Session,
    actor: Person,
    person_id: UUID,
    change: Callable[[SupportMap], SupportMap],
    request_key: UUID,
    now: datetime,
) -> None:
    # Also lets two forms of one person be numbered one after the other.
    key = key_for_writing(db, person_id, now=now, alone=True)
    newest = db.scalar(
        select(SupportVersion)
        .where(SupportVersion.person_id == person_id)
        .order_by(SupportVersion.number.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    if db.scalar(select(exists().where(SupportVersion.request_key == request_key))):
        return
    old = SupportMap()
    if newest is not None:
        old = SupportMap.from_text(key.open(newest.sealed, VERSION, newest.id))
    changed = change(old)
    if changed == old:
        return
    version = SupportVersion(
        id=new_id(),
        person_id=person_id,
        number=newest.number + 1 if newest else 1,
        written_at=now,
        entered_by_id=None if actor.id == person_id else actor.id,
        request_key=request_key,
    )
    version.sealed = key.seal(changed.to_text(), VERSION, version.id)
    db.add(version)
    db.flush()
    _forget(db, person_id, version.number - KEPT_VERSIONS)


def _forget(db: Session, person_id: UUID, until: int) -> None:
    if until < 1:
        return
    is_shared = exists().where(SupportShare.version_id == SupportVersion.id)
    of_person = SupportVersion.person_id == person_id, SupportVersion.number <= until
    db.execute(delete(SupportVersion).where(*of_person, ~is_shared))


def _with(old: SupportMap, support: Support) -> SupportMap:
    newer = old.with_support(support)
    if len(newer.supports) > MOST:
        raise errors.SupportMapFull
    return newer


def _clean(words: SupportWords, key: str) -> Support:
    if words.kind not in KINDS:
        raise errors.SupportKindNeeded
    if words.ring not in RINGS:
        raise errors.RingNeeded
    name = clean_line(words.name, LONGEST_NAME)
    if name is None:
        raise errors.SupportNameNeeded
    said = clean_lines(words.words, LONGEST_WORDS)
    if said is None:
        raise errors.SupportWordsTooLong
    return Support(key, words.kind, name, words.ring, said)


def _strengths(text: str) -> str:
    said = clean_lines(text, LONGEST_STRENGTHS)
    if said is None:
        raise errors.StrengthsTooLong
    return said
