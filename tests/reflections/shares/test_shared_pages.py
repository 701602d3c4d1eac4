"""The pages of what is shared: who opened it, what is said there, and what they cost."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.rules.sharing import COHORT, MENTOR
from app.reflections.actions.comment import comment_on
from app.reflections.models import ShareComment
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.make.shares import Sharers
from tests.reflections.drafts.kept import keep
from tests.reflections.shares.conftest import COMMENT


def test_the_author_sees_who_opened_it_and_when_and_ends_it_at_once(
    people: Sharers, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    share_id = people.share(COHORT)
    for reader, minutes in ((people.runner, 0), (people.other, 5), (people.runner, 7)):
        clock.moment = NOON + timedelta(minutes=minutes)
        sign_in(client, reader)
        client.get(f"/shares/{share_id}")
    sign_in(client, people.author)
    page = client.get(f"/shares/{share_id}").text
    assert "Ola Other, Wednesday 20 January 2027, 12:05pm (UK time)" in page
    assert page.count(f"<li>{people.runner.name}, ") == 1
    assert "cannot be un-seen" in page
    for said in ("Shared now", "Version 1 with everybody in"):
        assert said in client.get(f"/reflections/{people.entry}").text
    assert "not shared with anybody" not in client.get(f"/reflections/{people.entry}").text
    assert "Shared now" in client.get("/reflections/").text
    answer = post(client, f"/shares/{share_id}/endings")
    assert answer.status_code == 302
    assert "cannot be un-seen" in client.get(answer.location).text
    assert "Shared now" not in client.get("/reflections/").text
    assert "You ended it" in client.get(f"/reflections/{people.entry}/shares").text


def test_a_log_with_a_draft_and_a_share_costs_one_statement_more_for_each(
    people: Sharers, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    sign_in(client, people.author)
    with count_statements() as plain:
        client.get("/reflections/")
    people.share(COHORT)
    keep(client, new_id(), "Half a thought")
    with count_statements() as full:
        page = client.get("/reflections/").text
    assert "Shared now" in page
    assert "Half a thought" in page
    assert (len(plain), len(full)) == (3, 5)


def test_readers_and_author_talk_and_take_back_what_they_said(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    share_id = people.share(COHORT)
    at = f"/shares/{share_id}"
    sign_in(client, people.mentor)
    assert post(client, f"{at}/comments", {"text": COMMENT}).status_code == 302
    assert post(client, f"{at}/comments", {"text": " "}).status_code == 422
    too_long = post(client, f"{at}/comments", {"text": "a" * 2001})
    assert too_long.status_code == 422
    assert "a" * 2001 in too_long.text
    comment = people.db.scalars(select(ShareComment)).one()
    assert COMMENT.encode() not in comment.sealed
    sign_in(client, people.other)
    assert COMMENT in client.get(at).text
    post(client, f"{at}/comments/{comment.id}/removals")
    assert COMMENT in client.get(at).text
    sign_in(client, people.author)
    assert "New comment" in client.get("/reflections/shares/").text
    assert COMMENT in client.get(at).text
    assert "New comment" not in client.get("/reflections/shares/").text
    post(client, f"{at}/comments", {"text": "So have I."})
    post(client, f"{at}/comments/{comment.id}/removals")
    page = client.get(at).text
    assert COMMENT not in page
    assert "So have I." in page


def test_pages_of_shares_cost_the_same_however_many_there_are(
    people: Sharers, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    costs = []
    for number in (1, 15):
        for _ in range(number):
            share_id = people.share(MENTOR)
            for writer in (people.mentor, people.author):
                facts = {"text": COMMENT, "request_key": new_id()}
                comment_on(people.db, writer, share_id=share_id, now=NOON, **facts)  # type: ignore[arg-type]
        people.db.commit()
        cost = []
        for person, address in (
            *((people.mentor, "/shares/"), (people.mentor, f"/shares/{share_id}")),
            *((people.author, "/reflections/shares/"), (people.author, f"/shares/{share_id}")),
            (people.author, f"/reflections/{people.entry}/shares"),
            (people.author, f"/reflections/{people.entry}/shares/new"),
        ):
            sign_in(client, person)
            with count_statements() as sent:
                assert client.get(address).status_code == 200
            cost.append(len(sent))
        costs.append(cost)
    assert costs == [[3, 7, 3, 8, 3, 5]] * 2


def test_somebody_in_no_cohort_is_told_kindly(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    alone = make_person(db)
    entry = make_reflection(db, alone)
    db.commit()
    sign_in(client, alone)
    assert "nobody to share it with here" in client.get(f"/reflections/{entry}/shares/new").text
    assert "Nothing is shared with you" in client.get("/shares/").text
    assert "You have shared nothing" in client.get("/reflections/shares/").text
