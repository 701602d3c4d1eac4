"""The story: what happens to them, chapter by chapter, with the clock going on."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.certificates.actions.issue import issue_certificates
from app.cohorts.actions.seats import end_offers
from app.correspondence.actions.digests import plan_digests
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.actions.remind import plan_reminders
from app.outputs.actions.answering_time import remind_authors
from app.participation.actions.ask_assets import ask_assets
from app.post.actions.recheck import recheck_lists
from app.post.actions.send import send_due
from app.post.models import Letter
from app.practice.actions.pledge_questions import ask_pledges
from app.progress.actions.announce import plan_releases
from tests.browser_like import post
from tests.clock import NOON
from tests.correspondence.everybody import course, reports, seats, sessions
from tests.correspondence.everybody.crew import Crew


class Everybody(Crew):
    """The crew, with all that a cohort goes through."""

    def live(self) -> None:
        """All that writes letters, with the clock going on as it does."""
        for chapter in (
            seats.asked_in,
            seats.said_yes,
            sessions.planned,
            sessions.changed,
            sessions.called_off,
        ):
            chapter(self)
            self.work()
            self.clock.move(hours=1)
        # The course begins, its second module opens, and each rule reminds of the first session.
        for day, hour in (
            *((22, 12), (25, 8), (28, 8), (29, 12), (33, 12), (35, 12), (36, 8), (36, 10)),
            (36, 11),
        ):
            self.until(day, hour)
        for day, hour, chapter in (
            (36, 14, sessions.missed),
            (37, 9, course.promised),
            (37, 10, reports.words_offered),
            (37, 11, course.shared),
            (37, 11, course.written_to),
            (37, 12, course.rather_weekly),
            (37, 14, sessions.not_noted),
            (37, 15, course.opened_early),
            (37, 16, reports.wished),
            (39, 8, lambda _: None),
            (39, 12, seats.moved_and_left),
            (40, 9, lambda _: None),
            (40, 12, reports.published),
            (41, 10, course.went_through),
        ):
            self.until(day, hour)
            chapter(self)
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
            ask_pledges(db, now=now)
            ask_assets(db, now=now)
            remind_authors(db, now=now)
            issue_certificates(db, now=now)
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
            listed = self.letters(person, "listed")
            mine = [one for one in listed if f"/{self._slug(one)}/" in page]
            if mine:
                letters = [str(one.id) for one in mine]
                post(self.browser, page, {"letter": letters, "outcome": "done"})

    def _slug(self, letter: Letter) -> str:
        return next(one.slug for one in self.cohorts.values() if one.id == letter.cohort_id)
