"""Sharing on the pages: the form, the preview, the author's page, comments and letters."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.post.actions.send import send_due
from app.post.models import Letter
from app.reflections.actions.comment import comment_on
from app.reflections.actions.revoke import end_share
from app.reflections.actions.write import add_version
from app.reflections.models import Share, ShareComment
from app.reflections.rules.sharing import COHORT, FACILITATOR, MENTOR
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_member
from tests.make.people import make_person
from tests.make.post import letter_of
from tests.make.reflections import make_reflection
from tests.make.shares import PURPOSE, SECRET, Sharers

if TYPE_CHECKING:
    from app.wiring import Platform

COMMENT = "I have waited for a heron myself"


@pytest.fixture
def people(db: Session) -> Sharers:
    """A cohort with an author and their readers."""
    return Sharers(db)


def filled(people: Sharers, kind: str = FACILITATOR, **more: str) -> dict[str, object]:
    """The form, filled in."""
    whom = people.audience(kind)
    value = ":".join(str(part) for part in (kind, whom.cohort_id, whom.person_id) if part)
    is_mentor = kind == MENTOR
    return {
        "audience": MENTOR if is_mentor else value,
        "mentor": value if is_mentor else "",
        "purpose": PURPOSE,
        "last_day": "2027-02-03",
        "version": "1",
        "request_key": str(new_id()),
        **more,
    }


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


@pytest.mark.parametrize("channel", ["email", "text", "call"])
def test_letters_tell_that_there_is_something_and_nothing_of_what_it_is(
    people: Sharers, platform: Platform, clock: StoppedClock, channel: str
) -> None:
    db = people.db
    for person in (people.mentor, people.author):
        person.phone, person.channel = "+447700900123", channel
    db.commit()
    share_id = people.share(MENTOR)
    key = new_id()
    comment_on(db, people.mentor, share_id=share_id, text=COMMENT, request_key=key, now=clock.now())
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    for person in (people.mentor, people.author):
        letter = letter_of(db, person)
        said = f"{letter.subject} {letter.body}"
        assert letter.state == ("listed" if channel == "call" else "sent")
        for private in (SECRET, PURPOSE, COMMENT, "Ann", "Mo Mentor"):
            assert private not in said.replace(f"Hello {person.name}", "")
        assert (f"/shares/{share_id}" in said) == (channel != "call")
        assert letter.cohort_id == (None if channel == "email" else people.cohort.id)


def test_letters_that_nobody_needs_any_more_do_not_go(
    people: Sharers, platform: Platform, clock: StoppedClock, client: FlaskClient, sign_in: SignIn
) -> None:
    db = people.db
    ended, opened, over = (people.share(MENTOR) for _ in range(3))
    end_share(db, people.author, share_id=ended, now=NOON)
    facts = {"text": COMMENT, "request_key": new_id()}
    comment_on(db, people.mentor, share_id=opened, now=NOON, **facts)  # type: ignore[arg-type]
    db.commit()
    sign_in(client, people.mentor).get(f"/shares/{opened}")
    sign_in(client, people.author).get(f"/shares/{opened}")
    clock.move(days=20)
    send_due(platform.sessions, platform.office, clock=clock)
    db.commit()
    letters = db.scalars(select(Letter)).all()
    assert {letter.about_id for letter in letters} == {ended, opened, over}
    assert {letter.state for letter in letters} == {"lapsed"}
    assert len(letters) == 4


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
    assert costs == [[3, 6, 3, 7, 3, 3]] * 2


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
    assert costs == [8, 8]
    assert people.db.scalar(select(func.count()).select_from(Letter)) == 3 + 23


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
