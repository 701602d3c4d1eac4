"""Whom a coordinator should ring: no way leads to them, or they walk with more than they would."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.mentoring.letters.endings import PAIR_CLOSED, PAIR_CLOSING, PAIR_MISSED
from app.mentoring.letters.pauses import PAIR_BACK, PAIR_PAUSED
from app.mentoring.rules.states import ACTIVE, CLOSING, LIVE, PAUSED, SUSPENDED
from app.people.rules import SAFEGUARDING_DEPUTY, SAFEGUARDING_LEAD

# After somebody has rung, the same is not raised again for so long.
RUNG = timedelta(days=30)
LATELY = timedelta(days=60)
# Letters about people's safety reach nobody meanwhile.
A_DAY = timedelta(days=1)
_KINDS = [PAIR_PAUSED, PAIR_BACK, PAIR_CLOSING, PAIR_CLOSED, PAIR_MISSED, "check_in"]

_RAISE = text(
    """
    INSERT INTO mentoring_call (id, person_id, pairing_id, why, raised_at)
    SELECT uuidv7(), found.person_id, found.pairing_id, found.why, :now FROM (
        SELECT person.id AS person_id, pairing.id AS pairing_id, 'no_way_to_reach' AS why
        FROM pairing
        JOIN pairing_member AS member ON member.pairing_id = pairing.id
        JOIN person ON person.id = member.person_id
        WHERE pairing.state = ANY(:under_way)
          AND (person.channel = 'post' AND person.post_address = ''
            OR EXISTS (SELECT FROM letter
                       WHERE letter.person_id = person.id AND letter.kind = ANY(:kinds)
                         AND letter.state = 'refused' AND letter.created_at > :since))
        UNION ALL
        -- They said that they have room for fewer than they walk with: what is under way stays.
        SELECT profile.person_id, NULL, 'more_than_room'
        FROM mentoring_profile AS profile
        WHERE profile.capacity < (
            SELECT count(*) FROM pairing_member AS member
            JOIN pairing ON pairing.id = member.pairing_id
            WHERE member.person_id = profile.person_id AND pairing.state = ANY(:held))
        UNION ALL
        -- Whoever keeps people safe, and is told of nothing: whether anything waits or not.
        SELECT person.id, NULL, 'role_unreached'
        FROM person
        WHERE person.roles && CAST(:roles AS text[]) AND person.email IS NULL
          AND person.phone IS NULL
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM mentoring_call AS raised
        WHERE raised.person_id = found.person_id
          AND raised.pairing_id IS NOT DISTINCT FROM found.pairing_id
          AND raised.why = found.why
          AND (raised.settled_at IS NULL OR raised.settled_at > CASE
               WHEN found.why = 'role_unreached' THEN :a_day_ago ELSE :lately END))
    ON CONFLICT DO NOTHING
    """
)


def raise_unreached(db: Session, *, now: datetime) -> int:
    """Note whom to ring because a pair under way needs it; says how many are new. One statement.

    One of the two has no way by which letters reach them, or said that they have room for fewer
    than they walk with. Or the safeguarding lead or the deputy has neither e-mail nor phone: that
    they have to be told something by hand would tell whoever brings it that somebody is worried.
    """
    facts = {
        "now": now,
        "since": now - LATELY,
        "lately": now - RUNG,
        "kinds": _KINDS,
        "under_way": [ACTIVE, PAUSED, CLOSING],
        "held": [*LIVE, SUSPENDED],
        "roles": [SAFEGUARDING_LEAD, SAFEGUARDING_DEPUTY],
        "a_day_ago": now - A_DAY,
    }
    return changed(db, _RAISE, facts)
