"""A facilitator writes down what somebody tells, and looks after it for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.outputs.actions.give import Gift, Offering
from app.outputs.actions.tell import TOLD_HOW, Telling, enter_gift
from app.outputs.errors.giving import NotReadBack, WordsNeeded
from app.outputs.models import Consent, Contribution
from app.people.models import Person
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_facilitator
from tests.make.outputs import ALLOWED, HERON, Scene
from tests.outputs.pages import beside, send

TOLD = Telling("phone", read_back=True)


@pytest.fixture
def cal(scene: Scene) -> Person:
    """Somebody of the cohort without a screen."""
    with scene.sessions.begin() as db:
        person = db.get_one(Person, scene.author("Cal Caller").id)
        person.email, person.phone, person.channel = None, "+447700900123", "call"
    return person


def _told(scene: Scene, cal: Person, **allowed: Any) -> UUID:
    with scene.sessions.begin() as db:
        return enter_gift(
            db,
            scene.facilitator,
            Offering(cal.id, scene.cohort, new_id()),
            gift=Gift("step", HERON),
            allowed=ALLOWED,
            telling=TOLD,
            now=scene.now(),
        )


def test_what_is_told_by_phone_is_kept_changed_and_taken_back_for_its_author(
    scene: Scene, db: Session, facilitator: FlaskClient, cal: Person
) -> None:
    at = f"/cohorts/{scene.cohort.slug}/contributions"
    assert "Cal Caller" in facilitator.get(f"{at}/start").text
    assert facilitator.get(f"{at}/new?kind=step").status_code == 422
    page = facilitator.get(f"{at}/new?kind=step&person={cal.id}")
    assert "Is anybody else in it who would not want this told?" in page.text
    filled = {"text": HERON, "audience": "public", "named_as": "nobody"}
    said = send(facilitator, page, at, **filled)
    assert said.status_code == 422
    assert HERON in said.text
    bare = send(facilitator, page, at)
    for sentence in (WordsNeeded.sentence, TOLD_HOW, NotReadBack.sentence):
        assert beside(bare, sentence) == 1
    assert (beside(said, TOLD_HOW), beside(said, WordsNeeded.sentence)) == (1, 0)
    told = {"how": "phone", "read_back": "y"}
    kept = send(facilitator, page, at, **filled, **told)
    assert "Kept for Cal Caller" in kept.text
    send(facilitator, page, at, **filled, **told)
    (made,) = db.scalars(select(Contribution))
    assert (made.author_id, made.told_by_id, made.told_how, made.text) == (
        cal.id,
        scene.facilitator.id,
        "phone",
        HERON,
    )


def test_a_facilitator_changes_and_takes_back_what_was_told(
    scene: Scene, db: Session, facilitator: FlaskClient, cal: Person
) -> None:
    one = f"/cohorts/{scene.cohort.slug}/contributions/{_told(scene, cal)}"
    told = {"how": "phone", "read_back": "y"}
    words = facilitator.get(f"{one}/wordings/new")
    assert (
        "Kept for" in send(facilitator, words, f"{one}/wordings", text="It came back.", **told).text
    )
    stale = send(facilitator, words, f"{one}/wordings", text="Another.", **told)
    assert (stale.status_code, "Another." in stale.text) == (409, True)
    allows = facilitator.get(f"{one}/consents/new")
    assert (
        "Kept for" in send(facilitator, allows, f"{one}/consents", audience="cohort", **told).text
    )
    assert "It has been in no report so far." in facilitator.get(one).text
    back = send(facilitator, facilitator.get(one), f"{one}/withdrawals", how="in_person")
    assert "Taken back for Cal Caller" in back.text
    assert db.scalars(select(Contribution.text)).all() == [""]
    taken = db.scalars(select(Consent).order_by(Consent.given_at.desc(), Consent.id.desc())).first()
    assert taken is not None
    assert (taken.withdrawn_by_id, taken.withdrawn_how) == (scene.facilitator.id, "in_person")


def test_nobody_enters_their_own_and_no_stranger_looks_after_it(
    scene: Scene, db: Session, cal: Person, client: FlaskClient, sign_in: SignIn
) -> None:
    made = _told(scene, cal)
    with pytest.raises(NotFound):
        _told(scene, scene.facilitator)
    at = f"/cohorts/{scene.cohort.slug}/contributions"
    other = make_facilitator(db, make_cohort(db))
    db.commit()
    for person in (other, scene.author("Dee Example"), cal):
        browser = sign_in(client, person)
        for address in ("told", "start", "new", made, f"{made}/consents/new"):
            assert browser.get(f"{at}/{address}").status_code == 404
    answer = sign_in(client, other).post(f"{at}/{made}/withdrawals", data={"how": "phone"})
    assert answer.status_code in (400, 404)
    assert scene.voice(made).words == HERON


def test_words_without_a_name_that_were_not_told_stay_nobodys_for_facilitators(
    scene: Scene, facilitator: FlaskClient, cal: Person, count_statements: CountStatements
) -> None:
    hidden = scene.give(cal, "quote", "Nobody knows it is me.", named_as="nobody")
    at = f"/cohorts/{scene.cohort.slug}/contributions"
    assert facilitator.get(f"{at}/{hidden}").status_code == 404
    assert "Nobody knows it is me." not in facilitator.get(f"{at}/told").text
    _told(scene, cal)
    with count_statements() as few:
        assert HERON in facilitator.get(f"{at}/told").text
    for _ in range(3):
        _told(scene, cal)
    with count_statements() as many:
        facilitator.get(f"{at}/told")
    assert len(many) == len(few)
