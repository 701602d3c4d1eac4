"""Sending letters, each in transactions of its own: an exception to "commit only at the edge"."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from operator import add

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session, sessionmaker

from app.kit.clock import Clock
from app.post.actions.claim import claim_letters
from app.post.actions.deliver import Sender
from app.post.actions.sweep import sweep
from app.post.office import Office
from app.post.queries import due_channels
from app.post.rules import SHIFT

__all__ = ["SendReport", "send_due", "sweep"]


@dataclass(frozen=True)
class SendReport:
    """What became of the letters of one visit to the outbox."""

    sent: int = 0
    lapsed: int = 0
    refused: int = 0
    put_off: int = 0
    doubtful: int = 0
    # Put on the list of those that people bring.
    listed: int = 0

    @property
    def handled(self) -> int:
        """How many letters were moved on; 0 when nothing was due."""
        return sum(astuple(self))

    def __add__(self, other: SendReport) -> SendReport:
        """Two visits as one."""
        return SendReport(*map(add, astuple(self), astuple(other)))


def send_due(
    sessions: sessionmaker[Session], office: Office, *, clock: Clock, batch: int = 50
) -> SendReport:
    """Send what is due, batch by batch, until nothing is due or 20 seconds have passed.

    Finds the letters of dead workers first. The channels take turns. Commits by itself, and talks
    to the carriers with no transaction open. Any number of workers may do this at the same time.
    """
    ended: Counter[str] = Counter()
    stop_at = clock.now() + SHIFT
    with _line(sessions) as line, ExitStack() as road:
        with sessions() as db, db.begin():
            ended["doubtful"] += sweep(db, clock.now()).doubted
            going = due_channels(db, now=clock.now())
        senders = {
            channel: Sender(line, carrier, road, office.links, site=office.site, clock=clock)
            for channel, carrier in office.carriers.items()
        }
        while going and clock.now() <= stop_at:
            for channel in tuple(going):
                with sessions() as db, db.begin():
                    taken = claim_letters(db, office, channel=channel, now=clock.now(), most=batch)
                ended.update(taken.ended)
                sender = senders.get(channel)
                goes_on = sender is None or sender.send(taken, ended, stop_at=stop_at)
                if not goes_on or taken.taken < batch:
                    going.remove(channel)
    return SendReport(**ended)


def _line(sessions: sessionmaker[Session]) -> Connection:
    """One connection for the whole visit, on which each statement is a transaction."""
    with sessions() as asked:
        bind = asked.get_bind()
    if not isinstance(bind, Engine):
        message = "letters are sent over an engine of their own"
        raise TypeError(message)
    return bind.connect().execution_options(isolation_level="AUTOCOMMIT")
