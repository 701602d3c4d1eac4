"""Saving at the same moment, what saving costs, and that versions stay as they were."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.reflections.actions.versions import add_version
from app.reflections.actions.write import write_reflection
from app.reflections.errors import NothingWritten, TooLong
from app.reflections.models import Reflection, ReflectionVersion
from app.reflections.rules import LONGEST
from app.reflections.rules.origins import FromStep
from app.wiring import Platform
from tests.browser_like import csrf_token
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.parallel import Call, all_at_once
from tests.progress.reading import row_of


def count(db: Session, table: type[Reflection | ReflectionVersion]) -> int:
    db.commit()
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_form_sent_many_times_at_once_is_one_entry_and_one_step_done(
    platform: Platform, db: Session
) -> None:
    way = make_way(db)
    key = new_id()
    begun = FromStep(way.steps["reflect"].id, way.cohort.slug)
    ids = set()

    def write(session: Session) -> None:
        ids.add(
            write_reflection(
                session, way.person, text="Once.", request_key=key, begun_at=begun, now=NOON
            )
        )

    all_at_once(platform, [write] * 40)
    assert len(ids) == 1
    assert count(db, Reflection) == 1
    assert count(db, ReflectionVersion) == 1
    row = row_of(db, way, "reflect")
    assert row is not None
    assert row.done_by_rule == "wrote"


def test_a_form_that_comes_back_changed_many_times_at_once_loses_and_doubles_nothing(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    db.commit()
    key = new_id()

    def write(text: str) -> Call:
        return lambda session: write_reflection(
            session, person, text=text, request_key=key, now=NOON
        )

    all_at_once(platform, [write(f"Text {number % 4}.") for number in range(40)])
    assert count(db, Reflection) == 1
    assert set(kept_texts(db)) == {f"Text {n}." for n in range(4)}
    assert count(db, ReflectionVersion) == 4


def test_changes_from_many_windows_at_once_are_all_kept_in_one_order(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    own = make_reflection(db, person, "First.")
    db.commit()
    texts = [f"From window {number}." for number in range(30)]

    def change(text: str) -> Call:
        return lambda session: add_version(
            session, person, reflection_id=own, text=text, seen=1, now=NOON
        )

    all_at_once(platform, [change(text) for text in texts])
    rows = db.scalars(select(ReflectionVersion).order_by(ReflectionVersion.number)).all()
    assert [row.number for row in rows] == list(range(1, 32))
    first, *others = kept_texts(db)
    assert first == "First."
    assert set(others) == set(texts)


def test_what_cannot_be_kept_is_refused_with_a_sentence_that_helps(db: Session) -> None:
    person = make_person(db)
    with pytest.raises(NothingWritten):
        make_reflection(db, person, " \n ")
    with pytest.raises(TooLong, match="1 character too long"):
        make_reflection(db, person, "a" * (LONGEST + 1))
    with pytest.raises(TooLong, match="1,500 characters too long"):
        make_reflection(db, person, "a" * (LONGEST + 1500))
    with pytest.raises(NotFound):
        add_version(db, person, reflection_id=new_id(), text="Hello", seen=None, now=NOON)


def test_saving_costs_at_most_eight_statements(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    step = way.steps["reflect"].id
    with count_statements() as opening:
        client.get(f"/reflections/new?step={step}&cohort={way.cohort.slug}")
    assert len(opening) == 4, opening
    form = {
        "csrf_token": csrf_token(client, "/reflections/new"),
        "text": "What I saw.",
        "step": str(step),
        "cohort": way.cohort.slug,
        "request_key": str(new_id()),
    }
    with count_statements() as first_words:
        client.post("/reflections/", data={**form, "request_key": str(new_id())})
    # One more for the key that everybody gets once.
    assert len(first_words) == 9, first_words
    with count_statements() as saving:
        address = client.post("/reflections/", data=form).headers["Location"]
    assert len(saving) == 8, saving
    with count_statements() as again:
        client.post("/reflections/", data=form)
    assert len(again) == 8, again
    with count_statements() as changing:
        client.post(f"{address}/versions", data={**form, "text": "What I saw later."})
    assert len(changing) == 8, changing
    with count_statements() as reading:
        client.get(address)
    assert len(reading) == 6, reading


def test_a_log_costs_the_same_however_long_it_is(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    person = make_person(db)
    db.commit()
    sign_in(client, person)
    costs = []
    for entries in (0, 1, 60):
        for _ in range(entries):
            make_reflection(db, person, "A longer thought. " * 200)
        db.commit()
        with count_statements() as sent:
            assert client.get("/reflections/").status_code == 200
        costs.append(len(sent))
    assert costs == [3, 3, 3]
