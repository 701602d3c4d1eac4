"""Planning the letters about worries: each says only that there is something to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.mentoring.letters.worries import WORRY_ESCALATED, WORRY_OPENED, WORRY_WAITING
from app.mentoring.models import Worry
from app.mentoring.queries.named import Named
from app.mentoring.rules.worries import days_waited
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.rules import BY_HAND


def tell_handlers(db: Session, worries: Sequence[Worry], named: Named, *, now: datetime) -> None:
    """Plan a letter a day to everybody who could open one of these, until somebody does.

    A letter that is there is left as it is. One statement, none for no letters.
    """
    letters = [one for worry in worries for one in _letters(worry, named, now)]
    if letters:
        plan_letters(db, letters, now=now)


def tell_raiser(db: Session, worry: Worry, raiser: Person | None, *, now: datetime) -> None:
    """Plan the letter that it was opened; one statement.

    Never by hand: whoever brings letters need not know that somebody is worried. Whoever handles
    the worry is told on its page to ring them instead.
    """
    if raiser is not None and raiser.channel not in BY_HAND:
        plan_letters(db, [NewLetter(raiser.id, WORRY_OPENED, worry.id, now)], now=now)


def straight_channel(person: Person) -> str | None:
    """A channel that nobody else carries by hand; None when there is no such address."""
    if person.channel not in BY_HAND:
        return person.channel
    if person.email:
        return "email"
    return "text" if person.phone else None


def _letters(worry: Worry, named: Named, now: datetime) -> Iterator[NewLetter]:
    to: list[tuple[str, Sequence[Person], datetime]] = []
    if not worry.kept_from_lead:
        to.append((WORRY_WAITING, named.leads, worry.raised_at))
    if worry.escalated_at is not None:
        to.append((WORRY_ESCALATED, named.deputies, worry.escalated_at))
    for kind, people, since in to:
        day = str(days_waited(since, now))
        for person in people:
            channel = straight_channel(person)
            if channel is not None:
                yield NewLetter(person.id, kind, worry.id, now, day, channel=channel)
