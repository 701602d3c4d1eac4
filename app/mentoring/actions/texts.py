"""Text messages that came in: each is taken once, and has a fate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, sessionmaker

from app.gateways.ports.inbox import Inbox, ReceivedText
from app.gateways.ports.receipts import Unheard
from app.kit.clock import Clock
from app.kit.db import changed, new_id
from app.kit.errors import Refusal
from app.mentoring.actions.calls import Reason, raise_calls
from app.mentoring.actions.helping_texts import take_stop_help
from app.mentoring.actions.keys import own_key
from app.mentoring.actions.text_answers import (
    Taken,
    take_answer,
    take_check_in,
    take_met,
    take_wish,
)
from app.mentoring.models import CheckInText
from app.mentoring.queries.text_answers import live_pairs, partner_names
from app.mentoring.rules.calls import UNREAD_TEXT
from app.mentoring.rules.keys import CHECK_IN_TEXT
from app.mentoring.rules.replies import (
    CHECK_IN,
    FROM_NOBODY,
    FROM_SEVERAL,
    HELP,
    MEETING,
    NOT_AN_ANSWER,
    PROPOSAL,
    WAS_ANSWER,
    Reply,
    first_name,
    read_reply,
    whole_marks,
)
from app.people.models import Person
from app.people.phones import clean_phone_number

log = structlog.get_logger()

# How far back is asked on the first visit, and how far before the newest text on later ones, since
# texts may overtake each other on the way.
FIRST_LOOK = timedelta(days=7)
OVERLAP = timedelta(days=1)
# The number of a text that came from nobody we know is forgotten after this.
STRANGERS_KEPT = timedelta(days=30)
LONGEST_ID = 200

# Who can take an answer, by what it is about; a wish for a call alone is about nothing.
Taker = Callable[[Session, Sequence[Person], Reply, datetime], "Taken | None"]
TAKERS: Mapping[str, Taker] = {
    CHECK_IN: take_check_in,
    MEETING: take_met,
    PROPOSAL: take_answer,
    HELP: take_stop_help,
    "": take_wish,
}


@dataclass(frozen=True)
class Others:
    """What rooms above take of the texts that came in.

    `takers` as above; `names` are what such a text may hold beside its answer, as one word each,
    for people by their ids.
    """

    takers: Mapping[str, Taker]
    names: Callable[[Session, Sequence[UUID]], Sequence[str]]


NO_OTHERS = Others({}, lambda _db, _people: ())


def read_texts(
    sessions: sessionmaker[Session], inbox: Inbox, *, clock: Clock, others: Others = NO_OTHERS
) -> int:
    """Take the texts that came in; says how many are new. Each is a unit of work of its own.

    Asks the carrier with no transaction open. One that stands there already is passed over. One
    that cannot be taken now keeps none of the others waiting, and is tried again on the next visit.
    """
    with sessions() as db, db.begin():
        newest = db.scalar(select(func.max(CheckInText.received_at)))
    now = clock.now()
    since = newest - OVERLAP if newest else now - FIRST_LOOK
    try:
        came = sorted(inbox.since(min(since, now)), key=lambda one: one.received_at)
    except Unheard as silence:
        log.warning("texts_unheard", answer=str(silence))
        return 0
    return sum(_is_new(sessions, one, others, now=now) for one in came)


def _is_new(
    sessions: sessionmaker[Session], came: ReceivedText, others: Others, *, now: datetime
) -> bool:
    """Take one text in a transaction of its own; whether it is taken for the first time."""
    try:
        with sessions() as db, db.begin():
            return take_text(db, came, others, now=now) is not None
    except Exception as error:  # noqa: BLE001 - one bad text must not keep the others waiting
        # The error's own words may be a person's.
        log.warning("text_stopped", error=type(error).__name__)
        return False


def take_text(
    db: Session, came: ReceivedText, others: Others = NO_OTHERS, *, now: datetime
) -> CheckInText | None:
    """Take one text, and say what became of it; None when it was taken before.

    An answer is kept where it belongs. Of what is no answer, of somebody whose number it is, the
    words are kept for them alone and a coordinator is asked to ring. At most twenty statements.
    """
    phone = clean_phone_number(whole_marks(came.phone)) or ""
    row_id = db.scalar(
        insert(CheckInText)
        .values(
            id=new_id(),
            provider_id=whole_marks(came.provider_id).replace("\0", "")[:LONGEST_ID],
            phone=phone,
            fate=FROM_NOBODY,
            received_at=min(came.received_at, now),
        )
        .on_conflict_do_nothing(index_elements=[CheckInText.provider_id])
        .returning(CheckInText.id)
    )
    if row_id is None:
        return None
    row = db.get_one(CheckInText, row_id)
    of_number = select(Person).where(Person.phone == phone).order_by(Person.id)
    people = db.scalars(of_number).all() if phone else []
    if people:
        _read_for(db, row, people, whole_marks(came.words), others, now=now)
    log.info("text_taken", fate=row.fate)
    return row


def forget_strangers_texts(db: Session, *, now: datetime) -> int:
    """Forget texts from numbers that are nobody's, after 30 days; says how many. One statement."""
    return changed(
        db,
        delete(CheckInText).where(
            CheckInText.fate == FROM_NOBODY, CheckInText.received_at < now - STRANGERS_KEPT
        ),
    )


def _read_for(
    db: Session,
    row: CheckInText,
    people: Sequence[Person],
    words: str,
    others: Others,
    *,
    now: datetime,
) -> None:
    """Look which of those with this number says something that we know."""
    named = [*_names(db, people), *others.names(db, [one.id for one in people])]
    reply = read_reply(words, named)
    takers = {**TAKERS, **others.takers}
    taken = _take(db, people, reply, takers, now) if reply else None
    if taken is not None:
        row.fate, row.person_id, row.check_in_id = WAS_ANSWER, taken.person_id, taken.check_in_id
        db.flush()
        return
    if len(people) == 1:
        row.fate, row.person_id = NOT_AN_ANSWER, people[0].id
        row.sealed_words = own_key(db, people[0].id, now=now).seal(words, CHECK_IN_TEXT, row.id)
    else:
        row.fate = FROM_SEVERAL
    db.flush()
    raise_calls(db, _unread(db, people), now=now)


def _unread(db: Session, people: Sequence[Person]) -> Iterator[Reason]:
    """A reason to ring each of them; it stands with their pair where they have just one."""
    pairs = live_pairs(db, [one.id for one in people])
    for one in people:
        own = [pair.pairing_id for pair in pairs if pair.person_id == one.id]
        yield Reason(one.id, own[0] if len(own) == 1 else None, UNREAD_TEXT)


def _take(
    db: Session,
    people: Sequence[Person],
    reply: Reply,
    takers: Mapping[str, Taker],
    now: datetime,
) -> Taken | None:
    """Let an answer be kept; None when it is wanted nowhere, or not any more."""
    taker = takers.get(reply.about)
    try:
        return taker(db, people, reply, now) if taker else None
    except Refusal:
        return None


def _names(db: Session, people: Sequence[Person]) -> list[str]:
    """First names that such a text may hold: theirs, and those of whom they walk with."""
    partners = partner_names(db, [one.id for one in people])
    return [first_name(name) for name in (*(one.name for one in people), *partners)]
