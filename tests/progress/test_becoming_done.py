"""Rules beside those of a step's kind: opening it, or having taken part in a session."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.attend import note_attendance
from app.progress.actions.complete import mark_step_done
from app.progress.models import Answer, StepProgress
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_entry, make_seat, make_way
from tests.progress.parallel import all_at_once
from tests.progress.reading import row_of, words_of


def attended_step(db: Session) -> Way:
    """A course whose activity is done by taking part in the session."""
    way = make_way(db)
    way.steps["act"].done_by = ["attended"]
    db.commit()
    return way


def test_where_reading_is_enough_opening_the_page_makes_it_done_and_the_page_says_so(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    clock: StoppedClock,
    count_statements: CountStatements,
) -> None:
    way = make_way(db)
    way.steps["welcome"].done_by = ["read"]
    db.commit()
    sign_in(client, way.person)
    with count_statements() as sent:
        words = words_of(client, way.address("welcome"))
    assert len(sent) == 6
    assert "Done on Wednesday 20 January 2027." in words
    assert "This page counts as done now that you have opened it." in words
    assert "1 of 5 steps done" in words
    clock.move(days=1)
    words_of(client, way.address("welcome"))
    row = row_of(db, way, "welcome")
    assert row is not None
    assert (row.done_at, row.done_by_rule, row.rule_version) == (NOON, "read", 1)
    assert row.evidence == {"opened": NOON.isoformat()}
    assert row.visited_at == clock.moment


def test_reading_the_first_step_opens_what_needs_it_at_once(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    way.steps["welcome"].done_by = ["read"]
    way.steps["story"].needs = ["welcome"]
    db.commit()
    sign_in(client, way.person)
    assert client.get(way.address("story")).status_code == 403
    assert "Next step : Step story" in words_of(client, way.address("welcome"))
    assert client.get(way.address("story")).status_code == 200


def test_other_pages_say_how_they_become_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = attended_step(db)
    sign_in(client, way.person)
    said = {
        "welcome": "This step is done when you say so.",
        "check": "This step is done when each question has an answer",
        "reflect": "This step is done when you have written something.",
        "act": "This step is done when you take part in the session on this module.",
    }
    for key, words in said.items():
        assert words in words_of(client, way.address(key))


def test_taking_part_in_a_session_makes_its_steps_done_and_keeps_only_which_session(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = attended_step(db)
    typist = make_person(db, name="Farah Facilitator")
    other = make_seat(db, way.cohort, make_person(db))
    away = make_seat(db, way.cohort, make_person(db))
    db.commit()
    session = new_id()
    for _ in range(2):
        with count_statements() as sent:
            note_attendance(
                db,
                [way.enrolment.id, other.id],
                module_key="module-1",
                gathering_id=session,
                now=NOON,
                entered_by=typist.id,
            )
        assert len(sent) == 2
    db.commit()
    rows = list(db.scalars(select(StepProgress)))
    assert {row.enrolment_id for row in rows} == {way.enrolment.id, other.id}
    assert away.id not in {row.enrolment_id for row in rows}
    for row in rows:
        assert row.step_id == way.steps["act"].id
        assert (row.done_at, row.done_by_rule, row.rule_version) == (NOON, "attended", 1)
        assert row.evidence == {"session": str(session)}
        assert row.entered_by_id == typist.id
    words = words_of(sign_in(client, way.person), way.address("act"))
    assert "entered for you by Farah Facilitator." in words
    assert "You took part in the session on this module." in words


def test_attendance_never_takes_the_place_of_what_was_done_before(db: Session) -> None:
    way = attended_step(db)
    mark_step_done(db, way.person, at=way.at("act"), now=NOON)
    for module_key in ("module-1", "no-such-module"):
        note_attendance(
            db, [way.enrolment.id], module_key=module_key, gathering_id=new_id(), now=NOON
        )
    note_attendance(db, [], module_key="module-1", gathering_id=new_id(), now=NOON)
    row = row_of(db, way, "act")
    assert row is not None
    assert row.done_by_rule == "marked"


def test_two_registers_at_once_make_one_row_for_each_person(
    platform: Platform, db: Session
) -> None:
    way = attended_step(db)
    seats = [make_seat(db, way.cohort, make_person(db)).id for _ in range(20)]
    db.commit()

    def noting(db: Session) -> object:
        note_attendance(db, seats, module_key="module-1", gathering_id=new_id(), now=NOON)
        return None

    all_at_once(platform, [noting] * 8)
    assert sorted(db.scalars(select(StepProgress.enrolment_id))) == sorted(seats)


def test_whoever_took_part_may_also_say_so_themselves(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = attended_step(db)
    sign_in(client, way.person)
    post(client, way.address("act", "/completions"))
    row = row_of(db, way, "act")
    assert row is not None
    assert row.done_by_rule == "marked"


def test_answers_typed_in_for_somebody_say_who_typed_them(db: Session) -> None:
    way, typist = make_way(db), make_person(db)
    both = Chosen({"first": "fix", "second": "all"})
    save_answers(db, typist, at=way.at("check"), chosen=both, now=NOON, entry=make_entry(typist))
    row = row_of(db, way, "check")
    assert row is not None
    assert (row.done_by_rule, row.entered_by_id) == ("answered", typist.id)
    assert set(db.scalars(select(Answer.entered_by_id))) == {typist.id}
