"""Asking to come in, and the yes or no of a facilitator."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.actions.approval import answer_asking
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.actions.joining import join_by_key
from app.cohorts.errors.seats import (
    NotAsking,
    StillAsked,
    TakenBack,
)
from app.cohorts.kinds.seats import AskedKind
from app.cohorts.policy import may_facilitate, may_learn
from app.cohorts.queries import seat_by_slug
from app.cohorts.rules import ASKED, DECLINED, FACILITATOR, JOINED, LEFT, WAITING, WITHDRAWN
from app.post.kinds import Draft
from tests.clock import NOON
from tests.cohorts.kept import letters_of, place_of, used
from tests.make.cohorts import (
    make_cohort,
    make_facilitator,
    make_member,
    make_word,
)
from tests.make.desks import SITE, desk_at
from tests.make.people import make_person


def test_with_a_yes_first_people_ask_and_a_facilitator_lets_them_in(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    make_word(db, cohort, asks_first=True)
    person = make_person(db)
    for _ in range(2):
        assert join_by_key(db, person, word="bcdfghjk", now=NOON).state == "asked"
    assert used(db) == 1
    with pytest.raises(StillAsked):
        answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON)
    for _ in range(2):
        state = answer_asking(
            db, actor, cohort_id=cohort.id, person_id=person.id, yes=True, now=NOON
        )
        assert state == JOINED
    (letter,) = letters_of(db, "asked")
    (draft,) = AskedKind().prepare(db, [letter], desk_at(NOON)).values()
    assert isinstance(draft, Draft)
    assert "Good news: you are in" in draft.body
    assert f"{SITE}/cohorts/{cohort.slug}/" in draft.body


def test_a_no_is_a_kind_letter_and_no_is_not_changed_by_an_old_page(db: Session) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    person = make_member(db, cohort, state="asked")
    for _ in range(2):
        answer_asking(db, actor, cohort_id=cohort.id, person_id=person.id, yes=False, now=NOON)
    assert place_of(db, person).state == WITHDRAWN
    (letter,) = letters_of(db, "asked")
    (draft,) = AskedKind().prepare(db, [letter], desk_at(NOON)).values()
    assert isinstance(draft, Draft)
    assert "It cannot be this time" in draft.body
    with pytest.raises(NotAsking):
        answer_asking(db, actor, cohort_id=cohort.id, person_id=person.id, yes=True, now=NOON)
    with pytest.raises(TakenBack):
        answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON)


def test_a_yes_where_all_seats_are_taken_puts_people_in_line(db: Session) -> None:
    cohort = make_cohort(db, capacity=1)
    actor = make_facilitator(db, cohort)
    make_member(db, cohort)
    person = make_member(db, cohort, state="asked")
    state = answer_asking(db, actor, cohort_id=cohort.id, person_id=person.id, yes=True, now=NOON)
    assert state == WAITING
    assert [letter.person_id for letter in letters_of(db, "in_line")] == [person.id]


def test_nobody_gets_past_a_facilitators_yes_by_changing_their_mind(db: Session) -> None:
    cohort = make_cohort(db)
    make_word(db, cohort, asks_first=True)
    person = make_person(db)
    join_by_key(db, person, word="bcdfghjk", now=NOON)
    assert answer_invitation(db, person, cohort_id=cohort.id, yes=False, now=NOON) == DECLINED
    assert answer_invitation(db, person, cohort_id=cohort.id, yes=True, now=NOON) == "asked"


@pytest.mark.parametrize("state", [LEFT, WITHDRAWN])
def test_whoever_left_or_was_taken_off_asks_first_whatever_the_word(
    db: Session, state: str
) -> None:
    cohort = make_cohort(db)
    make_word(db, cohort)
    person = make_member(db, cohort, state=state)
    assert join_by_key(db, person, word="bcdfghjk", now=NOON).state == "asked"


@pytest.mark.parametrize("state", [LEFT, WITHDRAWN, DECLINED])
@pytest.mark.parametrize("asks_first", [True, False])
def test_whoever_ran_the_cohort_and_comes_back_by_its_word_takes_part_and_runs_nothing(
    db: Session, state: str, *, asks_first: bool
) -> None:
    cohort = make_cohort(db)
    actor = make_facilitator(db, cohort)
    make_word(db, cohort, asks_first=asks_first)
    # A programme lead took them out, or took the invitation to run it back.
    gone = make_member(db, cohort, role=FACILITATOR, state=state)
    if join_by_key(db, gone, word="bcdfghjk", now=NOON).state == ASKED:
        answer_asking(db, actor, cohort_id=cohort.id, person_id=gone.id, yes=True, now=NOON)
    seat = seat_by_slug(db, gone, slug=cohort.slug)
    assert seat is not None
    assert may_learn(gone, seat)
    assert not may_facilitate(gone, seat)


def test_whoever_ran_a_full_cohort_stands_in_line_once_they_come_back_by_its_word(
    db: Session,
) -> None:
    cohort = make_cohort(db, capacity=1)
    actor = make_facilitator(db, cohort)
    make_member(db, cohort)
    make_word(db, cohort)
    gone = make_member(db, cohort, role=FACILITATOR, state=LEFT)
    join_by_key(db, gone, word="bcdfghjk", now=NOON)
    state = answer_asking(db, actor, cohort_id=cohort.id, person_id=gone.id, yes=True, now=NOON)
    assert state == WAITING
