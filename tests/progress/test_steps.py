"""Going through a module: its pages, marking steps as done, and coming back."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.progress.actions.complete import mark_step_done, note_writing
from app.progress.actions.visit import open_step
from app.progress.queries import writing_step
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.progress.reading import html_of, row_of, words_of


def test_a_module_page_tells_what_it_is_for_how_long_it_takes_and_what_is_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    before = words_of(client, way.address())
    assert "Say what matters to you." in before
    assert "0 of 5 steps done" in before
    assert "about 50 minutes" in before
    assert re.search(r">\s*Start\s*</a>", html_of(client, way.address()))
    assert "You are here" not in before

    open_step(db, way.person, at=way.at("welcome"), now=NOON)
    mark_step_done(db, way.person, at=way.at("welcome"), now=NOON)
    db.commit()
    after = words_of(client, way.address())
    assert "1 of 5 steps done" in after
    assert "About 45 minutes are left. Next: “Step story”." in after
    assert after.count("You are here") == 1
    assert re.search(r">\s*Carry on\s*</a>", html_of(client, way.address()))


def test_a_step_page_tells_where_one_is_and_what_comes_before_and_after(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    words = words_of(client, way.address("story"))
    assert "Step 2 of 5" in words
    assert "About 50 minutes are left in this module." in words
    assert "The words of story." in words
    assert "Previous step : Step welcome" in words
    assert "Next step : Step check" in words
    assert "Ask someone to read it to you." in words_of(client, way.address("welcome"))


def test_marking_a_step_goes_on_to_the_next_and_keeps_who_when_and_why(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    assert row_of(db, way, "welcome") is None
    html_of(client, way.address("welcome"))
    seen = row_of(db, way, "welcome")
    assert seen is not None
    assert (seen.seen_at, seen.done_at) == (NOON, None)

    answer = post(client, way.address("welcome", "/completions"))
    assert answer.headers["Location"] == way.address("story")
    done = row_of(db, way, "welcome")
    assert done is not None
    assert (done.done_at, done.done_by_rule, done.rule_version) == (NOON, "marked", 1)
    assert done.evidence == {"said": "done"}
    assert "Done on Wednesday 20 January 2027" in words_of(client, way.address("welcome"))


def test_what_is_done_stays_done_with_its_first_time(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    post(client, way.address("reflect", "/completions"))
    clock.move(days=3)
    post(client, way.address("reflect", "/completions"))
    html_of(client, way.address("reflect"))
    done = row_of(db, way, "reflect")
    assert done is not None
    assert done.done_at == NOON
    assert done.evidence == {"said": "done on paper or by talking"}
    assert done.visited_at == clock.moment
    assert done.seen_at == NOON


def test_a_step_marked_and_written_about_later_keeps_its_first_reason(
    db: Session, clock: StoppedClock
) -> None:
    way = make_way(db)
    mark_step_done(db, way.person, at=way.at("reflect"), now=NOON)
    step = writing_step(db, way.person.id, way.steps["reflect"].id, now=NOON)
    assert step is not None
    note_writing(db, step, now=clock.move(days=1))
    done = row_of(db, way, "reflect")
    assert done is not None
    assert (done.done_at, done.done_by_rule) == (NOON, "marked")
    assert done.evidence == {"said": "done on paper or by talking"}


def test_opening_a_step_late_never_moves_the_last_visit_back(db: Session) -> None:
    way = make_way(db)
    open_step(db, way.person, at=way.at("story"), now=NOON)
    open_step(db, way.person, at=way.at("story"), now=NOON.replace(hour=9))
    kept = row_of(db, way, "story")
    assert kept is not None
    assert kept.visited_at == NOON


def test_a_person_comes_back_to_the_step_they_had_opened(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    post(client, way.address("welcome", "/completions"))
    html_of(client, way.address("story"))
    clock.move(minutes=1)
    html_of(client, way.address("act"))
    page = html_of(client, way.address())
    assert f'class="nhsuk-button" href="{way.address("act")}"' in " ".join(page.split())


def test_the_last_step_leads_back_to_the_module_and_says_what_is_left(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    answer = post(client, way.address("act", "/completions"))
    assert answer.headers["Location"] == way.address()
    assert "Some steps before it are still to do." in html_of(client, way.address())
    for key in ("welcome", "story", "reflect"):
        post(client, way.address(key, "/completions"))
    post(client, way.address("check", "/answers"), {"answer-first": "fix", "answer-second": "one"})
    words = words_of(client, way.address())
    assert "5 of 5 steps done" in words
    assert "You have done every step of this module." in words


def test_a_check_cannot_be_marked_as_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    answer = post(client, way.address("check", "/completions"))
    assert answer.status_code == 422
    assert "Answer each question first." in answer.get_data(as_text=True)
    assert row_of(db, way, "check") is None
    assert "Mark as done" not in words_of(client, way.address("check"))


def test_a_reflection_can_be_written_or_done_away_from_the_screen(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    page = html_of(client, way.address("reflect"))
    assert "Think of a day that went well." in page
    assert f"/reflections/new?step={way.steps['reflect'].id}&amp;cohort={way.cohort.slug}" in page
    assert "I did this on paper or by talking" in page


def test_an_activity_says_when_it_is_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    words = words_of(sign_in(client, way.person), way.address("act"))
    assert "You are done when You asked one person what matters to them." in words


def test_all_modules_of_all_own_cohorts_show_how_far_one_is(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db, modules=2)
    other = make_way(db, person=way.person)
    sign_in(client, way.person)
    post(client, way.address("welcome", "/completions"))
    words = words_of(client, "/modules/")
    assert way.cohort.name in words
    assert other.cohort.name in words
    assert words.count("Not started") == 2
    assert words.count("1 of 5 steps done") == 1
    one = words_of(client, f"/modules/{way.cohort.slug}/")
    assert "Module title 2" in one
    assert "Carry on where you were Step story Module 1: Module title 1" in one


def test_a_person_in_no_cohort_is_told_what_to_do(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    person = make_person(db)
    db.commit()
    assert "You are not in a cohort yet" in words_of(sign_in(client, person), "/modules/")


@pytest.mark.parametrize(
    "end", ["/module-1/no-such-step", "/no-such-module/", "/no/step", "/%00/", "/a/%00"]
)
def test_what_is_not_there_is_not_found(
    db: Session, client: FlaskClient, sign_in: SignIn, end: str
) -> None:
    way = make_way(db)
    answer = sign_in(client, way.person).get(f"/modules/{way.cohort.slug}{end}")
    assert answer.status_code == 404
