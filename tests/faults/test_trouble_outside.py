"""A difficult mail server and a clock that jumps, with two sending processes at a time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from app.kit.clock import SystemClock
from app.post.queries import counts_by_state
from tests.faults.test_killed_sender import worker
from tests.mail_server import OK, Arrival, mail_server
from tests.make.post import letter_of, make_letters

if TYPE_CHECKING:
    from app.wiring import Platform

LETTERS = 60
# How far the clocks of the workers are ahead at each visit, in seconds: past each rest.
VISITS = (0, 62, 420, 1_500)
LATER = "451 4.3.0 try again later"
# What a letter meets, one try after the other, before it is taken: asked to come later, kept
# without a word, or lost without one. No letter is in doubt more often than the post bears.
MOODS = (
    (),
    (LATER,),
    ("drop",),
    ("lose",),
    ("lose", "drop"),
    (LATER, "drop", "lose"),
    ("drop", LATER, "lose"),
)
HOUR = 3_600.0
NOBODY = "nobody"


@pytest.mark.timeout(180)
def test_a_server_that_delays_refuses_and_hangs_up_loses_no_letter(
    db: Session, platform: Platform
) -> None:
    people = make_letters(db, LETTERS, due_at=SystemClock().now())
    unknown = {person.email for person in people[::20]}
    moods = {person.email: iter(MOODS[place % len(MOODS)]) for place, person in enumerate(people)}
    with mail_server() as server:
        server.slowness = 0.005
        server.to_address = lambda to: f"550 5.1.1 {NOBODY}" if to in unknown else OK
        server.to_letter = lambda arrival: next(moods[arrival.to], OK)
        for visit in VISITS:
            with (
                worker(platform, server, ahead=visit) as one,
                worker(platform, server, ahead=visit) as other,
            ):
                assert (one.finish(), other.finish()) == (0, 0)
        arrived = server.by_address()
    counts = counts_by_state(db)
    resent = sum(len(came) - 1 for came in arrived.values())
    sys.stdout.write(f"\nA difficult server: {counts}, {resent} sent again\n")
    assert counts == {"sent": LETTERS - len(unknown), "refused": len(unknown)}
    assert set(arrived) == {person.email for person in people} - unknown
    for came in arrived.values():
        assert len({(arrival.message_id, arrival.data) for arrival in came}) == 1
    # Each that was kept without a word came once more.
    kept = [MOODS[place % len(MOODS)].count("drop") for place in range(LETTERS) if place % 20]
    assert resent == sum(kept)


@pytest.mark.timeout(120)
def test_letters_of_a_worker_whose_clock_had_jumped_go_on_when_it_is_right_again(
    db: Session, platform: Platform
) -> None:
    people = make_letters(db, LETTERS, due_at=SystemClock().now())

    def hold(arrival: Arrival) -> str:
        return "hold" if arrival.number == LETTERS // 3 else OK

    with mail_server() as server:
        server.to_letter = hold
        with worker(platform, server, ahead=HOUR) as ahead:
            server.wait_for(LETTERS // 3)
            ahead.kill()
        server.to_letter = lambda _: OK
        with worker(platform, server, ahead=0) as right:
            assert right.finish() == 0
        arrived = server.by_address()
    sys.stdout.write(f"\nThe clock jumped: {counts_by_state(db)}\n")
    assert counts_by_state(db) == {"sent": LETTERS}
    assert set(arrived) == {person.email for person in people}
    again = [person for person in people if len(arrived[person.email or ""]) > 1]
    assert [letter_of(db, person).doubts for person in again] == [1] * len(again)
    assert len(again) <= 1
