"""Somebody without e-mail says yes to a facilitator who reads their words back to them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.kit.errors import NotFound
from app.outputs.actions.answer import ReadBack, ask_for_reading, enter_answer
from app.outputs.actions.take_back import take_back
from app.outputs.errors import DraftNotReady
from app.outputs.models import Output, Selection
from app.outputs.queries.approvals import Asked, asked_of_output
from app.outputs.rules.consent import NOBODY, STANDING
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.outputs import HERON, Scene
from tests.make.people import make_person
from tests.outputs.pages import send


@pytest.fixture
def cal(scene: Scene, db: Session) -> Person:
    """Cal, who is rung and has no e-mail, and whose words are in a draft."""
    person = scene.author("Cal Caller")
    by_phone(db, person)
    scene.offer(person, HERON)
    return person


@pytest.fixture
def output(scene: Scene, cal: Person) -> Output:
    """A report whose draft holds these words."""
    del cal
    return scene.drafted()


@pytest.fixture
def browser(scene: Scene, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    """The facilitator's."""
    return sign_in(client, scene.facilitator)


def by_phone(db: Session, person: Person) -> None:
    """Somebody is reached by phone alone; committed."""
    kept = db.get_one(Person, person.id)
    kept.email, kept.phone, kept.channel = None, "+447700900123", "call"
    db.commit()


def the_one(scene: Scene, output: Output) -> Selection:
    """The only words that anybody was asked about, as it is now."""
    return scene.selections(output)[0]


def page_of(scene: Scene, output: Output) -> str:
    """Where these words are read back."""
    here = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/readings"
    return f"{here}/{the_one(scene, output).id}"


def enter(browser: FlaskClient, here: str, **fields: object) -> TestResponse:
    """Fill in the form of the page and send it."""
    return send(browser, browser.get(here), f"{here}/answers", **fields)


def test_a_yes_that_was_told_by_phone_counts_and_the_record_says_who_read_it(
    scene: Scene, browser: FlaskClient, app: Flask, cal: Person, output: Output, sign_in: SignIn
) -> None:
    here = page_of(scene, output)
    listed = browser.get(here.rpartition("/")[0]).text
    assert "Cal Caller" in listed
    assert "This waits for their answer." in listed
    page = browser.get(here).text
    assert HERON in page
    assert "They stand here as “<bdi>Cal Caller</bdi>”" in page
    done = enter(browser, here, how="phone", says="yes")
    assert "Entered, with your name. Their words may be shown like that." in done.text
    said = "Fay Facilitator read the words back by phone and entered the answer on Wednesday"
    assert said in done.text
    kept = the_one(scene, output)
    assert (kept.answer, kept.answered_by_id, kept.answered_how) == (
        *("yes", scene.facilitator.id, "phone"),
    )
    scene.publish(output, scene.edition(output))
    own = sign_in(app.test_client(), cal).get(f"/approvals/{kept.id}").text
    assert said in own
    assert "If that is not what you said, change it here." in own


def test_a_wish_for_a_change_leaves_the_words_out_and_is_written_down(
    scene: Scene, browser: FlaskClient, output: Output
) -> None:
    here = page_of(scene, output)
    done = enter(browser, here, how="in_person", says="change", wish="My first name\nonly.")
    assert "Their words stay out." in done.text
    assert "My first name only." in done.text
    kept = the_one(scene, output)
    assert (kept.answer, kept.wish, kept.answered_how) == ("no", "My first name only.", "in_person")
    scene.build()
    assert all(HERON not in str(build.document) for build in scene.builds(output))


def test_a_no_takes_effect_at_once(scene: Scene, browser: FlaskClient, output: Output) -> None:
    enter(browser, page_of(scene, output), how="paper", says="no", wish="Left over.")
    kept = the_one(scene, output)
    assert (kept.answer, kept.wish, kept.answered_how) == ("no", "", "paper")


def test_silence_means_left_out(scene: Scene, browser: FlaskClient, output: Output) -> None:
    browser.get(page_of(scene, output))
    assert the_one(scene, output).answer == "waiting"
    assert HERON not in str(scene.edition(output).document)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"says": "yes"}, "Choose how you read the words back to them."),
        ({"says": "yes", "how": "by pigeon"}, "Choose how you read the words back to them."),
        ({"says": "change", "how": "phone", "wish": "  "}, "Write in their words what should"),
        ({"says": "change", "how": "phone", "wish": "x" * 501}, "Write in their words what should"),
        ({"says": "yes", "how": "phone", "shown": "0" * 64}, "changed after you opened this page"),
    ],
)
def test_what_is_not_right_comes_back_and_nothing_is_entered(
    scene: Scene, browser: FlaskClient, output: Output, fields: dict[str, object], words: str
) -> None:
    answer = enter(browser, page_of(scene, output), **fields)
    assert answer.status_code in {409, 422}
    assert words in answer.text
    kept = the_one(scene, output)
    assert (kept.answer, kept.answered_by_id) == ("waiting", None)


def test_what_they_say_themselves_later_takes_the_place_of_what_was_entered(
    scene: Scene, db: Session, browser: FlaskClient, cal: Person, output: Output
) -> None:
    enter(browser, page_of(scene, output), how="phone", says="yes")
    scene.say(output, cal, "no")
    kept = the_one(scene, output)
    assert (kept.answer, kept.answered_by_id, kept.answered_how) == ("no", None, "")
    assert 'value="yes"' not in browser.get(page_of(scene, output)).text
    (asked,) = asked_of_output(db, output.id)
    with pytest.raises(DraftNotReady):
        read_yes(db, scene, asked)
    assert the_one(scene, output).answer == "no"


def read_yes(db: Session, scene: Scene, asked: Asked) -> None:
    """The facilitator enters a yes to what the page showed."""
    enter_answer(
        *(db, scene.facilitator, asked),
        says="yes",
        shown=asked.voice.shown_sha256,
        read=ReadBack("phone"),
        now=scene.now(),
    )


def test_words_that_were_taken_back_get_no_yes(scene: Scene, db: Session, output: Output) -> None:
    (asked,) = asked_of_output(db, output.id)
    take_back(db, asked.voice, now=scene.now())
    with pytest.raises(NotFound):
        read_yes(db, scene, asked)


def test_nobody_enters_an_answer_about_words_of_their_own(
    scene: Scene, db: Session, cal: Person, output: Output
) -> None:
    (asked,) = asked_of_output(db, output.id)
    with pytest.raises(NotFound):
        enter_answer(
            *(db, cal, asked),
            says="yes",
            shown=asked.voice.shown_sha256,
            read=ReadBack("phone"),
            now=scene.now(),
        )


def test_whoever_has_an_e_mail_address_answers_there_unless_they_ask_to_be_read_to(
    scene: Scene, db: Session, browser: FlaskClient, cal: Person, output: Output
) -> None:
    kept = db.get_one(Person, cal.id)
    kept.email = "cal@learning.example"
    db.commit()
    here = page_of(scene, output)
    assert browser.get(here).status_code == 404
    assert browser.post(f"{here}/answers", data={}).status_code in {400, 404}
    assert "Nobody needs you for this" in browser.get(here.rpartition("/")[0]).text
    ask_for_reading(db, asked_of_output(db, output.id), now=scene.now())
    db.commit()
    assert "Cal Caller asked to have them read." in browser.get(here).text


@pytest.mark.parametrize("named_as", [STANDING, NOBODY])
def test_of_words_without_a_name_no_facilitator_learns_whose_they_are(
    scene: Scene, db: Session, browser: FlaskClient, named_as: str
) -> None:
    person = scene.author("Cal Caller")
    by_phone(db, person)
    scene.offer(person, HERON, named_as=named_as)
    here = page_of(scene, scene.drafted())
    assert browser.get(here).status_code == 404
    listed = browser.get(here.rpartition("/")[0]).text
    assert "Cal Caller" not in listed
    assert "heron" not in listed


def test_only_facilitators_of_this_cohort_read_words_back(
    scene: Scene, db: Session, client: FlaskClient, sign_in: SignIn, cal: Person, output: Output
) -> None:
    here = page_of(scene, output)
    elsewhere = make_cohort(db)
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    others = [make_facilitator(db, elsewhere), lead, make_member(db, elsewhere), cal]
    db.commit()
    for person in others:
        browser = sign_in(client, person)
        assert browser.get(here).status_code == 404
        assert browser.get(here.rpartition("/")[0]).status_code == 404
    browser = sign_in(client, others[0])
    there = here.replace(scene.cohort.slug, elsewhere.slug)
    assert browser.get(there).status_code == 404


def test_the_list_costs_the_same_for_any_number(
    scene: Scene, db: Session, browser: FlaskClient, count_statements: CountStatements
) -> None:
    costs: list[int] = []
    for more in (1, 12):
        for number in range(more):
            person = scene.author(f"Person {number}")
            by_phone(db, person)
            scene.offer(person, f"Words number {more} {number}.")
        output = scene.drafted(f"Report {more}").id
        here = f"/cohorts/{scene.cohort.slug}/outputs/{output}/readings"
        with count_statements() as statements:
            page = browser.get(here).text
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert page.count("This waits for their answer.") == 13
