"""Authors see where their story stands and which words open it, and end those."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.kit.db import new_id
from app.outputs.rules.consent import ALLIANCE, COHORT, PUBLIC
from app.outputs.rules.stories import spaced_story_word
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.outputs import HERON, Scene
from tests.make.stories import open_by_word, tell_by_phone
from tests.outputs.pages import form_on, post, send
from tests.progress.reading import words_of


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        (COHORT, "people in this group"),
        (ALLIANCE, "people in all communities of learning here"),
        (PUBLIC, "people in all communities of learning here"),
    ],
)
def test_authors_see_that_their_story_stands_in_the_bank_and_for_whom(
    scene: Scene, bea: Person, author: FlaskClient, audience: str, who: str
) -> None:
    told = scene.give(bea, title="Weir", audience=audience)
    scene.give(bea, "quote", HERON, audience=audience)
    used = author.get("/contributions/uses").text
    assert used.count(f'Stands in <a href="/stories/{told}">the story bank</a>: {who} can') == 1
    assert used.count("the story bank</a>") == 1
    assert f'It stands in <a href="/stories/{told}">' in author.get("/contributions/").text


def test_authors_see_each_word_and_end_it_and_nothing_of_who_read(
    scene: Scene, bea: Person, author: FlaskClient, client: FlaskClient
) -> None:
    word = open_by_word(scene, bea, scene.give(bea, title="Weir", audience=COHORT))
    client.get(f"/told/{word.word}")
    page = author.get("/contributions/uses")
    used = words_of(author, "/contributions/uses")
    assert f"The word {spaced_story_word(word.word)} opens it for whoever has it" in used
    assert "Opened" not in used
    ends = f"/stories/words/{word.id}/ends"
    assert form_on(page, ends)["back"] == ["uses"]
    after = send(author, page, ends)
    assert "Where have my words been used?" in after.text
    assert spaced_story_word(word.word) not in after.text
    assert "One word was made for it, and leads nowhere any more." in after.text
    assert client.get(f"/told/{word.word}").status_code == 404


def test_after_the_last_day_of_a_story_neither_bank_nor_word_is_said_to_lead_there(
    scene: Scene, bea: Person, author: FlaskClient, client: FlaskClient
) -> None:
    told = scene.give(bea, title="Weir", audience=COHORT, until=NOON.date() + timedelta(days=1))
    word = open_by_word(scene, bea, told).word
    scene.clock.moment = NOON + timedelta(days=3)
    used = words_of(author, "/contributions/uses")
    assert "It stands in the story bank no more." in used
    assert "would open it again if you allowed the story again" in used
    assert client.get(f"/told/{word}").status_code == 404
    assert "It stands in" not in words_of(author, "/contributions/")


@pytest.mark.parametrize("named_as", ["full_name", "nobody"])
def test_a_facilitator_can_tell_an_author_of_bank_and_words_without_the_word(
    scene: Scene, bea: Person, facilitator: FlaskClient, named_as: str
) -> None:
    told = tell_by_phone(scene, bea, audience=ALLIANCE, named_as=named_as)
    word = open_by_word(scene, bea, told).word
    at = f"/cohorts/{scene.cohort.slug}/contributions/{told}"
    page = words_of(facilitator, at)
    assert "people in all communities of learning here can read it there" in page
    assert "A word opens it for whoever has it, until the end of " in page
    assert "If they want that, end it for them." in page
    assert word not in page
    assert spaced_story_word(word) not in page
    made = facilitator.get(f"/stories/{told}").text
    assert (spaced_story_word(word) in made) == (named_as == "full_name")


def test_where_words_are_used_costs_the_same_however_many_stories_and_words(
    scene: Scene, bea: Person, author: FlaskClient, count_statements: CountStatements
) -> None:
    def costs() -> int:
        with count_statements() as sent:
            author.get("/contributions/uses")
        return len(sent)

    first = scene.give(bea, title="Weir", audience=COHORT)
    open_by_word(scene, bea, first)
    few = costs()
    for number in range(4):
        told = scene.give(bea, title=f"Weir {number}", audience=COHORT)
        for day in range(1, 4):
            facts = {"request_key": str(new_id()), "last_day": f"2027-02-0{day}"}
            assert post(author, f"/stories/{told}/words", **facts).status_code == 302
    page = author.get("/contributions/uses").text
    assert page.count("End this word") == 13
    assert costs() == few
    assert few <= 9
