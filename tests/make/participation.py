"""Makes polls and votes for tests, as the pages do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.kit.db import new_id
from app.participation.actions.boxes import seal_numbers
from app.participation.actions.propose import PollIdea, start_poll
from app.participation.actions.vote import vote
from app.participation.models import DiscussionPost, Poll, PollOption, PollTally, PollVoter
from app.participation.rules import CHOICE, SECRET
from app.people.models import Person
from tests.clock import NOON
from tests.make.cohorts import make_member

ANSWERS = ("A walk", "A shared meal", "A garden")
CLOSES = NOON + timedelta(days=7)


@dataclass(frozen=True)
class Voter:
    """Somebody of a cohort and their place in it."""

    person: Person
    enrolment_id: UUID


def make_idea(
    *,
    question: str = "What shall we try first?",
    about: str = "",
    options: Sequence[str] = ANSWERS,
    kind: str = CHOICE,
    secrecy: str = SECRET,
    dots: int = 3,
    most: int = 2,
    closes_at: datetime | None = CLOSES,
    key: UUID | None = None,
) -> PollIdea:
    """A poll as somebody asks for it."""
    lines = "\n".join(options)
    return PollIdea(question, about, lines, kind, secrecy, dots, most, closes_at, key or new_id())


def make_poll(db: Session, cohort: Cohort, by: Person, idea: PollIdea | None = None) -> Poll:
    """An open poll, flushed."""
    made = start_poll(db, by, idea or make_idea(), cohort=cohort, now=NOON)
    return db.get_one(Poll, made)


def make_voters(db: Session, cohort: Cohort, number: int) -> list[Voter]:
    """So many new people of a cohort, flushed."""
    people = [make_member(db, cohort, name=f"Voter {place + 1:02d}") for place in range(number)]
    return [voter_of(db, cohort, person) for person in people]


def voter_of(db: Session, cohort: Cohort, person: Person) -> Voter:
    """Somebody who is in the cohort already, as a voter."""
    place = select(Enrolment.id).where(
        Enrolment.cohort_id == cohort.id, Enrolment.person_id == person.id
    )
    return Voter(person, db.scalars(place).one())


def make_votes(db: Session, poll: Poll, cast: Iterable[tuple[Voter, Sequence[int]]]) -> None:
    """Each voter's dots, one after another, each in a transaction of its own as on the pages."""
    for voter, dots in cast:
        vote(db, poll_id=poll.id, enrolment_id=voter.enrolment_id, dots=dots, now=NOON)
        db.commit()


def chosen(place: int, options: int = len(ANSWERS)) -> list[int]:
    """The vote of somebody who chose the answer at this place, from 0."""
    return [int(one == place) for one in range(options)]


def told_of(db: Session, poll: Poll) -> list[tuple[str, str, int | None]]:
    """What is told of each answer now: its words, the number in words, and its place."""
    db.commit()
    found = select(PollOption).where(PollOption.poll_id == poll.id).order_by(PollOption.position)
    rows = db.scalars(found, execution_options={"populate_existing": True})
    return [(one.words, one.shown, one.place) for one in rows]


def voters_of(db: Session, poll: Poll) -> int:
    """How many stand on the roll."""
    return db.scalar(select(func.count()).where(PollVoter.poll_id == poll.id)) or 0


def make_tally(db: Session, poll: Poll, by: Person, witness: Person) -> UUID:
    """A count of three papers that waits for its witness, flushed; nobody stands on the roll."""
    tally = PollTally(
        id=new_id(),
        poll_id=poll.id,
        entered_by_id=by.id,
        entered_at=NOON,
        witness_id=witness.id,
        people=3,
        request_key=new_id(),
    )
    tally.numbers = seal_numbers(db, poll.id, tally.id, (2, 1, 0), NOON)
    db.add(tally)
    db.flush()
    return tally.id


def make_post(
    db: Session,
    cohort: Cohort,
    by: Person,
    step_id: UUID,
    words: str = "What is a link worker?",
    *,
    is_question: bool = True,
    to: UUID | None = None,
) -> UUID:
    """A question about a step, or an answer to one, flushed."""
    post = DiscussionPost(
        cohort_id=cohort.id,
        step_id=step_id,
        enrolment_id=voter_of(db, cohort, by).enrolment_id,
        parent_id=to,
        words=words,
        is_question=is_question and to is None,
        created_at=NOON,
        request_key=new_id(),
    )
    db.add(post)
    db.flush()
    return post.id
