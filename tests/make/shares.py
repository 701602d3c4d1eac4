"""Makes shares of reflections for tests, as the web makes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.mentoring.actions.audience import Audience
from app.mentoring.rules.sharing import COHORT, FACILITATOR, MENTOR
from app.mentoring.rules.topics import ANSWERS
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.reflections.actions.log_openings import ask_to_open, decide
from app.reflections.actions.share import Sharing, share_version
from app.reflections.queries.log_openings import OpeningPlace, opening_place
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.mentoring import make_pairing, make_profile
from tests.make.people import make_person
from tests.make.reflections import make_reflection

SECRET = "The heron on the canal listened better than I did"
PURPOSE = "So that we can talk about the heron when we meet"
REASON = "A child may not be safe, and nobody can reach the author by any other way."
LAST_DAY = date(2027, 2, 3)


@dataclass
class Sharers:
    """A cohort with an author, who wrote one entry and walks with a mentor, and everybody else."""

    db: Session
    cohort: Cohort = field(init=False)

    def __post_init__(self) -> None:
        """Make them, and commit."""
        self.cohort = make_cohort(self.db)
        self.author = make_member(self.db, self.cohort, name="Ann Author")
        self.runner = make_facilitator(self.db, self.cohort)
        self.mentor = make_member(self.db, self.cohort, name="Mo Mentor")
        self.other = make_member(self.db, self.cohort, name="Ola Other")
        make_profile(self.db, self.author)
        make_profile(self.db, self.mentor, side=ANSWERS)
        two = self.author, self.mentor
        self.pair = make_pairing(self.db, *two, self.author, self.author).pairing
        self.entry = make_reflection(self.db, self.author, SECRET)
        self.db.commit()

    def audience(self, kind: str) -> Audience:
        """The usual audience of a kind."""
        whom = {FACILITATOR: self.runner.id, MENTOR: self.mentor.id, COHORT: None}
        return Audience(kind, self.cohort.id, whom[kind])

    def share(
        self,
        kind: str = FACILITATOR,
        *,
        last_day: date = LAST_DAY,
        key: UUID | None = None,
        now: datetime = NOON,
        files: frozenset[UUID] = frozenset(),
    ) -> UUID:
        """Share the entry; committed."""
        facts = {"last_day": last_day, "now": now, "files": files}
        made = self.share_in(self.db, kind, key or new_id(), **facts)  # type: ignore[arg-type]
        self.db.commit()
        return made

    def share_in(
        self,
        db: Session,
        kind: str,
        key: UUID,
        *,
        last_day: date = LAST_DAY,
        now: datetime = NOON,
        files: frozenset[UUID] = frozenset(),
    ) -> UUID:
        """Share the entry in another session, which is not committed."""
        wanted = Sharing(self.entry, 1, self.audience(kind), PURPOSE, last_day, files)
        return share_version(db, self.author, wanted, request_key=key, now=now)


@dataclass
class Leads:
    """An author with an entry, and those who may ask and answer."""

    db: Session

    def __post_init__(self) -> None:
        """Make them, and commit."""
        self.author = make_person(self.db, name="Ann Author")
        self.asker = make_person(self.db, name="Lowri Lead", roles=[PROGRAMME_LEAD])
        self.second = make_person(self.db, name="Sam Safe", roles=[SAFEGUARDING_LEAD])
        self.entry = make_reflection(self.db, self.author, SECRET)
        self.db.commit()

    def ask(self, *, now: datetime = NOON, person: Person | None = None) -> UUID:
        """Ask to open the author's log; committed."""
        made = ask_to_open(
            self.db,
            self.asker,
            person_id=(person or self.author).id,
            reason=REASON,
            is_required_by_law=False,
            request_key=new_id(),
            now=now,
        )
        self.db.commit()
        return made

    def place(self, opening_id: UUID, *, now: datetime = NOON) -> OpeningPlace:
        """A request as it stands."""
        found = opening_place(self.db, self.asker, opening_id=opening_id, now=now)
        assert found is not None
        return found

    def opened(self, *, now: datetime = NOON) -> UUID:
        """A log that both have opened; committed."""
        made = self.ask(now=now)
        decide(self.db, self.second, self.place(made, now=now), says_yes=True, now=now)
        self.db.commit()
        return made
