"""Asking people how their pledges are going."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.post.actions.plan import NewLetter, plan_letters
from app.post.rules import BY_HAND
from app.practice.letters.pledges import PLEDGE_FOLLOW_UP
from app.practice.rules.pledges import FOLLOW_UPS, STILL_ASKED

# Who was moved to another cohort takes their pledges along. Their yes to showing one was for the
# people of the old cohort, so that it is theirs alone until they say it again.
_FOLLOW = text(
    """
    UPDATE pledge SET cohort_id = there.cohort_id, seen_by = 'me'
    FROM enrolment AS here
    JOIN enrolment AS there ON there.id = here.moved_to_id AND there.state = 'joined'
    WHERE here.cohort_id = pledge.cohort_id AND here.person_id = pledge.person_id
        AND here.state = 'left'
    """
)
# The newest question whose day has come by the cohort's clock, and is not too long ago. It is noted
# with the pledge, so that it is asked once whatever becomes of its letter.
_ASK = text(
    """
    UPDATE pledge SET asked = due.days
    FROM (
        SELECT pledge.id, person.channel, cohort.id AS cohort_id, max(question.days) AS days
        FROM pledge
        JOIN cohort ON cohort.id = pledge.cohort_id
        JOIN person ON person.id = pledge.person_id
        JOIN enrolment ON enrolment.cohort_id = pledge.cohort_id
            AND enrolment.person_id = pledge.person_id AND enrolment.state = 'joined'
        JOIN unnest(CAST(:days AS integer[])) AS question (days)
            ON (:now AT TIME ZONE cohort.time_zone)::date - pledge.made_on
                BETWEEN question.days AND question.days + :late
        WHERE pledge.ended IS NULL AND pledge.is_asked AND pledge.made_on <= :latest
            AND pledge.asked < question.days
        GROUP BY pledge.id, person.channel, cohort.id
    ) AS due
    WHERE pledge.id = due.id AND pledge.asked < due.days
    RETURNING pledge.person_id, pledge.id, due.days, due.channel, due.cohort_id
    """
)


def ask_pledges(db: Session, *, now: datetime) -> int:
    """Ask whoever a question is due for, once for each; says how many. Two statements, or three.

    A letter that a person brings is on the list of the cohort's facilitators; any other is seen by
    nobody, so that nobody learns who has made a pledge.
    """
    db.execute(_FOLLOW)
    due = db.execute(
        _ASK,
        {
            "now": now,
            "days": list(FOLLOW_UPS),
            "late": STILL_ASKED.days,
            # One day more for zones that are ahead of ours.
            "latest": (now - timedelta(days=FOLLOW_UPS[0] - 1)).date(),
        },
    ).all()
    letters = [
        NewLetter(
            person_id,
            PLEDGE_FOLLOW_UP,
            pledge_id,
            now,
            occurrence=str(days),
            cohort_id=cohort_id if channel in BY_HAND else None,
        )
        for person_id, pledge_id, days, channel, cohort_id in due
    ]
    if letters:
        plan_letters(db, letters, now=now)
    return len(letters)
