"""The demo's people: they are invited, and most of them join."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.cohorts.actions.by_hand import add_by_hand
from app.cohorts.actions.enrolment import add_facilitator, add_people
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.opening import CohortPlan, open_cohort
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.places import places_of
from app.cohorts.rules import FACILITATOR, PARTICIPANT
from app.demo.accounts import ACCOUNTS, BY_HAND, HEALTH_CREATOR, Account, password_for
from app.demo.places import make_places, name_of
from app.demo.scene import DemoCohort, Learner, Scene
from app.demo.words import FIRST_NAMES, LAST_NAMES, STRENGTHS
from app.people.actions.newcomers import Newcomer
from app.people.actions.register import add_person, describe_oneself, set_password
from app.people.models import Person
from app.people.queries import persons_by_email
from app.people.rules import PLATFORM_ROLES, PROGRAMME_LEAD

EDITION = "2027"
ZONE = "Europe/London"
# How often each standing comes, in tens.
STANDINGS = (
    *["pcn_staff"] * 5,
    *["community_health_creator"] * 3,
    "local_partner",
    "lived_experience",
)

# Of so many people, one has not answered yet; of so many, one said no.
ONE_SILENT_IN = 12
ONE_NO_IN = 30


def make_accounts(scene: Scene) -> dict[str, Person]:
    """The people to try the platform as, by role."""
    return {account.role: _account(scene, account) for account in ACCOUNTS}


def set_passwords(scene: Scene, secret: str) -> None:
    """Let people in by password, as the last thing: without them the demo is only half there."""
    found = persons_by_email(scene.db, [account.email for account in ACCOUNTS])
    for account in ACCOUNTS:
        person = found[account.email]
        set_password(scene.db, person, password=password_for(account, secret), now=scene.now)


def invite_cohort(
    scene: Scene, accounts: dict[str, Person], *, number: int, participants: int
) -> Cohort:
    """A cohort that began three weeks ago, with an invitation for each of its people."""
    lead, facilitator = accounts[PROGRAMME_LEAD], accounts[FACILITATOR]
    started = scene.ago(days=28)
    plan = CohortPlan(
        name=f"{name_of(number)} community of learning",
        edition_key=EDITION,
        time_zone=ZONE,
        starts_on=scene.ago(days=21).date(),
        phone="0161 496 0123",
        request_key=scene.key(),
        place_ids=make_places(scene, lead, number),
    )
    cohort = open_cohort(scene.db, lead, plan, now=started)
    add_facilitator(
        scene.db,
        lead,
        cohort_id=cohort.id,
        name=facilitator.name,
        email=facilitator.email or "",
        standing="pcn_staff",
        now=started,
    )
    _invite(scene, accounts, cohort, number=number, participants=participants)
    return cohort


def _account(scene: Scene, account: Account) -> Person:
    roles = [account.role] if account.role in PLATFORM_ROLES else []
    return add_person(
        scene.db, name=account.name, email=account.email, roles=roles, now=scene.ago(days=70)
    )


def _invite(
    scene: Scene, accounts: dict[str, Person], cohort: Cohort, *, number: int, participants: int
) -> None:
    by_standing: dict[str, list[Newcomer]] = {}
    if number == 0:
        for role, standing in (
            (PARTICIPANT, "pcn_staff"),
            (HEALTH_CREATOR, "community_health_creator"),
        ):
            person = accounts[role]
            by_standing.setdefault(standing, []).append(Newcomer(person.name, person.email or ""))
        participants = max(participants - 2, 0)
        participants -= _invite_by_hand(scene, accounts[FACILITATOR], cohort, participants)
    for place in range(participants):
        standing = scene.chance.choice(STANDINGS)
        by_standing.setdefault(standing, []).append(_newcomer(scene, number, place))
    for standing, people in by_standing.items():
        add_people(
            scene.db,
            accounts[FACILITATOR],
            cohort_id=cohort.id,
            people=people,
            standing=standing,
            now=scene.ago(days=27),
        )


def _invite_by_hand(scene: Scene, facilitator: Person, cohort: Cohort, most: int) -> int:
    """Those who have no e-mail address: one is reached by text, one by phone, one on paper."""
    some = BY_HAND[:most]
    for person in some:
        add_by_hand(
            scene.db, facilitator, cohort_id=cohort.id, person=person, now=scene.ago(days=27)
        )
    return len(some)


def _newcomer(scene: Scene, number: int, place: int) -> Newcomer:
    first, last = scene.chance.choice(FIRST_NAMES), scene.chance.choice(LAST_NAMES)
    address = f"{first}.{last}.{number + 1}-{place + 1}@demo.example".lower()
    return Newcomer(f"{first} {last}", address)


def answer(scene: Scene, accounts: dict[str, Person], cohort: Cohort) -> DemoCohort:
    """Most people join, one or two say no, and a few have not answered yet."""
    facilitator = accounts[FACILITATOR]
    at = scene.ago(days=25)
    answer_invitation(scene.db, facilitator, cohort_id=cohort.id, yes=True, now=at)
    return DemoCohort(cohort, facilitator, _join(scene, accounts, cohort, at))


def come_from(enrolment: Enrolment, places: Sequence[UUID]) -> None:
    """Staff come from the network, which is the first of a cohort's places; others from nearby."""
    enrolment.place_id = places[enrolment.standing != "pcn_staff"] if len(places) > 1 else None


def _join(scene: Scene, accounts: dict[str, Person], cohort: Cohort, at: datetime) -> list[Learner]:
    rows = scene.db.execute(
        select(Person, Enrolment)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.cohort_id == cohort.id, Enrolment.role == PARTICIPANT)
        .order_by(Person.email)
    )
    tried_as = {person.id for person in accounts.values()}
    places = [place.id for place in places_of(scene.db, cohort.id)]
    joined = []
    for place, (person, enrolment) in enumerate(rows, start=1):
        is_silent, says_no = place % ONE_SILENT_IN == 0, place % ONE_NO_IN == 0
        if person.id in tried_as or not (is_silent or says_no):
            answer_invitation(scene.db, person, cohort_id=cohort.id, yes=True, now=at)
            come_from(enrolment, places)
            describe_oneself(
                scene.db,
                person,
                name=person.name,
                what_i_bring=scene.chance.choice(STRENGTHS),
            )
            joined.append(Learner(person, enrolment))
        elif says_no:
            answer_invitation(scene.db, person, cohort_id=cohort.id, yes=False, now=at)
    return joined
