"""While an erasure or a copy is on its way nothing is missed, and nobody waits for ever."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.actions.record import record
from app.kit.db import new_id
from app.mentoring.models import Worry
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from app.reflections.rules.export.archive import archive
from app.rights.actions import erase
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.erase import _claim, _do, erase_due
from app.rights.deeds import BESIDES, EXPORTED
from app.rights.queries.theirs import Keys, done_for_others
from app.rights.queries.whole_copy import WholeCopy
from app.rights.rules.erasing import STEPS
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.make.cohorts import make_member
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.make.suggestions import make_suggestion
from tests.rights.marks import rows_that_hold

if TYPE_CHECKING:
    from app.wiring import Platform


def test_what_others_write_about_somebody_while_they_are_erased_goes_as_well(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    way = make_way(db)
    mary = make_member(db, way.cohort, name="Mary Leaves")
    ask_erasure(db, None, mary, now=clock.now(), at_once=True)
    db.commit()
    held = _claim(platform.sessions, now=clock.now())
    assert held
    while STEPS[held.step] != "forget":
        held = _do(platform.sessions, held, platform.places, now=clock.now())
    # A letter is planned by somebody who did not know.
    plan_letters(db, [NewLetter(mary.id, "reminder", way.cohort.id, NOON)], now=NOON)
    letter = db.scalars(select(Letter).where(Letter.person_id == mary.id)).one()
    letter.body = "Dear Mary Leaves, see you on Tuesday by the allotment"
    db.commit()
    clock.move(minutes=6)
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    assert rows_that_hold(platform.engine, "Mary Leaves", "allotment") == set()


def test_nobody_takes_an_erasure_out_of_the_hands_of_whoever_works_long_at_it(
    db: Session, platform: Platform, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mary = make_person(db, name="Mary Leaves")
    ask_erasure(db, None, mary, now=clock.now(), at_once=True)
    db.commit()
    others: list[Any] = []
    rows = erase.WORK["rows"]

    def slowly(on: Session, job: Any) -> dict[str, Any]:
        """A step that takes longer than its lease; another worker looks for work meanwhile."""
        others.append(_claim(platform.sessions, now=clock.now() + timedelta(hours=1)))
        return rows(on, job)

    monkeypatch.setitem(erase.WORK, "rows", slowly)
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    assert others == [None]


def read(copy: WholeCopy) -> dict[str, bytes]:
    """The files of a copy."""
    packed = zipfile.ZipFile(io.BytesIO(b"".join(archive(copy.files(), made_at=NOON))))
    return {name: packed.read(name) for name in packed.namelist()}


def test_a_copy_tells_what_was_done_by_its_person_and_for_them_and_names_nobody_else(
    db: Session,
) -> None:
    mary, lead = make_person(db, name="Mary Reads"), make_person(db, name="Lea Lead")
    deed = BESIDES[EXPORTED]
    record(db, f"rights.{EXPORTED}", deed, now=NOON, actor_id=lead.id, whom_id=mary.id, by="person")
    files = read(WholeCopy(db, mary, NOON))
    (told,) = json.loads(files["data/record.json"])
    assert told["what"].startswith("Somebody else took a copy of what is kept about you")
    assert "pages/record.html" in files["index.html"].decode()
    assert not any(b"Lea Lead" in content for content in files.values())


def test_each_table_is_read_once_for_a_copy(db: Session, count_statements: CountStatements) -> None:
    way = make_way(db)
    for _ in range(3):
        make_suggestion(db, way, "More about buses")
    with count_statements() as statements:
        files = read(WholeCopy(db, way.person, NOON))
    assert len(json.loads(files["data/suggestion.json"])) == 3
    reads = [one for one in statements if "FROM suggestion" in one]
    # Once for what is theirs, and once for each column by which others do something in it.
    assert len([one for one in reads if "IS NOT true" not in one]) == 1


def test_what_somebody_wrote_down_for_whoever_gave_no_name_is_in_their_copy(db: Session) -> None:
    scribe = make_person(db)
    moments = {"raised_at": NOON, "escalates_at": NOON}
    worry = Worry(sealed_words=b"x", entered_by_id=scribe.id, via="page", **moments)
    worry.request_key = new_id()
    db.add(worry)
    db.flush()
    found = [one.name for one, _ in done_for_others(Keys(db, scribe.id))]
    assert "worry" in found
    assert db.get(Person, scribe.id) is not None
