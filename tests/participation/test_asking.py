"""Asking a question, once, with answers that can be voted on, and taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.errors import NotFound
from app.participation import errors
from app.participation.actions.propose import enter_poll, start_poll, take_back_poll
from app.participation.models import BallotBox, Poll, PollOption
from app.participation.rules import DOTS
from app.people.models import Person
from tests.clock import NOON
from tests.make.participation import (
    ANSWERS,
    chosen,
    make_idea,
    make_poll,
    make_votes,
    voter_of,
)


@pytest.mark.parametrize(
    ("idea", "refusal"),
    [
        ({"question": "  "}, errors.QuestionNeeded),
        ({"question": "?" * 201}, errors.QuestionNeeded),
        ({"question": "\u200b\u202e"}, errors.QuestionNeeded),
        ({"about": "a" * 1001}, errors.AboutTooLong),
        ({"options": ["A walk"]}, errors.OptionsNeeded),
        ({"options": ["A walk", "  ", ""]}, errors.OptionsNeeded),
        ({"options": [f"Answer {number}" for number in range(21)]}, errors.OptionsNeeded),
        ({"options": ["A walk", "a" * 121]}, errors.OptionsNeeded),
        ({"options": ["A walk", "a  WALK"]}, errors.OptionTwice),
        ({"options": ["Yes", "Yes\u200b"]}, errors.OptionTwice),
        ({"kind": "ranking"}, errors.KindNeeded),
        ({"secrecy": "open"}, errors.SecrecyNeeded),
        ({"kind": DOTS, "dots": 0}, errors.DotsWrong),
        ({"kind": DOTS, "dots": 21}, errors.DotsWrong),
        ({"kind": DOTS, "dots": 2, "most": 3}, errors.DotsWrong),
        ({"kind": DOTS, "most": -1}, errors.DotsWrong),
        ({"closes_at": None}, errors.CloseWrong),
        ({"closes_at": NOON}, errors.CloseWrong),
        ({"closes_at": NOON + timedelta(days=91)}, errors.CloseWrong),
    ],
)
def test_a_poll_that_cannot_be_voted_on_is_refused(
    db: Session,
    cohort: Cohort,
    asker: Person,
    idea: dict[str, object],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        start_poll(db, asker, make_idea(**idea), cohort=cohort, now=NOON)  # type: ignore[arg-type]
    assert db.scalar(select(func.count()).select_from(Poll)) == 0


def test_the_same_form_twice_is_one_poll(db: Session, cohort: Cohort, asker: Person) -> None:
    idea = make_idea()
    first = start_poll(db, asker, idea, cohort=cohort, now=NOON)
    assert start_poll(db, asker, idea, cohort=cohort, now=NOON) == first
    assert db.scalar(select(func.count()).select_from(PollOption)) == len(ANSWERS)


def test_a_question_by_phone_is_theirs_who_asked(
    db: Session, cohort: Cohort, asker: Person, helper: Person
) -> None:
    made = enter_poll(db, helper, make_idea(), cohort=cohort, person_id=asker.id, now=NOON)
    poll = db.get_one(Poll, made)
    assert (poll.proposed_by_id, poll.entered_by_id) == (asker.id, helper.id)
    with pytest.raises(errors.ProposerNeeded):
        enter_poll(db, helper, make_idea(), cohort=cohort, person_id=None, now=NOON)


def test_a_question_is_taken_back_while_nobody_has_voted(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    poll_id = make_poll(db, cohort, asker).id
    take_back_poll(db, poll_id=poll_id)
    assert db.scalar(select(func.count()).select_from(BallotBox)) == 0
    with pytest.raises(NotFound):
        take_back_poll(db, poll_id=poll_id)
    poll = make_poll(db, cohort, asker)
    make_votes(db, poll, [(voter_of(db, cohort, asker), chosen(0))])
    with pytest.raises(errors.HasVotes):
        take_back_poll(db, poll_id=poll.id)
