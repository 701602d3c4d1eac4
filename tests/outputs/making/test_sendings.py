"""A form sent twice is kept once; the same form with other words is kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.actions.asks import Wording, propose_ask, put_ask
from app.outputs.actions.messages import Meant, write_message
from app.outputs.actions.notes import write_note
from app.outputs.actions.redact import Wanted, suggest
from app.outputs.models import Ask, KeyMessage, Output, Redaction, SessionNote
from app.outputs.rules.making import PEOPLE
from tests.make.making import DAY, NOTED
from tests.make.outputs import HERON, Scene

Send = Callable[[Session, str, UUID], None]


def _message(scene: Scene, output: Output) -> Send:
    def send(db: Session, words: str, key: UUID) -> None:
        meant = Meant(words, PEOPLE)
        write_message(db, scene.facilitator, output, meant, key=key, now=scene.now())

    return send


def _note(scene: Scene, output: Output) -> Send:
    def send(db: Session, words: str, key: UUID) -> None:
        zone, noted = scene.cohort.time_zone, replace(NOTED, said=words)
        write_note(db, scene.facilitator, output, noted, zone=zone, key=key, now=scene.now())

    return send


def _redaction(scene: Scene, output: Output) -> Send:
    given = scene.selections(output)[0].contribution_id

    def send(db: Session, words: str, key: UUID) -> None:
        wanted = Wanted(words, "something", "Somebody could be known by it.")
        suggest(db, scene.facilitator, scene.voice(given), wanted, key=key, now=scene.now())

    return send


def _asked(scene: Scene, output: Output) -> Send:
    def send(db: Session, words: str, key: UUID) -> None:
        put_ask(
            *(db, scene.facilitator),
            output=output,
            wording=Wording(words, "The surgery"),
            asked_on=DAY,
            request_key=key,
            today=DAY,
            now=scene.now(),
        )

    return send


def _proposed(scene: Scene, output: Output) -> Send:
    def send(db: Session, words: str, key: UUID) -> None:
        propose_ask(
            *(db, scene.facilitator),
            output=output,
            wording=Wording(words, "The surgery"),
            whose_id=scene.facilitator.id,
            request_key=key,
            today=DAY,
            now=scene.now(),
        )

    return send


@pytest.mark.parametrize(
    ("sender", "kept"),
    [
        (_message, KeyMessage),
        (_note, SessionNote),
        (_redaction, Redaction),
        (_asked, Ask),
        (_proposed, Ask),
    ],
)
def test_twice_is_once_and_other_words_are_another(
    scene: Scene, sender: Callable[[Scene, Output], Send], kept: type
) -> None:
    scene.offer(scene.author(), HERON)
    send, form = sender(scene, scene.drafted()), new_id()
    for words in ("heron", "heron", "Tuesday"):
        with scene.sessions.begin() as db:
            send(db, words, form)
    with scene.sessions() as db:
        assert db.scalar(select(func.count()).select_from(kept)) == 2


def test_a_message_of_a_report_by_message_has_no_priority(scene: Scene) -> None:
    scene.offer(scene.author(), HERON)
    output = scene.drafted()
    meant = Meant("Doors stay open.", PEOPLE, priority="made-up")
    with scene.sessions.begin() as db:
        write_message(db, scene.facilitator, output, meant, key=new_id(), now=scene.now())
    with scene.sessions() as db:
        assert db.scalars(select(KeyMessage.priority)).one() == ""
