"""The weekly letter: what is ahead, and the letters that were kept back for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.correspondence.letters import Ahead, Asked, Week, weekly_letter
from app.correspondence.queries.news import (
    PollAsked,
    ReportOut,
    SessionAhead,
    kept_back,
    polls_asked,
    reports_out,
    sessions_ahead,
)
from app.correspondence.rules.weeks import A_WEEK, AHEAD, DIGEST
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse, LetterKind
from app.post.models import Letter
from app.post.queries.recipients import recipients_of
from app.post.rules import BY_HAND
from app.post.rules.topics import REMINDERS, WEEKLY

NOTHING_NEW = "There was nothing to tell this week."
NOT_WEEKLY = "They do not get a weekly letter any more."
A_REMINDER = "reminder"


class DigestKind:
    """Letters of the week, for people who chose that for a topic.

    A letter that was kept back for it is looked at once more by its own kind: what nobody needs
    any more is not told. Of sessions it tells those ahead, in the place of their reminders.
    """

    name = DIGEST
    topic = ""
    waits = True

    def __init__(self, kinds: Iterable[LetterKind] = ()) -> None:
        self.kinds = {kind.name: kind for kind in kinds if kind.topic}

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Five statements, and those of each kind that was kept back."""
        people = recipients_of(db, [letter.person_id for letter in letters])
        wanted = [one for one in people.values() if one.choices.get(REMINDERS) == WEEKLY]
        ahead = sessions_ahead(db, [one.id for one in wanted], now=desk.now, until=desk.now + AHEAD)
        weeks = [(letter.person_id, letter.due_at - A_WEEK, letter.due_at) for letter in letters]
        kept = kept_back(db, weeks, but=A_REMINDER)
        said = self._ask(db, kept, desk=desk)
        polls = polls_asked(db, [*people], now=desk.now)
        since = min((letter.due_at for letter in letters), default=desk.now) - A_WEEK
        reports = reports_out(db, [*people], since=since, now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            person = people.get(letter.person_id)
            if person is None or WEEKLY not in person.choices.values():
                answers[letter.id] = Lapse(NOT_WEEKLY)
                continue
            week = Week(
                name=person.name,
                ahead=[
                    _ahead(one, desk.site)
                    for one in ahead.get(person.id, [])
                    if _may_tell(letter, one.cohort_id)
                ],
                news=[
                    *(
                        said[one.id]
                        for one in kept.get(person.id, [])
                        if one.id in said and _may_tell(letter, one.cohort_id)
                    ),
                    *(
                        _report(one, desk, by_hand=letter.channel in BY_HAND)
                        for one in reports.get(person.id, [])
                        if letter.due_at - A_WEEK < one.published_at <= letter.due_at
                        and _may_tell(letter, one.cohort_id)
                    ),
                ],
                site=desk.site,
                tongue=desk.tongue,
                by_hand=letter.channel in BY_HAND,
                asked=[
                    _asked(one, desk.site)
                    for one in polls.get(person.id, [])
                    if letter.due_at - A_WEEK < one.proposed_at <= letter.due_at
                    and _may_tell(letter, one.cohort_id)
                ],
            )
            answers[letter.id] = weekly_letter(week) if week else Lapse(NOTHING_NEW)
        return answers

    def _ask(
        self, db: Session, kept: Mapping[UUID, Sequence[Letter]], desk: Desk
    ) -> dict[UUID, str]:
        """What the letters kept back would say now, in short, by their id."""
        groups: dict[str, list[Letter]] = {}
        for letters in kept.values():
            for letter in letters:
                groups.setdefault(letter.kind, []).append(letter)
        said: dict[UUID, str] = {}
        for name, group in groups.items():
            if name in self.kinds:
                answers = self.kinds[name].prepare(db, group, desk=desk)
                said.update(
                    (letter.id, _in_short(letter, draft))
                    for letter in group
                    if isinstance(draft := answers[letter.id], Draft)
                )
        return said


def sample_digest(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The weekly letter with a made-up session; one statement."""
    cohort = db.scalars(select(Cohort).where(Cohort.id == cohort_id)).one()
    starts_at = desk.now + timedelta(days=3)
    session = Ahead(
        desk.tongue.say("A made-up session"),
        cohort.name,
        starts_at,
        cohort.time_zone,
        f"{desk.site}/sessions/…",
    )
    by_hand = channel in BY_HAND
    news = desk.tongue.say("Module 2 is open for you.") + (
        "" if by_hand else f" {desk.site}/modules/{cohort.slug}/"
    )
    week = Week(SAMPLE_NAME, [session], [news], desk.site, desk.tongue, by_hand=by_hand)
    return weekly_letter(week)


def _ahead(one: SessionAhead, site: str) -> Ahead:
    return Ahead(one.title, one.cohort, one.starts_at, one.zone, f"{site}/sessions/{one.id}")


def _asked(one: PollAsked, site: str) -> Asked:
    return Asked(one.question, one.cohort, one.closes_at, one.zone, f"{site}/polls/{one.id}")


def _report(one: ReportOut, desk: Desk, *, by_hand: bool) -> str:
    said = desk.tongue.say(
        "{cohort} published a report: {title}", cohort=one.cohort, title=one.title
    )
    return said if by_hand else f"{said} {desk.site}/outputs/{one.slug}/"


def _in_short(letter: Letter, draft: Draft) -> str:
    """What a letter says in a line; a text has an address in it, which nobody can read out."""
    return draft.subject if letter.channel in BY_HAND else draft.short or draft.subject


def _may_tell(letter: Letter, cohort_id: UUID | None) -> bool:
    """Whoever brings a letter looks after one cohort, and need not hear of another."""
    return letter.channel not in BY_HAND or cohort_id == letter.cohort_id
