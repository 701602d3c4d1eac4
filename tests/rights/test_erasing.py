"""Nothing of a person stands anywhere once they are erased; all that is others' does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from app.people.models import Person
from app.reflections.models import Reflection
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.erase import erase_due
from app.rights.actions.places import Places, folders_of
from app.rights.models import Erasure
from app.rights.queries.erasures import would_go
from app.settings import Settings
from app.vault.models import VaultKey
from tests.clock import StoppedClock
from tests.conftest import SignIn
from tests.reflections.privacy.scene import PrivateScene
from tests.reflections.privacy.walk import Walker
from tests.rights.marks import rows_that_hold

if TYPE_CHECKING:
    from app.wiring import Platform

NAME = "Ann Author"
# Whoever stays and had to do with them.
OTHERS = ("facilitator", "mentor")
PHONE = "+442079460018"


@pytest.fixture
def scene(app: Flask, platform: Platform, clock: StoppedClock, sign_in: SignIn) -> PrivateScene:
    """One person who wrote in every place there is."""
    return PrivateScene(app, platform, clock, sign_in)


@pytest.fixture
def places(settings: Settings) -> Places:
    """Where else something may lie."""
    return Places(settings.data_dir, folders_of(settings.mail_url, settings.text_url))


def erase(platform: Platform, person_id: UUID, places: Places) -> Erasure:
    with platform.transaction() as db:
        asked = ask_erasure(
            db, None, db.get_one(Person, person_id), now=platform.clock.now(), at_once=True
        )
    assert erase_due(platform.sessions, places, clock=platform.clock) == 1
    with platform.sessions() as db:
        return db.get_one(Erasure, asked.id)


@pytest.mark.timeout(600)
def test_after_an_erasure_the_person_stands_nowhere_and_others_pages_open(
    scene: PrivateScene, places: Places, engine: Engine, settings: Settings
) -> None:
    walker = Walker(scene)
    author = scene.people["author"]
    marks = (NAME, str(author.email), PHONE, "020 7946 0018")
    assert rows_that_hold(engine, *marks)
    kept = erase(scene.platform, author.id, places)
    assert kept.state == "done"
    assert kept.left == {}
    assert rows_that_hold(engine, *marks) == set()
    with scene.platform.sessions() as db:
        assert [one.table for one in would_go(db, author.id) if not one.why] == []
        assert db.get(VaultKey, author.id) is None
        # Theirs are gone, thrown-away ones too; those of the mentor and of another stay with them.
        whose = db.scalars(select(Reflection.person_id)).all()
        assert author.id not in whose
        assert {scene.people[who].id for who in ("mentor", "participant")} == {*whose}
    for path in settings.data_dir.rglob("*"):
        if path.is_file():
            assert not any(mark.encode() in path.read_bytes() for mark in marks), path
    assert not any(
        mark.encode() in bytes(key) for mark in marks for key in scene.platform.redis.scan_iter("*")
    )
    for who in OTHERS:
        client = scene.client_of(who)
        answers = {
            address: client.get(address).status_code for _, address in walker.addresses("GET")
        }
        assert {address for address, status in answers.items() if status >= 500} == set(), who
        assert len([status for status in answers.values() if status == 200]) > 60
