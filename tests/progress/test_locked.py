"""What a person meets where a module or a step is not open yet."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.kit.times import start_of
from app.progress.actions.complete import mark_step_done
from app.progress.actions.visit import open_step
from app.progress.models import Answer, SessionEnd, StepProgress
from app.progress.queries import held_writing_step, resume_point, writing_step
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_entry, make_seat, make_way
from tests.progress.reading import html_of, row_of, words_of

MONDAY = "Opens on Monday 25 January 2027 (UK time)"


def late(db: Session, *, modules: int = 1, days: int = 5) -> Way:
    """A course whose first module opens some days after the first day, 20 January 2027."""
    way = make_way(db, modules=modules)
    way.modules[0].opens_days = days
    db.commit()
    return way


def chain(db: Session) -> Way:
    """A course of three modules, each of which needs the one before."""
    way = make_way(db, modules=3)
    way.modules[1].needs, way.modules[2].needs = ["module-1"], ["module-2"]
    db.commit()
    return way


def finish(db: Session, way: Way) -> None:
    """Do every step of the first module but its questions."""
    for key in way.steps:
        if key != "check":
            mark_step_done(db, way.person, at=way.at(key), now=NOON)
    db.commit()


def nothing_kept(db: Session) -> bool:
    db.commit()
    return not any(
        db.scalar(select(func.count()).select_from(table)) for table in (StepProgress, Answer)
    )


def test_a_locked_step_says_why_and_whom_to_ask_without_a_word_of_its_text(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = late(db)
    make_seat(db, way.cohort, make_person(db, name="Farah Facilitator"), role=FACILITATOR)
    db.commit()
    sign_in(client, way.person)
    for key in way.steps:
        with count_statements() as sent:
            answer = client.get(way.address(key))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 403
        assert f"This step is not open yet. {MONDAY}." in page
        assert "Need it sooner? Ask Farah Facilitator." in page
        assert f"Step {key}" in page
        assert f"The words of {key}." not in page
        assert "Which comes first?" not in page
        assert "Think of a day" not in page
        assert len(sent) == 4, sent
    assert nothing_kept(db)


def test_marking_and_answering_a_locked_step_is_refused_with_the_same_sentence(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    sign_in(client, way.person)
    forms: dict[str, dict[str, object]] = {
        way.address("welcome", "/completions"): {},
        way.address("check", "/answers"): {"answer-first": "fix"},
    }
    for address, form in forms.items():
        answer = post(client, address, form)
        assert answer.status_code == 403
        assert f"This step is not open yet. {MONDAY}." in answer.get_data(as_text=True)
    assert nothing_kept(db)


def test_a_locked_module_shows_when_it_opens_on_every_page_that_names_it(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    sign_in(client, way.person)
    for address in ("/modules/", f"/modules/{way.cohort.slug}/", way.address(), "/home"):
        assert MONDAY in words_of(client, address), address
    words = words_of(client, way.address())
    assert "This module is not open yet." in words
    assert words.count("Not open yet") == 5
    assert "Step welcome" in words
    assert "Nothing is open yet." in words


def test_the_page_of_a_locked_module_costs_five_statements(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = late(db, modules=10)
    sign_in(client, way.person)
    with count_statements() as sent:
        html_of(client, way.address())
    assert len(sent) == 5, sent


def test_a_module_opens_on_its_day_by_itself(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = late(db)
    sign_in(client, way.person)
    clock.move(days=4, hours=11, minutes=59)
    assert client.get(way.address("welcome")).status_code == 403
    clock.move(minutes=1)
    assert "The words of welcome." in html_of(client, way.address("welcome"))


def test_what_was_seen_is_open_for_ever_and_opens_its_module(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = late(db)
    clock.move(days=6)
    sign_in(client, way.person)
    html_of(client, way.address("story"))
    way.modules[0].opens_days = 300
    way.modules[0].opens_after_session = True
    way.steps["act"].opens_days = 400
    db.commit()
    assert "The words of story." in html_of(client, way.address("story"))
    assert "The words of welcome." in html_of(client, way.address("welcome"))
    assert client.get(way.address("act")).status_code == 403


def test_a_session_opens_its_module_when_it_ends(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = make_way(db)
    way.modules[0].opens_after_session = True
    db.commit()
    sign_in(client, way.person)
    assert "Opens after the session on this module; no date yet." in words_of(client, way.address())
    ends = NOON + timedelta(days=1, hours=3)
    db.add(SessionEnd(cohort_id=way.cohort.id, module_key="module-1", ends_at=ends))
    db.commit()
    said = "Opens after the session on this module, on Thursday 21 January 2027 at 3pm (UK time)."
    assert said in words_of(client, way.address())
    clock.move(days=1, hours=3)
    html_of(client, way.address("welcome"))


def test_a_module_opens_when_all_steps_of_the_one_before_are_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = chain(db)
    sign_in(client, way.person)
    second = f"/modules/{way.cohort.slug}/module-2/welcome"
    assert "Opens when you have done module 1: Module title 1." in client.get(second).text
    finish(db, way)
    assert client.get(second).status_code == 403
    answers: dict[str, object] = {"answer-first": "fix", "answer-second": "one"}
    post(client, way.address("check", "/answers"), answers)
    words = words_of(client, way.address())
    assert "Go on to module 2: Module title 2" in words
    html_of(client, second)
    assert client.get(f"/modules/{way.cohort.slug}/module-3/welcome").status_code == 403


def test_a_step_that_needs_another_is_passed_over_until_then(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    way.steps["story"].needs = ["welcome", "act"]
    db.commit()
    sign_in(client, way.person)
    words = words_of(client, way.address("welcome"))
    assert "Next step : Step check" in words
    assert "Previous step : Step welcome" in words_of(client, way.address("check"))
    assert "“Step welcome”, and “Step act”" in words_of(client, way.address())
    answer = post(client, way.address("welcome", "/completions"))
    assert answer.location == way.address("check")
    assert f'href="{way.address("story")}"' not in html_of(client, way.address())
    post(client, way.address("act", "/completions"))
    assert "Previous step : Step story" in words_of(client, way.address("check"))


def test_marking_the_step_that_opens_the_next_leads_straight_to_it(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    way.steps["story"].needs = ["welcome"]
    db.commit()
    sign_in(client, way.person)
    answer = post(client, way.address("welcome", "/completions"))
    assert answer.location == way.address("story")


def test_at_the_end_of_all_that_is_open_it_says_what_opens_next_and_when(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db, modules=2)
    way.steps["act"].opens_days = 5
    way.modules[1].opens_days = 12
    db.commit()
    sign_in(client, way.person)
    post(client, way.address("check", "/answers"), {"answer-first": "fix", "answer-second": "one"})
    for key in ("welcome", "story"):
        post(client, way.address(key, "/completions"))
    assert f"Next: “Step act”. {MONDAY}." in words_of(client, way.address("reflect"))
    answer = post(client, way.address("reflect", "/completions"))
    assert answer.location == way.address()
    words = words_of(client, way.address())
    assert f"You have done all that is open here. Next: “Step act”. {MONDAY}." in words
    home = words_of(client, "/home")
    assert f"Next comes Step act Module 1. {MONDAY}." in home
    assert f'href="{way.address("act")}"' not in html_of(client, "/home")
    point = resume_point(db, [way.enrolment.id], now=NOON)[way.enrolment.id]
    assert point.is_waiting
    assert not point.is_finished
    assert point.step_key == "act"


def test_where_to_carry_on_is_never_a_locked_step(db: Session) -> None:
    way = late(db, modules=3)
    way.modules[1].opens_days = 2
    db.commit()
    mine = way.enrolment.id
    assert resume_point(db, [mine], now=NOON)[mine].module_key == "module-3"
    later = NOON + timedelta(days=2)
    assert resume_point(db, [mine], now=later)[mine].module_key == "module-2"
    way.modules[2].opens_days = 9
    db.commit()
    waiting = resume_point(db, [mine], now=NOON)[mine]
    assert (waiting.module_key, waiting.step_key) == ("module-2", "")
    assert waiting.opens == "Opens on Friday 22 January 2027 (UK time)."


def test_a_facilitator_finds_everything_open(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    facilitator = make_person(db)
    make_seat(db, way.cohort, facilitator, role=FACILITATOR)
    db.commit()
    sign_in(client, facilitator)
    assert "The words of act." in html_of(client, way.address("act"))
    assert "Not open yet" not in words_of(client, way.address())


def test_the_prompt_of_a_locked_step_is_in_no_box_and_the_words_written_are_kept(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    sign_in(client, way.person)
    step = way.steps["reflect"].id
    page = html_of(client, f"/reflections/new?step={step}&cohort={way.cohort.slug}")
    assert "Think of a day" not in page
    answer = post(client, "/reflections/", {"text": "Early words.", "step": str(step)})
    assert answer.status_code == 302
    assert nothing_kept(db)
    opened = NOON + timedelta(days=5)
    for find in (writing_step, held_writing_step):
        assert find(db, way.person.id, step, now=NOON) is None
        assert find(db, way.person.id, step, now=opened) is not None


def test_what_somebody_did_on_paper_is_kept_though_it_is_locked_on_the_screen(db: Session) -> None:
    way = late(db)
    typist = make_person(db)
    mark_step_done(db, typist, at=way.at("act"), now=NOON, entry=make_entry(typist))
    kept = row_of(db, way, "act")
    assert kept is not None
    assert (kept.done_at, kept.entered_by_id) == (start_of(NOON.date(), "Europe/London"), typist.id)
    assert open_step(db, way.person, at=way.at("welcome"), now=NOON).step.is_open
