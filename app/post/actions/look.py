"""The last look at letters before they go or are brought: are they wanted, and what do they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter, OpeningWords
from app.post.office import Office
from app.post.queries.recipients import Recipient, recipients_of
from app.post.rules import (
    IN_DIGEST,
    NO_ADDRESS,
    NO_LINK,
    NO_PERSON,
    NO_PHONE,
    NOT_WANTED,
    SIGN_IN_CODE,
    SIGN_IN_LINK,
)
from app.post.rules.openings import with_opening
from app.post.rules.own_links import with_own_links
from app.post.rules.quiet import quiet_until
from app.post.rules.tongues import Tongue
from app.post.rules.topics import NONE, WEEKLY

log = structlog.get_logger()


@dataclass(frozen=True)
class Wait:
    """A letter that is wanted later; `until` is in UTC."""

    until: datetime


# None: its kind could not write it.
Answer = Draft | Lapse | Wait | None
# How one kind writes letters in one language.
Write = Callable[[Session, Sequence[Letter]], Mapping[UUID, Draft | Lapse]]


@dataclass(frozen=True)
class Looked:
    """Whom letters are for, by the person's id, and what is to become of each, by its own id."""

    people: Mapping[UUID, Recipient]
    answers: Mapping[UUID, Answer]


def look_again(db: Session, office: Office, letters: Sequence[Letter], *, now: datetime) -> Looked:
    """Look at letters at the moment of sending or of being brought, and write those still wanted.

    One statement for the people, one for the opening words of their cohorts, and those of each
    kind that is met in each language, however many letters.
    """
    people = recipients_of(db, [letter.person_id for letter in letters])
    answers: dict[UUID, Answer] = {
        letter.id: _hold(office, letter, people.get(letter.person_id), now) for letter in letters
    }
    free = [letter for letter in letters if answers[letter.id] is None]
    said = _ask_kinds(db, office, free, people, now=now)
    words = _opening_words(db, [letter for letter in free if letter.id in said])
    for letter in free:
        answer = _checked(letter, said.get(letter.id))
        if isinstance(answer, Draft):
            answer = with_opening(answer, words.get((letter.cohort_id, letter.kind), ""))
        answers[letter.id] = answer
    return Looked(people, answers)


def text_on(channel: str, draft: Draft, *, is_listed: bool, site: str) -> str:
    """What a letter says on a channel; what people bring never lets anybody sign in."""
    words = draft.short or draft.body if channel == "text" else draft.body
    if not is_listed:
        return words
    return with_own_links(
        words.replace(SIGN_IN_LINK, f"{site}/sign-in").replace(SIGN_IN_CODE, "…"),
        lambda _: f"{site}/sign-in",
    )


def _hold(
    office: Office, letter: Letter, person: Recipient | None, now: datetime
) -> Lapse | Wait | None:
    """Why a letter does not go now, for the person's sake; None when it does."""
    if person is None:
        return Lapse(NO_PERSON)
    if (letter.goes_to or person.address(letter.channel)) is None:
        return Lapse(NO_ADDRESS if letter.channel == "email" else NO_PHONE)
    kind = office.kinds.get(letter.kind)
    choice = person.choices.get(kind.topic) if kind is not None and kind.topic else None
    if choice in {NONE, WEEKLY}:
        return Lapse(NOT_WANTED if choice == NONE else IN_DIGEST)
    if kind is None or not kind.waits or office.is_listed(letter.channel):
        return None
    until = quiet_until(
        now,
        zone=person.time_zone,
        quiet_from=person.quiet_from,
        quiet_ends=person.quiet_until,
    )
    return Wait(until) if until else None


def _checked(letter: Letter, answer: Draft | Lapse | None) -> Draft | Lapse | None:
    """The answer, unless it needs a sign-in link that is not there."""
    if isinstance(answer, Draft) and SIGN_IN_LINK in answer.body and not letter.link_id:
        return Lapse(NO_LINK)
    return answer


def _ask_kinds(
    db: Session,
    office: Office,
    letters: Sequence[Letter],
    people: Mapping[UUID, Recipient],
    *,
    now: datetime,
) -> dict[UUID, Draft | Lapse]:
    """What kinds say, in the languages that are wanted; each kind writes one at a time."""
    groups: dict[tuple[str, str], list[Letter]] = defaultdict(list)
    tongues: dict[str, Tongue] = {}
    for letter in letters:
        tongue = office.tongue(letter.channel, people[letter.person_id].language)
        tongues[tongue.language.code] = tongue
        groups[letter.kind, tongue.language.code].append(letter)
    answers: dict[UUID, Draft | Lapse] = {}
    for (name, code), group in groups.items():
        if name in office.kinds:
            desk = Desk(office.site, now, tongues[code])
            write = partial(office.kinds[name].prepare, desk=desk)
            answers.update(_prepare(db, write, name, group))
        else:
            log.error("letter_kind_unknown", kind=name, letters=len(group))
    return answers


def _prepare(
    db: Session, write: Write, name: str, group: Sequence[Letter]
) -> Mapping[UUID, Draft | Lapse]:
    """The kind's answers; when one letter makes it fail, the others still get theirs."""
    try:
        with db.begin_nested():
            return write(db, group)
    except Exception:
        if len(group) == 1:
            log.exception("letter_not_written", kind=name, letter=str(group[0].id))
            return {}
    answers: dict[UUID, Draft | Lapse] = {}
    for letter in group:
        answers.update(_prepare(db, write, name, [letter]))
    return answers


def _opening_words(db: Session, letters: Sequence[Letter]) -> Mapping[tuple[UUID | None, str], str]:
    """The opening words for letters of cohorts, by cohort and kind."""
    of_cohorts = {letter.cohort_id for letter in letters if letter.cohort_id}
    if not of_cohorts:
        return {}
    rows = db.execute(
        select(OpeningWords.cohort_id, OpeningWords.kind, OpeningWords.words).where(
            OpeningWords.cohort_id.in_(of_cohorts),
            OpeningWords.kind.in_({letter.kind for letter in letters}),
        )
    )
    return {(cohort_id, kind): words for cohort_id, kind, words in rows}
