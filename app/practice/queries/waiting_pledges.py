"""Pledges about which somebody was asked, and has not answered yet."""

from __future__ import annotations

from sqlalchemy import Date, DateTime, Uuid, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.cohorts.models import Cohort
from app.practice.models import Pledge, PledgeAnswer
from app.practice.rules.pledges import STILL_ASKED

_answered = select(PledgeAnswer.id).where(
    PledgeAnswer.pledge_id == Pledge.id, PledgeAnswer.follow_up == Pledge.asked
)
# As the pledge's own page has it: by the clock of the cohort.
_today = cast(
    func.timezone(Cohort.time_zone, bindparam("now", type_=DateTime(timezone=True))), Date
)
# A column of whoever asks, for one person at a moment: which, the oldest first; NULL: none. Part of
# their statement. After two weeks a question that nobody answers is not shown any more, so that it
# does not nag; `rules.pledges.is_still_asked` says the same of one pledge.
WAITING_PLEDGES = (
    select(func.array_agg(aggregate_order_by(Pledge.id, Pledge.number)))
    .join(Cohort, Cohort.id == Pledge.cohort_id)
    .where(
        Pledge.person_id == bindparam("person", type_=Uuid()),
        Pledge.asked > 0,
        Pledge.ended.is_(None),
        Pledge.is_asked,
        _today - Pledge.made_on <= Pledge.asked + STILL_ASKED.days,
        ~_answered.exists(),
    )
    .scalar_subquery()
)
