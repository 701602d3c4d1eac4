"""A copy holds everything about its person and nothing of anybody else's."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from app.rights.actions.copies import make_copies
from app.rights.declared import declared
from app.rights.queries.erasures import would_go
from tests.clock import StoppedClock
from tests.conftest import SignIn
from tests.reflections.privacy.marks import marks_in
from tests.reflections.privacy.scene import PrivateScene

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def scene(app: Flask, platform: Platform, clock: StoppedClock, sign_in: SignIn) -> PrivateScene:
    """One person who wrote in every place there is."""
    return PrivateScene(app, platform, clock, sign_in)


def fetched(scene: PrivateScene, who: str = "author") -> zipfile.ZipFile:
    """The copy of somebody, asked for, made and fetched as people do it."""
    client = scene.client_of(who)
    assert client.post("/account/data/copies").status_code == 302
    assert make_copies(scene.platform.sessions, clock=scene.clock) == 1
    with scene.platform.sessions() as db:
        (copy,) = db.execute(
            declared()["access_copy"].table.select().order_by("asked_at")
        ).mappings()
    answer = client.post(f"/account/data/copies/{copy['id']}/fetchings")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.data))


@pytest.mark.timeout(300)
def test_a_copy_holds_all_that_its_person_wrote_and_all_tables_about_them(
    scene: PrivateScene,
) -> None:
    packed = fetched(scene)
    assert packed.testzip() is None
    names = set(packed.namelist())
    texts = {name: packed.read(name) for name in names}
    found = set().union(*(marks_in(text) for text in texts.values()))
    with scene.platform.sessions() as db:
        lines = would_go(db, scene.people["author"].id)
        whole = {line.table for line in lines}
    assert {f"data/{table}.json" for table in whole} - names == set()
    # What they typed for a group or for two is there too.
    assert scene.written - found == set()
    for name, text in texts.items():
        if name.endswith(".json"):
            json.loads(text)
    index = texts["index.html"].decode()
    assert "Everything we keep about you" in index
    assert all(f"pages/{table}.html" in index for table in whole)
    others = [one for who, one in scene.people.items() if who != "author"]
    for one in others:
        for word in (one.name, one.email):
            assert not any(str(word).encode() in text for text in texts.values()), word
