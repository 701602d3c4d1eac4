"""What matters now to the person who is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.queries.own import NEW_CERTIFICATE
from app.cohorts.queries import OwnSeat, own_seats
from app.cohorts.rules import ASKED, INVITED, JOINED, OFFERED, WAITING
from app.gatherings.queries import Coming, next_gathering
from app.helping.queries.waiting import HELPED, Helped, helped_in
from app.mentoring.queries.duties import Duties, duties_of
from app.mentoring.queries.waiting import WAITING_PAIRS, Waiting, waiting_in
from app.outputs.queries.approvals import WAITING_FOR
from app.outputs.queries.redactions import REDACTIONS_FOR
from app.participation.queries.waiting_counts import WAITING_COUNTS, CountToCheck, counts_in
from app.people.models import Person
from app.practice.queries.waiting_pledges import WAITING_PLEDGES
from app.progress.queries import ResumePoint, resume_point
from app.progress.rules import carry_on
from app.reflections.queries.shared_with import SharedLine, new_shares

# What waits for the person, in one statement: their words, pairs, pledges, counts to check,
# a new certificate, and whom they help.
_WAITS = select(
    WAITING_FOR.scalar_subquery(),
    REDACTIONS_FOR.scalar_subquery(),
    WAITING_PAIRS,
    WAITING_PLEDGES,
    WAITING_COUNTS,
    NEW_CERTIFICATE,
    HELPED,
)


@dataclass(frozen=True)
class HomePage:
    """Everything on one's own first page."""

    # Invitations, and seats that are kept for a while.
    invitations: list[OwnSeat]
    # Cohorts that the person asked for, or stands in line for.
    waiting: list[OwnSeat]
    seats: list[OwnSeat]
    # Where to carry on, in the cohort visited last; None: in no cohort, or one without a course.
    carry_on: ResumePoint | None
    coming: Coming | None
    # Reports in which words of theirs wait for their yes.
    approvals: int
    # Suggestions to take something out of their words that wait for their answer.
    redactions: int
    # Pledges (their ids) that the person was asked about, and has not answered.
    pledges: Sequence[UUID]
    # Votes on paper that somebody counted with the person, who has not said whether they are right.
    counts: Sequence[CountToCheck]
    # A new certificate (its id) that the person has not looked at; None: there is none.
    certificate: UUID | None
    # What others have shared with the person, and they have not opened.
    shared: list[SharedLine]
    # Pairs in mentoring in which the next step is the person's.
    pairs: Sequence[Waiting]
    # What waits for whoever has a role in mentoring; None: they have none.
    duties: Duties | None
    # Whom the person helps, and who asks whether they would.
    helped: Sequence[Helped]


def home_page(db: Session, actor: Person, *, now: datetime) -> HomePage:
    """The first page of a person; five statements, however many cohorts they are in.

    One more for whoever has a role in mentoring.
    """
    facts = {"person": actor.id, "now": now}
    approvals, redactions, pairs, pledges, counts, certificate, helped = db.execute(
        _WAITS, facts
    ).one()
    seats = list(own_seats(db, actor.id))
    joined = [seat for seat in seats if seat.enrolment.state == JOINED]
    points = resume_point(db, [seat.enrolment.id for seat in joined], now=now)
    return HomePage(
        invitations=[seat for seat in seats if seat.enrolment.state in (INVITED, OFFERED)],
        waiting=[seat for seat in seats if seat.enrolment.state in (ASKED, WAITING)],
        seats=joined,
        carry_on=carry_on(
            [points[seat.enrolment.id] for seat in joined if seat.enrolment.id in points]
        ),
        coming=next_gathering(db, [seat.cohort.id for seat in joined], now, actor.id),
        approvals=approvals or 0,
        redactions=redactions or 0,
        pledges=pledges or (),
        counts=counts_in(counts),
        certificate=certificate,
        shared=new_shares(db, actor, now=now),
        pairs=waiting_in(pairs),
        duties=duties_of(db, actor),
        helped=helped_in(helped),
    )
