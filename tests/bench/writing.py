"""What the box of the log sends by itself, and a log that is years long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count
from urllib.parse import urlencode
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from app.cohorts.models import Enrolment
from app.kit.db import new_id
from app.reflections.models import BEGINNING, TEXT, Reflection, ReflectionVersion
from app.vault.actions import key_for_writing
from app.wiring import Platform
from tests.bench.bare_tables import LOREM
from tests.bench.client import Ask
from tests.bench.learners import Learner

JSON = "application/json"
YEARS = timedelta(days=2_000)


def autosaves(learners: Sequence[Learner]) -> Callable[[int], list[Ask]]:
    """Each learner's open box keeps what is in it, again and again, as its script does."""
    numbers = count(1)
    boxes = [{"request_key": str(uuid4()), "writer": str(uuid4())} for _ in learners]

    def ask(turn: int) -> Ask:
        learner, box = learners[turn % len(learners)], boxes[turn % len(learners)]
        sent = next(numbers)
        fields = {**box, "text": f"Draft {sent}. {LOREM * 8}", "nth": str(sent), "revision": "1"}
        form = urlencode({**fields, "csrf_token": learner.token}).encode()
        path, cookie = "/reflections/drafts/", learner.browser.cookie
        return Ask("POST", path, cookie, 200, ['"revision":'], form=form, accept=JSON)

    return lambda number: [ask(turn) for turn in range(number)]


def person_of(on: Platform, learner: Learner) -> UUID:
    """Who a learner is."""
    seat = select(Enrolment.person_id).where(Enrolment.id == learner.enrolment_id)
    with on.transaction() as db:
        return db.scalars(seat).one()


def make_long_log(on: Platform, person_id: UUID, texts: Sequence[str]) -> None:
    """So many old entries in the log of one person, sealed as they are when somebody writes."""
    now = on.clock.now()
    with on.transaction() as db:
        key = key_for_writing(db, person_id, now=now)
        made, versions = [], []
        for number, words in enumerate(texts):
            at = now - YEARS + number * timedelta(hours=1)
            entry, version = new_id(), new_id()
            made.append(
                {"id": entry, "person_id": person_id, "request_key": new_id(), "created_at": at}
            )
            versions.append(
                {
                    "id": version,
                    "reflection_id": entry,
                    "number": 1,
                    "written_at": at,
                    "sealed": key.seal(words, TEXT, version),
                    "sealed_beginning": key.seal(words[:150], BEGINNING, version),
                }
            )
        db.execute(insert(Reflection), made)
        db.execute(insert(ReflectionVersion), versions)
