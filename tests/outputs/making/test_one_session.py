"""A digest tells of one session; every other report of as many as there were."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.outputs.actions.notes import change_note, write_note
from app.outputs.errors.making import OneSession
from app.outputs.models import Output, SessionNote
from app.outputs.rules.stages import DIGEST, MESSAGES
from tests.make.making import NOTED, make_note
from tests.make.outputs import HERON, Scene

OTHER = replace(NOTED, said="We met again.")


def _report(scene: Scene, template: str) -> Output:
    scene.offer(scene.author(), HERON)
    output = scene.ask()
    with scene.sessions.begin() as db:
        kept = db.get_one(Output, output.id)
        kept.template = template
    return kept


def _said(scene: Scene) -> list[str]:
    with scene.sessions() as db:
        return list(db.scalars(select(SessionNote.said).order_by(SessionNote.id)))


def test_a_second_session_is_refused_with_what_to_do(scene: Scene) -> None:
    output = _report(scene, DIGEST)
    make_note(scene, output)
    with pytest.raises(OneSession) as refused:
        make_note(scene, output, OTHER)
    assert "another digest" in refused.value.sentence
    assert _said(scene) == [NOTED.said]
    # Its notes can still be changed.
    with scene.sessions.begin() as db:
        note, zone = db.scalars(select(SessionNote)).one(), scene.cohort.time_zone
        change_note(
            *(db, scene.facilitator, note, OTHER), version=note.version, zone=zone, now=scene.now()
        )
    assert _said(scene) == [OTHER.said]


def test_the_same_form_twice_is_no_second_session(scene: Scene) -> None:
    output, key = _report(scene, DIGEST), new_id()
    for _ in range(2):
        with scene.sessions.begin() as db:
            zone = scene.cohort.time_zone
            write_note(*(db, scene.facilitator, output, NOTED), zone=zone, key=key, now=scene.now())
    assert _said(scene) == [NOTED.said]


def test_of_two_at_once_one_is_refused(scene: Scene) -> None:
    output = _report(scene, DIGEST)

    def write(said: str) -> str:
        try:
            make_note(scene, output, replace(NOTED, said=said))
        except Refusal as refusal:
            return type(refusal).__name__
        return "kept"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(write, ("One.", "Two."))) == ["OneSession", "kept"]
    assert len(_said(scene)) == 1


def test_a_report_by_message_may_stand_on_many(scene: Scene) -> None:
    output = _report(scene, MESSAGES)
    make_note(scene, output)
    make_note(scene, output, OTHER)
    assert _said(scene) == [NOTED.said, OTHER.said]
