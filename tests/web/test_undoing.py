"""A refused request leaves nothing behind, and its page does not ask again who is here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.typing import ResponseReturnValue
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.kit.errors import Refusal
from app.people.models import Person
from app.web.context import actor
from app.web.context import db as web_db
from app.wiring import Platform
from tests.apps import new_app
from tests.conftest import As, CountStatements, SignIn
from tests.make.people import make_person

# How somebody likes to read, which each page looks up, those of refusals too.
BEFORE, CHANGED = "largest", "large"


def _set() -> None:
    actor().text_size = CHANGED


def _written() -> None:
    _set()
    web_db().flush()


def _by_statement() -> None:
    web_db().execute(update(Person).values(text_size=CHANGED))


def _past_the_session() -> None:
    web_db().execute(text("UPDATE person SET text_size = :it"), {"it": CHANGED})
    web_db().refresh(actor())


def _refusing(change: Callable[[], None]) -> Callable[[], ResponseReturnValue]:
    def view() -> ResponseReturnValue:
        change()
        assert actor().text_size == CHANGED
        raise Refusal

    return view


@pytest.mark.parametrize("change", [_set, _written, _by_statement, _past_the_session])
def test_a_refusal_shows_who_is_here_as_they_were(
    db: Session, platform: Platform, sign_in: SignIn, change: Callable[[], None]
) -> None:
    odd = new_app(platform)
    odd.add_url_rule("/odd", "odd", _refusing(change))
    amina = make_person(db)
    amina.text_size = BEFORE
    db.commit()
    page = sign_in(odd.test_client(), amina).get("/odd")
    assert page.status_code == Refusal.status
    assert f'class="dlp-text-{BEFORE}"' in page.text
    db.refresh(amina)
    assert amina.text_size == BEFORE


def test_a_refusal_reads_who_is_here_once(
    db: Session, as_person: As, count_statements: CountStatements
) -> None:
    amina = make_person(db)
    amina.text_size = BEFORE
    browser = as_person(amina)
    with count_statements() as sent:
        page = browser.get("/admin/record")
    assert page.status_code == 403
    assert f'class="dlp-text-{BEFORE}"' in page.text
    assert len(sent) == 1, sent
