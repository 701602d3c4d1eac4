"""How often may something be tried, and by whom: people who share an address do not wait."""

from __future__ import annotations

from http import HTTPStatus

from sqlalchemy.orm import Session

from tests.browser_like import post
from tests.conftest import As
from tests.make.people import make_person

OFTEN = 20


def test_somebody_else_at_the_same_address_need_not_wait(db: Session, as_person: As) -> None:
    one, other = make_person(db), make_person(db)
    db.commit()
    hurried = as_person(one)
    answers = [post(hurried, "/account/calendar").status_code for _ in range(OFTEN + 1)]
    assert answers == [HTTPStatus.FOUND] * OFTEN + [HTTPStatus.TOO_MANY_REQUESTS]
    assert post(as_person(other), "/account/calendar").status_code == HTTPStatus.FOUND
