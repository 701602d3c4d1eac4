"""Two hundred posts of one person at once, through the web, leave exactly the right rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from random import Random
from threading import Barrier, Event, Lock
from uuid import UUID, uuid5

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.models import Answer, StepProgress
from app.wiring import Platform
from tests.browser_like import csrf_token
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.progress import QUESTIONS, Way, make_way
from tests.progress.reading import row_of

WINDOWS = 8
POSTS = 200
Form = tuple[str, dict[str, str]]
"""Where a form goes, and what is in it."""


def posts(way: Way, dice: Random) -> tuple[list[Form], set[tuple[str, str, UUID]]]:
    """Half of them say "done", half answer; and the tries that they are, each once.

    Of the answers every second is sent again with its key, and some keys come with both options.
    """
    marks = ["welcome", "story", "reflect", "act"]
    forms: list[Form] = [
        (way.address(marks[number % 4], "/completions"), {}) for number in range(POSTS // 2)
    ]
    tries = set[tuple[str, str, UUID]]()
    keys = [new_id() for _ in range(20)]
    while len(forms) < POSTS:
        question = dice.choice(QUESTIONS)
        option = dice.choice(question["options"])["key"]
        key = dice.choice([*keys, new_id()])
        asked = question["key"]
        form = {f"answer-{asked}": option, "check": asked, "request_key": str(key)}
        forms.append((way.address("check", "/answers"), form))
        tries.add((asked, option, uuid5(key, option)))
    dice.shuffle(forms)
    return forms, tries


class Crowd:
    """Several windows of one person, all signed in, that send what is in a queue."""

    def __init__(self, windows: Sequence[FlaskClient], clock: StoppedClock) -> None:
        self.windows = windows
        self.tokens = [csrf_token(window, "/account/") for window in windows]
        self.clock = clock
        self.tick = Lock()

    def send(self, forms: Sequence[Form]) -> list[int]:
        """Send all of them, as many at a time as there are windows, and say what came back."""
        waiting = SimpleQueue[Form]()
        for form in forms:
            waiting.put(form)
        start, answers = Barrier(len(self.windows)), SimpleQueue[int]()

        def click(number: int) -> None:
            start.wait(timeout=20)
            for address, fields in iter(partial(_next, waiting), None):
                with self.tick:
                    self.clock.move(seconds=1)
                data = {"csrf_token": self.tokens[number], **fields}
                answers.put(self.windows[number].post(address, data=data).status_code)

        with ThreadPoolExecutor(len(self.windows)) as pool:
            for each in [pool.submit(click, number) for number in range(len(self.windows))]:
                each.result(timeout=90)
        return [answers.get() for _ in range(answers.qsize())]


def _next(waiting: SimpleQueue[Form]) -> Form | None:
    try:
        return waiting.get_nowait()
    except Empty:
        return None


Sample = tuple[dict[UUID, tuple[datetime, datetime | None]], frozenset[UUID]]
"""By step, when it was seen and done; and the tries."""


def look(db: Session) -> Sample:
    """What the database holds at this moment."""
    steps = db.execute(select(StepProgress.step_id, StepProgress.seen_at, StepProgress.done_at))
    found = {step: (seen, done) for step, seen, done in steps}
    tries = frozenset(db.scalars(select(Answer.id)))
    db.rollback()
    return found, tries


def assert_only_grew(before: Sample, after: Sample) -> None:
    for step, (seen, done) in before[0].items():
        assert after[0][step][0] == seen
        assert done is None or after[0][step][1] == done
    assert before[1] <= after[1]


def watching(platform: Platform, over: Event) -> Callable[[], int]:
    """Look again and again until it is over; progress never shrinks. Says how often it grew."""

    def watch() -> int:
        grew = 0
        with platform.sessions() as db:
            before = look(db)
            while not over.is_set():
                after = look(db)
                assert_only_grew(before, after)
                grew += after != before
                before = after
        return grew

    return watch


@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_posts_at_once_leave_exactly_the_right_rows_and_nothing_ever_shrinks(
    app: Flask, platform: Platform, db: Session, sign_in: SignIn, clock: StoppedClock, seed: int
) -> None:
    way = make_way(db)
    forms, tries = posts(way, Random(seed))
    crowd = Crowd([sign_in(app.test_client(), way.person) for _ in range(WINDOWS)], clock)
    over = Event()
    with ThreadPoolExecutor(1) as pool:
        watcher = pool.submit(watching(platform, over))
        try:
            answers = crowd.send(forms)
        finally:
            over.set()
        assert watcher.result(timeout=30) > 1
    assert answers == [302] * POSTS
    rows = list(db.scalars(select(StepProgress)))
    assert len(rows) == len(way.steps)
    assert {row.step_id for row in rows} == {step.id for step in way.steps.values()}
    assert all(row.done_at is not None and row.done_at > NOON for row in rows)
    check = row_of(db, way, "check")
    assert check is not None
    assert (check.done_by_rule, check.evidence) == ("answered", {"questions": ["first", "second"]})
    kept = db.execute(select(Answer.question_key, Answer.option_key, Answer.request_key)).all()
    assert len(kept) == len(tries)
    assert {tuple(one) for one in kept} == tries
