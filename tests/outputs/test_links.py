"""Whoever has a phone and no e-mail answers by the link of a text, which lets nobody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.kinds import ApprovalKind
from app.outputs.letters import YOUR_WORDS
from app.outputs.models import Output
from app.people.models import Person
from app.post.kinds import Draft
from app.post.models import Letter
from app.post.rules.own_links import own_link, with_own_links
from tests.make.desks import desk_at
from tests.make.outputs import HERON, Scene
from tests.make.people import make_person
from tests.outputs.pages import send

if TYPE_CHECKING:
    from app.wiring import Platform

PHONE = "+447700900123"
STALE = "This link does not open anything now"


@pytest.fixture
def tess(scene: Scene, db: Session) -> Person:
    """Tess, who gets texts and has no e-mail."""
    person = db.get_one(Person, scene.author("Tess Texter").id)
    person.email, person.phone, person.channel = None, PHONE, "text"
    db.commit()
    return person


@pytest.fixture
def output(scene: Scene, tess: Person) -> Output:
    """A report whose draft holds words of hers, with nobody's name."""
    scene.offer(tess, HERON, named_as="nobody")
    return scene.drafted("What we <b>heard</b>")


def sent(db: Session, person: Person) -> Letter:
    """The newest letter to somebody, as the carrier took it."""
    db.expire_all()
    letter = db.scalars(
        select(Letter).where(Letter.person_id == person.id).order_by(Letter.id.desc()).limit(1)
    ).one()
    letter.state, letter.to_address = "sent", person.phone
    db.commit()
    return letter


@pytest.fixture
def place(platform: Platform, db: Session, output: Output, tess: Person) -> str:
    """Where the link of her text leads."""
    assert output.title
    return f"{YOUR_WORDS}{platform.links.sign(YOUR_WORDS, sent(db, tess).id)}"


def test_the_text_holds_a_link_of_its_own_and_none_of_the_words(
    scene: Scene, db: Session, output: Output, tess: Person
) -> None:
    letter = sent(db, tess)
    said = ApprovalKind().prepare(db, [letter], desk_at(scene.now()))[letter.id]
    assert isinstance(said, Draft)
    assert own_link(YOUR_WORDS) in said.short
    assert "OUT" in said.short
    assert HERON not in said.short
    written = with_own_links(said.short, lambda path: f"https://a.example{path}{'x' * 80}")
    assert "\x02" not in written
    assert len(written) <= 306
    make_person(db, name="Uma Other", phone=PHONE)
    db.flush()
    shared = ApprovalKind().prepare(db, [letter], desk_at(scene.now()))[letter.id]
    assert isinstance(shared, Draft)
    assert "your-words" not in shared.short
    assert "TESS CALL" in shared.short
    assert output.title in shared.body


def test_a_yes_by_link_counts_once_and_signs_nobody_in(
    scene: Scene, client: FlaskClient, output: Output, place: str, db: Session
) -> None:
    page = client.get(place)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert HERON in page.text
    assert "Tess" not in page.text
    assert scene.selections(output)[0].answer == "waiting"
    done = send(client, page, f"{place}/answers", says="yes")
    assert "may be shown as you saw them" in done.text
    (kept,) = scene.selections(output)
    assert (kept.answer, kept.answered_how, kept.answered_by_id) == ("yes", "link", None)
    again = client.get(place)
    assert (again.status_code, STALE in again.text, HERON in again.text) == (404, True, False)
    assert client.get("/approvals/").status_code == 302
    assert client.post(f"{place}/answers", data={"says": "no"}).status_code in {400, 404}
    db.expire_all()
    assert scene.selections(output)[0].answer == "yes"


def test_a_change_by_link_stays_out_and_asking_to_be_read_to_lets_facilitators_know(
    scene: Scene,
    client: FlaskClient,
    facilitator: FlaskClient,
    output: Output,
    place: str,
) -> None:
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    assert "Tess" not in facilitator.get(f"{desk}/readings").text
    page = client.get(place)
    assert (
        "Write what should be different"
        in send(client, page, f"{place}/answers", says="change", wish=" ").text
    )
    heard = send(client, client.get(place), f"{place}/answers", says="read")
    assert "will read your words to you" in heard.text
    assert "1 person asks you to read" in facilitator.get(desk).text
    assert "Tess Texter" in facilitator.get(f"{desk}/readings").text
    (kept,) = scene.selections(output)
    sheet = facilitator.get(f"{desk}/readings/{kept.id}/sheet")
    assert HERON in sheet.text
    assert "☐ Yes, show them like this." in sheet.text
    send(client, client.get(place), f"{place}/answers", says="change", wish="Shorter.")
    (kept,) = scene.selections(output)
    assert (kept.answer, kept.wish, kept.answered_how) == ("no", "Shorter.", "link")


@pytest.mark.parametrize(
    "why", ["time", "newer", "number", "shared", "answered", "email", "made up"]
)
def test_a_stale_link_reveals_nothing(
    scene: Scene,
    client: FlaskClient,
    output: Output,
    tess: Person,
    place: str,
    db: Session,
    why: str,
) -> None:
    letter = sent(db, tess)
    if why == "time":
        scene.clock.move(days=14)
    elif why == "newer":
        fresh = Letter(
            **{
                **{c.name: getattr(letter, c.name) for c in Letter.__table__.columns},
                "id": new_id(),
                "occurrence": "newer",
            }
        )
        db.add(fresh)
    elif why == "number":
        tess.phone = "+447700900999"
    elif why == "shared":
        make_person(db, name="Uma Other", phone=PHONE)
    elif why == "answered":
        scene.say(output, tess, "no")
    elif why == "email":
        letter.channel = "email"
    else:
        place = f"{YOUR_WORDS}{'x' * 60}"
    db.commit()
    page = client.get(place)
    assert page.status_code == 404
    assert STALE in page.text
    for secret in (HERON, "Tess", "heard", scene.cohort.name):
        assert secret not in page.text


def test_a_link_is_not_tried_without_end(client: FlaskClient, place: str) -> None:
    answers = [client.get(place).status_code for _ in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)
