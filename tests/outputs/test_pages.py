"""Who sees which page, what forms say when something is wrong, and what pages cost."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.conftest import CountStatements, SignIn
from tests.make.outputs import HERON, Scene
from tests.make.people import make_person
from tests.outputs.pages import form_on, send

HIDDEN = "Nobody must read this sentence."


@pytest.fixture
def author(app: Flask, sign_in: SignIn, bea: Person) -> FlaskClient:
    """The author's browser."""
    return sign_in(app.test_client(), bea)


@pytest.fixture
def bea(scene: Scene) -> Person:
    """An author."""
    return scene.author("Bea Example")


@pytest.fixture
def entry(scene: Scene, bea: Person) -> UUID:
    """A reflection of the author."""
    return scene.reflection(bea, f"{HERON} {HIDDEN}")


@pytest.fixture
def facilitator(app: Flask, sign_in: SignIn, scene: Scene) -> FlaskClient:
    """The facilitator's browser."""
    return sign_in(app.test_client(), scene.facilitator)


@pytest.fixture
def stranger(app: Flask, sign_in: SignIn, db: Session) -> FlaskClient:
    """The browser of a programme lead who is in no cohort."""
    lead = make_person(db, name="Lee Lead", roles=["programme_lead"])
    db.commit()
    return sign_in(app.test_client(), lead)


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


def test_ticking_nothing_is_said_at_the_sentences(author: FlaskClient, entry: UUID) -> None:
    page = author.get(f"/contributions/new?reflection={entry}&version=1")
    assert page.status_code == 422
    assert "Tick at least one sentence" in page.text


def test_a_form_that_lacks_something_keeps_what_was_chosen(
    author: FlaskClient, entry: UUID
) -> None:
    page = author.get(f"/contributions/new?reflection={entry}&version=1&pick=0")
    page = send(author, page, "/contributions/", audience="public", until="never")
    assert page.status_code == 422
    assert "Choose which name goes with them." in page.text
    assert "Write a day such as 3 May 2027" in page.text
    assert form_on(page, "/contributions/")["audience"] == ["public"]
    assert form_on(page, "/contributions/")["pick"] == ["0"]


def test_a_last_day_in_the_past_is_refused(author: FlaskClient, entry: UUID) -> None:
    page = author.get(f"/contributions/new?reflection={entry}&version=1&pick=0")
    chosen = {"audience": "public", "named_as": "nobody", "until": "2027-01-19"}
    page = send(author, page, "/contributions/", **chosen)
    assert page.status_code == 422
    assert "Choose a last day that is today or later" in page.text


@pytest.mark.parametrize("query", ["", "reflection=1", "reflection={id}&version=99999999999"])
def test_an_address_that_names_no_reflection_is_not_found(
    author: FlaskClient, entry: UUID, query: str
) -> None:
    place = "/contributions/new?" + query.format(id=entry)
    assert author.get(place).status_code == 404


def test_somebody_in_no_cohort_is_told_to_join_one(
    app: Flask, sign_in: SignIn, scene: Scene, db: Session
) -> None:
    loner = make_person(db)
    db.commit()
    entry = scene.reflection(loner)
    page = sign_in(app.test_client(), loner).get(f"/contributions/new?reflection={entry}")
    assert page.status_code == 422
    assert "Join a cohort first" in page.text


def test_an_author_changes_what_they_allow(scene: Scene, bea: Person, author: FlaskClient) -> None:
    offered = scene.offer(bea, HERON)
    place = f"/contributions/{offered}"
    page = author.get(place)
    assert form_on(page, f"{place}/consents")["named_as"] == ["full_name"]
    page = send(author, page, f"{place}/consents", audience="cohort", named_as="first_name")
    assert "Only people in your cohort may read them, as “Bea”" in page.text


def test_the_same_form_sent_twice_asks_for_one_output(
    scene: Scene, facilitator: FlaskClient
) -> None:
    front = f"/cohorts/{scene.cohort.slug}/outputs"
    page = facilitator.get(front)
    first = send(facilitator, page, front, title="Once")
    second = send(facilitator, page, front, title="Once")
    assert first.request.path == second.request.path


def test_an_output_without_a_title_is_refused(scene: Scene, facilitator: FlaskClient) -> None:
    front = f"/cohorts/{scene.cohort.slug}/outputs"
    page = send(facilitator, facilitator.get(front), front, title="  ")
    assert page.status_code == 422
    assert "title" in page.text


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


def test_the_public_page_costs_one_statement_and_is_not_sent_twice(
    scene: Scene, bea: Person, client: FlaskClient, count_statements: CountStatements
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea)
    place = f"/outputs/{output.slug}/1"
    with count_statements() as sent:
        page = client.get(place)
    assert len(sent) == 1
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
