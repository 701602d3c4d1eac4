"""Where somebody is led to after signing in: on this site, and never into a fault of ours."""

from __future__ import annotations

from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.views.addresses import LONGEST, own_address
from tests.browser_like import post
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.second_steps import set_up_app

MAIL, PASSWORD = "amina@learning.example", "kettle garden robin"
STEP = "/sign-in/second-step"


@pytest.mark.parametrize("typed", ["/home", "/cohorts/riverside?tab=a&b=%C3%A9#here", "/ffordd/é"])
def test_an_address_of_ours_is_followed(typed: str) -> None:
    assert own_address(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        *("/x\r\nSet-Cookie: a=b", "/x\n", "/x\x00", "/x\x7f", "/\t/evil.example", "/x\x85y"),
        *("//evil.example", "/\\evil.example", "/" + "x" * LONGEST),
    ],
)
def test_what_no_header_and_no_cookie_can_carry_is_not(
    client: FlaskClient, db: Session, typed: str
) -> None:
    person = make_person(db, email=MAIL)
    set_password(db, person, password=PASSWORD, now=NOON)
    db.commit()
    assert own_address(typed) is None
    fields: dict[str, object] = {"email": MAIL, "password": PASSWORD, "next": typed}
    came = post(client, "/sign-in", fields, page="/sign-in")
    assert came.status_code == 302
    assert came.location == "/home"


def test_a_long_one_does_not_make_the_cookie_too_large_for_a_browser(
    client: FlaskClient, db: Session
) -> None:
    person = make_person(db, email=MAIL)
    set_password(db, person, password=PASSWORD, now=NOON)
    set_up_app(db, person)
    db.commit()
    # Nothing that could be packed smaller.
    long = "/" + "".join(sha256(str(number).encode()).hexdigest() for number in range(200))
    fields: dict[str, object] = {"email": MAIL, "password": PASSWORD, "next": long}
    assert post(client, "/sign-in", fields, page="/sign-in").location == STEP
    kept = client.get_cookie("dlp_session", domain="localhost")
    assert kept is not None
    assert len(kept.value) < 4000
    assert client.get(STEP).status_code == 200
