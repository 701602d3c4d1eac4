"""A wish for a change: said on the web, answered by a facilitator, and asked about anew."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.actions.wishes import answer_wish
from app.outputs.errors import ReplyNeeded, WishGone
from app.outputs.kinds import ReplyKind
from app.outputs.models import Output, Selection
from app.outputs.queries.approvals import asked_of_output
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.make.desks import desk_at
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import send

WISH = "Only my first name, please."


@pytest.fixture
def output(scene: Scene, bea: Person) -> Output:
    """A report whose draft holds the author's words."""
    scene.offer(bea, HERON)
    return scene.drafted()


def only(scene: Scene, output: Output) -> Selection:
    """The only words that anybody was asked about, as it is now."""
    return scene.selections(output)[0]


def wish(scene: Scene, author: FlaskClient, output: Output, words: str = WISH) -> str:
    """The author asks for a change; what the page says then."""
    place = f"/approvals/{only(scene, output).id}"
    return send(author, author.get(place), f"{place}/answers", says="change", wish=words).text


def test_from_a_wish_to_a_yes(
    scene: Scene, author: FlaskClient, facilitator: FlaskClient, output: Output, db: Session
) -> None:
    assert "Your words stay out until then" in wish(scene, author, output)
    scene.build()
    assert all(HERON not in str(build.document) for build in scene.builds(output))
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    assert "(1 waits for you)" in facilitator.get(desk).text
    page = facilitator.get(f"{desk}/wishes")
    assert WISH in page.text
    assert HERON in page.text
    kept = only(scene, output)
    done = send(
        *(facilitator, page, f"{desk}/wishes/{kept.id}/replies"),
        reply="It stands further down now.",
        became="ask",
    )
    assert "Their author is asked again" in done.text
    scene.build()
    place = f"/approvals/{kept.id}"
    shown = author.get(place)
    assert "Fay Facilitator answered: <bdi>It stands further down now.</bdi>" in shown.text
    send(author, shown, f"{place}/answers", says="yes")
    assert only(scene, output).answer == "yes"
    (letter,) = db.scalars(select(Letter).where(Letter.kind == "approval_reply")).all()
    said = ReplyKind().prepare(db, [letter], desk_at(scene.now()))[letter.id]
    assert isinstance(said, Draft)
    assert HERON not in said.body
    letter.about_id = new_id()
    assert isinstance(ReplyKind().prepare(db, [letter], desk_at(scene.now()))[letter.id], Lapse)


def test_a_name_that_its_author_changes_themselves_is_asked_about_again(
    scene: Scene, author: FlaskClient, output: Output
) -> None:
    wish(scene, author, output)
    own = author.get("/contributions/").text
    place = own[own.index("/contributions/0") : own.index('">Change what')].split('"')[0]
    send(author, author.get(place), f"{place}/consents", named_as="first_name")
    scene.build()
    kept = only(scene, output)
    assert (kept.answer, kept.wish) == ("waiting", "")


def test_a_plain_no_is_remembered_until_its_author_wants_to_be_asked_again(
    scene: Scene, author: FlaskClient, bea: Person, output: Output
) -> None:
    scene.say(output, bea, "no")
    scene.build()
    assert only(scene, output).answer == "no"
    place = f"/approvals/{only(scene, output).id}"
    assert (
        "go back into the draft"
        in send(author, author.get(place), f"{place}/answers", says="again").text
    )
    scene.build()
    assert only(scene, output).answer == "waiting"
    assert "Yes, show them like this" in author.get(place).text


def test_a_wish_needs_words_and_gives_back_what_was_written(
    scene: Scene, author: FlaskClient, output: Output
) -> None:
    assert "Write in their words what should" not in wish(scene, author, output, "  ")
    long = "x" * 501
    assert long in wish(scene, author, output, long)
    assert only(scene, output).answer == "waiting"


def test_a_wish_is_answered_once_and_with_words(
    scene: Scene, author: FlaskClient, output: Output, db: Session
) -> None:
    wish(scene, author, output)

    def reply(words: str, *, asks: bool = False) -> None:
        (asked,) = asked_of_output(db, output.id)
        answer_wish(db, scene.facilitator, asked, reply=words, asks=asks, now=scene.now())

    with pytest.raises(ReplyNeeded):
        reply(" ")
    reply("The title of the report is fixed.")
    with pytest.raises(WishGone):
        reply("Again.", asks=True)
    db.commit()
    kept = only(scene, output)
    assert (kept.answer, kept.reply) == ("no", "The title of the report is fixed.")
    assert "cannot" not in author.get(f"/approvals/{kept.id}").text


@pytest.mark.parametrize("again", ["no", "yes"])
def test_of_two_who_reply_at_once_the_second_keeps_what_they_wrote(
    *,
    scene: Scene,
    author: FlaskClient,
    bea: Person,
    facilitator: FlaskClient,
    output: Output,
    again: str,
) -> None:
    wish(scene, author, output)
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/wishes"
    page = facilitator.get(desk)
    reply = f"{desk}/{only(scene, output).id}/replies"
    if again == "no":
        send(facilitator, page, reply, reply="We talked.", became="no")
    else:
        # It goes from the list, with its box.
        send(facilitator, page, reply, reply="We talked.", became="ask")
        scene.build()
        scene.say(output, bea)
    late = send(facilitator, page, reply, reply="I rang <her>.", became="no")
    assert late.status_code in (404, 409)
    assert re.search(r"<textarea[^>]*>\s*I rang &lt;her&gt;\.</textarea>", late.text)
    if late.status_code == 409:
        assert 'href="#kept"' in late.text
        assert "It was not saved." in late.text
    assert "What you wrote" not in facilitator.get(desk).text
