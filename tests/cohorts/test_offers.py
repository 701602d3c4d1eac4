"""Seats that are offered: yes, no, and offers that run out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.cohorts.actions.capacity import change_seats
from app.cohorts.actions.enrolment import add_people
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.seats import end_offers
from app.cohorts.kinds.seats import InLineKind, OfferKind
from app.cohorts.queries.seats import place_in_line
from app.people.actions.newcomers import Newcomer
from app.post.kinds import Draft, Lapse
from app.post.rules import SIGN_IN_LINK
from tests.clock import NOON
from tests.cohorts.kept import letters_of, place_of, states
from tests.conftest import CountStatements
from tests.make.cohorts import (
    make_cohort,
    make_enrolment,
    make_facilitator,
    make_line,
)
from tests.make.desks import desk_at
from tests.make.people import make_person

# After everybody in line has come.
LATER = NOON + timedelta(hours=1)


def test_an_offer_is_answered_with_yes_or_passed_on_with_no(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    make_facilitator(db, cohort)
    first, second = make_line(db, cohort, 2)
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    answer_invitation(db, first, cohort_id=cohort.id, yes=False, now=NOON)
    assert states(db, [first, second]) == ["declined", "offered"]
    for _ in range(2):
        assert answer_invitation(db, second, cohort_id=cohort.id, yes=True, now=NOON) == "joined"
    assert place_of(db, second).offered_until is None
    # The first changes their mind: all seats are taken, so they are in line again.
    assert answer_invitation(db, first, cohort_id=cohort.id, yes=True, now=NOON) == "waiting"
    assert place_in_line(db, place_of(db, first)) == 1


def test_a_yes_that_comes_late_counts_until_the_seat_has_gone_to_somebody_else(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    first, second = make_line(db, cohort, 2)
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    late = NOON + timedelta(hours=25)
    assert answer_invitation(db, first, cohort_id=cohort.id, yes=True, now=late) == "joined"
    assert end_offers(db, now=late) == 0
    assert states(db, [first, second]) == ["joined", "waiting"]


def test_an_offer_that_runs_out_goes_to_the_next_and_after_the_second_out_of_the_line(
    db: Session,
) -> None:
    cohort = make_cohort(db, capacity=1)
    first, second = make_line(db, cohort, 2)
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    seen = []
    for day in range(1, 5):
        end_offers(db, now=NOON + timedelta(days=day))
        seen.append(tuple(states(db, [first, second])))
    assert seen == [
        ("waiting", "offered"),
        ("offered", "waiting"),
        ("withdrawn", "offered"),
        ("withdrawn", "withdrawn"),
    ]
    assert [letter.person_id for letter in letters_of(db, "offer")] == [
        first.id,
        second.id,
        first.id,
        second.id,
    ]
    assert {letter.state for letter in letters_of(db, "offer")} == {"lapsed"}


def test_whoever_is_rung_or_gets_paper_has_a_week_to_think(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    (person,) = make_line(db, cohort, 1)
    person.phone, person.channel = "+442079460000", "call"
    db.flush()
    change_seats(db, cohort, capacity=1, offer_hours=24, now=NOON)
    assert place_of(db, person).offered_until == NOON + timedelta(days=7)


def test_the_letters_tell_the_end_of_an_offer_and_how_the_line_works(db: Session) -> None:
    cohort = make_cohort(db, name="Riverside neighbours", phone="020 7946 0000", capacity=1)
    actor = make_facilitator(db, cohort, name="Farah Bell")
    crowd = [Newcomer(f"Person {n}", f"p{n}@example.org") for n in range(2)]
    add_people(db, actor, cohort_id=cohort.id, people=crowd, standing="pcn_staff", now=NOON)
    (in_line,) = InLineKind().prepare(db, letters_of(db, "in_line"), desk_at(NOON)).values()
    assert isinstance(in_line, Draft)
    for words in ("Farah Bell would like to have you", SIGN_IN_LINK, "Nobody who comes later"):
        assert words in in_line.body
    change_seats(db, cohort, capacity=2, offer_hours=48, now=NOON)
    (gone,) = InLineKind().prepare(db, letters_of(db, "in_line"), desk_at(NOON)).values()
    assert isinstance(gone, Lapse)
    offers = letters_of(db, "offer")
    (offer,) = OfferKind().prepare(db, offers, desk_at(NOON)).values()
    assert isinstance(offer, Draft)
    for words in (
        "Friday 22 January 2027, 12pm (UK time)",
        "you go to the end of the line",
        "Saying no is fine",
        "Ring 020 7946 0000",
    ):
        assert words in offer.body
    late = NOON + timedelta(hours=48)
    (over,) = OfferKind().prepare(db, offers, desk_at(late)).values()
    assert isinstance(over, Lapse)


def test_an_offer_on_paper_holds_no_link(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    person = make_person(db, email=None)
    make_enrolment(db, cohort, person, state="waiting").waiting_since = NOON
    db.flush()
    change_seats(db, cohort, capacity=1, offer_hours=48, now=NOON)
    (offer,) = OfferKind().prepare(db, letters_of(db, "offer"), desk_at(NOON)).values()
    assert isinstance(offer, Draft)
    assert SIGN_IN_LINK not in offer.body


def test_passing_on_many_seats_costs_no_more_statements_than_one(
    db: Session, count_statements: CountStatements
) -> None:
    sent = []
    for number in (1, 200):
        cohort = make_cohort(db, capacity=1)
        make_line(db, cohort, number)
        with count_statements() as statements:
            change_seats(db, cohort, capacity=number + 1, offer_hours=48, now=NOON)
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 8
