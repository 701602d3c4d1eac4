"""Asking for a log to be opened: who, why, and the same form again."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.kit.db import new_id
from app.reflections.actions.log_openings import (
    ask_to_open,
)
from app.reflections.errors.log_openings import (
    PersonNeeded,
    ReasonNeeded,
    ReasonTooLong,
)
from app.reflections.models import LogOpening
from app.reflections.rules.log_openings import LONGEST_REASON
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.shares import REASON, Leads
from tests.reflections.opened_logs.test_two_people import ROOT


def test_what_is_asked_must_name_somebody_else_and_a_reason(leads: Leads) -> None:
    def ask(person_id: object, reason: str = REASON) -> None:
        ask_to_open(
            leads.db,
            leads.asker,
            person_id=person_id,  # type: ignore[arg-type]
            reason=reason,
            is_required_by_law=True,
            request_key=new_id(),
            now=NOON,
        )

    for nobody in (None, new_id(), leads.asker.id):
        with pytest.raises(PersonNeeded):
            ask(nobody)
    with pytest.raises(ReasonNeeded):
        ask(leads.author.id, "Because.")
    with pytest.raises(ReasonTooLong):
        ask(leads.author.id, "a" * (LONGEST_REASON + 1))


def test_a_request_that_is_sent_again_in_other_words_is_given_back(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, leads.asker)
    form: dict[str, object] = {
        "person": str(leads.author.id),
        "reason": REASON,
        "request_key": str(new_id()),
    }
    first = post(client, ROOT, form).location
    assert post(client, ROOT, form).location == first
    answer = post(client, ROOT, {**form, "reason": f"{REASON} And more."})
    assert answer.status_code == 409
    assert "You have asked with this form already." in answer.text
    assert f"{REASON} And more." in answer.text
    assert leads.db.scalar(select(func.count()).select_from(LogOpening)) == 1
    fresh = {**form, "reason": f"{REASON} And more."}
    fresh["request_key"] = hidden_fields(answer.text)["request_key"]
    assert post(client, ROOT, fresh).location not in (None, first)
