"""Ending and leaving at the very moment when somebody opens a share."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import leave
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.mentoring.rules.sharing import COHORT, MENTOR
from app.reflections.actions.comment import comment_on
from app.reflections.actions.open_share import note_look, open_share
from app.reflections.actions.revoke import end_share, end_shares_of_entry
from app.reflections.models import Share, ShareComment, ShareOpening
from app.reflections.queries.shares import share_place
from app.wiring import Platform
from tests.clock import NOON
from tests.make.cohorts import make_member
from tests.make.shares import Sharers
from tests.progress.parallel import Call, all_at_once

TIMES = 12


def test_whoever_reads_while_it_is_ended_stands_among_those_who_opened_it(
    platform: Platform, db: Session
) -> None:
    people = Sharers(db)
    readers = [make_member(db, people.cohort, name=f"Reader {n}") for n in range(TIMES)]
    share_id = people.share(COHORT)
    read: list[UUID] = []
    seen_at_the_end: list[UUID | None] = []

    def open_it(number: int) -> Call:
        def call(session: Session) -> None:
            try:
                open_share(session, readers[number], share_id=share_id, now=NOON)
            except NotFound:
                return
            read.append(readers[number].id)

        return call

    def end_it(session: Session) -> None:
        end_share(session, people.author, share_id=share_id, now=NOON)
        seen_at_the_end.extend(session.scalars(select(ShareOpening.reader_id)))

    calls = [open_it(number) for number in range(TIMES)]
    all_at_once(platform, [*calls[:4], end_it, *calls[4:]])
    db.commit()
    assert set(read) == set(seen_at_the_end)
    assert set(db.scalars(select(ShareOpening.reader_id))) == set(read)


def test_whoever_opens_it_while_they_leave_has_opened_it_before_or_not_at_all(
    platform: Platform, db: Session
) -> None:
    people = Sharers(db)
    share_ids = [people.share(MENTOR) for _ in range(TIMES)]
    read: list[UUID] = []
    seen_at_the_end: list[UUID | None] = []

    def open_it(number: int) -> Call:
        def call(session: Session) -> None:
            try:
                open_share(session, people.mentor, share_id=share_ids[number], now=NOON)
            except NotFound:
                return
            read.append(share_ids[number])

        return call

    def go(session: Session) -> None:
        leave(session, people.mentor, cohort_id=people.cohort.id, now=NOON)
        seen_at_the_end.extend(session.scalars(select(ShareOpening.share_id)))

    calls = [open_it(number) for number in range(TIMES)]
    all_at_once(platform, [*calls[:4], go, *calls[4:]])
    assert set(read) == set(seen_at_the_end)


def test_many_pages_opened_at_once_are_one_opening_and_later_ones_another(
    platform: Platform, db: Session
) -> None:
    people = Sharers(db)
    share_id = people.share(MENTOR)

    def open_after(minutes: int) -> Call:
        now = NOON + timedelta(minutes=minutes)
        return lambda session: open_share(session, people.mentor, share_id=share_id, now=now)

    all_at_once(platform, [open_after(0)] * 10)
    for minutes in (1, 9, 10, 15, 19, 20):
        with platform.transaction() as session:
            open_after(minutes)(session)
    found = db.scalars(select(ShareOpening.opened_at).order_by(ShareOpening.opened_at)).all()
    assert [int((at - NOON).total_seconds()) // 60 for at in found] == [0, 10, 20]


def test_a_form_sent_many_times_at_once_is_one_share_and_one_comment(
    platform: Platform, db: Session
) -> None:
    people = Sharers(db)
    key = new_id()
    made = set()

    def share(session: Session) -> None:
        made.add(people.share_in(session, MENTOR, key))

    all_at_once(platform, [share] * 10)
    assert len(made) == 1
    share_id = made.pop()

    def say(session: Session) -> None:
        comment_on(
            session, people.mentor, share_id=share_id, text="Thank you.", request_key=key, now=NOON
        )

    all_at_once(platform, [say] * 10)
    db.commit()
    assert db.scalar(select(func.count()).select_from(Share)) == 1
    assert db.scalar(select(func.count()).select_from(ShareComment)) == 1


def test_author_and_readers_at_the_same_share_at_once_never_lock_each_other_out(
    platform: Platform, db: Session
) -> None:
    people = Sharers(db)
    share_id, back = people.share(COHORT), people.share(MENTOR)

    def look(session: Session) -> None:
        place = share_place(session, people.author, share_id=share_id, now=NOON)
        assert place is not None
        note_look(session, place, now=NOON)

    def read(session: Session) -> None:
        open_share(session, people.mentor, share_id=share_id, now=NOON)

    def say(session: Session) -> None:
        comment_on(
            session, people.other, share_id=share_id, text="Yes.", request_key=new_id(), now=NOON
        )

    def end(session: Session) -> None:
        end_share(session, people.author, share_id=back, now=NOON)

    def end_all(session: Session) -> None:
        wanted = share_place(session, people.author, share_id=back, now=NOON)
        assert wanted is not None
        end_shares_of_entry(session, people.runner, reflection_id=people.entry, now=NOON)

    all_at_once(platform, [look, read, say, end, end_all] * 5)
    db.commit()
    assert db.get_one(Share, share_id).revoked_at is None
    assert db.get_one(Share, back).revoked_at == NOON
