"""The worker takes each text from the folder once, and none keeps another waiting."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.actions.texts import read_texts
from app.mentoring.queries.check_ins import own_texts
from app.vault.models import VaultKey
from tests.clock import StoppedClock
from tests.make.mentoring import Mentors
from tests.mentoring.check_ins.texts import CAME, answer_of, take, whys

if TYPE_CHECKING:
    from app.wiring import Platform


def _put(platform: Platform, name: str, at: datetime, **told: str) -> Path:
    folder = platform.settings.data_dir / "texts" / "in"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    file.write_text(json.dumps(told))
    os.utime(file, (at.timestamp(), at.timestamp()))
    return file


def test_the_worker_takes_what_lies_in_the_folder_once(
    asked: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    db.commit()
    assert platform.inbox is not None
    _put(platform, "second", CAME, **{"from": "+447700900101", "text": "low"})
    _put(platform, "first", CAME - timedelta(minutes=5), **{"from": "07700900101", "text": "well"})
    _put(platform, "other", CAME, hello="nothing")
    _put(platform, "long-ago", CAME - timedelta(days=8), **{"from": "1", "text": "old"})
    clock.moment = CAME
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 2
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 0
    assert answer_of(db, asked.joan)[1] == "low"
    _put(platform, "late", CAME - timedelta(hours=3), **{"from": "+447700900101", "text": "call"})
    clock.move(minutes=1)
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 1


HALF_AN_EMOJI = "\ud83d"


def test_half_an_emoji_keeps_nobodys_text_waiting(
    asked: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    asked.petra.phone = "+447700900102"
    db.commit()
    assert platform.inbox is not None
    broken = f"It was lovely {HALF_AN_EMOJI}"
    _put(platform, "1", CAME - timedelta(minutes=5), **{"from": "07700900101", "text": broken})
    _put(platform, "2", CAME - timedelta(minutes=4), **{"from": HALF_AN_EMOJI, "text": "well"})
    _put(platform, "3", CAME, **{"from": "07700900102", "text": "low"})
    clock.moment = CAME
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 3
    assert [one.words for one in own_texts(db, asked.joan)] == ["It was lovely ?"]
    assert (asked.joan, "unread_text") in whys(db)
    assert answer_of(db, asked.petra)[1] == "low"


def test_a_text_that_cannot_be_taken_keeps_no_other_waiting_and_is_tried_again(
    asked: Mentors, db: Session, platform: Platform, clock: StoppedClock
) -> None:
    asked.petra.phone = "+447700900102"
    take(db, "I do not know")
    key = db.scalars(select(VaultKey).where(VaultKey.owner_id == asked.joan.id)).one()
    whole, key.locked = key.locked, b"not a key"
    db.commit()
    assert platform.inbox is not None
    _put(platform, "1", CAME - timedelta(minutes=5), **{"from": "07700900101", "text": "Who?"})
    _put(platform, "2", CAME, **{"from": "07700900102", "text": "low"})
    clock.moment = CAME
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 1
    assert answer_of(db, asked.petra)[1] == "low"
    key.locked = whole
    db.commit()
    assert read_texts(platform.sessions, platform.inbox, clock=clock) == 1
    assert {one.words for one in own_texts(db, asked.joan)} == {"I do not know", "Who?"}
