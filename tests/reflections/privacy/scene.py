"""One person who writes in every place there is, and everybody who might want to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import InstrumentedAttribute, Session
from werkzeug.test import TestResponse

from app.gatherings.models import Gathering
from app.kit.db import new_id
from app.participation.models import SupportShare
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.practice.models import GroupPlumbline, IndicatorValue, Pledge
from app.reflections.models import Attachment, CpdRecord, Reflection
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.files import make_picture
from tests.make.gatherings import make_gathering
from tests.make.helping import make_helping
from tests.make.library import make_library
from tests.make.people import make_person
from tests.make.practice import make_questions
from tests.make.progress import make_way
from tests.reflections.privacy.given import offer, share
from tests.reflections.privacy.kept import written_ahead
from tests.reflections.privacy.marks import marks_in, sentence
from tests.reflections.privacy.practised import hold_plumbline, map_supports, promise
from tests.reflections.privacy.readers import make_readers
from tests.reflections.privacy.together import write_together

if TYPE_CHECKING:
    from app.wiring import Platform

TELLS_WHO = "Ring me on 020 7946 0018."
AS_DATA = {"Accept": "application/json"}


@dataclass
class PrivateScene:
    """The author, the others, and the ids of all that was written."""

    app: Flask
    platform: Platform
    clock: StoppedClock
    sign_in: SignIn
    # What the platform's log says meanwhile.
    log: Sequence[Mapping[str, object]] = ()
    people: dict[str, Person] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    shares: list[str] = field(default_factory=list)
    browsers: list[FlaskClient] = field(default_factory=list)
    # Every place that was written at, and the newest one of each entry.
    written: set[str] = field(default_factory=set)
    newest: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let everybody come, and the author write; committed."""
        self.began = written_ahead(self.platform.engine)
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.come()
        self.author_client = self.client_of("author")
        self.write_entries()
        self.write_drafts()
        share(self)
        self.output = offer(self)
        self.ask_to_open()
        self.throw_away()
        self.attach()
        self.count_learning()
        self.search()
        self.take_along()
        self.walk_together()
        self.plumbline_id = hold_plumbline(self)
        promise(self)
        map_supports(self)

    def come(self) -> None:
        """A cohort on a small course, and one person in each role."""
        with self.platform.sessions() as db:
            author = make_person(db, name="Ann Author", phone="+442079460018")
            self.way = make_way(db, person=author)
            cohort = self.way.cohort
            cohort.phone = "0161 496 0123"
            make_library(db, cohort)
            make_questions(db, cohort)
            self.people = {"author": author, **make_readers(db, cohort)}
            make_helping(db, author, self.people["helper"])
            self.session_id = make_gathering(db, cohort, starts_at=NOON - timedelta(days=1)).id
            coming = make_gathering(db, cohort, title="Next meeting")
            plan_letters(
                db,
                [NewLetter(author.id, "reminder", coming.id, NOON, "day_before", None, cohort.id)],
                now=NOON,
            )
            db.commit()

    def client_of(self, who: str) -> FlaskClient:
        """A browser of this person's own."""
        client = self.app.test_client()
        self.browsers.append(client)
        return client if who == "signed out" else self.sign_in(client, self.people[who])

    def text(self, *places: str) -> str:
        """What the author writes; each place is remembered."""
        self.written.update(places)
        return " ".join(sentence(place) for place in places)

    def send(self, address: str, *, by: str = "author", **fields: Any) -> TestResponse:
        """Send a form as this person and look that it was taken."""
        client = self.author_client if by == "author" else self.client_of(by)
        answer = client.post(address, data={"request_key": str(new_id()), **fields})
        assert answer.status_code in (200, 202, 302), f"{address}: {answer.status_code}"
        return answer

    def entry(self, name: str, *later: str, **fields: Any) -> str:
        """An entry whose first version says this name's words, and each later one the next's."""
        made = self.send("/reflections/", text=self.text(name), **fields).location
        for number, place in enumerate(later, start=1):
            self.send(f"{made}/versions", text=self.text(place), seen=number)
        self.entries[name] = made.rsplit("/", 1)[1]
        self.newest[name] = [name, *later][-1]
        return made

    def write_entries(self) -> None:
        """Entries from nothing, a step and a session, of one version and of two."""
        self.entry("older", "version")
        self.entry("step", step=self.way.steps["reflect"].id, cohort=self.way.cohort.slug)
        self.entry("session", session=self.session_id)

    def write_drafts(self) -> None:
        """A new draft, a draft of a change, and a text that asks to be looked at again."""
        change = {"reflection": self.entries["older"], "seen": 2}
        for place, more in {"draft": {}, "redraft": change}.items():
            key = str(new_id())
            facts = {"text": self.text(place), "request_key": key, **more}
            answer = self.author_client.post("/reflections/drafts/", data=facts, headers=AS_DATA)
            assert answer.status_code == 200, answer.text
            self.drafts[place] = key
        key = str(new_id())
        told = self.send(
            "/reflections/", text=f"{self.text('looked')} {TELLS_WHO}", request_key=key
        )
        assert told.status_code == 202
        self.drafts["looked"] = key

    def ask_to_open(self) -> None:
        """The programme lead asks to open the author's log; nobody has answered."""
        facts: dict[str, Any] = {"person": self.people["author"].id, "reason": self.text("reason")}
        self.send("/admin/log-openings/", by="programme lead", **facts)

    def throw_away(self) -> None:
        """An entry that was thrown away and can still be brought back."""
        thrown = self.send("/reflections/", text=self.text("thrown")).location
        with self.platform.transaction() as db:
            db.get_one(Reflection, UUID(thrown.rsplit("/", 1)[1])).deleted_at = NOON

    def attach(self) -> None:
        """A picture with a name and a description, and a talk that nobody wrote down."""
        file = (BytesIO(make_picture()), f"{self.text('filename')}.jpg", "image/jpeg")
        at = f"/reflections/{self.entries['older']}/attachments"
        self.send(at, file=file, description=self.text("description"))

    def count_learning(self) -> None:
        """A record of learning that stands alone."""
        told = {"title": "learned", "learned": "lesson", "changed": "practice"}
        words = {name: self.text(place) for name, place in told.items()}
        self.send("/cpd/records/", **words, day="2027-01-19", minutes="30", who="others")

    def search(self) -> None:
        """The author looks for what they wrote; the address of what is found is kept."""
        self.found = self.send("/reflections/searches", words=sentence("version")).location

    def take_along(self) -> None:
        """The author takes everything out in a file, and sends it in to be looked at."""
        everything = self.send("/reflections/exports").data
        assert marks_in(everything) >= {"older", "version"}
        self.send("/reflections/imports", file=(BytesIO(everything), "log.zip"))

    def walk_together(self) -> None:
        """The author writes all that can be written in peer mentoring."""
        with self.platform.transaction() as db:
            self.together = write_together(db, self)

    def gathering(self, db: Session) -> Gathering:
        """The session that the author wrote about."""
        return db.get_one(Gathering, self.session_id)

    def more_tables(self) -> dict[str, InstrumentedAttribute[UUID]]:
        """Ids of what else hangs on entries, by the word of their addresses."""
        return {
            "attachment_id": Attachment.id,
            "record_id": CpdRecord.id,
            "pledge_id": Pledge.id,
            "group_id": GroupPlumbline.id,
            "value_id": IndicatorValue.id,
            "map_share_id": SupportShare.id,
        }

    @contextmanager
    def without(self, table: str) -> Iterator[None]:
        """Meanwhile a table is not there, so that whatever needs it fails in the middle."""
        # The names come from the test itself.
        self._rename(table, "mislaid")
        try:
            yield
        finally:
            self._rename("mislaid", table)

    def _rename(self, old: str, new: str) -> None:
        with self.platform.engine.begin() as on:
            on.exec_driver_sql(f'ALTER TABLE "{old}" RENAME TO "{new}"')
