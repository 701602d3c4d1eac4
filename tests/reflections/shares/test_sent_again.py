"""Forms about shares that are sent again in other words: nothing is dropped, or shared unseen."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.kit.db import new_id
from app.mentoring.rules.sharing import COHORT, FACILITATOR
from app.post.models import Letter
from app.reflections.models import Share, ShareComment
from tests.browser_like import hidden_fields, post
from tests.conftest import SignIn
from tests.make.shares import Sharers
from tests.reflections.shares.conftest import COMMENT, filled

OTHER = "So that you know what I would ask of you"


def how_many(people: Sharers, table: type[Share | ShareComment | Letter]) -> int:
    people.db.commit()
    return people.db.scalar(select(func.count()).select_from(table)) or 0


def test_a_comment_that_is_sent_again_in_other_words_is_kept_beside_the_first(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    at = f"/shares/{people.share()}"
    sign_in(client, people.runner)
    key = str(new_id())
    for words in (COMMENT, OTHER, OTHER, COMMENT):
        assert post(client, f"{at}/comments", {"text": words, "request_key": key}).status_code < 400
    page = client.get(at).text
    assert COMMENT in page
    assert OTHER in page
    assert how_many(people, ShareComment) == 2


@pytest.mark.parametrize(
    "changed", [{"purpose": OTHER}, {"last_day": "2027-02-10"}, {"audience": ""}]
)
def test_a_share_that_is_sent_again_for_something_else_is_given_back_before_it_is_shared(
    people: Sharers, client: FlaskClient, sign_in: SignIn, changed: dict[str, object]
) -> None:
    if "audience" in changed:
        changed = {"audience": filled(people, COHORT)["audience"]}
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    form = filled(people, FACILITATOR)
    first = post(client, at, form).location
    assert post(client, at, form).location == first
    answer = post(client, at, {**form, **changed})
    assert answer.status_code == 409
    assert "You have shared it with this form already." in answer.text
    assert str(*changed.values()) in answer.text
    assert how_many(people, Share) == 1
    assert how_many(people, Letter) == 1
    fresh = {**form, **changed, "request_key": hidden_fields(answer.text)["request_key"]}
    assert post(client, at, fresh).location not in (None, first)
    assert how_many(people, Share) == 2
