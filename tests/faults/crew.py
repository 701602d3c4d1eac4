"""A real worker and a real schedule for tests to harm, on stores of the test's own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.remind import plan_reminders
from app.kit.clock import SystemClock
from app.launch import commands
from app.people.models import Person
from app.post.models import Letter
from app.settings import Settings
from tests.bench.processes import tree
from tests.launch.waiting import until
from tests.mail_server import Arrival, MailServer
from tests.make.cohorts import make_cohort
from tests.make.gatherings import make_gathering
from tests.stores import MASTER_KEY

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 30.0


@dataclass
class Crew:
    """The processes of a deployment that send letters, by the part they play."""

    settings: Settings
    mail_url: str
    parts: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self, children: int = 2) -> subprocess.Popen[bytes]:
        """A Celery worker with so many children, each of which sends."""
        return self._start(commands.worker(children, "error"))

    def start_schedule(self) -> subprocess.Popen[bytes]:
        """A schedule that rings."""
        return self._start(commands.beat("error"))

    def dismiss(self) -> None:
        """End everything, whatever state it is in."""
        for part in self.parts:
            for pid in tree(part.pid):
                _kill(pid)
            part.wait(LIMIT)

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        part = subprocess.Popen(command, cwd=ROOT, env=self._environment())
        self.parts.append(part)
        return part

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DLP_DATA_DIR": str(self.settings.data_dir),
            "DLP_DATABASE_URL": self.settings.database_url or "",
            "DLP_REDIS_URL": self.settings.redis_url or "",
            "DLP_MAIL_URL": self.mail_url,
            "DLP_BASE_URL": self.settings.base_url,
            "DLP_SECRET_KEY": self.settings.secret_key,
            "DLP_VAULT_KEYS": MASTER_KEY,
            "PYTHONWARNINGS": "ignore",
        }


@contextmanager
def crew_of(settings: Settings, server: MailServer) -> Iterator[Crew]:
    """A crew that is not left behind, whatever the test finds."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    crew = Crew(settings, server.url)
    try:
        yield crew
    finally:
        crew.dismiss()


def kill_a_child(worker: subprocess.Popen[bytes], which: int) -> bool:
    """Kill -9 one of the processes in which a worker does its tasks; False when it has none now."""
    children = sorted(tree(worker.pid) - {worker.pid})
    return bool(children) and _kill(children[which % len(children)])


def _kill(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def make_reminded(db: Session, number: int, *, now: datetime) -> UUID:
    """A session that begins in fifty minutes, and a reminder of it due now for each person.

    Returns the session's id. Committed.
    """
    cohort = make_cohort(db, name="Riverside neighbours")
    _fill(db, cohort, number, now)
    gathering = make_gathering(db, cohort, starts_at=now + timedelta(minutes=50))
    # Planned a while ago: that of the last hour was ahead then, and is due now.
    assert plan_reminders(db, now - timedelta(minutes=20), gathering.id) == number
    db.commit()
    return gathering.id


def _fill(db: Session, cohort: Cohort, number: int, now: datetime) -> None:
    """People who joined long ago, without quiet hours, in two statements."""
    people = [
        Person(
            name=f"Person {place}",
            email=f"person-{place}@{cohort.slug}.example",
            roles=[],
            created_at=now - timedelta(days=30),
            quiet_from=datetime.min.time(),
            quiet_until=datetime.min.time(),
        )
        for place in range(number)
    ]
    db.add_all(people)
    db.flush()
    db.add_all(
        Enrolment(
            cohort_id=cohort.id,
            person_id=person.id,
            role="participant",
            standing="pcn_staff",
            state="joined",
            added_at=now - timedelta(days=30),
            joined_at=now - timedelta(days=30),
        )
        for person in people
    )
    db.flush()


@dataclass(frozen=True)
class Tally:
    """What became of the reminders of a session, on our side and at the mail server."""

    states: Counter[str]
    doubts: int
    sent_again: int

    def __str__(self) -> str:
        """For the log of the tests."""
        states = ", ".join(f"{number} {state}" for state, number in sorted(self.states.items()))
        return f"{states}; {self.doubts} doubts; {self.sent_again} sent again"


def wait_until_sent(sessions: sessionmaker[Session], gathering_id: UUID, seconds: float) -> None:
    """Wait until no letter about a session is due, or in anybody's hands."""
    until(lambda: not _open(sessions, gathering_id), "letters are still on their way", seconds)


def _open(sessions: sessionmaker[Session], gathering_id: UUID) -> int:
    with sessions() as db:
        is_open = or_(
            Letter.state.in_(["claimed", "sending"]),
            and_(Letter.state == "due", Letter.due_at <= SystemClock().now()),
        )
        return db.scalar(select(func.count()).where(Letter.about_id == gathering_id, is_open)) or 0


def _reminders(gathering_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """The reminders of a session, without its other letters, which the schedule may plan."""
    return Letter.about_id == gathering_id, Letter.kind == "reminder"


def tally(sessions: sessionmaker[Session], gathering_id: UUID, server: MailServer) -> Tally:
    """Compare what we say with what arrived; every letter that came twice is the same letter.

    Fails when a letter was lost, came with a second Message-ID or other words, or came twice
    without having been in doubt.
    """
    with sessions() as db:
        letters = db.scalars(select(Letter).where(*_reminders(gathering_id))).all()
        addresses = dict(
            db.execute(
                select(Person.id, Person.email).where(
                    Person.id.in_([letter.person_id for letter in letters])
                )
            ).all()
        )
    arrived = server.by_address()
    sent_again = 0
    for letter in letters:
        came = _same_words(arrived.get(addresses[letter.person_id] or "", []), letter.subject)
        assert (letter.state == "sent") == bool(came), f"{letter.state}, but came {len(came)} times"
        assert {arrival.message_id for arrival in came} <= {letter.message_id}, "a second name"
        assert len({arrival.data for arrival in came}) <= 1, "other words under the same name"
        assert len(came) <= 1 + letter.doubts, "sent again without a doubt"
        sent_again += max(0, len(came) - 1)
    states = Counter(letter.state for letter in letters)
    return Tally(states, sum(letter.doubts for letter in letters), sent_again)


def _same_words(came: list[Arrival], subject: str | None) -> list[Arrival]:
    """Those of a person's letters that are about this: other rooms may have written as well."""
    return [arrival for arrival in came if arrival.message["Subject"] == subject]
