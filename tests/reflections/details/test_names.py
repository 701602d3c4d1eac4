"""Which names the checker knows: those of people whom the writer learns or learned with."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR, INVITED, JOINED, LEFT, WAITING
from app.reflections.queries import details_in
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.people import make_person

TEXT = "Ottoline, Peregrine, Lysander, Isolde, Barnaby, Cosima, Thaddeus and Amina were there."


def test_names_of_ones_cohorts_are_known_and_no_others(
    db: Session, count_statements: CountStatements
) -> None:
    writer = make_person(db, name="Amina Example")
    now, before, elsewhere = make_cohort(db), make_cohort(db), make_cohort(db)
    make_enrolment(db, now, writer)
    make_enrolment(db, before, writer, state=LEFT)
    make_enrolment(db, elsewhere, writer, state=INVITED)
    for cohort, name, state, role in (
        (now, "Ottoline Vane", JOINED, "participant"),
        (now, "Peregrine Moss", JOINED, FACILITATOR),
        (now, "Lysander Rook", LEFT, "participant"),
        (now, "Isolde Crewe", INVITED, "participant"),
        (now, "Barnaby Thrale", WAITING, "participant"),
        (before, "Cosima Lisle", JOINED, "participant"),
        (elsewhere, "Thaddeus Orme", JOINED, "participant"),
    ):
        make_enrolment(db, cohort, make_person(db, name=name), state=state, role=role)
    db.flush()
    with count_statements() as sent:
        found = details_in(db, writer, TEXT, now=NOON)
    assert len(sent) == 1
    assert [one.piece for one in found.pieces] == ["Ottoline", "Peregrine", "Lysander", "Cosima"]
    assert details_in(db, writer, TEXT, shown_before=found.marks, now=NOON).pieces == []


def test_somebody_in_no_cohort_is_asked_about_numbers_all_the_same(db: Session) -> None:
    writer = make_person(db)
    found = details_in(db, writer, "Ottoline is on 07700 900123.", now=NOON)
    assert [one.piece for one in found.pieces] == ["07700 900123"]
