"""Pages of contributions and outputs: what they show, keep, and cost."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import form_on


@pytest.mark.parametrize(
    "title",
    ["<script>alert(1)</script> & co", "[square] {curly} #typst", "שלום עולם", "Grow 🌱 up"],
)
def test_titles_and_words_of_any_kind_stand_verbatim(
    scene: Scene, bea: Person, client: FlaskClient, title: str
) -> None:
    scene.offer(bea, title)
    output = scene.published(bea, title=title)
    page = client.get(f"/outputs/{output.slug}/1").text
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<bdi>{escaped}</bdi>" in page
    assert f'<blockquote dir="auto">{escaped}</blockquote>' in page


def test_the_public_page_costs_two_statements_and_is_not_sent_twice(
    scene: Scene, bea: Person, client: FlaskClient, count_statements: CountStatements
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea)
    place = f"/outputs/{output.slug}/1"
    with count_statements() as sent:
        page = client.get(place)
    assert len(sent) == 2
    assert page.headers["Cache-Control"] == "public, no-cache"
    tag = page.headers["ETag"]
    again = client.get(place, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    with count_statements() as sent:
        file = client.get(f"{place}.pdf")
    assert len(sent) == 2
    assert file.headers["Cache-Control"] == "public, no-cache"
    scene.say(output, bea, "no")
    assert client.get(place, headers={"If-None-Match": tag}).status_code == 410


def test_a_page_with_a_persons_name_is_kept_by_no_browser(
    scene: Scene, bea: Person, author: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea)
    page = author.get(f"/outputs/{output.slug}/1")
    assert page.headers["Cache-Control"] == "no-store"
    assert "ETag" not in page.headers


def test_lists_cost_the_same_however_long_they_are(
    scene: Scene,
    bea: Person,
    author: FlaskClient,
    facilitator: FlaskClient,
    count_statements: CountStatements,
) -> None:
    front = f"/cohorts/{scene.cohort.slug}/outputs"
    visits = [
        (author, "/contributions/"),
        (author, "/approvals/"),
        (author, "/outputs/"),
        (author, front),
        (facilitator, front),
    ]

    def costs() -> list[int]:
        found = []
        for browser, place in visits:
            with count_statements() as sent:
                assert browser.get(place).status_code == 200
            found.append(len(sent))
        return found

    scene.offer(bea, HERON)
    scene.published(bea)
    few = costs()
    for number in range(4):
        scene.offer(bea, f"{HERON} {number}")
    scene.published(bea, title="Another")
    assert costs() == few
    assert max(few) <= 6


def test_longer_lists_have_pages(scene: Scene, bea: Person, author: FlaskClient) -> None:
    for number in range(51):
        scene.offer(bea, f"Words {number} of many.")
    assert "Words 0 of many." not in author.get("/contributions/").text
    assert "Words 0 of many." in author.get("/contributions/?page=2").text
    assert author.get("/contributions/?page=99999999999999").status_code == 200


@pytest.mark.parametrize(
    "place", ["/outputs/nothing/", "/outputs/nothing/1", "/outputs/nothing/99999999999.pdf"]
)
def test_what_was_never_published_is_not_found(client: FlaskClient, place: str) -> None:
    assert client.get(place).status_code == 404


def test_an_edition_that_ran_out_is_gone_before_any_worker_looks(
    scene: Scene, bea: Person, client: FlaskClient
) -> None:
    scene.offer(bea, HERON, until=scene.now().date())
    output = scene.published(bea)
    place = f"/outputs/{output.slug}/1"
    assert client.get(place).status_code == 200
    scene.clock.move(days=1)
    assert client.get(place).status_code == 410
    assert output.slug not in client.get("/outputs/").text


def test_publishing_what_is_not_there_is_refused_kindly(
    scene: Scene, facilitator: FlaskClient
) -> None:
    output = scene.drafted()
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    token = form_on(facilitator.get(desk), f"{desk}/builds")["csrf_token"]
    for edition, status in ((str(uuid4()), 409), ("x", 404), (str(UUID(int=0)), 409)):
        sent = {"csrf_token": token, "edition": edition}
        assert facilitator.post(f"{desk}/publications", data=sent).status_code == status
