"""What happens on their way through the course: what is shared, and a module opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.insights.actions.messages import Written, send_message
from app.insights.queries.messages import group_of
from app.insights.rules.filters import EVERYBODY
from app.kit.db import new_id
from app.mentoring.actions.audience import Audience
from app.mentoring.rules.sharing import COHORT, FACILITATOR
from app.participation.rules.assets import ASKED_AFTER
from app.people.models import Person
from app.post.actions.choices import choose_letters
from app.progress.actions.unlock import unlock_module
from app.reflections.actions.comment import comment_on
from app.reflections.actions.log_openings import ask_to_open, decide
from app.reflections.actions.share import Sharing, share_version
from app.reflections.queries.log_openings import opening_place
from tests.correspondence.everybody.crew import Crew
from tests.make.assets import make_asset
from tests.make.certificates import do_steps
from tests.make.pledges import make_pledge
from tests.make.reflections import make_reflection
from tests.make.support import make_map_share, make_support


def shared(crew: Crew) -> None:
    """Farah shares with all, and they share with her; she says something and opens their logs."""
    db, now = crew.db, crew.clock.now()
    make_support(db, crew.farah, now=now)
    make_map_share(db, crew.farah, crew.river, now=now)
    to_all = Audience(COHORT, crew.river.id)
    for author in (crew.farah, *crew.people):
        entry = make_reflection(db, author, now=now)
        last_day = now.date() + timedelta(days=7)
        wanted = Sharing(entry, 1, to_all, "To think about together", last_day)
        if author is not crew.farah:
            wanted = replace(wanted, audience=Audience(FACILITATOR, crew.river.id, crew.farah.id))
        share_id = share_version(db, author, wanted, request_key=new_id(), now=now)
        if author is not crew.farah:
            comment_on(
                *(db, crew.farah),
                share_id=share_id,
                text="Thank you.",
                request_key=new_id(),
                now=now,
            )
            _log_opened(crew, author, now)


def written_to(crew: Crew) -> None:
    """Farah writes to everybody."""
    now = crew.clock.now()
    group = group_of(crew.db, crew.farah, crew.river, EVERYBODY, runs=True, now=now)
    written = Written("Tea", "There is tea at half past nine.", new_id())
    send_message(
        *(crew.db, crew.farah, written, group), cohort=crew.river, to_whom="Everybody", now=now
    )


def _log_opened(crew: Crew, author: Person, now: datetime) -> None:
    opening_id = ask_to_open(
        crew.db,
        crew.farah,
        person_id=author.id,
        reason="Somebody may not be safe, and we must know.",
        is_required_by_law=False,
        request_key=new_id(),
        now=now,
    )
    place = opening_place(crew.db, crew.second, opening_id=opening_id, now=now)
    assert place is not None
    decide(crew.db, crew.second, place, says_yes=True, now=now)


def promised(crew: Crew) -> None:
    """They made a pledge a month ago, and told of a choir long ago; they are asked about both."""
    then = crew.clock.now() - timedelta(days=31)
    for person in crew.people:
        make_pledge(crew.db, person, crew.river, now=then)
        make_asset(crew.db, crew.river, person, now=then - ASKED_AFTER)


def rather_weekly(crew: Crew) -> None:
    """They choose to be reminded once a week."""
    for person in crew.people:
        choices = {"reminders": "weekly"}
        now = crew.clock.now()
        choose_letters(crew.db, person.id, choices, by_id=person.id, now=now)


def opened_early(crew: Crew) -> None:
    """The last module is opened early for each of them."""
    now, key = crew.clock.now(), crew.late.key
    for person in crew.people:
        whose = person.id
        unlock_module(
            crew.db, crew.farah, cohort=crew.river, module_key=key, person_id=whose, now=now
        )


def went_through(crew: Crew) -> None:
    """They have done every step of the course."""
    for person in crew.people:
        do_steps(crew.db, crew.river, crew.seat(person), now=crew.clock.now())
