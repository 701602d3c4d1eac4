"""A proposal is approved or set aside on its page, as it was seen there."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.mentoring.models import Pairing
from app.mentoring.rules.runs import KEPT_APART, REFUSED
from tests.conftest import As
from tests.make.mentoring import make_apart
from tests.make.runs import Matchmaking
from tests.mentoring.runs.pages import fields, page_of, plain, press, words

pytestmark = pytest.mark.usefixtures("no_form_tokens")


def test_approving_tells_how_many_and_for_whom_it_could_not_be(
    making: Matchmaking, mina: FlaskClient, as_person: As
) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    make_apart(making.db, ana, cy)
    making.db.commit()
    form = fields(mina, page_of(run), "Approve, and ask")
    said = [
        plain(mina.post(f"{page_of(run)}/approvals", data=form, follow_redirects=True).text)
        for _ in range(2)
    ]
    for one in said:
        assert "One pair is asked. For one something has changed meanwhile" in one
        assert "Approved by Mina Mentoring" in one
    assert f"Ana Ash and Cy Cedar {REFUSED[KEPT_APART]}" in words(
        mina, page_of(run) + "?part=refused"
    )
    assert len(making.db.scalars(select(Pairing)).all()) == 1
    ravi = as_person(making.ravi)
    late = ravi.post(f"{page_of(run)}/approvals", data=form)
    assert late.status_code == 409
    assert "Mina Mentoring approved this proposal before you." in late.text
    assert "This proposal cannot be changed any more." in words(ravi, f"{page_of(run)}/pairs")


def test_nothing_is_done_with_what_has_changed_since_the_page_was_opened(
    making: Matchmaking, mina: FlaskClient
) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    stale = fields(mina, page_of(run), "Approve, and ask")
    line = making.line(run, ana, cy)
    mina.post(f"{page_of(run)}/lines/{line.id}/removals", data={"revision": "0"})
    for what in ("approvals", "withdrawals"):
        answer = mina.post(f"{page_of(run)}/{what}", data=stale)
        assert answer.status_code == 409
        assert "This proposal has changed since you opened the page" in answer.text
    assert "It is set aside." in press(
        mina, page_of(run), "Set it aside", f"{page_of(run)}/withdrawals"
    )
    assert "Nobody was asked anything." in words(mina, page_of(run))
