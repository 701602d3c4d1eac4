"""What pages and forms cost: statements that do not grow, and pages that stay light."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.progress.actions.answer import Chosen, save_answers
from app.progress.queries import module_page
from tests.browser_like import csrf_token
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.progress import QUESTIONS, Way, make_module, make_way

LIGHT = 30 * 1024


def filled(db: Session) -> Way:
    """A person in a course of ten modules who has opened, done and answered much."""
    way = make_way(db, modules=10)
    for option in ("fix", "listen") * 20:
        chosen = Chosen({"first": option, "second": "all"}, key=new_id())
        save_answers(db, way.person, at=way.at("check"), chosen=chosen, now=NOON)
    db.commit()
    return way


def test_pages_cost_few_statements_whatever_has_happened(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = filled(db)
    sign_in(client, way.person)
    most = {
        "/modules/": 2,
        f"/modules/{way.cohort.slug}/": 3,
        way.address(): 5,
        way.address("welcome"): 5,
        way.address("check"): 6,
        way.address("reflect"): 5,
    }
    for address, number in most.items():
        for _ in range(2):
            with count_statements() as sent:
                answer = client.get(address)
            assert answer.status_code == 200
            assert len(sent) == number, (address, sent)
            assert len(answer.data) < LIGHT


def test_a_long_module_costs_as_much_as_a_short_one(
    db: Session, count_statements: CountStatements
) -> None:
    way = make_way(db)
    many: list[tuple[str, str, int, dict[str, Any]]] = [
        (f"step-{number}", "read", 3, {}) for number in range(60)
    ]
    make_module(db, way.cohort.edition_id, 2, many)
    enrolment_id = way.enrolment.id
    for key in ("module-1", "module-2"):
        db.expunge_all()
        with count_statements() as sent:
            module_page(db, enrolment_id, key, now=NOON)
        assert len(sent) == 2


def test_saying_done_and_answering_cost_at_most_eight_statements(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = filled(db)
    sign_in(client, way.person)
    token = csrf_token(client, way.address("welcome"))
    with count_statements() as marking:
        answer = client.post(way.address("welcome/completions"), data={"csrf_token": token})
    assert answer.status_code == 302
    assert len(marking) == 5, marking
    answers = {f"answer-{one['key']}": one["options"][0]["key"] for one in QUESTIONS}
    with count_statements() as answering:
        answer = client.post(
            way.address("check/answers"), data={"csrf_token": token, "check": "first", **answers}
        )
    assert answer.status_code == 302
    assert len(answering) == 7, answering  # Eight for the answer that makes the check done.
