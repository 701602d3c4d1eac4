"""Letters that sessions have changed, as the post sees them: each tells what its reader knew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries.people import facilitators_by_cohort
from app.gatherings.kinds import NO_SESSION, NOT_CALLED_OFF, OVER, facts_of
from app.gatherings.kinds.heard import first_unknown
from app.gatherings.letters import SessionFacts, Text
from app.gatherings.letters.changed import (
    News,
    moved_text,
    series_cancelled_text,
    series_moved_text,
)
from app.gatherings.models import Gathering, GatheringChange
from app.gatherings.queries.changes import (
    Hearer,
    Told,
    hearers_of,
    letters_told,
    sessions_of_batches,
    told_changes,
)
from app.gatherings.queries.letters import NOT_HERE, gatherings_with_cohorts
from app.gatherings.rules import CANCELLED
from app.gatherings.rules.changes import stand_of
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

Sessions = Sequence[tuple[Gathering, Cohort]]


class MovedKind:
    """Letters that one session has changed."""

    name = "moved"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Five statements; people who know the same get one and the same text."""
        found = gatherings_with_cohorts(db, list({letter.about_id for letter in letters}))
        covered: dict[UUID, Sessions] = {
            letter.id: [found[letter.about_id]] if letter.about_id in found else []
            for letter in letters
        }
        changes = _Changes(db, letters, covered, desk)
        return changes.answers(lambda news: moved_text(news[0], desk.now))


class SeriesMovedKind:
    """Letters that sessions of a series have new times: one for all of them."""

    name = "series_moved"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Five statements, however many sessions; those changed again since are left out."""
        covered = _of_batches(db, letters)
        return _Changes(db, letters, covered, desk).answers(
            lambda news: series_moved_text(news, desk.now)
        )


class SeriesCancelledKind:
    """Letters that sessions of a series are off: one for all of them."""

    name = "series_cancelled"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Three statements; the text is written once for all the people of a series."""
        covered = _of_batches(db, letters)
        hearers = hearers_of(db, letters)
        running = _running(db, covered)
        texts: dict[tuple[str, bool], Text] = {}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            off = [pair for pair in covered[letter.id] if pair[0].state == CANCELLED]
            ahead = [pair for pair in off if pair[0].ends_at > desk.now]
            hearer = hearers.get(letter.id)
            if hearer is None or not hearer.is_in or not ahead:
                answers[letter.id] = Lapse(_why_not(hearer, covered[letter.id], off))
                continue
            about = (letter.occurrence, letter.channel in BY_HAND)
            if about not in texts:
                facts = [
                    facts_of(*pair, running.get(pair[1].id, []), desk, by_hand=about[1])
                    for pair in ahead
                ]
                texts[about] = series_cancelled_text(facts, desk.now)
            answers[letter.id] = texts[about].to(hearer.name)
        return answers


def _why_not(hearer: Hearer | None, covered: Sessions, off: Sessions) -> str:
    if hearer is None or not hearer.is_in:
        return NOT_HERE
    if not covered:
        return NO_SESSION
    return OVER if off else NOT_CALLED_OFF


def _of_batches(db: Session, letters: Sequence[Letter]) -> dict[UUID, Sessions]:
    """The sessions that letters about series cover, by the letter's id; one statement."""
    batches = sessions_of_batches(db, {UUID(letter.occurrence) for letter in letters})
    return {letter.id: batches.get(UUID(letter.occurrence), []) for letter in letters}


def _running(db: Session, covered: Mapping[UUID, Sessions]) -> dict[UUID, list[Person]]:
    cohorts = {cohort.id for sessions in covered.values() for _, cohort in sessions}
    return facilitators_by_cohort(db, list(cohorts))


@dataclass(frozen=True)
class _Changes:
    """Letters about changes, with the sessions that each covers."""

    db: Session
    letters: Sequence[Letter]
    covered: Mapping[UUID, Sessions]
    desk: Desk

    def answers(self, write: Callable[[Sequence[News]], Text]) -> dict[UUID, Draft | Lapse]:
        """What becomes of each letter; four statements."""
        sessions = {one.id: one for pairs in self.covered.values() for one, _ in pairs}
        changes = told_changes(self.db, list(sessions))
        cohorts = {cohort.id for pairs in self.covered.values() for _, cohort in pairs}
        told = letters_told(self.db, {letter.person_id for letter in self.letters}, cohorts)
        hearers = hearers_of(self.db, self.letters)
        running = _running(self.db, self.covered)
        texts: dict[object, Text] = {}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in self.letters:
            hearer = hearers.get(letter.id)
            if hearer is None or not hearer.is_in:
                answers[letter.id] = Lapse(NOT_HERE)
                continue
            found = self._unknown(letter, hearer, changes, told.get(letter.person_id, []))
            if isinstance(found, str):
                answers[letter.id] = Lapse(found)
                continue
            by_hand = letter.channel in BY_HAND
            changed = tuple(one.id for _, _, one in found)
            key = (letter.occurrence, letter.about_id, by_hand, changed)
            if key not in texts:
                texts[key] = write([self._news(*one, running, by_hand=by_hand) for one in found])
            answers[letter.id] = texts[key].to(hearer.name)
        return answers

    def _unknown(
        self,
        letter: Letter,
        hearer: Hearer,
        changes: Mapping[UUID, Sequence[GatheringChange]],
        told: Sequence[Told],
    ) -> list[tuple[Gathering, Cohort, GatheringChange]] | str:
        """What this person has not heard, each with its first change unknown; or why not."""
        found: list[tuple[Gathering, Cohort, GatheringChange]] = []
        reason = NO_SESSION
        for gathering, cohort in self.covered[letter.id]:
            first = first_unknown(
                letter, hearer, gathering, changes.get(gathering.id, []), told, self.desk.now
            )
            if isinstance(first, str):
                reason = first
            else:
                found.append((gathering, cohort, first))
        return found or reason

    def _news(
        self,
        gathering: Gathering,
        cohort: Cohort,
        change: GatheringChange,
        running: Mapping[UUID, Sequence[Person]],
        *,
        by_hand: bool,
    ) -> News:
        people = running.get(cohort.id, [])
        facts: SessionFacts = facts_of(gathering, cohort, people, self.desk, by_hand=by_hand)
        return News(facts, stand_of(change), stand_of(gathering))
