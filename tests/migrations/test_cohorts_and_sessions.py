"""A database in use goes forward to cohorts and sessions with all that it holds, and back."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from app import migrate
from app.kit.db import connect
from tests.stores import Stores

BEFORE = "0003_publishing"
IN_USE = """
    INSERT INTO edition (id, key, title, digest, loaded_at)
    VALUES (uuidv7(), 'spring', 'Spring', 'none', now());
    INSERT INTO cohort (id, slug, name, edition_id, time_zone, starts_on, created_at, request_key)
    SELECT uuidv7(), 'riverside', 'Riverside', id, 'Europe/London', '2026-01-05', now(), uuidv7()
    FROM edition;
    INSERT INTO person (id, name, email, sign_in_key, roles, created_at)
    VALUES (uuidv7(), 'Amina Example', 'amina@mail.example', uuidv7(), '{}', now()),
           (uuidv7(), 'Ben Example', 'ben@mail.example', uuidv7(), '{}', now()),
           (uuidv7(), 'Cara Example', 'cara@mail.example', uuidv7(), '{}', now()),
           (uuidv7(), 'Dai Example', NULL, uuidv7(), '{}', now());
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, state, added_at)
    SELECT uuidv7(), cohort.id, person.id, 'participant', 'pcn_staff', states.state, now()
    FROM cohort, person JOIN (VALUES ('Amina Example', 'invited'), ('Ben Example', 'joined'),
        ('Cara Example', 'declined'), ('Dai Example', 'left')) AS states (name, state) USING (name);
    INSERT INTO gathering (id, cohort_id, title, starts_at, ends_at, how, created_at, request_key)
    SELECT uuidv7(), id, title, now(), now() + interval '1 hour', 'blended', now(), uuidv7()
    FROM cohort, (VALUES ('One'), ('Two'), ('Three')) AS titles (title);
    INSERT INTO attendance (id, gathering_id, enrolment_id, how, noted_at)
    SELECT uuidv7(), gathering.id, enrolment.id, ways.how, now()
    FROM enrolment, gathering JOIN (VALUES ('One', 'in_person'), ('Two', 'online'),
        ('Three', 'phone')) AS ways (title, how) USING (title)
    WHERE enrolment.state = 'joined';
    INSERT INTO output (id, cohort_id, slug, title, request_key, created_at)
    SELECT uuidv7(), id, 'what-we-learned', 'What we learned', uuidv7(), now() FROM cohort;
    INSERT INTO letter (id, person_id, kind, about_id, due_at, state, created_at)
    SELECT uuidv7(), person.id, kinds.kind, kinds.about_id, now(), kinds.state, now()
    FROM person, (
        SELECT 'invitation' AS kind, id AS about_id, 'sent' AS state FROM enrolment
        UNION ALL SELECT 'reminder', id, 'due' FROM gathering
        UNION ALL SELECT 'approval', id, 'lapsed' FROM output
        UNION ALL SELECT 'sign_in', uuidv7(), 'refused'
    ) AS kinds
    WHERE person.name = 'Ben Example';
"""
# One person in each state that is new, a register with both new ways, and letters by every channel.
SINCE = """
    UPDATE person SET phone = '+447700900123', channel = 'text' WHERE name = 'Amina Example';
    INSERT INTO person (id, name, channel, roles, created_at)
    SELECT uuidv7(), state, 'post', '{}', now()
    FROM unnest(ARRAY['asked', 'waiting', 'offered', 'withdrawn']) AS states (state);
    INSERT INTO enrolment (id, cohort_id, person_id, role, standing, state, added_at)
    SELECT uuidv7(), cohort.id, person.id, 'participant', 'pcn_staff', person.name, now()
    FROM cohort, person WHERE person.channel = 'post' AND person.name NOT LIKE '%Example';
    INSERT INTO attendance (id, gathering_id, enrolment_id, how, noted_at)
    SELECT uuidv7(), gathering.id, enrolment.id, ways.how, now()
    FROM enrolment, gathering
    JOIN (VALUES ('One', 'apologies'), ('Two', 'missed')) AS ways (title, how) USING (title)
    WHERE enrolment.state = 'offered';
    INSERT INTO reply (id, gathering_id, enrolment_id, answer, answered_at)
    SELECT uuidv7(), gathering.id, enrolment.id, 'coming', now() FROM gathering, enrolment;
    INSERT INTO letter (id, person_id, kind, about_id, cohort_id, channel, due_at, state,
                        created_at)
    SELECT uuidv7(), person.id, 'session', gathering.id, cohort_id, channels.channel, now(),
           channels.state, now()
    FROM person, gathering, (VALUES ('email', 'due'), ('text', 'sent'), ('call', 'listed'),
        ('post', 'listed')) AS channels (channel, state)
    WHERE person.name = 'Amina Example' AND gathering.title = 'One';
"""


@pytest.fixture
def in_use(stores: Stores) -> Iterator[Engine]:
    """A database of the migration before, with data in each table that this one changes."""
    name = f"t_{uuid4().hex}"
    engine = connect(stores.postgres.create_database(name))
    migrate.upgrade(engine, BEFORE)
    _run(engine, IN_USE)
    yield engine
    engine.dispose()
    stores.postgres.drop_database(name)


def _run(engine: Engine, words: str) -> None:
    with engine.begin() as at:
        at.execute(text(words))


def _pairs(engine: Engine, words: str) -> dict[str, object]:
    with engine.connect() as at:
        return {row[0]: row[1] for row in at.execute(text(words))}


def test_people_are_reached_as_they_were(in_use: Engine) -> None:
    migrate.upgrade(in_use)
    assert _pairs(in_use, "SELECT name, channel FROM person") == {
        "Amina Example": "email",
        "Ben Example": "email",
        "Cara Example": "email",
        "Dai Example": "post",
    }


def test_nobody_moves_and_no_register_changes(in_use: Engine) -> None:
    states = _pairs(in_use, "SELECT person_id::text, state FROM enrolment")
    register = _pairs(in_use, "SELECT id::text, how FROM attendance")
    migrate.upgrade(in_use)
    assert len(states) == 4
    assert _pairs(in_use, "SELECT person_id::text, state FROM enrolment") == states
    assert sorted(register.values(), key=str) == ["in_person", "online", "phone"]
    assert _pairs(in_use, "SELECT id::text, how FROM attendance") == register
    assert migrate.drift(in_use) == []


def test_letters_that_are_here_learn_their_cohort_and_links_to_sign_in_have_none(
    in_use: Engine,
) -> None:
    migrate.upgrade(in_use)
    known = "SELECT kind, bool_and(cohort_id IS NOT NULL) FROM letter GROUP BY kind"
    assert _pairs(in_use, known) == {
        "invitation": True,
        "reminder": True,
        "approval": True,
        "sign_in": False,
    }
    assert _pairs(in_use, "SELECT state, count(*) FROM letter GROUP BY state") == {
        "sent": 4,
        "due": 3,
        "lapsed": 1,
        "refused": 1,
    }


def test_letters_are_given_their_cohort_in_batches_and_again_after_a_stop(in_use: Engine) -> None:
    many = """
        INSERT INTO letter (id, person_id, kind, about_id, occurrence, due_at, state, created_at)
        SELECT uuidv7(), person_id, 'reminder', gathering.id, number::text, now(), 'sent', now()
        FROM enrolment, gathering, generate_series(1, 5001) AS number
        WHERE enrolment.state = 'joined' AND gathering.title = 'One'
    """
    _run(in_use, many)
    migrate.upgrade(in_use, "0004_cohorts_and_sessions")
    half = "UPDATE letter SET cohort_id = (SELECT id FROM cohort) WHERE occurrence LIKE '%1'"
    _run(in_use, half)
    migrate.upgrade(in_use)
    unknown = "SELECT kind, count(*) FROM letter WHERE cohort_id IS NULL GROUP BY kind"
    assert _pairs(in_use, unknown) == {"sign_in": 1}


def test_going_back_keeps_what_the_older_tables_have_a_word_for(in_use: Engine) -> None:
    migrate.upgrade(in_use)
    _run(in_use, SINCE)
    migrate.downgrade(in_use, BEFORE)
    states = "SELECT name, state FROM enrolment JOIN person ON person.id = person_id"
    assert _pairs(in_use, states) == {
        "Amina Example": "invited",
        "Ben Example": "joined",
        "Cara Example": "declined",
        "Dai Example": "left",
        # Nobody said yes to somebody who only asked.
        "asked": "left",
        "waiting": "invited",
        "offered": "invited",
        "withdrawn": "left",
    }
    assert _pairs(in_use, "SELECT how, count(*) FROM attendance GROUP BY how") == {
        "in_person": 1,
        "online": 1,
        "phone": 1,
    }
    session_letters = "SELECT channel, state FROM letter WHERE kind = 'session'"
    assert _pairs(in_use, session_letters) == {"email": "due"}


def test_going_back_and_forward_again_fits_the_code(in_use: Engine) -> None:
    migrate.upgrade(in_use)
    _run(in_use, SINCE)
    migrate.downgrade(in_use, BEFORE)
    migrate.upgrade(in_use)
    assert migrate.drift(in_use) == []
    assert _pairs(in_use, "SELECT name, channel FROM person")["asked"] == "post"
