"""What becomes of proposals by themselves: people are asked, rung, and it ends in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.mentoring.actions.letters import tell_not_now, tell_proposed
from app.mentoring.actions.pairings import BY_CLOCK, move_pairing
from app.mentoring.letters.proposals import PAIR_AGREED, PAIR_PROPOSED
from app.mentoring.rules.states import EXPIRED, WITHDRAWN

# Of one visit; the next one goes on.
AT_ONCE = 100
# So long before a proposal runs out, and so long after both said yes, somebody is rung.
RING_BEFORE = timedelta(days=5)
RING_AFTER = timedelta(days=14)

# Whoever has no address on paper and no other way, or whose letter about it did not arrive.
_UNREACHED = """
    (person.channel = 'post' AND person.post_address = ''
     OR EXISTS (SELECT FROM letter WHERE letter.about_id = pairing.id
                AND letter.person_id = person.id AND letter.kind = ANY(:kinds)
                AND letter.state = 'refused'))
"""
# Why a proposal is over, the weightiest first; none: it stands. Whoever holds more than they have
# room for keeps what is under way, and then what was proposed first.
_OVER = text(
    f"""
    SELECT id, reason FROM (
        SELECT pairing.id, pairing.answer_by, CASE
            WHEN pairing.one_id IS NULL OR pairing.two_id IS NULL
              OR EXISTS (
                SELECT FROM pairing_member AS member WHERE member.pairing_id = pairing.id
                  AND NOT EXISTS (SELECT FROM enrolment WHERE enrolment.state = 'joined'
                                  AND enrolment.person_id = member.person_id))
            THEN 'left_programme'
            WHEN EXISTS (
                SELECT FROM mentoring_apart AS apart
                WHERE apart.person_id IN (pairing.one_id, pairing.two_id)
                  AND apart.other_id IN (pairing.one_id, pairing.two_id))
            THEN 'kept_apart'
            WHEN EXISTS (
                SELECT FROM pairing_member AS member
                LEFT JOIN mentoring_profile AS profile ON profile.person_id = member.person_id
                WHERE member.pairing_id = pairing.id
                  AND (coalesce(profile.state, '') <> 'open' AND member.answer IS NULL
                       OR profile.capacity < (
                            SELECT count(*) FROM pairing_member AS held
                            JOIN pairing AS other ON other.id = held.pairing_id
                            WHERE held.person_id = member.person_id AND (
                                other.state IN ('agreeing','active','paused','closing','suspended')
                                OR other.state = 'proposed' AND (other.proposed_at, other.id)
                                   <= (pairing.proposed_at, pairing.id)))))
            THEN 'no_room'
            WHEN pairing.answer_by <= :now THEN CASE WHEN EXISTS (
                SELECT FROM pairing_member AS member
                JOIN person ON person.id = member.person_id
                WHERE member.pairing_id = pairing.id AND member.answer IS NULL AND {_UNREACHED})
            THEN 'no_way_to_reach' ELSE '' END
        END AS reason
        FROM pairing WHERE pairing.state = 'proposed'
    ) AS found
    WHERE reason IS NOT NULL ORDER BY answer_by, id LIMIT :most
    """  # noqa: S608 - our own words
)
# The same reason to ring is not raised again within a week of its being settled.
_RAISE = text(
    f"""
    INSERT INTO mentoring_call (id, person_id, pairing_id, why, raised_at)
    SELECT uuidv7(), found.person_id, found.pairing_id, found.why, :now FROM (
        SELECT person.id AS person_id, pairing.id AS pairing_id, CASE
            WHEN {_UNREACHED} THEN 'no_way_to_reach'
            WHEN pairing.state = 'proposed' AND pairing.answer_by <= :soon
              OR pairing.state = 'agreeing' AND pairing.state_since <= :long_ago
                 AND NOT EXISTS (
                    SELECT FROM agreement_signature AS signed
                    JOIN agreement ON agreement.id = signed.agreement_id
                    WHERE agreement.pairing_id = pairing.id AND signed.person_id = person.id
                      AND agreement.number = (SELECT max(number) FROM agreement
                                              WHERE agreement.pairing_id = pairing.id))
            THEN 'no_answer_yet'
        END AS why
        FROM pairing
        JOIN pairing_member AS member ON member.pairing_id = pairing.id
        JOIN person ON person.id = member.person_id
        WHERE pairing.state = 'agreeing' OR pairing.state = 'proposed' AND member.answer IS NULL
    ) AS found
    WHERE found.why IS NOT NULL AND NOT EXISTS (
        SELECT FROM mentoring_call AS raised
        WHERE raised.person_id = found.person_id AND raised.pairing_id = found.pairing_id
          AND raised.why = found.why
          AND (raised.settled_at IS NULL OR raised.settled_at > :lately))
    ON CONFLICT DO NOTHING
    """  # noqa: S608 - our own words
)


def look_after_proposals(db: Session, *, now: datetime) -> int:
    """Ask whoever was not asked, say whom to ring, and end what is over; says how many ended.

    Four statements, and seven for each that ends; a hundred at once.
    """
    tell_proposed(db, now=now)
    raise_calls(db, now=now)
    over = db.execute(_OVER, {"now": now, "kinds": _ASKING, "most": AT_ONCE}).all()
    for pairing_id, reason in over:
        _end(db, pairing_id, reason, now=now)
    return len(over)


def raise_calls(db: Session, *, now: datetime) -> int:
    """Note whom a coordinator should ring about a proposal or an agreement. One statement.

    That is whoever cannot be reached by their own way, or has not answered for a long time.
    """
    facts = {
        "now": now,
        "soon": now + RING_BEFORE,
        "long_ago": now - RING_AFTER,
        "lately": now - timedelta(days=7),
        "kinds": _ASKING,
    }
    return changed(db, _RAISE, facts)


_ASKING: Sequence[str] = [PAIR_PROPOSED, PAIR_AGREED]


def _end(db: Session, pairing_id: UUID, reason: str, *, now: datetime) -> None:
    to = WITHDRAWN if reason else EXPIRED
    moved = move_pairing(db, pairing_id, to, by=BY_CLOCK, reason=reason, now=now)
    if moved.is_new:
        tell_not_now(db, pairing_id, now=now)
