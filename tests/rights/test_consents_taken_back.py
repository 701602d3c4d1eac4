"""Each yes counts until it is taken back in the way its own page takes it back."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.feed import end_feed, make_feed
from app.gatherings.models import CalendarFeed
from app.kit.db import new_id
from app.mentoring.actions.profile_removals import remove_profile
from app.mentoring.actions.rests import come_back, rest
from app.participation.actions.skills import take_back_skill
from app.participation.actions.support_shares import end_map_share
from app.participation.models import OfferedSkill
from app.people.models import Person
from app.practice.actions.pledge_changes import choose_readers
from app.practice.rules.pledges import COHORT, ME
from app.reflections.actions.revoke import end_share
from app.rights.queries.consents import consents_of
from app.rights.rules.consents import CALENDAR, KINDS, MAPS, MENTORING, PLEDGES, SHARES, SKILLS
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_member
from tests.make.mentoring import make_profile
from tests.make.people import make_person
from tests.make.pledges import make_pledge
from tests.make.shares import Sharers
from tests.make.support import make_map_share, make_support

Back = Callable[[], object]


def count(db: Session, person: Person, key: str) -> int:
    """How often they said yes to something."""
    db.flush()
    (found,) = [c for c in consents_of(db, person.id, now=NOON) if c.kind is KINDS[key]]
    return found.count


def skill(db: Session, person: Person, cohort: Cohort) -> Back:
    """They offer a skill to their cohort."""
    place = select(Enrolment.id).where(Enrolment.person_id == person.id)
    facts = {"said_yes_at": NOON, "confirmed_at": NOON, "how": "page", "request_key": new_id()}
    offered = OfferedSkill(enrolment_id=db.scalars(place).one(), words="Baking", **facts)
    db.add(offered)
    db.flush()
    return lambda: take_back_skill(db, skill_id=offered.id)


def calendar(db: Session, person: Person, cohort: Cohort) -> Back:
    """Their sessions are in a calendar."""
    make_feed(db, person, now=NOON)
    feed = db.scalars(select(CalendarFeed.id)).one()
    return lambda: end_feed(db, person, shown=feed, now=NOON)


def pledge(db: Session, person: Person, cohort: Cohort) -> Back:
    """Everybody in the cohort may read a pledge; another is for them alone."""
    make_pledge(db, person, cohort, "For me alone.")
    at = make_pledge(db, person, cohort, seen_by=COHORT)
    return lambda: choose_readers(db, person, at, ME)


def support_map(db: Session, person: Person, cohort: Cohort) -> Back:
    """They show their support map."""
    make_support(db, person)
    share = make_map_share(db, person, cohort)
    return lambda: end_map_share(db, person, share_id=share, now=NOON)


def profile(db: Session, person: Person, cohort: Cohort) -> Back:
    """They made a profile."""
    make_profile(db, person)
    return lambda: remove_profile(db, person, person, now=NOON)


@pytest.mark.parametrize(
    ("key", "give"),
    [
        *((SKILLS, skill), (CALENDAR, calendar), (PLEDGES, pledge), (MAPS, support_map)),
        (MENTORING, profile),
    ],
)
def test_it_counts_until_it_is_taken_back(
    db: Session, key: str, give: Callable[[Session, Person, Cohort], Back]
) -> None:
    cohort = make_cohort(db)
    person, other = make_member(db, cohort), make_member(db, cohort)
    assert count(db, person, key) == 0
    take_back = give(db, person, cohort)
    assert (count(db, person, key), count(db, other, key)) == (1, 0)
    take_back()
    assert count(db, person, key) == 0


def test_a_reflection_counts_until_it_is_shown_no_more(db: Session) -> None:
    sharers = Sharers(db)
    share = sharers.share()
    assert count(db, sharers.author, SHARES) == 1
    end_share(db, sharers.author, share_id=share, now=NOON)
    assert count(db, sharers.author, SHARES) == 0


def test_a_profile_that_rests_is_kept_and_coordinators_see_it_so_it_counts(
    db: Session, as_person: As
) -> None:
    person = make_member(db, make_cohort(db))
    make_profile(db, person)
    rest(db, person, person, until=None, now=NOON)
    db.commit()
    page = unescape(as_person(person).get("/account/consents").text)
    assert "Your mentoring profile: 1" in page
    assert "Everybody in your cohorts can find it, except while you rest." in page
    come_back(db, person, person, now=NOON)
    assert count(db, person, MENTORING) == 1
    assert count(db, make_person(db), MENTORING) == 0
