"""Goals have steps, both change them, and neither undoes the other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.mentoring.actions.goals import change_goal, set_goal, tick_step
from app.mentoring.errors.together import GoalChanged, GoalTooLong, StateUnknown, TitleNeeded
from app.mentoring.models import MentoringGoal
from app.mentoring.queries.goals import GoalPlace, goals_of
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.together import GoalWords, Step, typed_goal, words_of
from tests.browser_like import hidden_fields
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_goal

TODAY = NOON.date()


def here(pair: PairingPlace) -> str:
    return f"/mentoring/pairings/{pair.pairing.id}/goals/"


def test_a_goal_is_its_title_and_a_step_for_each_line() -> None:
    made = typed_goal("  Speak up ", "Choose which\n\n  Say one   thing \n")
    assert made == GoalWords("Speak up", [Step("Choose which"), Step("Say one thing")])
    assert made is not None
    assert words_of(made.as_text) == made


def test_steps_whose_words_stay_are_as_done_as_they_were() -> None:
    before = GoalWords("Speak up", [Step("One", "2027-01-20"), Step("Two"), Step("One")])
    after = typed_goal("Speak up", "Two\nOne\nOne\nNew", before)
    assert after is not None
    assert [step.done_on for step in after.steps] == [None, "2027-01-20", None, None]


@pytest.mark.parametrize(("title", "lines"), [("x" * 201, ""), ("x", "y" * 201), ("x", "y\n" * 21)])
def test_what_is_too_long_is_no_goal(title: str, lines: str) -> None:
    assert typed_goal(title, lines) is None


def test_a_step_that_is_not_there_is_not_ticked() -> None:
    with pytest.raises(LookupError):
        GoalWords("x", [Step("One")]).with_step(1, is_done=True, today=TODAY)


def test_both_see_a_goal_whose_it_is_and_what_is_done(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.joan)
    key = hidden_fields(client.get(here(pair)).text)["request_key"]
    form = {"title": "Speak up", "description": "Choose which\nSay it", "request_key": key}
    for _ in range(2):
        assert client.post(here(pair), data=form).status_code == 302
    goal = db.scalars(select(MentoringGoal)).one()
    assert b"Speak" not in goal.sealed_words
    tick = {"step": "1", "done": "yes", "revision": "0"}
    as_person(mentors.petra).post(f"{here(pair)}{goal.id}/changes", data=tick)
    assert "Yours" in as_person(mentors.joan).get(here(pair)).text
    page = " ".join(as_person(mentors.petra).get(here(pair)).text.split())
    assert "Joan Longstreet</span>’s" in page
    assert "Say it</span> <strong>✓ Done" in page
    assert "Choose which</span> <strong>" not in page


def test_a_form_sent_again_with_other_words_sets_one_more_goal(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    form: dict[str, Any] = {"steps": "Choose which", "request_key": new_id(), "now": NOON}
    for title in ("Speak up", "Listen", "Listen"):
        set_goal(db, pair, mentors.joan, title=title, **form)
    [first, _] = goals_of(db, mentors.joan, pair)
    # What was done of a goal since makes it no other goal.
    change_goal(
        *(db, GoalPlace(pair, db.get_one(MentoringGoal, first.id)), mentors.joan),
        title="Speak up twice",
        steps="",
        state="open",
        seen=0,
        now=NOON,
    )
    set_goal(db, pair, mentors.joan, title="Speak up", **form)
    titles = [one.words.title for one in goals_of(db, mentors.joan, pair)]
    assert sorted(titles) == ["Listen", "Speak up twice"]


def test_two_who_change_a_goal_at_once_do_not_undo_each_other(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    at = GoalPlace(pair, make_goal(db, pair, mentors.joan))
    more: dict[str, Any] = {"steps": "Choose which", "state": "open", "seen": 0, "now": NOON}
    change_goal(db, at, mentors.joan, title="Speak up twice", **more)
    with pytest.raises(GoalChanged):
        change_goal(db, at, mentors.petra, title="Listen", **more)
    # A second click on the same form is no conflict.
    change_goal(db, at, mentors.joan, title="Speak up twice", **more)
    [goal] = goals_of(db, mentors.petra, pair)
    assert (goal.words.title, goal.revision) == ("Speak up twice", 1)


def test_whoever_saves_an_old_form_sees_both_goals(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    goal = make_goal(db, pair, mentors.joan, "As it stands")
    goal.revision = 3
    client = as_person(mentors.petra)
    address = f"{here(pair)}{goal.id}/changes"
    form = {"title": "As I wrote it", "description": "", "state": "reached", "revision": "2"}
    answer = client.post(address, data=form)
    assert answer.status_code == 409
    assert "As it stands" in answer.text
    assert "As I wrote it" in answer.text
    form["revision"] = hidden_fields(answer.text)["revision"]
    assert client.post(address, data=form).status_code == 302
    assert [one.state for one in goals_of(db, mentors.joan, pair)] == ["reached"]


def test_a_step_ticked_twice_is_done_once(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    at = GoalPlace(pair, make_goal(db, pair, mentors.joan))
    more: dict[str, Any] = {"number": 0, "today": date(2027, 1, 20), "now": NOON}
    for _ in range(2):
        tick_step(db, at, mentors.petra, is_done=True, seen=0, **more)
    [goal] = goals_of(db, mentors.joan, pair)
    assert (goal.words.steps[0].done_on, goal.revision) == ("2027-01-20", 1)
    with pytest.raises(GoalChanged):
        tick_step(db, at, mentors.petra, is_done=False, seen=0, **more)
    with pytest.raises(NotFound):
        tick_step(db, at, mentors.petra, is_done=True, seen=1, **{**more, "number": 9})


def test_what_is_no_goal_comes_back_with_a_sentence(
    db: Session, mentors: Mentors, pair: PairingPlace, as_person: As
) -> None:
    client = as_person(mentors.joan)
    answer = client.post(here(pair), data={"title": " ", "description": "A step I would take"})
    assert (answer.status_code, TitleNeeded.sentence in answer.text) == (422, True)
    assert "A step I would take" in answer.text
    answer = client.post(here(pair), data={"title": "x" * 201})
    assert GoalTooLong.sentence in answer.text
    goal = make_goal(db, pair, mentors.joan)
    form = {"title": "Speak up", "description": "", "state": "sold", "revision": "0"}
    answer = as_person(mentors.joan).post(f"{here(pair)}{goal.id}/changes", data=form)
    assert StateUnknown.sentence in answer.text


def test_nobody_else_reads_or_sets_a_goal(
    db: Session, mentors: Mentors, pair: PairingPlace
) -> None:
    words: dict[str, Any] = {"title": "x", "steps": "", "request_key": new_id(), "now": NOON}
    for who in set(mentors.everybody) - {"member", "partner"}:
        with pytest.raises(LookupError):
            goals_of(db, mentors.everybody[who], pair)
        with pytest.raises(NotFound):
            set_goal(db, pair, mentors.everybody[who], **words)
