"""Typing in what a group said, also while somebody else does: nothing that was written is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sealing import DataKey
from app.people.models import Person
from app.people.rules import clean_lines
from app.practice.errors import groups as errors
from app.practice.errors.plumblines import LookClosed, NothingAsked
from app.practice.models import GroupAnswer, GroupLook, GroupPlumbline
from app.practice.queries.groups import GroupLookPlace, KeptGroupLook, group_key, group_looks
from app.practice.queries.questions import questions_of
from app.practice.rules.groups import (
    ANSWERS,
    LONGEST_NOTE,
    MOST_PEOPLE,
    MOST_TIMES,
    Clash,
    Said,
    SentItem,
    settle,
)
from app.practice.rules.keys import GROUP_NOTE
from app.practice.rules.looks import is_open


@dataclass(frozen=True)
class SentLook:
    """What a form sent: by item what was said, how many were there, and whether this is all."""

    items: Mapping[str, SentItem]
    people: int
    is_all: bool


@dataclass(frozen=True)
class KeptNow:
    """A look after a form was kept, and the items that somebody else answered differently."""

    look: KeptGroupLook
    clashes: Mapping[str, Said]


def keep_group_look(
    db: Session, actor: Person, at: GroupLookPlace, sent: SentLook, *, now: datetime
) -> KeptNow:
    """Keep what a group said; nine statements at most, and one for all that is new.

    What somebody else typed in since the page was opened stays, and what this form says instead
    is given back beside it as a clash: all else of the form is kept. An earlier answer is never
    overwritten, only followed by another. The same form sent twice changes nothing more. While
    something clashes the look is not finished.
    Raises: PeopleNeeded, NoSuchAnswer, NoteTooLong, NothingAsked, LookClosed, ChangedTooOften.
    """
    items = {item: _checked(one) for item, one in sent.items.items()}
    if not 1 <= sent.people <= MOST_PEOPLE:
        raise errors.PeopleNeeded
    key = group_key(db, actor, at.place)
    look = _held(db, actor, at, sent, now)
    kept = group_looks(db, at.place.group.id, key)[at.moment]
    fresh, clashes = _sorted_out(kept, items)
    for item, said in fresh.items():
        db.add(_answer(kept, item, said, key, actor, now))
    is_new = bool(fresh) or look.people != sent.people
    look.people = sent.people
    if is_new:
        look.changed_at, look.done_at = now, None
    if sent.is_all and not clashes:
        look.done_at = look.done_at or now
    db.flush()
    return KeptNow(group_looks(db, at.place.group.id, key)[at.moment], clashes)


def _checked(sent: SentItem) -> SentItem:
    note = clean_lines(sent.said.note, LONGEST_NOTE)
    if note is None:
        raise errors.NoteTooLong
    if sent.said.answer not in ANSWERS:
        raise errors.NoSuchAnswer
    return SentItem(Said(sent.said.answer, note), sent.seen)


def _sorted_out(
    kept: KeptGroupLook, items: Mapping[str, SentItem]
) -> tuple[dict[str, Said], dict[str, Said]]:
    """What is new by item, and what clashes with another's; others' items are passed over."""
    fresh: dict[str, Said] = {}
    clashes: dict[str, Said] = {}
    for one in kept.row.asked:
        item = one["item"]
        if item not in items:
            continue
        history = [version.said for version in kept.versions.get(item, ())]
        try:
            merged = settle(history, items[item])
        except Clash:
            clashes[item] = items[item].said
            continue
        if merged is not None:
            fresh[item] = merged
    return fresh, clashes


def _answer(
    kept: KeptGroupLook, item: str, said: Said, key: DataKey, actor: Person, now: datetime
) -> GroupAnswer:
    number = len(kept.versions.get(item, ())) + 1
    if number > MOST_TIMES:
        raise errors.ChangedTooOften
    made = new_id()
    return GroupAnswer(
        id=made,
        look_id=kept.row.id,
        item_key=item,
        number=number,
        answer=said.answer,
        sealed_note=key.seal(said.note, GROUP_NOTE, made) if said.note else None,
        given_by_id=actor.id,
        given_at=now,
    )


def _held(
    db: Session, actor: Person, at: GroupLookPlace, sent: SentLook, now: datetime
) -> GroupLook:
    """The look, begun if it was not, and held until the commit. Two statements, or four.

    Raises: NothingAsked, LookClosed.
    """
    group_id = at.place.group.id
    # Two who type in at the same time are kept one after the other.
    db.execute(select(GroupPlumbline.id).where(GroupPlumbline.id == group_id).with_for_update())
    rows = db.scalars(
        select(GroupLook)
        .where(GroupLook.group_id == group_id)
        .execution_options(populate_existing=True)
    )
    looks = {look.moment: look for look in rows}
    done = {moment for moment, look in looks.items() if look.done_at}
    if not is_open(at.moment, looks, done):
        raise LookClosed
    found = looks.get(at.moment)
    return found if found is not None else _begun(db, actor, at, sent, now)


def _begun(
    db: Session, actor: Person, at: GroupLookPlace, sent: SentLook, now: datetime
) -> GroupLook:
    cohort = at.place.cohort
    questions = questions_of(db, cohort)
    if not questions.asked or cohort.framework_id is None:
        raise NothingAsked
    look = GroupLook(
        id=new_id(),
        group_id=at.place.group.id,
        moment=at.moment,
        framework_id=cohort.framework_id,
        asked=[asdict(one) for one in questions.asked],
        people=sent.people,
        begun_at=now,
        changed_at=now,
        entered_by_id=actor.id,
    )
    db.add(look)
    db.flush()
    return look
