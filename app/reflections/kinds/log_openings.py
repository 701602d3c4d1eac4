"""Letters about opened logs as the post sees them: they go at once, also at night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.tongues import mark
from app.reflections.letters.log_openings import (
    LOG_ASKED,
    LOG_OPENED,
    AskedFacts,
    OpenedFacts,
    log_asked_letter,
    log_opened_letter,
)
from app.reflections.models import REASON, LogOpening
from app.reflections.queries.log_openings import holds
from app.reflections.rules.log_openings import ANSWER_WITHIN, ASKED, ASKERS, DECIDERS
from app.vault.models import VaultKey
from app.vault.queries import opened

ANSWERED = "It was answered or taken back, or this person cannot answer it."
NOT_OPENED = "Nobody's log was opened."
SOMEBODY = mark("Somebody whose account is no longer here")

_asker, _decider = aliased(Person), aliased(Person)


class LogAskedKind:
    """Letters that tell whoever may be the second person that a request waits; about one."""

    name = LOG_ASKED
    topic = ""
    # Also at night: somebody may not be safe.
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what is answered, or is not this person's to answer, needs no letter."""
        rows: Iterable[Sequence[Any]] = db.execute(
            select(LogOpening, Person, _asker.name)
            .join(_asker, _asker.id == LogOpening.asked_by_id)
            .join(Person, Person.id.in_({letter.person_id for letter in letters}))
            .where(
                LogOpening.id.in_({letter.about_id for letter in letters}),
                LogOpening.state == ASKED,
                LogOpening.asked_at > desk.now - ANSWER_WITHIN,
                holds(_asker, ASKERS),
                holds(Person, DECIDERS),
                Person.id.not_in([LogOpening.asked_by_id, LogOpening.person_id]),
            )
        )
        found = {(row[0].id, row[1].id): row for row in rows}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            row = found.get((letter.about_id, letter.person_id))
            if row is None:
                answers[letter.id] = Lapse(ANSWERED)
                continue
            opening, person, asker = row
            facts = AskedFacts(
                name=person.name,
                asker=asker,
                until=opening.asked_at + ANSWER_WITHIN,
                zone=person.time_zone,
                opening_id=opening.id,
                site=desk.site,
                tongue=desk.tongue,
            )
            answers[letter.id] = log_asked_letter(facts)
        return answers


class LogOpenedKind:
    """Letters that tell somebody that two people opened their log; about one request."""

    name = LOG_OPENED
    topic = ""
    # Also at night: reading may have begun.
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement. It goes also when the log is closed again."""
        rows: Iterable[Sequence[Any]] = db.execute(
            select(
                *(LogOpening, Person, VaultKey.locked, LogOpening.ends_at),
                *(_asker.name, _decider.name),
            )
            .join(Person, Person.id == LogOpening.person_id)
            .join(VaultKey, VaultKey.owner_id == LogOpening.person_id)
            .outerjoin(_asker, _asker.id == LogOpening.asked_by_id)
            .outerjoin(_decider, _decider.id == LogOpening.decided_by_id)
            .where(
                LogOpening.id.in_({letter.about_id for letter in letters}),
                LogOpening.ends_at.is_not(None),
            )
        )
        found = {row[0].id: row for row in rows}
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            row = found.get(letter.about_id)
            if row is None:
                answers[letter.id] = Lapse(NOT_OPENED)
                continue
            opening, person, locked, ends_at, asker, decider = row
            facts = OpenedFacts(
                name=person.name,
                asker=asker or desk.tongue.say(SOMEBODY),
                decider=decider or desk.tongue.say(SOMEBODY),
                reason=opened(db, locked, person.id).open(
                    opening.sealed_reason, REASON, opening.id
                ),
                is_required_by_law=opening.is_required_by_law,
                until=ends_at,
                zone=person.time_zone,
                opening_id=opening.id,
                site=desk.site,
                tongue=desk.tongue,
                by_hand=letter.channel in BY_HAND,
            )
            answers[letter.id] = log_opened_letter(facts)
        return answers
