"""A word outlives a narrower permission: its author is told so, and ends it there."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.outputs.models import StoryWord
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.consent import ALLIANCE, COHORT, PUBLIC
from app.outputs.rules.stories import say_still_open, spaced_story_word
from app.people.models import Person
from tests.conftest import As
from tests.make.outputs import HERON, Scene
from tests.make.stories import open_by_word, tell_by_phone
from tests.outputs.pages import post, send
from tests.progress.reading import words_of

STILL = "Anyone who has the word for this story can still read it until the end of "
OPENS = "A word that opens your story"


def test_who_narrows_a_story_is_told_of_its_word_and_ends_it_there(
    scene: Scene, bea: Person, author: FlaskClient, client: FlaskClient
) -> None:
    told = scene.give(bea, title="Weir", audience=PUBLIC)
    word = open_by_word(scene, bea, told)
    at, story = f"/contributions/{told}", f"/stories/{told}"
    form = author.get(at)
    assert form.text.index(OPENS) < form.text.index(f'action="{at}/consents"')
    page = send(author, form, f"{at}/consents", audience=COHORT)
    # It is said once saved, and the word stands before the story and before what is allowed.
    assert page.request.path == story
    assert STILL in page.text
    spaced = spaced_story_word(word.word)
    places = [
        page.text.index(part) for part in (STILL, OPENS, spaced, "Only people in your cohort")
    ]
    assert places == sorted(places)
    assert "Whoever has a word for it can read it too." in page.text
    assert HERON in client.get(f"/told/{word.word}").text
    ended = send(author, page, f"/stories/words/{word.id}/ends")
    assert OPENS not in ended.text
    assert "Whoever has a word" not in ended.text
    assert client.get(f"/told/{word.word}").status_code == 404


def test_one_button_ends_all_words(
    scene: Scene, bea: Person, author: FlaskClient, client: FlaskClient
) -> None:
    told = scene.give(bea, title="Weir", audience=PUBLIC, named_as="first_name")
    story = f"/stories/{told}"
    for day in ("2027-02-03", "2027-02-04"):
        send(author, author.get(story), f"{story}/words", last_day=day)
    at = f"/contributions/{told}"
    page = send(author, author.get(at), f"{at}/consents", audience=ALLIANCE)
    assert "Anyone who has one of the 2 words for this story can still read it" in page.text
    with scene.sessions() as db:
        words = [one.word for one in db.query(StoryWord)]
    assert {client.get(f"/told/{one}").status_code for one in words} == {200}
    ended = send(author, page, f"{story}/words/ends")
    assert "2 words were made for it before, and lead nowhere any more." in words_of(author, story)
    assert "No word opens the story any more." in ended.text
    assert {client.get(f"/told/{one}").status_code for one in words} == {404}


@pytest.mark.parametrize(("before", "after"), [(PUBLIC, PUBLIC), (COHORT, ALLIANCE)])
def test_nothing_is_said_where_no_fewer_may_read_it(
    scene: Scene, bea: Person, author: FlaskClient, before: str, after: str
) -> None:
    told = scene.give(bea, title="Weir", audience=before)
    open_by_word(scene, bea, told)
    at = f"/contributions/{told}"
    page = send(author, author.get(at), f"{at}/consents", audience=after, until="2027-02-20")
    assert STILL not in page.text


def test_whoever_writes_the_narrower_permission_down_is_told_too(
    scene: Scene, bea: Person, as_person: As
) -> None:
    told = tell_by_phone(scene, bea, audience=PUBLIC, named_as="first_name")
    open_by_word(scene, bea, told)
    at = f"/cohorts/{scene.cohort.slug}/contributions/{told}"
    runs = as_person(scene.facilitator)
    form = runs.get(f"{at}/consents/new")
    page = send(runs, form, f"{at}/consents", audience=COHORT, how="phone", read_back="yes")
    assert STILL in page.text
    assert "A word that opens this story" in words_of(runs, f"/stories/{told}")


def test_who_looks_after_it_for_its_author_ends_its_words_whatever_name_it_bears_now(
    scene: Scene, bea: Person, as_person: As, client: FlaskClient
) -> None:
    told = tell_by_phone(scene, bea, audience=PUBLIC, named_as="first_name")
    word = open_by_word(scene, bea, told)
    at = f"/cohorts/{scene.cohort.slug}/contributions/{told}"
    runs = as_person(scene.facilitator)
    said = {"audience": COHORT, "named_as": "nobody", "how": "phone", "read_back": "yes"}
    page = send(runs, runs.get(f"{at}/consents/new"), f"{at}/consents", **said)
    assert "end it for them" in page.text
    # Her story bears no name any more, so it is not ended where stories are read.
    assert post(runs, f"/stories/{told}/words/ends").status_code == 404
    ended = send(runs, page, f"{at}/words/ends")
    assert "No word opens the story any more." in ended.text
    assert "end it for them" not in ended.text
    assert client.get(f"/told/{word.word}").status_code == 404


def test_only_who_may_end_one_word_ends_all(
    scene: Scene, bea: Person, as_person: As, db: Session
) -> None:
    told = scene.give(bea, title="Weir", audience=PUBLIC, named_as="nobody")
    open_by_word(scene, bea, told)
    # Nobody is told whose story without a name it is, so a facilitator ends nothing of it.
    assert post(as_person(scene.facilitator), f"/stories/{told}/words/ends").status_code == 404
    assert db.query(StoryWord).one().ended_at is None


def test_it_is_said_until_when_the_last_word_opens() -> None:
    days = [date(2027, 2, 3), date(2027, 2, 5), date(2027, 2, 4)]
    assert "the 3 words" in say_still_open(days)
    assert "until the end of Friday 5 February 2027" in say_still_open(days)


def test_fewer_readers_or_no_training_is_narrower() -> None:
    wide = Allowed(ALLIANCE, "nobody", None, training=True)
    for after, is_narrower in (
        (Allowed(COHORT, "nobody", None, training=True), True),
        (Allowed(PUBLIC, "nobody", None), True),
        (Allowed(PUBLIC, "full_name", None, training=True), False),
        (wide, False),
    ):
        assert after.is_narrower_than(wide) is is_narrower
