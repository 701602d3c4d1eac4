"""The sessions of their cohorts: planned, changed, called off, and noted afterwards."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.cohorts.actions.departure import withdraw
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.models import Cohort
from app.gatherings.actions.attendance import keep_register
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.catch_up import keep_material
from app.gatherings.actions.plan import SessionPlan, plan_session
from app.gatherings.actions.proposals import turn_down
from app.gatherings.actions.propose import Idea, propose_session
from app.gatherings.actions.series import SeriesPlan, SeriesSession, plan_series
from app.gatherings.models import Gathering, SessionProposal
from app.gatherings.rules.attendance import Noted
from app.gatherings.rules.catch_up import Material
from app.gatherings.rules.series_changes import LATER
from tests.clock import NOON
from tests.correspondence.conftest import PHONE
from tests.correspondence.everybody.crew import Crew
from tests.gatherings.changing import change_to
from tests.gatherings.replies.answering import reply
from tests.gatherings.series_changes.saying_yes import call_off, move


def planned(crew: Crew) -> None:
    """The last answers come, and sessions are proposed and planned."""
    now = crew.clock.now()
    for person in crew.people:
        answer_invitation(crew.db, person, cohort_id=crew.hill.id, yes=True, now=now)
        meadow = crew.cohorts["meadow"].id
        withdraw(crew.db, crew.farah, cohort_id=meadow, person_id=person.id, now=now)
        idea = Idea("A walk", "So that we meet outside.", "Any day", "in_person")
        propose_session(crew.db, person, idea, cohort=crew.river, now=now)
    crew.first = plan(crew, "The first one", 16)
    crew.unnoted = plan(crew, "Where nobody noted them", 17)
    crew.off = plan(crew, "One that is called off", 23)
    crew.small = plan(crew, "In a small room", 24)
    change_to(crew.db, crew.farah, crew.small, crew.river, now=now, capacity=1)
    plans = {place: SeriesSession(_as_plan("Again", 19 + 7 * place)) for place in (0, 1)}
    made = plan_series(crew.db, crew.farah, SeriesPlan(plans), cohort=crew.river, now=now)
    wanted = select(Gathering).where(Gathering.series_id == made.id)
    crew.series = list(crew.db.scalars(wanted.order_by(Gathering.starts_at)))


def changed(crew: Crew) -> None:
    """Sessions are elsewhere or at another time, and people answer."""
    now = crew.clock.now()
    change_to(crew.db, crew.farah, crew.off, crew.river, now=now, place="The library")
    move(crew.db, crew.farah, crew.series[0], crew.river, now=now)
    reply(crew.db, crew.small, crew.farah, now=now)
    for person in crew.people:
        reply(crew.db, crew.small, person, now=now)
    for proposal in crew.db.scalars(select(SessionProposal)).all():
        turn_down(crew.db, crew.farah, proposal=proposal, answer="Not yet.", now=now)


def called_off(crew: Crew) -> None:
    """Sessions are called off, and one gets more room."""
    now = crew.clock.now()
    cancel_session(crew.db, crew.farah, gathering_id=crew.off.id, now=now)
    call_off(crew.db, crew.farah, crew.series[1], scope=LATER, now=now)
    change_to(crew.db, crew.farah, crew.small, crew.river, now=now, capacity=9)


def missed(crew: Crew) -> None:
    """They missed the first session."""
    now = crew.clock.now()
    given = Material("https://video.example/1", "", "Watch the first ten minutes.")
    keep_material(crew.db, crew.first, given, now=now)
    noted = [Noted(crew.seat(person), "", "missed") for person in crew.people]
    keep_register(crew.db, crew.farah, gathering=crew.first, noted=noted, now=now)


def not_noted(crew: Crew) -> None:
    """Nobody noted whether they were at the second."""
    now = crew.clock.now()
    keep_material(crew.db, crew.unnoted, Material("", "", "Read page two."), now=now)
    noted = [Noted(crew.seat(crew.nia), "", "in_person")]
    keep_register(crew.db, crew.farah, gathering=crew.unnoted, noted=noted, now=now)


def plan(crew: Crew, title: str, days: int, cohort: Cohort | None = None) -> Gathering:
    """Plan a session, of the river group unless said."""
    now, wanted = crew.clock.now(), _as_plan(title, days)
    return plan_session(crew.db, crew.farah, wanted, cohort=cohort or crew.river, now=now)


def _as_plan(title: str, days: int) -> SessionPlan:
    day = (NOON + timedelta(days=days)).date()
    return SessionPlan(
        title, day, NOON.time(), 60, "blended", "The hall", "https://meet.example/1", PHONE
    )
