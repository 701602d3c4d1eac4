"""A translation: who made it is said, and quotes are shown in it after their author's yes."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.actions.retell import Teller
from app.outputs.actions.take_back import take_back
from app.outputs.models import Retelling, RetoldLine
from app.outputs.rules.retelling import TRANSLATION
from app.people.models import Person
from app.post.models import Letter
from tests.conftest import CountStatements
from tests.make.outputs import HERON, Scene
from tests.make.retellings import begin, say_to_retold, translation
from tests.outputs.pages import form_on, send

WELSH, ARABIC = "Daeth y crëyr yn ôl.", "عاد مالك الحزين."


def test_a_quote_stays_as_it_was_said_until_its_author_says_yes(
    scene: Scene, bea: Person, client: FlaskClient, db: Session, count_statements: CountStatements
) -> None:
    heron = scene.offer(bea, HERON)
    output = scene.published(bea)
    made = translation(scene, output, "ar", words=ARABIC)
    place = f"/outputs/{output.slug}/1/ar"
    with count_statements() as sent:
        page = client.get(place)
    assert len(sent) <= 3
    assert '<div class="dlp-read" lang="ar" dir="rtl">' in page.text
    assert "§ About this report" in page.text
    assert '<div lang="en-GB" dir="auto">' in page.text
    assert HERON in page.text
    assert ARABIC not in page.text
    assert "Tess Teller" in page.text
    assert "What is not translated yet stands as it was written." in page.text
    asked = select(Letter.person_id).where(Letter.kind == "retold")
    assert db.scalars(asked).all() == [bea.id]
    say_to_retold(scene, made, bea, heron)
    page = client.get(place)
    assert ARABIC in page.text
    assert HERON not in page.text
    assert page.headers["Cache-Control"] == "public, no-cache"
    say_to_retold(scene, made, bea, heron, "no")
    assert ARABIC not in client.get(place).text
    assert client.get(f"/outputs/{output.slug}/1/cy").status_code == 404


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        ({"made_how": "machine"}, "A translation that only a machine made"),
        ({"made_how": ""}, "A translation that only a machine made"),
        ({"told_by": " "}, "Write the name of the person"),
        ({"language": "xx"}, "Choose the language"),
        ({"language": "en"}, "Choose the language"),
    ],
)
def test_a_translation_says_who_made_it_and_is_no_machines_alone(
    scene: Scene, facilitator: FlaskClient, filled: dict[str, str], sentence: str
) -> None:
    output = scene.published()
    front = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/retellings"
    good = {"language": "cy", "told_by": "Tess Teller", "made_how": "checked"}
    page = facilitator.get(front)
    refused = send(facilitator, page, f"{front}/translations", **{**good, **filled})
    assert refused.status_code == 422
    assert sentence in refused.text
    made = [send(facilitator, page, f"{front}/translations", **good).request.path for _ in "12"]
    assert made[0] == made[1]
    assert "A machine made a first text" in facilitator.get(made[0]).text


def test_two_who_translate_the_same_text_see_what_the_other_wrote(
    scene: Scene, facilitator: FlaskClient
) -> None:
    output = scene.published(title="Our words")
    with scene.sessions.begin() as db:
        made = begin(db, scene, output, Teller(TRANSLATION, "cy", "Tess Teller")).id
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/retellings/{made}"
    lines = f"{desk}/lines?page=1"
    first, second = facilitator.get(desk), facilitator.get(desk)
    for _ in "12":
        kept = facilitator.post(lines, data={**form_on(first, lines), "text-0": "Ein geiriau"})
        assert kept.status_code == 302
    refused = facilitator.post(lines, data={**form_on(second, lines), "text-0": "Ein llais"})
    assert refused.status_code == 409
    assert "Ein geiriau" in refused.text
    assert "Ein llais" in refused.text


def test_a_new_edition_takes_what_still_fits_and_words_taken_back_leave_no_translation(
    scene: Scene, bea: Person, client: FlaskClient, db: Session
) -> None:
    cy = scene.author("Cy Example")
    heron, tea = scene.offer(bea, HERON), scene.offer(cy, "Tea first, then talk.")
    output = scene.published(bea, cy)
    made = translation(scene, output, "cy", words=WELSH)
    for person, words in ((bea, heron), (cy, tea)):
        say_to_retold(scene, made, person, words)
    assert client.get(f"/outputs/{output.slug}/1/cy").text.count(WELSH) == 2
    with scene.sessions.begin() as session:
        take_back(session, scene.voice(heron), now=scene.now())
    assert client.get(f"/outputs/{output.slug}/1/cy").status_code == 410
    assert heron not in set(db.scalars(select(RetoldLine.contribution_id)))
    scene.build()
    scene.say(output, cy)
    scene.publish(output, scene.edition(output))
    assert client.get(f"/outputs/{output.slug}/2/cy").status_code == 404
    again = translation(scene, output, "cy", words=WELSH)
    # The answer to what has not changed still counts, and nothing of the old one is left.
    assert client.get(f"/outputs/{output.slug}/2/cy").text.count(WELSH) == 1
    assert list(db.scalars(select(Retelling.id))) == [again]


def test_an_answer_about_words_that_stand_under_another_name_now_is_asked_for_again(
    scene: Scene, bea: Person, author: FlaskClient, client: FlaskClient
) -> None:
    heron = scene.offer(bea, HERON)
    output = scene.published(bea)
    say_to_retold(scene, translation(scene, output, "cy", words=WELSH), bea, heron)
    assert WELSH in client.get(f"/outputs/{output.slug}/1/cy").text
    place = f"/contributions/{heron}"
    send(author, author.get(place), f"{place}/consents", named_as="first_name")
    scene.build()
    scene.say(output, bea)
    scene.publish(output, scene.edition(output))
    again = translation(scene, output, "cy", words=WELSH)
    assert WELSH not in client.get(f"/outputs/{output.slug}/2/cy").text
    say_to_retold(scene, again, bea, heron)
    assert WELSH in client.get(f"/outputs/{output.slug}/2/cy").text


def test_a_change_to_words_of_a_later_draft_leaves_the_edition_that_stands_as_it_is(
    scene: Scene, bea: Person, client: FlaskClient
) -> None:
    heron = scene.offer(bea, HERON)
    output = scene.published(bea)
    say_to_retold(scene, translation(scene, output, "cy", words=WELSH), bea, heron)
    tea = scene.offer(scene.author("Cy Example"), "Tea first, then talk.")
    scene.ask_draft(output)
    scene.build()
    with scene.sessions.begin() as db:
        take_back(db, scene.voice(tea), now=scene.now())
    scene.build()
    # Whose words stand in it is still known: what has a yes is shown, and what has none is not.
    assert WELSH in client.get(f"/outputs/{output.slug}/1/cy").text
    translation(scene, output, "ar", words=ARABIC)
    assert ARABIC not in client.get(f"/outputs/{output.slug}/1/ar").text
