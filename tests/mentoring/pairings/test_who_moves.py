"""Who may move a pairing, and in which part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.pairings import (
    BY_CLOCK,
    By,
    move_pairing,
)
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    COORDINATOR,
    DECLINED,
    LEFT_PROGRAMME,
    MEMBER,
    OPEN,
    PAUSED,
    PROPOSED,
    SAFEGUARDING,
    SAFETY,
    SUSPENDED,
    WITHDRAWN,
)
from tests.clock import NOON
from tests.make.mentoring import Mentors
from tests.mentoring.pairings.test_moves import LATER, log_of

Who = Callable[[Mentors], By]


@pytest.mark.parametrize(
    "who",
    [
        lambda m: By(MEMBER, m.other),
        lambda m: By(MEMBER, m.coordinator),
        lambda m: By(MEMBER, m.facilitator, m.joan.id),
        lambda m: By(MEMBER, m.petra, m.joan.id),
        lambda m: By(MEMBER, m.coordinator, m.other.id),
        lambda m: By(COORDINATOR, m.petra),
        lambda m: By(COORDINATOR, m.programme_lead),
        lambda m: By(COORDINATOR, m.lead),
        lambda m: By(SAFEGUARDING, m.coordinator),
        lambda _: By(SAFEGUARDING, None),
        lambda _: By(MEMBER, None),
    ],
)
def test_nobody_moves_it_in_a_part_that_is_not_theirs(
    db: Session, mentors: Mentors, who: Who
) -> None:
    pairing = mentors.pairing(ACTIVE).pairing
    for state in (PAUSED, CLOSING, CLOSED, SUSPENDED):
        with pytest.raises(NotFound):
            move_pairing(db, pairing.id, state, by=who(mentors), reason=SAFETY, now=NOON)
    assert pairing.state == ACTIVE


def test_a_coordinator_enters_what_a_member_said_and_both_are_in_the_log(
    db: Session, mentors: Mentors
) -> None:
    pairing = mentors.pairing(PROPOSED).pairing
    by = By(MEMBER, mentors.coordinator, mentors.joan.id)
    move_pairing(db, pairing.id, DECLINED, by=by, now=NOON)
    told = (PROPOSED, DECLINED, MEMBER, "", mentors.coordinator.id, mentors.joan.id)
    assert log_of(db, pairing.id)[-1] == told


def test_a_coordinator_who_is_one_of_the_two_is_only_that(db: Session, mentors: Mentors) -> None:
    pairing = mentors.pairing(PROPOSED).pairing
    mentors.petra.roles = ["mentoring_coordinator", "safeguarding_lead"]
    db.flush()
    for by in (
        By(COORDINATOR, mentors.petra),
        By(SAFEGUARDING, mentors.petra),
        By(MEMBER, mentors.petra, mentors.joan.id),
    ):
        with pytest.raises(NotFound):
            move_pairing(db, pairing.id, WITHDRAWN, by=by, reason="taken_back", now=NOON)
    assert move_pairing(db, pairing.id, AGREEING, by=By(MEMBER, mentors.petra), now=NOON).is_new


def test_who_leaves_the_programme_ends_every_open_pairing(db: Session, mentors: Mentors) -> None:
    for state in OPEN:
        pairing = mentors.pairing(state).pairing
        end = WITHDRAWN if state == PROPOSED else CLOSED
        moved = move_pairing(db, pairing.id, end, by=BY_CLOCK, reason=LEFT_PROGRAMME, now=LATER)
        assert (moved.pairing.state, moved.pairing.closed_for) == (end, LEFT_PROGRAMME)
        db.commit()
