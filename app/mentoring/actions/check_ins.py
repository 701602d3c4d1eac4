"""Asking both of a pair how it is going, keeping what they say, and noticing silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.calls import Reason, raise_calls
from app.mentoring.actions.pairings import lock_pairing
from app.mentoring.errors.check_ins import AnswerNeeded, NotAskedNow
from app.mentoring.letters.check_ins import CHECK_IN
from app.mentoring.models import CheckIn
from app.mentoring.policy.check_ins import is_asked, may_enter_answer
from app.mentoring.queries.check_ins import CheckInPlace, active_pairs
from app.mentoring.rules.calls import NO_WAY_TO_REACH, TWO_MISSED, WANTS_CALL, WAS_LOW
from app.mentoring.rules.check_ins import (
    ANSWER_WITHIN,
    ANSWERED,
    ANSWERS,
    ASKED,
    LOW,
    MISSED,
    NOT_ASKED,
    is_missed_again,
    number_due,
)
from app.mentoring.rules.states import ACTIVE
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters

ANSWERED_ALREADY = "They have answered."

# Each of the two who is still here; whoever cannot be reached at all is not asked.
_ASK = text(
    """
    INSERT INTO check_in (id, pairing_id, number, person_id, asked_on, state)
    SELECT uuidv7(), due.pairing_id, due.number, person.id, :today,
        CASE WHEN person.channel = 'post' AND person.post_address = '' THEN 'not_asked'
             ELSE 'asked' END
    FROM unnest(CAST(:pairings AS uuid[]), CAST(:numbers AS integer[])) AS due (pairing_id, number)
    JOIN pairing ON pairing.id = due.pairing_id AND pairing.state = 'active'
    JOIN pairing_member AS member ON member.pairing_id = pairing.id
    JOIN person ON person.id = member.person_id
    ON CONFLICT DO NOTHING
    RETURNING id, person_id, pairing_id, state
    """
)
# A question is missed when it had gone and nobody answered in time; not when there was a break or
# a hold meanwhile, when it never went, or when the next one is asked already.
_SETTLE = text(
    """
    UPDATE check_in SET state = found.state
    FROM (
        SELECT asked.id, letter.state AS letter, CASE
            WHEN letter.state IN ('refused','lapsed') THEN 'not_asked'
            WHEN (pairing.state <> 'active' OR pairing.state_since::date > asked.asked_on)
                AND asked.asked_on <= :long_ago THEN 'not_asked'
            WHEN letter.state = 'sent' AND letter.sent_at <= :before THEN 'missed'
            WHEN EXISTS (SELECT FROM check_in AS newer WHERE newer.pairing_id = asked.pairing_id
                         AND newer.person_id = asked.person_id AND newer.number > asked.number)
            THEN 'not_asked'
        END AS state
        FROM check_in AS asked
        JOIN pairing ON pairing.id = asked.pairing_id
        LEFT JOIN LATERAL (
            SELECT state, sent_at FROM letter
            WHERE letter.person_id = asked.person_id AND letter.kind = 'check_in'
              AND letter.about_id = asked.id
            ORDER BY created_at DESC, id DESC LIMIT 1
        ) AS letter ON true
        WHERE asked.state = 'asked'
    ) AS found
    WHERE check_in.id = found.id AND found.state IS NOT NULL AND check_in.state = 'asked'
    RETURNING check_in.person_id, check_in.pairing_id, check_in.number, check_in.state,
        found.letter
    """
)


@dataclass(frozen=True)
class Told:
    """What somebody says: one of the answers or none, and whether they would like a call.

    `via` is the way by which it came.
    """

    answer: str
    wants_call: bool
    via: str


def ask_check_ins(db: Session, *, now: datetime) -> int:
    """Ask both of every pair whose day has come; says how many are asked. At most four statements.

    A second run asks nobody again.
    """
    today = now.date()
    due = list(_due(active_pairs(db), today))
    if not due:
        return 0
    asked = db.execute(
        _ASK,
        {
            "pairings": [pairing_id for pairing_id, _ in due],
            "numbers": [number for _, number in due],
            "today": today,
        },
    ).all()
    plan_letters(
        db,
        [NewLetter(who, CHECK_IN, row, now) for row, who, _, state in asked if state == ASKED],
        now=now,
    )
    lost = [
        Reason(who, pair, NO_WAY_TO_REACH) for _, who, pair, state in asked if state == NOT_ASKED
    ]
    raise_calls(db, lost, now=now)
    return len(asked) - len(lost)


def settle_check_ins(db: Session, *, now: datetime) -> int:
    """Note questions that nobody answered in time; says how many were missed.

    Two missed in a row, and one that could not be brought, are reasons to ring. At most three
    statements.
    """
    before = now - ANSWER_WITHIN
    settled = db.execute(_SETTLE, {"before": before, "long_ago": before.date()}).all()
    missed = [(row[0], row[1]) for row in settled if row[3] == MISSED]
    reasons = [Reason(row[0], row[1], NO_WAY_TO_REACH) for row in settled if row[4] == "refused"]
    reasons += [Reason(*one, TWO_MISSED) for one in _missed_again(db, missed)]
    raise_calls(db, reasons, now=now)
    return len(missed)


def answer_check_in(
    db: Session, actor: Person, facts: CheckInPlace, told: Told, *, now: datetime
) -> CheckIn:
    """Keep what one of the two says to a question; at most five statements.

    They may say something else later. Whoever was asked enters it, or a coordinator whom they told.
    A low answer and a wish for a call are reasons to ring; a wish alone answers nothing yet.
    Raises: NotFound for whoever may not; AnswerNeeded, NotAskedNow.
    """
    if not (is_asked(actor, facts) or may_enter_answer(actor, facts)):
        raise NotFound
    if told.answer not in ANSWERS and not told.wants_call:
        raise AnswerNeeded
    pairing = lock_pairing(db, facts.check_in.pairing_id)
    row = db.scalars(
        select(CheckIn)
        .where(CheckIn.id == facts.check_in.id)
        .execution_options(populate_existing=True)
    ).one()
    if pairing.state != ACTIVE or row.state == NOT_ASKED:
        raise NotAskedNow
    is_own = row.person_id == actor.id
    if told.answer in ANSWERS:
        row.state, row.answer, row.answered_at = ANSWERED, told.answer, now
        row.via, row.entered_by_id = told.via, None if is_own else actor.id
        lapse_letters(db, row.id, [CHECK_IN], ANSWERED_ALREADY)
    row.wants_call = told.wants_call or (row.wants_call and told.answer not in ANSWERS)
    db.flush()
    raise_calls(db, _reasons(row, told), now=now)
    return row


def _reasons(row: CheckIn, told: Told) -> Iterator[Reason]:
    if told.answer == LOW:
        yield Reason(row.person_id, row.pairing_id, WAS_LOW)
    if told.wants_call:
        yield Reason(row.person_id, row.pairing_id, WANTS_CALL)


def _due(pairs: Sequence[tuple[UUID, datetime, int]], today: date) -> Iterator[tuple[UUID, int]]:
    for pairing_id, began, asked in pairs:
        number = number_due(began.date(), today)
        if number is not None and number > asked:
            yield pairing_id, number


def _missed_again(db: Session, missed: Sequence[tuple[UUID, UUID]]) -> Iterator[tuple[UUID, UUID]]:
    """Those of them who missed several in a row; one statement, none without any."""
    if not missed:
        return
    rows = db.execute(
        select(CheckIn.person_id, CheckIn.pairing_id, CheckIn.state)
        .where(
            CheckIn.person_id.in_({who for who, _ in missed}),
            CheckIn.pairing_id.in_({pair for _, pair in missed}),
            CheckIn.state != NOT_ASKED,
        )
        .order_by(CheckIn.number.desc())
    )
    states: dict[tuple[UUID, UUID], list[str]] = {}
    for who, pair, state in rows:
        states.setdefault((who, pair), []).append(state)
    yield from (one for one in missed if is_missed_again(states.get(one, [])))
