"""Each task calls one action, and running it twice does nothing the second time."""

from __future__ import annotations

from celery import Celery

from app.audit.actions.seal import let_go, seal_all
from app.certificates.actions.issue import issue_certificates
from app.cohorts.actions.rosters import forget_rosters
from app.cohorts.actions.seats import end_offers
from app.cohorts.actions.strangers import forget_strangers
from app.correspondence.actions.digests import plan_digests
from app.gatherings.actions.bring import bring_sessions
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.actions.seats import give_left_seats
from app.mentoring.actions.absences import end_absences
from app.mentoring.actions.check_ins import ask_check_ins, settle_check_ins
from app.mentoring.actions.escalation import escalate_worries
from app.mentoring.actions.in_time import move_in_time
from app.mentoring.actions.matching import match_all
from app.mentoring.actions.proposals import look_after_proposals
from app.mentoring.actions.rests import end_rests
from app.mentoring.actions.texts import Others, forget_strangers_texts, read_texts
from app.mentoring.actions.unreached import raise_unreached
from app.outputs.actions.answering_time import remind_authors
from app.outputs.actions.build import build_all
from app.outputs.actions.texts import WORDS_TAKERS
from app.participation.actions.ask_assets import ask_assets
from app.participation.actions.close import close_due
from app.people.actions.ways_in import look_after_ways_in
from app.post.actions.receipts import ask_after_letters
from app.post.actions.recheck import recheck_lists
from app.post.actions.send import send_due
from app.practice.actions.pledge_questions import ask_pledges
from app.practice.actions.pledge_texts import PLEDGE_TEXTS
from app.progress.actions.announce import plan_releases
from app.reflections.actions.imports import forget_imports
from app.reflections.actions.thrown_away import erase_some
from app.wiring import Platform
from worker.rights import serve_rights

# What rooms take of the texts that came in.
TEXTS = Others({**PLEDGE_TEXTS.takers, **WORDS_TAKERS}, PLEDGE_TEXTS.names)
# Seconds; a task still running then is ended, and its claim runs out.
LIMIT = 80
# A copy of all that somebody wrote and recorded may be large.
LONG = 900


def register(queue: Celery, on: Platform) -> None:
    """Give the queue its tasks, each on this platform.

    None is shared: a second queue in the same process has its own, on another platform.
    """
    _send(queue, on)
    _plan(queue, on)
    _mentor(queue, on)
    _check_in(queue, on)
    _walk_together(queue, on)
    _decide(queue, on)
    _make_outputs(queue, on)
    serve_rights(queue, on, limit=LIMIT, long=LONG)
    _keep_the_record(queue, on)
    _forget(queue, on)


def _forget(queue: Celery, on: Platform) -> None:
    """What is kept for a time only."""

    @queue.task(name="look_after_ways_in", time_limit=LIMIT, shared=False)
    def look_after() -> None:
        with on.transaction() as db:
            look_after_ways_in(db, now=on.clock.now())

    @queue.task(name="forget_rosters", time_limit=LIMIT, shared=False)
    def forget() -> None:
        with on.transaction() as db:
            forget_rosters(db, now=on.clock.now())

    @queue.task(name="erase_reflections", time_limit=LIMIT, shared=False)
    def erase() -> None:
        more = True
        while more:
            with on.transaction() as db:
                more = erase_some(db, now=on.clock.now())

    @queue.task(name="forget_imports", time_limit=LIMIT, shared=False)
    def forget_what_was_brought() -> None:
        with on.transaction() as db:
            forget_imports(db, now=on.clock.now())

    @queue.task(name="forget_strangers", time_limit=LIMIT, shared=False)
    def forget_who_never_came() -> None:
        with on.transaction() as db:
            forget_strangers(db, now=on.clock.now())


def _keep_the_record(queue: Celery, on: Platform) -> None:
    """The record of who did what."""

    @queue.task(name="seal_record", time_limit=LIMIT, shared=False)
    def seal_record() -> None:
        seal_all(on.sessions)

    @queue.task(name="let_record_go", time_limit=LIMIT, shared=False)
    def let_record_go() -> None:
        with on.transaction() as db:
            let_go(db, now=on.clock.now())


def _make_outputs(queue: Celery, on: Platform) -> None:
    """Building outputs, reminding their authors, and issuing certificates."""

    @queue.task(name="build_outputs", time_limit=LIMIT, shared=False)
    def build_outputs() -> None:
        build_all(on.sessions, on.press, clock=on.clock)

    @queue.task(name="issue_certificates", time_limit=LIMIT, shared=False)
    def issue() -> None:
        more = 1
        while more:
            with on.transaction() as db:
                more = issue_certificates(db, now=on.clock.now())

    @queue.task(name="remind_authors", time_limit=LIMIT, shared=False)
    def remind_about_words() -> None:
        with on.transaction() as db:
            remind_authors(db, now=on.clock.now())


def _decide(queue: Celery, on: Platform) -> None:
    """What is decided together."""

    @queue.task(name="close_polls", time_limit=LIMIT, shared=False)
    def close_polls() -> None:
        with on.transaction() as db:
            close_due(db, now=on.clock.now())

    @queue.task(name="ask_assets", time_limit=LIMIT, shared=False)
    def ask_whether_it_is_so() -> None:
        with on.transaction() as db:
            ask_assets(db, now=on.clock.now())


def _check_in(queue: Celery, on: Platform) -> None:
    """Asking pairs how it is going, and makers of pledges; and texts that come in."""

    @queue.task(name="ask_check_ins", time_limit=LIMIT, shared=False)
    def ask() -> None:
        with on.transaction() as db:
            settle_check_ins(db, now=on.clock.now())
        with on.transaction() as db:
            ask_check_ins(db, now=on.clock.now())
        with on.transaction() as db:
            forget_strangers_texts(db, now=on.clock.now())

    @queue.task(name="read_texts", time_limit=LIMIT, shared=False)
    def read() -> None:
        if on.inbox:
            read_texts(on.sessions, on.inbox, clock=on.clock, others=TEXTS)

    @queue.task(name="ask_pledges", time_limit=LIMIT, shared=False)
    def ask_about_pledges() -> None:
        with on.transaction() as db:
            ask_pledges(db, now=on.clock.now())


def _send(queue: Celery, on: Platform) -> None:
    """Letters that leave, and what became of them."""

    @queue.task(name="send_letters", time_limit=LIMIT, shared=False)
    def send_letters() -> None:
        send_due(on.sessions, on.office, clock=on.clock)

    @queue.task(name="ask_after_letters", time_limit=LIMIT, shared=False)
    def ask_after() -> None:
        ask_after_letters(on.sessions, on.office, clock=on.clock)

    @queue.task(name="recheck_lists", time_limit=LIMIT, shared=False)
    def recheck() -> None:
        with on.transaction() as db:
            recheck_lists(db, on.office, now=on.clock.now())


def _plan(queue: Celery, on: Platform) -> None:
    """Letters that are to come, and seats that pass on."""

    @queue.task(name="pass_on_seats", time_limit=LIMIT, shared=False)
    def pass_on() -> None:
        with on.transaction() as db:
            end_offers(db, now=on.clock.now())
        with on.transaction() as db:
            give_left_seats(db, now=on.clock.now())

    @queue.task(name="plan_reminders", time_limit=LIMIT, shared=False)
    def remind() -> None:
        with on.transaction() as db:
            plan_reminders(db, now=on.clock.now())
            bring_sessions(db, now=on.clock.now())

    @queue.task(name="plan_releases", time_limit=LIMIT, shared=False)
    def announce() -> None:
        with on.transaction() as db:
            plan_releases(db, now=on.clock.now())

    @queue.task(name="plan_digests", time_limit=LIMIT, shared=False)
    def digest() -> None:
        with on.transaction() as db:
            plan_digests(db, now=on.clock.now())


def _mentor(queue: Celery, on: Platform) -> None:
    """What peer mentoring does by itself."""

    @queue.task(name="match_people", time_limit=LIMIT, shared=False)
    def match_people() -> None:
        match_all(on.sessions, clock=on.clock)

    @queue.task(name="escalate_worries", time_limit=LIMIT, shared=False)
    def escalate() -> None:
        with on.transaction() as db:
            escalate_worries(db, now=on.clock.now())

    @queue.task(name="end_rests", time_limit=LIMIT, shared=False)
    def bring_back() -> None:
        with on.transaction() as db:
            end_rests(db, now=on.clock.now())


def _walk_together(queue: Celery, on: Platform) -> None:
    """What time does with pairs in mentoring."""

    @queue.task(name="look_after_pairs", time_limit=LIMIT, shared=False)
    def look_after_pairs() -> None:
        for step in (
            look_after_proposals,
            move_in_time,
            end_absences,
            raise_unreached,
        ):
            with on.transaction() as db:
                step(db, now=on.clock.now())
