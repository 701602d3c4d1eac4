"""How they come to their seats in the cohorts, and how they leave them."""

from __future__ import annotations

from app.cohorts.actions.approval import answer_asking
from app.cohorts.actions.capacity import change_seats
from app.cohorts.actions.departure import leave
from app.cohorts.actions.enrolment import Entrant, seat_people
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.joining import join_by_key
from app.progress.actions.move_person import move_person
from tests.correspondence.everybody.crew import Crew
from tests.correspondence.everybody.sessions import plan
from tests.make.cohorts import make_word


def asked_in(crew: Crew) -> None:
    """They are invited to three cohorts, and ask to come to two."""
    now = crew.clock.now()
    entrants = [Entrant(person.id, "lived_experience") for person in crew.people]
    for cohort in (crew.river, crew.hill, crew.cohorts["meadow"]):
        seat_people(crew.db, crew.farah, cohort_id=cohort.id, entrants=entrants, now=now)
    for slug, word in (("garden", "bcdfghjk"), ("orchard", "bcdfghjm")):
        make_word(crew.db, crew.cohorts[slug], word=word, asks_first=True)
        for person in crew.people:
            join_by_key(crew.db, person, word=word, now=now)


def said_yes(crew: Crew) -> None:
    """There is room on the hill, and answers come."""
    now = crew.clock.now()
    plan(crew, "Before they came", 30, crew.hill)
    change_seats(crew.db, crew.hill, capacity=9, offer_hours=48, now=now)
    for person in crew.people:
        answer_invitation(crew.db, person, cohort_id=crew.river.id, yes=True, now=now)
        for slug, yes in (("garden", True), ("orchard", False)):
            cohort_id = crew.cohorts[slug].id
            answer_asking(
                crew.db, crew.farah, cohort_id=cohort_id, person_id=person.id, yes=yes, now=now
            )


def moved_and_left(crew: Crew) -> None:
    """They move from one cohort to another, and leave a third."""
    now, hill, garden = crew.clock.now(), crew.hill.id, crew.cohorts["garden"].id
    for person in crew.people:
        whose = person.id
        move_person(crew.db, crew.farah, cohort_id=hill, person_id=whose, to="valley", now=now)
        leave(crew.db, crew.farah, cohort_id=garden, person_id=whose, now=now)
