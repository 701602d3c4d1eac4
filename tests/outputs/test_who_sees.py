"""Who opens which page, and which words reach whom."""

from __future__ import annotations

from uuid import UUID

from flask.testing import FlaskClient

from app.people.models import Person
from tests.make.outputs import HERON, Scene
from tests.outputs.conftest import HIDDEN


def test_nobody_else_opens_an_authors_pages(
    scene: Scene, bea: Person, facilitator: FlaskClient, stranger: FlaskClient, entry: UUID
) -> None:
    offered = scene.offer(bea, f"{HERON} {HIDDEN}")
    output = scene.drafted()
    selection = scene.selections(output)[0].id
    places = [
        f"/contributions/new?reflection={entry}",
        f"/contributions/{offered}",
        f"/contributions/{offered}/withdrawals",
        f"/approvals/{selection}",
    ]
    for browser in (facilitator, stranger):
        assert {browser.get(place).status_code for place in places} == {404}
        answer = browser.post(f"/contributions/{offered}/withdrawals")
        assert answer.status_code in (400, 404)
    assert scene.contribution(offered).text == HERON


def test_only_facilitators_of_the_cohort_open_its_desk(
    scene: Scene, bea: Person, author: FlaskClient, stranger: FlaskClient, client: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea)
    edition = scene.edition(output)
    front = f"/cohorts/{scene.cohort.slug}/outputs"
    desk = f"{front}/{output.id}"
    places = [desk, f"{desk}/draft", f"{desk}/editions/{edition.id}"]
    for browser in (author, stranger):
        assert {browser.get(place).status_code for place in places} == {404}
        page = browser.get(front)
        assert page.status_code == 200
        assert "Ask for a new output" not in page.text
        assert "Words that people offer" not in page.text
    assert {client.get(place).status_code for place in (front, *places)} == {302}


def test_words_that_were_not_offered_are_on_no_page(
    scene: Scene, bea: Person, facilitator: FlaskClient, client: FlaskClient
) -> None:
    scene.offer(bea, f"{HERON} {HIDDEN}")
    scene.offer(scene.author("Cy Example"), f"{HIDDEN} Tea first.", picks=(1,))
    output = scene.published(bea)
    front = f"/cohorts/{scene.cohort.slug}/outputs"
    for place in (front, f"{front}/{output.id}", f"{front}/{output.id}/draft"):
        page = facilitator.get(place)
        assert page.status_code == 200
        assert HIDDEN not in page.text
    for place in ("/outputs/", f"/outputs/{output.slug}/1"):
        assert HIDDEN not in client.get(place).text
    # Offered, but silence is no yes.
    assert "Tea first." not in client.get(f"/outputs/{output.slug}/1").text


def test_words_for_the_cohort_only_reach_facilitators_and_no_public_page(
    scene: Scene, bea: Person, facilitator: FlaskClient, client: FlaskClient
) -> None:
    scene.offer(bea, HERON, audience="cohort", named_as="nobody")
    output = scene.published()
    page = facilitator.get(f"/cohorts/{scene.cohort.slug}/outputs").text
    assert HERON in page
    assert "Bea Example" not in page
    assert HERON not in client.get(f"/outputs/{output.slug}/1").text
