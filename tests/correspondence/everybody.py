"""Four people who are reached in four ways, and all that a cohort writes to its people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.approval import answer_asking
from app.cohorts.actions.capacity import change_seats
from app.cohorts.actions.departure import leave, withdraw
from app.cohorts.actions.enrolment import Entrant, seat_people
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.joining import join_by_key
from app.cohorts.actions.seats import end_offers
from app.cohorts.models import Cohort, Enrolment
from app.correspondence.actions.digests import plan_digests
from app.gatherings.actions.attendance import keep_register
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.catch_up import keep_material
from app.gatherings.actions.plan import SessionPlan, plan_session
from app.gatherings.actions.proposals import turn_down
from app.gatherings.actions.propose import Idea, propose_session
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.actions.series import SeriesPlan, SeriesSession, plan_series
from app.gatherings.models import Gathering, SessionProposal
from app.gatherings.rules.attendance import Noted
from app.gatherings.rules.catch_up import Material
from app.gatherings.rules.reminders import NAMES
from app.gatherings.rules.series_changes import LATER
from app.kit.db import new_id
from app.people.models import Person
from app.post.actions.choices import choose_letters
from app.post.actions.recheck import recheck_lists
from app.post.actions.send import send_due
from app.post.models import Letter
from app.progress.actions.announce import plan_releases
from app.progress.actions.move_person import move_person
from app.progress.actions.unlock import unlock_module
from app.reflections.actions.comment import comment_on
from app.reflections.actions.log_openings import ask_to_open, decide
from app.reflections.actions.share import Audience, Sharing, share_version
from app.reflections.queries.log_openings import opening_place
from app.reflections.rules.sharing import COHORT, MENTOR
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.correspondence.conftest import PHONE
from tests.flowed import unflowed
from tests.gatherings.changing import change_to
from tests.gatherings.replies.answering import reply
from tests.gatherings.series_changes.saying_yes import call_off, move
from tests.make.cohorts import make_cohort, make_facilitator, make_member, make_word
from tests.make.outputs import Scene
from tests.make.people import make_person
from tests.make.progress import make_edition, make_module
from tests.make.reflections import make_reflection

if TYPE_CHECKING:
    from app.wiring import Platform

ADDRESS = "em@learning.example"


class Everybody:
    """Em reads e-mail and Tess texts, Cal is rung and Pia reads paper; Farah runs their cohorts."""

    def __init__(
        self, db: Session, platform: Platform, clock: StoppedClock, browser: FlaskClient
    ) -> None:
        self.db, self.platform, self.clock, self.browser = db, platform, clock, browser
        edition = make_edition(db)
        make_module(db, edition.id, 1)
        make_module(db, edition.id, 2).opens_days = 3
        self.late = make_module(db, edition.id, 3)
        self.late.opens_days = 90
        self.cohorts = {
            slug: make_cohort(
                db,
                slug=slug,
                name=f"The {slug} group",
                edition=edition,
                starts_on=date(2027, 1, 25),
                capacity=1 if slug == "hill" else None,
                phone="020 7946 0000",
            )
            for slug in ("river", "hill", "garden", "orchard", "valley", "meadow")
        }
        self.river, self.hill = self.cohorts["river"], self.cohorts["hill"]
        self.river.reminders = list(NAMES)
        make_member(db, self.hill, name="Fil Ler")
        self.nia = make_member(db, self.river, name="Nia Noted")
        self.farah = make_facilitator(db, self.river)
        self.farah.roles = ["programme_lead"]
        self.second = make_person(db, name="Sam Safe", roles=["safeguarding_lead"])
        self.em = make_person(db, name="Em Mail", email=ADDRESS)
        self.tess = make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text")
        self.cal = make_person(db, name="Cal Call", email=None, phone=PHONE, channel="call")
        self.pia = make_person(db, name="Pia Paper", email=None, channel="post")
        self.pia.post_address = "1 High Street\nRiverside"
        self.people = [self.em, self.tess, self.cal, self.pia]
        self.pages: list[str] = []
        db.commit()

    def live(self) -> None:
        """All that writes letters, with the clock going on as it does."""
        for chapter in (
            self._asked_in,
            self._say_yes,
            self._sessions_are_planned,
            self._sessions_change,
            self._sessions_end,
        ):
            chapter()
            self.work()
            self.clock.move(hours=1)
        # The course begins, its second module opens, and each rule reminds of the first session.
        for day, hour in (
            *((22, 12), (25, 8), (28, 8), (29, 12), (33, 12), (35, 12), (36, 8), (36, 10)),
            (36, 11),
        ):
            self.until(day, hour)
        for day, hour, chapter in (
            (36, 14, self._missed),
            (37, 10, self._words_offered),
            (37, 11, self._shared),
            (37, 12, self._rather_weekly),
            (37, 14, self._not_noted),
            (37, 15, self._opened_early),
            (39, 8, lambda: None),
            (39, 12, self._move_and_leave),
        ):
            self.until(day, hour)
            chapter()
            self.work()

    def until(self, day: int, hour: int) -> None:
        """Go on to this hour of a day, counted from the first of January, and let all be done."""
        self.clock.moment = datetime(2027, 1, 1, hour, 1, tzinfo=NOON.tzinfo) + timedelta(day - 1)
        self.work()

    def work(self) -> None:
        """What the worker does by itself, and what a facilitator does with the lists."""
        self.db.commit()
        now = self.clock.now()
        with self.platform.transaction() as db:
            end_offers(db, now=now)
            plan_reminders(db, now=now)
            bring_sessions(db, now=now)
            plan_releases(db, now=now)
            plan_digests(db, now=now)
        send_due(self.platform.sessions, self.platform.office, clock=self.clock)
        with self.platform.transaction() as db:
            recheck_lists(db, self.platform.office, now=now)
        for slug in self.cohorts:
            self._bring(f"/cohorts/{slug}/calls")
        self.db.expire_all()

    def _bring(self, page: str) -> None:
        """Press “They have it” for everybody on a list."""
        self.pages.append(self.browser.get(page).text)
        self.pages.append(self.browser.get(f"{page}/sheet").text)
        self.pages.append(self.browser.get(f"{page}/letters").text)
        for person in self.people:
            listed = self._letters(person, "listed")
            mine = [one for one in listed if f"/{self._slug(one)}/" in page]
            if mine:
                letters = [str(one.id) for one in mine]
                post(self.browser, page, {"letter": letters, "outcome": "done"})

    def _slug(self, letter: Letter) -> str:
        return next(one.slug for one in self.cohorts.values() if one.id == letter.cohort_id)

    def _letters(self, person: Person, state: str) -> list[Letter]:
        self.db.rollback()
        wanted = select(Letter).where(Letter.person_id == person.id, Letter.state == state)
        return list(self.db.scalars(wanted, execution_options={"populate_existing": True}))

    def heard(self, person: Person) -> list[Letter]:
        """What went to somebody."""
        return self._letters(person, "sent")

    def told(self, person: Person) -> set[tuple[str, str, str]]:
        """The kind, the thing and the occurrence of each letter that went to somebody."""
        places = self.db.execute(select(Enrolment.id, Enrolment.cohort_id))
        seats = {enrolment: f"seat in {cohort}" for enrolment, cohort in places}
        own = dict.fromkeys(("proposal", "digest", "commented", "log_opened"), "their own")
        # People stand in line one after the other, and paper takes longer to come.
        lines = ("in_line", "seat", "offer")
        return {
            (
                one.kind,
                own.get(one.kind) or seats.get(one.about_id) or str(one.about_id),
                "" if one.kind in lines else one.occurrence,
            )
            for one in self.heard(person)
        }

    def mails(self) -> Iterator[tuple[EmailMessage, str]]:
        """The e-mails in the folder with their texts as a phone shows them."""
        folder = Path(self.platform.settings.mail_url.removeprefix("maildir:")) / "new"
        for file in sorted(folder.iterdir()):
            message = message_from_bytes(file.read_bytes(), policy=policy.default)
            assert isinstance(message, EmailMessage)
            part = message.get_body(("plain",))
            assert part is not None
            yield message, unflowed(part.get_content())

    def texts(self) -> list[dict[str, str]]:
        """The text messages in the folder."""
        folder = Path(self.platform.settings.text_url.removeprefix("folder:"))
        return [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))]

    def _asked_in(self) -> None:
        now = self.clock.now()
        entrants = [Entrant(person.id, "lived_experience") for person in self.people]
        for cohort in (self.river, self.hill, self.cohorts["meadow"]):
            seat_people(self.db, self.farah, cohort_id=cohort.id, entrants=entrants, now=now)
        for slug, word in (("garden", "bcdfghjk"), ("orchard", "bcdfghjm")):
            make_word(self.db, self.cohorts[slug], word=word, asks_first=True)
            for person in self.people:
                join_by_key(self.db, person, word=word, now=now)

    def _say_yes(self) -> None:
        now = self.clock.now()
        self._plan("Before they came", 30, self.hill)
        change_seats(self.db, self.hill, capacity=9, offer_hours=48, now=now)
        for person in self.people:
            answer_invitation(self.db, person, cohort_id=self.river.id, yes=True, now=now)
            for slug, yes in (("garden", True), ("orchard", False)):
                cohort_id = self.cohorts[slug].id
                answer_asking(
                    self.db, self.farah, cohort_id=cohort_id, person_id=person.id, yes=yes, now=now
                )

    def _sessions_are_planned(self) -> None:
        now = self.clock.now()
        for person in self.people:
            answer_invitation(self.db, person, cohort_id=self.hill.id, yes=True, now=now)
            meadow = self.cohorts["meadow"].id
            withdraw(self.db, self.farah, cohort_id=meadow, person_id=person.id, now=now)
            idea = Idea("A walk", "So that we meet outside.", "Any day", "in_person")
            propose_session(self.db, person, idea, cohort=self.river, now=now)
        self.first = self._plan("The first one", 16)
        self.unnoted = self._plan("Where nobody noted them", 17)
        self.off = self._plan("One that is called off", 23)
        self.small = self._plan("In a small room", 24)
        change_to(self.db, self.farah, self.small, self.river, now=now, capacity=1)
        plans = {place: SeriesSession(self._as_plan("Again", 19 + 7 * place)) for place in (0, 1)}
        made = plan_series(self.db, self.farah, SeriesPlan(plans), cohort=self.river, now=now)
        wanted = select(Gathering).where(Gathering.series_id == made.id)
        self.series = list(self.db.scalars(wanted.order_by(Gathering.starts_at)))

    def _sessions_change(self) -> None:
        now = self.clock.now()
        change_to(self.db, self.farah, self.off, self.river, now=now, place="The library")
        move(self.db, self.farah, self.series[0], self.river, now=now)
        reply(self.db, self.small, self.farah, now=now)
        for person in self.people:
            reply(self.db, self.small, person, now=now)
        for proposal in self.db.scalars(select(SessionProposal)).all():
            turn_down(self.db, self.farah, proposal=proposal, answer="Not yet.", now=now)

    def _sessions_end(self) -> None:
        now = self.clock.now()
        cancel_session(self.db, self.farah, gathering_id=self.off.id, now=now)
        call_off(self.db, self.farah, self.series[1], scope=LATER, now=now)
        change_to(self.db, self.farah, self.small, self.river, now=now, capacity=9)

    def _missed(self) -> None:
        now = self.clock.now()
        given = Material("https://video.example/1", "", "Watch the first ten minutes.")
        keep_material(self.db, self.first, given, now=now)
        noted = [Noted(self._seat(person), "", "missed") for person in self.people]
        keep_register(self.db, self.farah, gathering=self.first, noted=noted, now=now)

    def _not_noted(self) -> None:
        now = self.clock.now()
        keep_material(self.db, self.unnoted, Material("", "", "Read page two."), now=now)
        noted = [Noted(self._seat(self.nia), "", "in_person")]
        keep_register(self.db, self.farah, gathering=self.unnoted, noted=noted, now=now)

    def _opened_early(self) -> None:
        now, key = self.clock.now(), self.late.key
        for person in self.people:
            whose = person.id
            unlock_module(
                self.db, self.farah, cohort=self.river, module_key=key, person_id=whose, now=now
            )

    def _words_offered(self) -> None:
        self.db.commit()
        scene = Scene(self.platform.sessions, self.clock, self.river, self.farah)
        for person in self.people:
            scene.offer(person)
        scene.drafted()

    def _shared(self) -> None:
        db, now = self.db, self.clock.now()
        to_all = Audience(COHORT, self.river.id)
        for author in (self.farah, *self.people):
            entry = make_reflection(db, author, now=now)
            last_day = now.date() + timedelta(days=7)
            wanted = Sharing(entry, 1, to_all, "To think about together", last_day)
            if author is not self.farah:
                wanted = replace(wanted, audience=Audience(MENTOR, self.river.id, self.farah.id))
            share_id = share_version(db, author, wanted, request_key=new_id(), now=now)
            if author is not self.farah:
                comment_on(
                    *(db, self.farah),
                    share_id=share_id,
                    text="Thank you.",
                    request_key=new_id(),
                    now=now,
                )
                self._log_opened(author, now)

    def _log_opened(self, author: Person, now: datetime) -> None:
        opening_id = ask_to_open(
            self.db,
            self.farah,
            person_id=author.id,
            reason="Somebody may not be safe, and we must know.",
            is_required_by_law=False,
            request_key=new_id(),
            now=now,
        )
        place = opening_place(self.db, self.second, opening_id=opening_id, now=now)
        assert place is not None
        decide(self.db, self.second, place, says_yes=True, now=now)

    def _rather_weekly(self) -> None:
        for person in self.people:
            choices = {"reminders": "weekly"}
            now = self.clock.now()
            choose_letters(self.db, person.id, choices, by_id=person.id, now=now)

    def _move_and_leave(self) -> None:
        now, hill, garden = self.clock.now(), self.hill.id, self.cohorts["garden"].id
        for person in self.people:
            whose = person.id
            move_person(self.db, self.farah, cohort_id=hill, person_id=whose, to="valley", now=now)
            leave(self.db, self.farah, cohort_id=garden, person_id=whose, now=now)

    def _seat(self, person: Person) -> UUID:
        wanted = select(Enrolment.id).where(
            Enrolment.cohort_id == self.river.id, Enrolment.person_id == person.id
        )
        return self.db.scalars(wanted).one()

    def _as_plan(self, title: str, days: int) -> SessionPlan:
        day = (NOON + timedelta(days=days)).date()
        return SessionPlan(
            title, day, NOON.time(), 60, "blended", "The hall", "https://meet.example/1", PHONE
        )

    def _plan(self, title: str, days: int, cohort: Cohort | None = None) -> Gathering:
        now, plan = self.clock.now(), self._as_plan(title, days)
        return plan_session(self.db, self.farah, plan, cohort=cohort or self.river, now=now)
