"""What the author writes in peer mentoring, with whoever walks with them, and who may find it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.keys import key_to_write, own_key
from app.mentoring.models import (
    AgreementReading,
    CheckInText,
    MatchingLine,
    MatchingRun,
    Worry,
    WorryChange,
)
from app.mentoring.rules import keys
from app.mentoring.rules.states import CLOSING
from app.mentoring.rules.topics import ANSWERS
from app.people.models import Person
from app.vault.actions import key_for_writing
from tests.clock import NOON
from tests.make.mentoring import (
    make_agreement,
    make_apart,
    make_call,
    make_check_in,
    make_goal,
    make_hours,
    make_meeting,
    make_note,
    make_offer,
    make_pairing,
    make_profile,
)
from tests.reflections.privacy.marks import sentence

if TYPE_CHECKING:
    from tests.reflections.privacy.scene import PrivateScene

# Places that no page shows yet. Whoever builds the page takes its place out of here, and writes
# in `tests.reflections.privacy.readers.MAY_FIND` who else may find it.
NOT_SHOWN: frozenset[str] = frozenset()


def write_together(db: Session, scene: PrivateScene) -> Mapping[str, list[UUID]]:
    """The author walks with the mentor, and everything is written that there is; flushed.

    Gives the ids of each, by the words of addresses.
    """
    author, partner = scene.people["author"], scene.people["mentor"]
    coordinator, lead = scene.people["mentoring coordinator"], scene.people["safeguarding lead"]
    make_profile(db, author, characteristics=["carer", scene.text("characteristics")])
    make_profile(db, partner, side=ANSWERS)
    place = make_pairing(db, author, partner, coordinator, lead, CLOSING)
    boundaries = scene.text("boundaries")
    version = make_agreement(db, place, number=2, boundaries=boundaries, signed=False)
    # It is being read out to the author over the phone.
    db.add(
        AgreementReading(
            agreement_id=version.id, person_id=author.id, read_by_id=coordinator.id, read_at=NOON
        )
    )
    key = key_to_write(db, place, now=NOON)
    own = place.member(author.id).row
    own.sealed_gained = key.seal(scene.text("gained"), keys.GAINED, own.id)
    meeting = make_meeting(db, place.pairing)
    make_hours(db, meeting, author, partner)
    asked = make_check_in(db, place.pairing, author)
    goal = make_goal(db, place, author, scene.text("goal"))
    note = make_note(db, place, author, scene.text("note"))
    _reply(db, scene, author.id)
    run = MatchingRun(state="proposed", asked_at=NOON, request_key=new_id())
    db.add(run)
    db.flush()
    line = MatchingLine(run_id=run.id, person_id=author.id, origin="left", reasons=[])
    db.add(line)
    db.flush()
    return {
        "pairing_id": [place.pairing.id],
        "meeting_id": [meeting.id],
        "goal_id": [goal.id],
        "note_id": [note.id],
        "check_in_id": [asked.id],
        "run_id": [run.id],
        "line_id": [line.id],
        "call_id": [make_call(db, author, place.pairing).id],
        "apart_id": [make_apart(db, author, scene.people["participant"]).id],
        "worry_id": [_worry(db, author.id, lead.id)],
        **_offered(db, author),
    }


def _reply(db: Session, scene: PrivateScene, author_id: UUID) -> None:
    """A text came from the author that is no answer."""
    got = CheckInText(
        id=new_id(),
        provider_id="one",
        phone="+442079460018",
        person_id=author_id,
        fate="not_an_answer",
        received_at=NOON,
    )
    key = own_key(db, author_id, now=NOON)
    got.sealed_words = key.seal(scene.text("replied"), keys.CHECK_IN_TEXT, got.id)
    db.add(got)


def _offered(db: Session, author: Person) -> Mapping[str, list[UUID]]:
    offer = make_offer(db, author)
    return {"recognition_id": [offer.id], "rate_id": [offer.rate_id]}


def _worry(db: Session, author_id: UUID, lead_id: UUID) -> UUID:
    """The author is worried, and the lead opened it in time and noted something."""
    key = key_for_writing(db, keys.WORRY_LOG, now=NOON)
    worry = Worry(
        id=new_id(),
        sealed_words=b"",
        raised_by_id=author_id,
        via="page",
        raised_at=NOON,
        escalates_at=NOON + timedelta(days=1),
        opened_at=NOON,
        opened_by_id=lead_id,
        request_key=new_id(),
    )
    words = json.dumps({"what": sentence("worried"), "about": "", "concerns": "somebody"})
    worry.sealed_words = key.seal(words, keys.WORRY, worry.id)
    noted = WorryChange(id=new_id(), worry_id=worry.id, what="noted", at=NOON)
    noted.sealed_words = key.seal(sentence("worrynote"), keys.WORRY_NOTE, noted.id)
    db.add(worry)
    db.flush()
    opened = WorryChange(worry_id=worry.id, what="opened", at=NOON, actor_id=lead_id)
    db.add_all([opened, noted])
    db.flush()
    return worry.id
