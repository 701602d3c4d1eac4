"""Sharing on the pages: the form, the preview, and what comes back."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.mentoring.rules.sharing import COHORT, FACILITATOR, MENTOR
from app.post.models import Letter
from app.reflections.actions.versions import add_version
from app.reflections.models import Share
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_member
from tests.make.reflections import make_reflection
from tests.make.shares import PURPOSE, SECRET, Sharers
from tests.reflections.shares.conftest import filled


def main_of(html: str) -> str:
    """What the reader sees of it: in the frame of the preview, or on their own page."""
    start = html.index("Ann Author<span")
    return re.sub(r"\s+", " ", html[start : html.index("end it sooner.", start)])


@pytest.mark.parametrize("kind", [FACILITATOR, MENTOR, COHORT])
def test_the_preview_is_word_for_word_what_the_reader_sees(
    people: Sharers, client: FlaskClient, sign_in: SignIn, kind: str
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    form = client.get(f"{at}/new")
    assert "cannot be un-seen" in form.text
    assert 'value="2027-02-17"' in form.text
    preview = post(client, f"{at}/previews", filled(people, kind))
    assert preview.status_code == 200
    assert people.db.scalar(select(func.count()).select_from(Share)) == 0
    made = post(client, at, dict(hidden_fields(preview.text)))
    assert made.status_code == 302, made.text
    sign_in(client, people.mentor if kind == MENTOR else people.runner)
    page = client.get(made.location)
    # The headings of the two pages are of different ranks.
    seen = main_of(page.text).replace("h1", "h2")
    assert seen == main_of(preview.text)
    assert SECRET in seen
    assert PURPOSE in seen


def test_what_was_previewed_is_what_is_shared_also_when_it_was_changed_meanwhile(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    preview = post(client, f"{at}/previews", filled(people))
    facts = {"reflection_id": people.entry, "text": "Quite another thought.", "seen": 1}
    add_version(people.db, people.author, now=NOON, **facts)  # type: ignore[arg-type]
    people.db.commit()
    made = post(client, at, dict(hidden_fields(preview.text)))
    sign_in(client, people.runner)
    page = client.get(made.location).text
    assert SECRET in page
    assert "Quite another thought." not in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"audience": ""}, "Choose who may read it."),
        ({"audience": "mentor"}, "Choose who your mentor is."),
        ({"audience": "cohort"}, "Choose who may read it."),
        ({"purpose": " \n "}, "Say in a few words what you share it for."),
        ({"purpose": "a" * 501}, "Please shorten it."),
        ({"last_day": ""}, "Choose a last day from today on"),
        ({"last_day": "2027-01-19"}, "Choose a last day from today on"),
        ({"last_day": "2027-07-23"}, "Choose a last day from today on"),
    ],
)
def test_what_cannot_be_shared_comes_back_with_all_that_was_written(
    people: Sharers, client: FlaskClient, sign_in: SignIn, wrong: dict[str, str], told: str
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    for address in (f"{at}/previews", at):
        answer = post(client, address, filled(people, **wrong))
        assert answer.status_code == 422
        assert told in answer.text
        assert wrong.get("purpose", PURPOSE) in answer.text
    assert people.db.scalar(select(func.count()).select_from(Share)) == 0


def test_nobody_outside_can_be_chosen_and_nobody_shares_what_is_not_theirs(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    elsewhere = make_cohort(people.db)
    stranger = make_member(people.db, elsewhere)
    theirs = make_reflection(people.db, people.other, "Not yours to share")
    people.db.commit()
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    for value in (
        f"facilitator:{elsewhere.id}:{stranger.id}",
        f"facilitator:{people.cohort.id}:{people.other.id}",
        f"facilitator:{people.cohort.id}:{stranger.id}",
        f"mentor:{people.cohort.id}:{people.author.id}",
        f"cohort:{elsewhere.id}",
        f"everybody:{people.cohort.id}",
    ):
        assert post(client, at, filled(people, audience=value)).status_code == 422
    for end in ("", "/new", "/previews"):
        address = f"/reflections/{theirs}/shares{end}"
        if end != "/previews":
            assert client.get(address).status_code == 404
        if end != "/new":
            assert post(client, address, filled(people)).status_code == 404
    assert people.db.scalar(select(func.count()).select_from(Share)) == 0


def test_details_that_could_tell_who_somebody_is_are_shown_again_before_sharing(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    people.entry = make_reflection(people.db, people.author, "She rang me on 07700 900123.")
    people.db.commit()
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    asked = post(client, f"{at}/previews", filled(people)).text
    assert "Could this tell who somebody is?" in asked
    assert "<mark>07700 900123</mark>" in asked


def test_sharing_costs_the_same_for_many_readers(
    people: Sharers, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    sign_in(client, people.author)
    costs = []
    for number in (0, 20):
        for place in range(number):
            make_member(people.db, people.cohort, name=f"Reader {place}")
        people.db.commit()
        form = filled(people, COHORT)
        form["csrf_token"] = hidden_fields(client.get("/reflections/new").text)["csrf_token"]
        with count_statements() as sent:
            answer = client.post(f"/reflections/{people.entry}/shares", data=form)
        assert answer.status_code == 302
        costs.append(len(sent))
    assert costs == [9, 9]
    assert people.db.scalar(select(func.count()).select_from(Letter)) == 3 + 23
