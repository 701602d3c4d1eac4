"""The letters that bring sessions, as the post sees them: looked at again when they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries.people import facilitators_by_cohort
from app.gatherings.kinds import BEGUN, facts_of, prepare_letters
from app.gatherings.letters import SessionFacts, Text
from app.gatherings.letters.planned import planned_text, sessions_text
from app.gatherings.models import Gathering
from app.gatherings.queries.letters import NOT_HERE
from app.gatherings.queries.planned import Newcomer, newcomers_by_enrolment, sessions_ahead
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.planned import ON_JOINING
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NONE_AHEAD = "None of these sessions is still to come."


class SessionKind:
    """Letters that a session is planned."""

    name = "session"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Three statements; each session's text is written once for all its people."""

        def lapse(_letter: Letter, gathering: Gathering, _cohort: Cohort) -> str | None:
            if gathering.state != PLANNED:
                return CALLED_OFF
            return BEGUN if desk.now >= gathering.starts_at else None

        return prepare_letters(
            db, letters, desk, lapse, lambda facts: planned_text(facts, desk.now)
        )


class SessionsKind:
    """Letters with a whole series, or with all that is ahead for somebody who joined."""

    name = "sessions"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Three statements; what is the same for many is written once."""
        newcomers = newcomers_by_enrolment(db, [letter.about_id for letter in letters])
        cohorts = list({one.cohort.id for one in newcomers.values()})
        ahead = sessions_ahead(db, cohorts, desk.now)
        running = facilitators_by_cohort(db, cohorts)
        texts: dict[tuple[bool, tuple[UUID, ...]], Text] = {}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            person = newcomers.get(letter.about_id)
            if person is None or not person.joined:
                answers[letter.id] = Lapse(NOT_HERE)
                continue
            told = _told(letter, person, ahead.get(person.cohort.id, []))
            if not told:
                answers[letter.id] = Lapse(NONE_AHEAD)
                continue
            by_hand = letter.channel in BY_HAND
            which = (by_hand, tuple(gathering.id for gathering in told))
            if which not in texts:
                leaders = running.get(person.cohort.id, [])
                facts = [
                    facts_of(one, person.cohort, leaders, desk, by_hand=by_hand) for one in told
                ]
                texts[which] = _write(facts, person.cohort.slug, desk)
            answers[letter.id] = texts[which].to(person.name)
        return answers


def _told(letter: Letter, person: Newcomer, ahead: Sequence[Gathering]) -> list[Gathering]:
    """What a letter is about: a series, or what had been planned when the person joined."""
    if letter.occurrence != ON_JOINING:
        return [one for one in ahead if str(one.series_id) == letter.occurrence]
    joined_at = person.enrolment.joined_at
    return [one for one in ahead if joined_at is not None and one.created_at < joined_at]


def _write(sessions: Sequence[SessionFacts], slug: str, desk: Desk) -> Text:
    return sessions_text(
        sessions,
        page=f"{desk.site}/cohorts/{slug}/sessions",
        account=f"{desk.site}/account/calendar",
        now=desk.now,
    )
