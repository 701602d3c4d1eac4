"""Typing in on paper: days that cannot be, double clicks, many at once, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.kit.db import new_id
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.actions.paper import Sheet, enter_answers, enter_done
from app.progress.models import StepProgress
from app.progress.rules import PAPER
from tests.browser_like import csrf_token, hidden_fields, post
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.progress import TODAY, Way, make_seat
from tests.progress.parallel import Call, all_at_once
from tests.progress.reading import html_of, row_of, tries_of, words_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from app.people.models import Person
    from app.wiring import Platform
    from tests.conftest import CountStatements, SignIn
from tests.progress.typing_in import BOTH, MIDNIGHT, entries, form, paper, place_of


def test_a_double_click_is_one_entry_and_a_correction_is_a_new_try(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    sent, marked = form(**BOTH), form()
    for _ in range(2):
        post(client, paper(way, "/module-1/check/answers"), sent)
        post(client, paper(way, "/module-1/act/completions"), marked)
    assert len(tries_of(db, way)) == 2
    assert len(entries(db, way, "check")) == len(entries(db, way, "act")) == 1
    again = form(**{"answer-first": "listen"})
    post(client, paper(way, "/module-1/check/answers"), again)
    assert tries_of(db, way)[-1] == ("first", "listen", True)
    assert len(tries_of(db, way)) == 3
    assert "ticked A : Listening" in words_of(client, paper(way, "/module-1/check/replies"))


def test_the_forms_carry_their_own_keys(
    client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    page = html_of(sign_in(client, farah), paper(way, "/module-1"))
    keys = [part.split('"')[0] for part in page.split('name="request_key" value="')[1:]]
    assert len(keys) == len(set(keys)) == len(way.steps)
    assert hidden_fields(page)["on"] == TODAY.isoformat()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"on": "2027-01-21"}, "Choose a day from Wednesday 20 January 2027 to Wednesday 20"),
        ({"on": "2027-01-19"}, "Choose a day from Wednesday 20 January 2027"),
        ({"on": "yesterday"}, "Choose the day when it was done"),
        ({"on": ""}, "Choose the day when it was done"),
        ({"how": "telepathy"}, "Choose whether it came on paper or by phone."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_kept(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    way: Way,
    farah: Person,
    more: dict[str, object],
    sentence: str,
) -> None:
    sign_in(client, farah)
    for end, fields in (("welcome/completions", {}), ("check/answers", BOTH)):
        answer = post(client, paper(way, f"/module-1/{end}"), form(**fields) | more)
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert "There is something to put right" in page
        assert sentence in page
    assert db.scalar(select(func.count()).select_from(StepProgress)) == 0
    assert tries_of(db, way) == []


def test_a_day_in_the_address_that_cannot_be_is_said_before_anything_is_entered(
    client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    for day in ("2027-02-01", "soon", ""):
        answer = client.get(paper(way, f"/module-1?on={day}"))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert 'href="#on"' in page
        assert "/completions" not in page


def test_a_cohort_that_began_before_it_was_opened_here_takes_its_earlier_days(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    way.cohort.starts_on = TODAY - timedelta(days=30)
    db.commit()
    sent = form(on=(TODAY - timedelta(days=30)).isoformat())
    sign_in(client, farah)
    assert post(client, paper(way, "/module-1/act/completions"), sent).status_code == 302
    sent = form(on=(TODAY - timedelta(days=31)).isoformat())
    assert post(client, paper(way, "/module-1/act/completions"), sent).status_code == 422


def test_a_check_without_a_tick_says_so_and_one_with_strange_ticks_is_not_found(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    empty = post(client, paper(way, "/module-1/check/answers"), form(**{"answer-first": ""}))
    assert empty.status_code == 422
    assert "Tick at least one answer" in empty.get_data(as_text=True)
    for fields in ({"answer-third": "fix"}, {"answer-first": "all"}):
        sent = form(**fields)
        assert post(client, paper(way, "/module-1/check/answers"), sent).status_code == 404
    for end in ("/module-9", "/module-1/none/completions", "/module-9/welcome/completions"):
        answer = (
            post(client, paper(way, end), form()) if "/c" in end else client.get(paper(way, end))
        )
        assert answer.status_code == 404
    assert post(client, paper(way, "/module-1/check/completions"), form()).status_code == 422
    assert tries_of(db, way) == []
    assert db.scalar(select(func.count()).select_from(StepProgress)) == 0


def test_paper_is_not_locked_and_opens_the_step_to_the_person(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    way.modules[0].opens_days = 9
    db.commit()
    assert sign_in(client, way.person).get(way.address("act")).status_code == 403
    post(sign_in(client, farah), paper(way, "/module-1/act/completions"), form())
    assert "Farah Facilitator entered" in words_of(sign_in(client, way.person), way.address("act"))


def test_pages_cost_the_same_for_two_people_or_forty_and_stay_light(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    count_statements: CountStatements,
    way: Way,
    farah: Person,
) -> None:
    sign_in(client, farah)
    post(client, paper(way, "/module-1/check/answers"), form(**BOTH))
    ends = {"": 5, "/module-1": 6, "/module-1/check/replies": 6}
    for more in (0, 40):
        for number in range(more):
            make_seat(db, way.cohort, make_person(db, name=f"Person {number}"))
            sheet = Sheet(PAPER, TODAY)
            enter_done(db, farah, place_of(db, way, farah, "act"), sheet=sheet, now=NOON)
        db.commit()
        for end, number in ends.items():
            with count_statements() as sent:
                answer = client.get(paper(way, end))
            assert len(sent) == number, (end, sent)
            assert len(answer.data) < 30 * 1024
    token = csrf_token(client, paper(way, "/module-1"))
    for end, fields, number in (
        ("story/completions", {}, 8),
        ("check/answers", BOTH, 10),
    ):
        data = {"csrf_token": token, **form(**fields)}
        with count_statements() as sent:
            client.post(paper(way, f"/module-1/{end}"), data=data)
        assert len(sent) == number, sent
    sign_in(client, way.person)
    with count_statements() as sent:
        html_of(client, way.address("check"))
    assert len(sent) == 7, sent


def test_papers_and_the_persons_own_clicks_at_once_leave_every_try_and_one_row_for_each_step(
    platform: Platform, db: Session, way: Way, farah: Person
) -> None:
    typing = [new_id() for _ in range(10)]

    def entering(key: str, sheet: Sheet) -> Call:
        def call(db: Session) -> None:
            place = place_of(db, way, farah, key)
            if key == "check":
                options = {"first": "fix"}
                enter_answers(db, farah, place, sheet=sheet, options=options, now=NOON)
            else:
                enter_done(db, farah, place, sheet=sheet, now=NOON)

        return call

    def answering(db: Session) -> None:
        chosen = Chosen({"second": "all"}, "second", new_id())
        save_answers(db, way.person, at=way.at("check"), chosen=chosen, now=NOON)

    def marking(db: Session) -> object:
        return mark_step_done(db, way.person, at=way.at("story"), now=NOON)

    calls: list[Call] = []
    # Each form is sent twice.
    for sheet in [Sheet(PAPER, TODAY, key) for key in typing] * 2:
        calls += [entering("check", sheet), answering, entering("story", sheet), marking]
    all_at_once(platform, calls)
    assert (
        sorted(tries_of(db, way)) == [("first", "fix", False)] * 10 + [("second", "all", True)] * 20
    )
    assert db.scalar(select(func.count()).select_from(StepProgress)) == 2
    for key in ("check", "story"):
        assert_done_once(row_of(db, way, key), farah, typing)


def assert_done_once(row: StepProgress | None, typist: Person, typing: list[UUID]) -> None:
    """The step is done by one of the two, with every form among its entries once."""
    assert row is not None
    assert row.done_at in (NOON, MIDNIGHT)
    assert (row.entered_by_id == typist.id) == (row.done_at == MIDNIGHT)
    assert row.evidence is not None
    assert {"questions", "said"} & row.evidence.keys()
    keys = [one["key"] for one in row.evidence["entries"]]
    assert sorted(keys) == sorted(str(key) for key in typing)
