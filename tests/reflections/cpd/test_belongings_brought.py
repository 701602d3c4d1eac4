"""What belongs to entries comes back with them: files, talks, features, and where they began."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.models import StepProgress
from app.reflections.actions.attach import remove_attachment
from app.reflections.actions.features import say_feature
from app.reflections.actions.restore import restore_version
from app.reflections.actions.speak import keep_talk
from app.reflections.actions.versions import add_version
from app.reflections.models import Reflection, SpokenReflection
from app.reflections.rules.origins import FromSession, FromStep
from app.reflections.rules.spoken import Talk
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.attachments import kept_files, make_attachment
from tests.make.files import make_wave
from tests.make.gatherings import make_gathering
from tests.make.library import make_frameworks
from tests.make.people import make_person
from tests.make.progress import Way, make_way
from tests.make.reflections import make_reflection
from tests.progress.reading import words_of
from tests.reflections.cpd.belongings import feature_keys
from tests.reflections.cpd.logs import PLAN, packed, say_yes, send
from tests.reflections.cpd.unpacking import data_of, everything


@pytest.fixture
def way(db: Session) -> Way:
    """Somebody on a course that has features."""
    made = make_way(db)
    make_frameworks(db)
    return made


@pytest.fixture
def full(db: Session, client: FlaskClient, sign_in: SignIn, way: Way) -> dict[str, bytes]:
    """The files of a log with one of each, of somebody who is signed in."""
    author = way.person
    session = make_gathering(db, way.cohort)
    begun = FromStep(way.steps["reflect"].id, way.cohort.slug)
    own = make_reflection(db, author, "First.", begun_at=begun)
    facts: dict[str, Any] = {"reflection_id": own, "now": NOON}
    add_version(db, author, text="Second.", seen=1, **facts)
    restore_version(db, author, number=1, **facts)
    say_feature(db, author, reflection_id=own, key=feature_keys(db)[0])
    make_attachment(db, author, own, name="heron.jpg", description="A <b>heron</b>")
    talk = Talk(NOON.date(), "mentor", None)
    at = FromSession(session.id)
    said = keep_talk(db, author, talk=talk, request_key=new_id(), now=NOON, begun_at=at)
    make_attachment(db, author, said, make_wave(), name="note.wav", description="")
    facts["reflection_id"] = said
    add_version(db, author, text="Some words after all.", seen=1, **facts)
    db.commit()
    return everything(sign_in(client, author))


def test_an_own_log_comes_back_whole_after_it_was_lost(
    db: Session, client: FlaskClient, full: dict[str, bytes], way: Way
) -> None:
    held = [one.content for one in kept_files(db, way.person)]
    db.execute(delete(Reflection))
    db.commit()
    assert not kept_files(db, way.person)
    send(client, packed(full))
    shown = words_of(client, PLAN)
    assert "2 reflections, with each version" in shown
    assert "2 pictures and voice notes" in shown
    say_yes(client)
    again = everything(client)
    before, after = data_of(full), data_of(again)
    assert before["entries"][0]["origin"]["step"] == "reflect"
    assert before["entries"][1]["origin"]["session"]
    # A picture is drawn anew when it comes in, so its bytes are others.
    for picture in (before["entries"][0]["attachments"][0], after["entries"][0]["attachments"][0]):
        assert picture.pop("bytes") > 0
    assert after["entries"] == before["entries"]
    assert len(kept_files(db, way.person)) == 2
    assert again["files/2027-01-20-02-note.wav"] == held[1]


def test_somebody_else_gets_all_but_the_places_that_are_not_theirs(
    db: Session, client: FlaskClient, full: dict[str, bytes], sign_in: SignIn
) -> None:
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    send(client, packed(full))
    say_yes(client)
    before, after = data_of(full)["entries"], data_of(everything(client))["entries"]
    assert [one["origin"] for one in after] == [None, None]
    for name in ("versions", "features", "spoken"):
        assert [one[name] for one in after] == [one[name] for one in before]
    assert [file["name"] for one in after for file in one["attachments"]] == [
        *("heron.jpg", "note.wav")
    ]
    [talk] = [one for one in after if one["spoken"]]
    assert [said["text"] for said in talk["versions"]] == ["", "Some words after all."]
    kept = db.scalars(select(SpokenReflection).join(Reflection)).all()
    assert len(kept) == 2


def test_a_step_that_was_not_seen_here_stays_unknown(
    db: Session, client: FlaskClient, full: dict[str, bytes], way: Way
) -> None:
    db.execute(delete(Reflection))
    db.execute(delete(StepProgress))
    db.commit()
    send(client, packed(full))
    say_yes(client)
    assert data_of(everything(client))["entries"][0]["origin"] is None


def test_the_same_file_again_adds_no_file_and_one_that_was_removed_comes_back(
    db: Session, client: FlaskClient, full: dict[str, bytes], way: Way
) -> None:
    send(client, packed(full))
    assert "There is nothing new in it" in words_of(client, PLAN)
    say_yes(client)
    first, _ = kept_files(db, way.person)
    remove_attachment(db, way.person, first.about.id)
    db.commit()
    send(client, packed(full))
    assert "1 picture or voice note" in words_of(client, PLAN)
    say_yes(client)
    assert sorted(one.about.name for one in kept_files(db, way.person)) == [
        *("heron.jpg", "note.wav")
    ]
