"""The list of whom to be in touch with, page by page, and the page of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import facilitators_by_cohort
from app.cohorts.rules import PARTICIPANT
from app.insights.queries.needs.groups import Run, groups_of
from app.insights.queries.needs.people import kept_needs, people_of
from app.insights.queries.needs.which import Which
from app.insights.rules.needs.facts import Group, Someone
from app.insights.rules.needs.listing import InNeed, Need, Wanted, list_needs, needs_of
from app.insights.rules.needs.strengths import say_strengths
from app.insights.rules.needs.table import TODAY, rules_for
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.participation.models import OfferedSkill
from app.people.models import Person


@dataclass(frozen=True)
class NeedsPage:
    """Whom to be in touch with, fifty people at a time; `people` and `today` count all of them."""

    page: Page[InNeed]
    people: int
    today: int
    # What each on this page did and offers, by enrolment; and who looks after needs, by id.
    strengths: Mapping[UUID, str]
    offers: Mapping[UUID, Sequence[str]]
    names: Mapping[UUID, str]

    @property
    def parts(self) -> list[tuple[str, list[InNeed]]]:
        """The people of this page by how soon they are to be looked at."""
        grouped = groupby(self.page.rows, key=lambda line: line.urgency)
        return [(urgency, list(lines)) for urgency, lines in grouped]


@dataclass(frozen=True)
class NeedSeat:
    """A cohort that the actor runs, and one participant of it."""

    run: Run
    own: Enrolment | None
    enrolment: Enrolment
    person: Person


@dataclass(frozen=True)
class PersonNeeds:
    """One person with every reason to be in touch, whatever became of it."""

    one: Someone
    group: Group
    needs: Sequence[Need]
    strengths: str
    offers: Sequence[str]
    facilitators: Sequence[Person]

    @property
    def names(self) -> dict[UUID, str]:
        """The names of those who run the cohort, by id."""
        return {person.id: person.name for person in self.facilitators}


def needs_page(
    db: Session,
    actor: Person,
    runs: Sequence[Run],
    wanted: Wanted,
    *,
    slug: str = "",
    number: int,
    now: datetime,
) -> NeedsPage:
    """Whom to be in touch with in the cohorts that the actor runs, or in one; nine statements.

    However many people there are. A number outside the list shows its nearest page.
    """
    chosen = [run for run in runs if slug in ("", run.slug)]
    which = Which({run.id: run.zone for run in chosen}, actor.id, now)
    rules, groups = rules_for(actor.roles), groups_of(db, chosen, now)
    everybody = people_of(db, which, groups, rules)
    kept = kept_needs(db, which)
    lines = list_needs(everybody, rules, kept, wanted=wanted, actor_id=actor.id, now=now)
    number = nearest_page(number, len(lines))
    shown = lines[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    runners = facilitators_by_cohort(db, [run.id for run in chosen])
    return NeedsPage(
        Page(shown, number, len(lines)),
        people=len({line.one.person_id for line in lines}),
        today=len({line.one.person_id for line in lines if line.urgency == TODAY}),
        strengths={
            line.one.enrolment_id: say_strengths(line.one, line.group, now) for line in shown
        },
        offers=offers_of(db, [line.one.enrolment_id for line in shown]),
        names={person.id: person.name for people in runners.values() for person in people},
    )


def need_seat(db: Session, actor: Person, *, enrolment_id: UUID) -> NeedSeat | None:
    """A participant, their cohort and the actor's own place in it; one statement."""
    own = aliased(Enrolment)
    row = db.execute(
        select(Cohort, own, Enrolment, Person)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(own, (own.cohort_id == Cohort.id) & (own.person_id == actor.id))
        .where(Enrolment.id == enrolment_id, Enrolment.role == PARTICIPANT)
    ).one_or_none()
    if row is None:
        return None
    cohort = row[0]
    run = Run(cohort.id, cohort.slug, cohort.name, cohort.time_zone, cohort.starts_on)
    return NeedSeat(run, *row[1:])


def person_needs(db: Session, actor: Person, seat: NeedSeat, now: datetime) -> PersonNeeds | None:
    """Everything about one person that the actor may know; nine statements.

    None when they are not in the cohort any more.
    """
    which = Which({seat.run.id: seat.run.zone}, actor.id, now, seat.enrolment.id)
    rules, groups = rules_for(actor.roles), groups_of(db, [seat.run], now)
    found = people_of(db, which, groups, rules)
    if not found:
        return None
    one, group = found[0]
    return PersonNeeds(
        *(one, group, needs_of(one, group, rules, kept_needs(db, which), now)),
        strengths=say_strengths(one, group, now),
        offers=offers_of(db, [one.enrolment_id]).get(one.enrolment_id, ()),
        facilitators=facilitators_by_cohort(db, [group.id]).get(group.id, []),
    )


def offers_of(db: Session, enrolment_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What these people offer to their cohort in their own words; one statement."""
    rows = db.execute(
        select(OfferedSkill.enrolment_id, OfferedSkill.words)
        .where(OfferedSkill.enrolment_id.in_(enrolment_ids))
        .order_by(OfferedSkill.id)
    )
    found: dict[UUID, list[str]] = {}
    for enrolment_id, words in rows:
        found.setdefault(enrolment_id, []).append(words)
    return found
