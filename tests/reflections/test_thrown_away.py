"""Throwing entries away, bringing them back, and erasing them so that nothing is left."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.orm import Session

from app.kit.db import Base, new_id
from app.people.models import Person
from app.reflections.actions.drafts import keep_draft
from app.reflections.actions.features import say_feature
from app.reflections.actions.thrown_away import (
    bring_back,
    erase_now,
    erase_some,
    throw_entry_away,
)
from app.reflections.actions.write import add_version
from app.reflections.errors import ThrownAway
from app.reflections.models import Reflection, ReflectionDraft, ReflectionVersion
from app.reflections.queries import newest_drafts
from app.reflections.rules.drafts import DraftOrigin, Kept, SentDraft
from app.reflections.rules.thrown_away import GRACE
from app.tables import METADATA
from app.wiring import Platform
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.library import make_frameworks
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.parallel import Call, all_at_once
from tests.progress.reading import html_of, words_of
from worker.schedule import TICKS

TEXT = "The heron stood quite still."


@pytest.fixture
def person(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    made = make_person(db)
    db.commit()
    sign_in(client, made)
    return made


@pytest.fixture
def own(db: Session, person: Person) -> UUID:
    """An entry with two versions and a feature."""
    made = make_reflection(db, person, TEXT)
    add_version(db, person, reflection_id=made, text=f"{TEXT} So did I.", seen=1, now=NOON)
    make_frameworks(db)
    say_feature(db, person, reflection_id=made, key="power")
    db.commit()
    return made


def throw(client: FlaskClient, own: UUID) -> None:
    answer = post(client, f"/reflections/{own}/removals", {})
    assert answer.headers["Location"] == "/reflections/"


def test_what_happens_is_said_before_it_does(client: FlaskClient, own: UUID) -> None:
    words = words_of(client, f"/reflections/{own}/removals/new")
    assert "You can bring it back until Wednesday 3 February 2027" in words
    assert "Words that you offered to your community from it stay there" in words
    assert "Copies that we make for safety" in words
    assert TEXT in words_of(client, f"/reflections/{own}")


def test_an_entry_goes_at_once_from_every_page_and_can_be_brought_back(
    client: FlaskClient, own: UUID
) -> None:
    sought = post(client, "/reflections/searches", {"words": "heron"}).headers["Location"]
    throw(client, own)
    assert "heron" not in words_of(client, "/reflections/")
    assert "Nothing was found." in words_of(client, sought)
    for end in ("", "/versions/1", "/versions/new", "/comparisons", "/removals/new", "/shares"):
        assert client.get(f"/reflections/{own}{end}").status_code == 404, end
    assert client.get(f"/contributions/new?reflection={own}").status_code == 404
    listed = words_of(client, "/reflections/thrown-away/")
    assert TEXT in listed
    assert "It is erased on Wednesday 3 February 2027." in listed
    back = post(client, f"/reflections/{own}/returns", {})
    assert back.headers["Location"] == f"/reflections/{own}"
    page = words_of(client, f"/reflections/{own}")
    assert f"{TEXT} So did I." in page
    assert "✓ Power-sharing" in page
    assert "Nothing is thrown away" in words_of(client, "/reflections/thrown-away/")


def test_clicking_twice_does_no_harm(
    db: Session, client: FlaskClient, own: UUID, clock: StoppedClock
) -> None:
    throw(client, own)
    clock.move(days=2)
    throw(client, own)
    db.commit()
    assert db.scalar(select(Reflection.deleted_at)) == NOON
    post(client, f"/reflections/{own}/returns", {})
    assert post(client, f"/reflections/{own}/returns", {}).status_code == 302
    # What is back is not erased, even by a form that was opened before.
    assert post(client, f"/reflections/{own}/erasures", {}).status_code == 404
    assert TEXT in words_of(client, f"/reflections/{own}")


def test_saving_to_an_entry_that_was_thrown_away_says_so_and_keeps_the_words(
    db: Session, client: FlaskClient, own: UUID
) -> None:
    fields = hidden_fields(html_of(client, f"/reflections/{own}/versions/new"))
    throw(client, own)
    form = {**fields, "text": "Words written meanwhile."}
    form.pop("csrf_token")
    answer = post(client, f"/reflections/{own}/versions", dict(form))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "You threw this entry away." in page
    assert "Words written meanwhile." in page
    assert 'formaction="/reflections/"' in page
    kept = post(client, "/reflections/", dict(form))
    assert kept.status_code == 302
    assert kept.headers["Location"] != f"/reflections/{own}"
    assert "Words written meanwhile." in words_of(client, kept.headers["Location"])


def test_the_form_of_an_entry_that_was_thrown_away_makes_a_new_one(
    db: Session, client: FlaskClient, person: Person
) -> None:
    form: dict[str, object] = {"text": "Once.", "request_key": str(new_id())}
    first = post(client, "/reflections/", form).headers["Location"]
    throw(client, UUID(first.rsplit("/", 1)[1]))
    again = post(client, "/reflections/", form)
    page = again.get_data(as_text=True)
    assert again.status_code == 409
    assert "Once." in page
    fresh = hidden_fields(page.replace("csrf_token", "token", 1))["request_key"]
    saved = post(client, "/reflections/", {"text": "Once.", "request_key": fresh})
    assert saved.status_code == 302
    assert saved.headers["Location"] != first


def test_saving_to_an_erased_entry_gives_the_words_back(
    db: Session, client: FlaskClient, own: UUID
) -> None:
    throw(client, own)
    assert post(client, f"/reflections/{own}/erasures", {}).status_code == 302
    answer = post(client, f"/reflections/{own}/versions", {"text": "Words written meanwhile."})
    assert answer.status_code == 404
    assert "Words written meanwhile." in answer.get_data(as_text=True)


def test_a_draft_goes_and_comes_back_with_its_entry_unless_somebody_goes_on_writing(
    db: Session, person: Person, own: UUID
) -> None:
    sent = SentDraft(key=new_id(), text="Half a", origin=DraftOrigin(reflection_id=own))
    kept = keep_draft(db, person, sent, now=NOON)
    assert isinstance(kept, Kept)
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    assert newest_drafts(db, person)[0] == []
    bring_back(db, person, reflection_id=own)
    assert len(newest_drafts(db, person)[0]) == 1
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    other = SentDraft(key=new_id(), text="Late", origin=DraftOrigin(reflection_id=own))
    keep_draft(db, person, other, now=NOON)
    assert [line.beginning for line in newest_drafts(db, person)[0]] == ["Late"]
    device = type(sent.device)(revision=kept.revision)
    more = SentDraft(key=sent.key, text="Half a thought", device=device, origin=sent.origin)
    assert isinstance(keep_draft(db, person, more, now=NOON), Kept)
    assert erase_now(db, person, reflection_id=own)
    assert {line.beginning for line in newest_drafts(db, person)[0]} == {"Late", "Half a thought"}


def all_that_is_kept(engine: Engine) -> str:
    """Every column of every table, as text."""
    with engine.connect() as at:
        return "\n".join(
            str(row)
            for table in inspect(engine).get_table_names()
            for (row,) in at.execute(text(f'SELECT to_jsonb(t)::text FROM "{table}" t'))  # noqa: S608
        )


def test_after_its_time_nothing_of_an_entry_is_left_in_any_column(
    db: Session, engine: Engine, person: Person, own: UUID
) -> None:
    draft = SentDraft(key=new_id(), text="Half", origin=DraftOrigin(reflection_id=own))
    keep_draft(db, person, draft, now=NOON)
    stays = make_reflection(db, person, "Another entry, not thrown away.")
    rows = db.scalars(select(ReflectionVersion).where(ReflectionVersion.reflection_id == own)).all()
    sealed = db.scalars(select(ReflectionDraft.sealed)).all()
    traces = [str(own), *(str(row.id) for row in rows)]
    traces += [row.sealed.hex() for row in rows] + [row.sealed_beginning.hex() for row in rows]
    traces += [one.hex() for one in sealed]
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    db.commit()
    assert all(trace in all_that_is_kept(engine) for trace in traces)
    erase_some(db, now=NOON + GRACE - timedelta(seconds=1))
    db.commit()
    assert str(own) in all_that_is_kept(engine)
    erase_some(db, now=NOON + GRACE)
    db.commit()
    left = all_that_is_kept(engine)
    assert [trace for trace in traces if trace in left] == []
    assert str(stays) in left


def test_whatever_belongs_to_an_entry_goes_with_it() -> None:
    """A table that comes later and keeps something of an entry has to say so here or go along."""
    outlives = {
        # Words that were offered stand by themselves; that somebody read a log stays on record.
        ("contribution", "version_id"),
        ("log_opening_read", "reflection_id"),
        # A record of learning has words of its own, and is taken out on its own page.
        ("cpd_record", "reflection_id"),
    }
    stays = {
        (table.name, key.parent.name)
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in ("reflection", "reflection_version")
        and key.ondelete != "CASCADE"
    }
    assert stays <= outlives
    assert Base.metadata is METADATA


def test_the_schedule_erases_what_is_due_and_no_more(
    db: Session, person: Person, count_statements: CountStatements
) -> None:
    made = [make_reflection(db, person, f"Entry {number}.") for number in range(6)]
    for place, one in enumerate(made[:4]):
        moment = NOON - timedelta(days=place * 6)
        throw_entry_away(db, person, reflection_id=one, now=moment)
    db.commit()
    with count_statements() as sent:
        assert erase_some(db, now=NOON) is False
    assert len(sent) == 1
    db.commit()
    left = db.scalar(select(func.count()).select_from(Reflection))
    assert left == 5
    assert any(tick.task == "erase_reflections" for tick in TICKS)


def test_throwing_away_while_others_save_loses_nothing_silently(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    own = make_reflection(db, person, "First.")
    db.commit()
    told = list[str]()

    def save(words: str) -> Call:
        def run(at: Session) -> None:
            try:
                add_version(at, person, reflection_id=own, text=words, seen=1, now=NOON)
            except ThrownAway:
                told.append(words)

        return run

    texts = [f"Window {number}." for number in range(16)]
    calls: list[Call] = [save(words) for words in texts]
    calls[5:5] = [lambda at: throw_entry_away(at, person, reflection_id=own, now=NOON)] * 2
    all_at_once(platform, calls)
    assert set(kept_texts(db)) | set(told) == {"First.", *texts}
    assert not set(kept_texts(db)) & set(told)


def test_bringing_back_while_the_worker_erases_is_one_or_the_other(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    made = [make_reflection(db, person, f"Entry {number}.") for number in range(8)]
    for one in made:
        throw_entry_away(db, person, reflection_id=one, now=NOON - GRACE)
    db.commit()
    came_back = set[UUID]()

    def back(one: UUID) -> Call:
        def run(at: Session) -> None:
            if bring_back(at, person, reflection_id=one):
                came_back.add(one)

        return run

    calls = [back(one) for one in made]
    calls[3:3] = [lambda at: erase_some(at, now=NOON)] * 2
    all_at_once(platform, calls)
    db.commit()
    assert (
        set(db.scalars(select(Reflection.id).where(Reflection.deleted_at.is_(None)))) == came_back
    )


def test_nobody_else_throws_away_brings_back_or_erases(
    db: Session, client: FlaskClient, own: UUID, sign_in: SignIn, person: Person
) -> None:
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert client.get(f"/reflections/{own}/removals/new").status_code == 404
    assert post(client, f"/reflections/{own}/removals", {}).status_code == 404
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    db.commit()
    for end in ("returns", "erasures", "versions", "features"):
        assert post(client, f"/reflections/{own}/{end}", {"text": "x"}).status_code == 404
    assert "Nothing is thrown away" in words_of(client, "/reflections/thrown-away/")
    assert db.scalar(select(func.count()).select_from(ReflectionVersion)) == 2


def test_the_page_of_what_was_thrown_away_costs_the_same_however_long(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    costs = []
    for entries in (1, 30):
        for _ in range(entries):
            one = make_reflection(db, person, "Gone.")
            throw_entry_away(db, person, reflection_id=one, now=NOON)
        db.commit()
        with count_statements() as sent:
            html_of(client, "/reflections/thrown-away/")
        costs.append(len(sent))
    assert costs == [4, 4]
