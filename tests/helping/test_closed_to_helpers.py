"""What a helper was not chosen for stays closed, and so does all that is private."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import LEFT
from app.helping.rules import ACTS, MEETINGS, PLEDGES, SESSIONS, STEPS
from app.people.models import Person
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.helping.life import Life
from tests.make.cohorts import make_cohort, make_member
from tests.make.helping import LAST_DAY, make_helping
from tests.make.progress import make_seat
from tests.progress.typing_in import paper


@pytest.mark.parametrize("chosen", list(ACTS))
def test_only_what_was_ticked_opens(db: Session, as_person: As, life: Life, chosen: str) -> None:
    made = make_helping(db, life.ottoline, life.hal, chosen)
    his = as_person(life.hal)
    answers = {act: send(his).status_code for act, send in life.sendings().items()}
    assert answers == {act: 302 if act == chosen else 404 for act in ACTS}
    lists = {SESSIONS: "sessions", MEETINGS: "pairs"}
    for act, page in lists.items():
        expected = 200 if act == chosen else 404
        assert his.get(f"/help/{made.id}/{page}").status_code == expected


def refused(life: Life, browser: FlaskClient, person: Person | None = None) -> None:
    """Every form is refused, and nothing is kept."""
    for act, send in life.sendings(person).items():
        assert send(browser).status_code == 404, act
    assert life.kept() == {}


def test_nothing_opens_before_both_have_said_yes(db: Session, as_person: As, life: Life) -> None:
    asked = make_helping(db, life.ottoline, life.hal, helper_yes_at=None)
    refused(life, as_person(life.hal))
    asked.person_yes_at, asked.helper_yes_at = None, NOON
    refused(life, as_person(life.hal))


def test_nothing_opens_after_the_last_day_or_once_it_was_ended(
    db: Session, as_person: As, life: Life, clock: StoppedClock
) -> None:
    made = make_helping(db, life.ottoline, life.hal, last_day=NOON.date() + timedelta(days=5))
    his = as_person(life.hal)
    clock.move(days=5, hours=11)
    assert his.get(f"/help/{made.id}/sessions").status_code == 200
    clock.move(hours=1)
    refused(life, as_person(life.hal))
    assert "You do not help" in his.get(f"/help/{made.id}").text
    made.last_day = LAST_DAY
    made.ended_at = NOON
    refused(life, as_person(life.hal))


def test_a_helper_of_somebody_else_enters_nothing(db: Session, as_person: As, life: Life) -> None:
    other = make_member(db, life.way.cohort, name="Ola Other")
    make_helping(db, other, life.hal)
    refused(life, as_person(life.hal))
    # Nor for whoever they help, what belongs to two others.
    met = life.sendings(other)[MEETINGS]
    assert met(as_person(life.hal)).status_code == 404
    # And whoever is helped enters nothing for the helper.
    make_seat(db, life.way.cohort, life.hal)
    refused(life, as_person(other), life.hal)


def test_whoever_was_chosen_in_a_cohort_helps_in_it_while_both_are_there(
    db: Session, as_person: As, life: Life
) -> None:
    seat = make_seat(db, life.way.cohort, life.hal)
    made = make_helping(db, life.ottoline, life.hal, cohort=life.way.cohort)
    assert as_person(life.hal).get(f"/help/{made.id}/sessions").status_code == 200
    seat.state, seat.left_at = LEFT, NOON
    refused(life, as_person(life.hal))
    # In another cohort of both, they were never chosen.
    elsewhere = make_cohort(db)
    make_seat(db, elsewhere, life.ottoline)
    make_seat(db, elsewhere, life.hal)
    made.cohort_id = elsewhere.id
    answers = {act: send(as_person(life.hal)).status_code for act, send in life.sendings().items()}
    # Mentoring belongs to no cohort.
    assert answers == {SESSIONS: 404, STEPS: 404, PLEDGES: 404, MEETINGS: 302}


def test_the_partner_of_a_pair_notes_it_for_themselves_and_not_as_a_helper(
    db: Session, as_person: As, life: Life
) -> None:
    make_helping(db, life.ottoline, life.partner)
    assert life.sendings()[MEETINGS](as_person(life.partner)).status_code == 404


def test_private_pages_stay_closed_to_a_helper_who_helps_with_everything(
    db: Session, as_person: As, life: Life
) -> None:
    made = make_helping(db, life.ottoline, life.hal)
    his, slug, whose = as_person(life.hal), life.way.cohort.slug, life.ottoline.id
    for address in (
        f"/cohorts/{slug}/",
        f"/cohorts/{slug}/people",
        f"/cohorts/{slug}/people/{whose}",
        f"/cohorts/{slug}/people/{whose}/contact",
        f"/cohorts/{slug}/people/{whose}/helpers",
        f"/cohorts/{slug}/pledges",
        f"/sessions/{life.gathering.id}",
        f"/sessions/{life.gathering.id}/replies",
        f"/mentoring/pairings/{life.pair.id}",
        f"/mentoring/pairings/{life.pair.id}/meetings/",
        "/mentoring/coordination/",
    ):
        assert his.get(address).status_code == 404, address
    page = his.get(f"/help/{made.id}").text
    assert f'"/cohorts/{slug}/people/{whose}"' not in page
    # Nobody else of the cohort is named on what they may open.
    for address in (f"/help/{made.id}", f"/help/{made.id}/sessions", paper(life.way, "/module-1")):
        assert "Petra Partner" not in his.get(address).text, address


def test_whoever_notes_meetings_is_not_told_when_the_two_met(
    db: Session, as_person: As, life: Life
) -> None:
    make_helping(db, life.ottoline, life.hal, MEETINGS)
    his = as_person(life.hal)
    assert life.sendings()[MEETINGS](his).status_code == 302
    address = f"/mentoring/coordination/pairings/{life.pair.id}/happenings"
    page = his.get(f"{address}?for={life.ottoline.id}").text
    assert "You see nothing of their meetings." in page
    assert "last met" not in page
