"""A person's own pledges; nobody else reads a word of them here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.kit.sealing import DataKey
from app.kit.times import in_zone
from app.people.models import Person
from app.practice.models import Pledge, PledgeAnswer, PledgeWording
from app.practice.rules.keys import PLEDGE_ANSWER, PLEDGE_WORDING
from app.practice.rules.pledges import (
    Wording,
    is_first_wording_open,
    is_still_asked,
    next_follow_up,
)
from app.vault.queries import keys_of


@dataclass(frozen=True)
class PledgePlace:
    """A pledge and its cohort.

    `chosen_by` is the name of who entered for its maker who reads it, or whether to ask.
    """

    pledge: Pledge
    cohort: Cohort
    chosen_by: str | None = None

    def today(self, now: datetime) -> date:
        """The day by the cohort's clock."""
        return in_zone(now, self.cohort.time_zone).date()


@dataclass(frozen=True)
class OwnWording:
    """The words of a pledge as they were from a moment on (UTC); who entered them, if another."""

    row: PledgeWording
    words: Wording
    entered_by: str | None


@dataclass(frozen=True)
class OwnAnswer:
    """What was said about a pledge, and who entered it if another did."""

    row: PledgeAnswer
    words: str
    entered_by: str | None


@dataclass(frozen=True)
class OwnPledge:
    """A pledge opened for its maker: wordings from the first, answers from the newest on."""

    place: PledgePlace
    wordings: Sequence[OwnWording]
    answers: Sequence[OwnAnswer]

    @property
    def pledge(self) -> Pledge:
        """The row."""
        return self.place.pledge

    @property
    def words(self) -> Wording:
        """What it says today."""
        return self.wordings[-1].words

    @property
    def newest(self) -> OwnAnswer | None:
        """The newest answer, if there is one."""
        return self.answers[0] if self.answers else None

    def is_open(self, now: datetime) -> bool:
        """Whether its words can still be written over."""
        day = self.place.today(now)
        return is_first_wording_open(self.pledge.made_on, day, len(self.answers))

    def waits(self, now: datetime) -> bool:
        """Whether somebody was asked about it, and has not answered yet."""
        pledge = self.pledge
        if pledge.ended or not pledge.is_asked:
            return False
        has_said = any(one.row.follow_up == pledge.asked for one in self.answers)
        today = self.place.today(now)
        return not has_said and is_still_asked(pledge.made_on, pledge.asked, today)

    def asks_on(self, now: datetime) -> date | None:
        """When somebody is asked next; None: they are not asked any more."""
        if self.pledge.ended or not self.pledge.is_asked:
            return None
        return next_follow_up(self.pledge.made_on, self.place.today(now))


def pledge_place(db: Session, _actor: Person, *, pledge_id: UUID) -> PledgePlace | None:
    """The pledge of this address, for guards; policy decides. One statement."""
    row = db.execute(
        select(Pledge, Cohort, Person.name)
        .join(Cohort, Cohort.id == Pledge.cohort_id)
        .outerjoin(Person, Person.id == Pledge.chosen_by_id)
        .where(Pledge.id == pledge_id)
    ).one_or_none()
    return PledgePlace(*row) if row else None


def own_pledges(db: Session, actor: Person) -> Sequence[OwnPledge]:
    """All pledges of the actor, the newest first; fifty at most. Four statements, one if none.

    Raises: CannotOpen.
    """
    rows = db.execute(
        select(Pledge, Cohort, Person.name)
        .join(Cohort, Cohort.id == Pledge.cohort_id)
        .outerjoin(Person, Person.id == Pledge.chosen_by_id)
        .where(Pledge.person_id == actor.id)
        .order_by(Pledge.number.desc())
    )
    return _opened(db, actor.id, [PledgePlace(*row) for row in rows])


def own_pledge(db: Session, actor: Person, at: PledgePlace) -> OwnPledge:
    """One pledge with all that was said. Three statements.

    Raises: LookupError for anybody but its maker, whatever the page has decided; CannotOpen.
    """
    if at.pledge.person_id != actor.id:
        message = "a pledge is opened for its maker alone"
        raise LookupError(message)
    return _opened(db, actor.id, [at])[0]


def wordings_of(
    db: Session, pledge_ids: Iterable[UUID], keys: Mapping[UUID, DataKey]
) -> dict[UUID, list[OwnWording]]:
    """Wordings by pledge, from the first on; `keys` are by the pledge. One statement."""
    entered = aliased(Person)
    rows = db.execute(
        select(PledgeWording, entered.name)
        .outerjoin(entered, entered.id == PledgeWording.entered_by_id)
        .where(PledgeWording.pledge_id.in_(list(pledge_ids)))
        .order_by(PledgeWording.pledge_id, PledgeWording.number)
    )
    found: dict[UUID, list[OwnWording]] = {}
    for row, name in rows:
        text = keys[row.pledge_id].open(row.sealed, PLEDGE_WORDING, row.id)
        found.setdefault(row.pledge_id, []).append(OwnWording(row, Wording.from_text(text), name))
    return found


def count_answers(db: Session, pledge_id: UUID) -> int:
    """How many answers there are to a pledge. One statement."""
    counted = select(func.count(PledgeAnswer.id)).where(PledgeAnswer.pledge_id == pledge_id)
    return db.scalar(counted) or 0


def _opened(db: Session, person_id: UUID, places: Sequence[PledgePlace]) -> Sequence[OwnPledge]:
    if not places:
        return []
    key = keys_of(db, [person_id])[person_id]
    keys = {one.pledge.id: key for one in places}
    wordings, answers = wordings_of(db, keys, keys), _answers(db, keys, key)
    return [
        OwnPledge(one, wordings[one.pledge.id], answers.get(one.pledge.id, [])) for one in places
    ]


def _answers(db: Session, pledge_ids: Iterable[UUID], key: DataKey) -> dict[UUID, list[OwnAnswer]]:
    entered = aliased(Person)
    rows = db.execute(
        select(PledgeAnswer, entered.name)
        .outerjoin(entered, entered.id == PledgeAnswer.entered_by_id)
        .where(PledgeAnswer.pledge_id.in_(list(pledge_ids)))
        .order_by(PledgeAnswer.said_at.desc(), PledgeAnswer.id.desc())
    )
    found: dict[UUID, list[OwnAnswer]] = {}
    for row, name in rows:
        words = key.open(row.sealed, PLEDGE_ANSWER, row.id) if row.sealed else ""
        found.setdefault(row.pledge_id, []).append(OwnAnswer(row, words, name))
    return found
