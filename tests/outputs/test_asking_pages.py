"""What facilitators and authors see before and after the authors of a draft are asked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.outputs.actions.arrange import touch
from app.outputs.models import Output
from app.outputs.rules.easy_read import Line
from app.outputs.rules.path import HERE, Facts, path
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.outputs import HERON, Scene
from tests.make.retellings import easy_read
from tests.outputs.pages import form_on, send
from tests.outputs.test_reading_back import by_phone, page_of

TITLE = "What we learned"
WAITS = "Your words are waiting for your yes"
UNASKED = "Nobody has been asked yet."


@pytest.fixture
def output(scene: Scene, bea: Person) -> Output:
    """A report with words of Bea's and of Cal's, who is rung, whose authors were not asked."""
    scene.offer(bea, HERON)
    scene.offer(scene.author("Cal Caller"), "Tea first.")
    return scene.drafted(TITLE, asks_authors=False)


@pytest.fixture
def here(scene: Scene, output: Output) -> str:
    """Where its facilitators see how far it is."""
    return f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"


def _plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split()).replace(" :", ":")


def test_a_facilitator_is_told_what_happens_and_presses_once(
    facilitator: FlaskClient, here: str
) -> None:
    page = facilitator.get(here)
    told = _plain(page.text)
    assert UNASKED in told
    assert "we write to 2 people. Whoever has no e-mail: read their words back to them." in told
    assert "nobody is asked until you say so" in told
    assert "An edition that you make now holds nobody's words." in told
    assert "Still waiting" not in told
    done = send(facilitator, page, f"{here}/questions")
    told = _plain(done.text)
    assert "The authors are asked." in told
    assert UNASKED not in told
    assert "holds nobody's words" not in told
    assert "0 said yes, 2 to answer" in told
    assert "We wait for Bea Example , Cal Caller" in told
    # The page from before is still open somewhere.
    assert send(facilitator, page, f"{here}/questions").status_code == 200


def _is_next_step(page: str) -> bool:
    """Whether the button that makes an edition is the one to press next."""
    assert 'value="edition"' in page
    return bool(re.search(r'value="edition">\s*<button class="nhsuk-button"', page))


def test_an_edition_made_before_all_have_answered_says_whom_it_leaves_out(
    scene: Scene, bea: Person, facilitator: FlaskClient
) -> None:
    cal = scene.author("Cal Caller")
    scene.offer(bea, HERON)
    scene.offer(cal, "Tea first.")
    output = scene.drafted(asks_authors=False)
    here = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    scene.ask_authors(output)
    page = facilitator.get(here).text
    assert "2 people have not answered. An edition made now leaves their words out." in page
    assert not _is_next_step(page)
    scene.say(output, bea)
    page = facilitator.get(here).text
    assert "1 person has not answered. An edition made now leaves their words out." in page
    assert not _is_next_step(page)
    scene.say(output, cal)
    page = facilitator.get(here).text
    assert "An edition made now" not in page
    assert _is_next_step(page)
    # Once anyone can read it, the next step is what it asks of others.
    scene.publish(output, scene.edition(output))
    page = facilitator.get(here).text
    assert not _is_next_step(page)
    assert f'<a href="{here}/asks">Write down what it asks, and what came of it</a>' in page


def test_the_end_of_a_draft_leads_on_to_asking_the_authors(
    scene: Scene, facilitator: FlaskClient, output: Output, here: str
) -> None:
    on = f'Does it stand as you want it? <a href="{here}#approve">Go on to ask the authors</a>'
    assert facilitator.get(f"{here}/draft").text.rindex(on) > 0
    scene.ask_authors(output)
    page = facilitator.get(f"{here}/draft").text
    assert "ask the authors" not in page
    assert f'<a href="{here}#approve">Back to the report</a>' in page
    before = facilitator.get(f"{here}/editions/{scene.edition(output).id}").text
    assert f'<a href="{here}#publish">Back to the report</a>' in before


def test_the_button_is_there_only_while_it_does_something(
    scene: Scene, facilitator: FlaskClient, output: Output, here: str, db: Session
) -> None:
    old = facilitator.get(here)
    touch(db, output.id)
    db.commit()
    page = facilitator.get(here)
    assert f"{here}/questions" not in page.text
    refused = send(facilitator, old, f"{here}/questions")
    assert refused.status_code == 409
    assert "so nobody was asked" in refused.text
    scene.ask_draft(output)
    page = facilitator.get(here)
    assert f"{here}/questions" not in page.text
    scene.build()
    assert f"{here}/questions" in facilitator.get(here).text


def test_without_anybodys_words_there_is_nobody_to_ask(
    scene: Scene, facilitator: FlaskClient
) -> None:
    output = scene.drafted(asks_authors=False)
    page = facilitator.get(f"/cohorts/{scene.cohort.slug}/outputs/{output.id}").text
    assert "there is nobody to ask" in page
    assert "/questions" not in page
    assert "nobody is asked until you say so" not in page


def test_whoever_said_yes_before_is_counted_and_told_apart(
    scene: Scene, bea: Person, facilitator: FlaskClient
) -> None:
    scene.give(bea, "quote", "A yes ahead.", check_first=False)
    output = scene.drafted(asks_authors=False)
    page = _plain(facilitator.get(f"/cohorts/{scene.cohort.slug}/outputs/{output.id}").text)
    assert "we write to 1 person." in page
    assert "1 of them said yes before. That person is told where their words stand" in page
    assert "nobody is asked until you say so" in page


def test_authors_open_no_page_of_a_draft_before_they_are_asked_about_it(
    scene: Scene, bea: Person, author: FlaskClient, output: Output
) -> None:
    scene.give(bea, "quote", "A yes ahead.", check_first=False)
    scene.ask_draft(output)
    scene.build()
    pages = [f"/approvals/{one.id}" for one in scene.selections(output)]
    drafts = f"Chosen for the draft of {TITLE}:"

    def opened() -> set[int]:
        return {author.get(page).status_code for page in pages}

    assert opened() == {404}
    assert TITLE not in author.get("/approvals/").text
    assert WAITS not in author.get("/home").text
    # That their words are in it is no secret.
    uses = _plain(author.get("/contributions/uses").text)
    assert uses.count(f"{drafts} it is still being put together, and nobody is asked yet.") == 2
    scene.ask_authors(output)
    assert opened() == {200, 404}
    assert TITLE in author.get("/approvals/").text
    assert WAITS in author.get("/home").text
    uses = _plain(author.get("/contributions/uses").text)
    assert f"{drafts} it waits for your answer." in uses
    assert f"{drafts} you said yes ahead." in uses


def test_home_counts_the_reports_that_words_are_chosen_for(
    scene: Scene, bea: Person, author: FlaskClient
) -> None:
    bird = scene.offer(bea, HERON)
    scene.offer(bea, "Tea first.")
    assert WAITS not in author.get("/home").text
    first = scene.drafted()
    assert "Your words are chosen for one report." in author.get("/home").text
    scene.drafted("Another report")
    assert "Your words are chosen for 2 reports." in author.get("/home").text
    # Told in other words, they wait in the same report once more.
    scene.say(first, bea)
    scene.publish(first, scene.edition(first))
    assert "Your words are chosen for one report." in author.get("/home").text
    easy_read(scene, first, [Line("A big bird came back.", source=bird)])
    assert "Your words are chosen for 2 reports." in author.get("/home").text
    scene.ask_draft(first)
    scene.offer(bea, "Then we walked.")
    scene.build()
    assert "Your words are chosen for 2 reports." in author.get("/home").text


def test_no_words_are_read_back_before(scene: Scene, facilitator: FlaskClient, db: Session) -> None:
    cal = scene.author("Cal Caller")
    by_phone(db, cal)
    scene.offer(cal, "Read to me.")
    report = scene.drafted("Another", asks_authors=False)
    place = page_of(scene, report)
    there = place.rpartition("/")[0]
    assert facilitator.get(place).status_code == 404
    assert "Read to me." not in facilitator.get(there).text
    assert there not in facilitator.get(there.rpartition("/")[0]).text
    scene.ask_authors(report)
    assert "Read to me." in facilitator.get(there).text
    assert there in facilitator.get(there.rpartition("/")[0]).text


@pytest.mark.parametrize("waiting", [0, 2])
def test_asking_is_the_next_step_once_the_draft_stands(waiting: int) -> None:
    facts = Facts(
        *(3, 1, 2),
        has_draft=True,
        is_old=False,
        to_ask=2,
        waiting=waiting,
        yes=2 - waiting,
        has_edition=False,
        is_published=False,
    )
    (here,) = (step for step in path(facts) if step.state == HERE)
    assert (here.part, here.more) == ("approve", "nobody is asked until you say so")
    (old,) = (step for step in path(replace(facts, is_old=True)) if step.state == HERE)
    assert old.part == "draft"


def test_only_those_who_run_the_cohort_ask(
    app: Flask, author: FlaskClient, stranger: FlaskClient, here: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    assert {each.post(f"{here}/questions").status_code for each in (author, stranger)} == {404}


def test_the_page_costs_as_much_for_many_as_for_one(
    scene: Scene, facilitator: FlaskClient, here: str, count_statements: CountStatements
) -> None:
    with count_statements() as few:
        facilitator.get(here)
    for number in range(5):
        scene.offer(scene.author(f"Person {number}"), "More words.")
    more = scene.drafted("More", asks_authors=False)
    with count_statements() as many:
        page = facilitator.get(f"/cohorts/{scene.cohort.slug}/outputs/{more.id}")
    assert "we write to 7 people" in _plain(page.text)
    assert len(many) == len(few)
    assert form_on(page, f"/cohorts/{scene.cohort.slug}/outputs/{more.id}/questions")
