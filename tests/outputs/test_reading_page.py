"""The public page: contents, links to its parts, and what only some readers see beside a quote."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.making import make_message, make_note
from tests.make.outputs import HERON, Scene
from tests.make.progress import finish_steps

SOURCE, OWN, TO_QUOTE = "Where this comes from", "These are your words", 'href="#q1"'


def test_the_page_lists_its_parts_and_each_can_be_linked_to(
    scene: Scene, bea: Person, client: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea, title='What <we> "learned"')
    place = f"/outputs/{output.slug}/1"
    page = client.get(place).text
    assert page.count("Contents</") == 2
    assert '<a href="#s1" dir="auto">About this report</a>' in page
    assert TO_QUOTE in page
    assert 'id="q1"' in page
    # A link put elsewhere shows the title and how the report begins, never a quote.
    head = page.split("</head>")[0]
    assert '<meta property="og:title" content="What &lt;we&gt; &#34;learned&#34;">' in head
    assert f'<meta property="og:url" content="http://learning.example{place}">' in head
    assert "learn together about what makes people well" in head
    assert HERON not in head


def test_only_its_author_and_those_who_run_the_cohort_see_more_beside_a_quote(
    *,
    scene: Scene,
    bea: Person,
    author: FlaskClient,
    facilitator: FlaskClient,
    stranger: FlaskClient,
    client: FlaskClient,
    count_statements: CountStatements,
) -> None:
    offered = scene.offer(bea, HERON)
    cy = scene.author("Cy Example")
    scene.offer(cy, "Tea first.", named_as="nobody")
    output = scene.published(bea, cy)
    place = f"/outputs/{output.slug}/1"
    seen = {}
    for name, browser in (("author", author), ("facilitator", facilitator), ("lead", stranger)):
        with count_statements() as sent:
            page = browser.get(place)
        assert len(sent) <= 4
        assert page.headers["Cache-Control"] == "no-store"
        seen[name] = (page.text.count(OWN), page.text.count(SOURCE))
    assert seen == {"author": (1, 0), "facilitator": (0, 2), "lead": (0, 0)}
    assert f"/contributions/{offered}" in author.get(place).text
    page = client.get(place)
    assert OWN not in page.text
    assert SOURCE not in page.text
    assert page.headers["Cache-Control"] == "public, no-cache"


def test_those_who_run_the_cohort_are_led_back_to_notes_and_messages(
    scene: Scene, bea: Person, author: FlaskClient, facilitator: FlaskClient, client: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.ask()
    note, message = make_note(scene, output), make_message(scene, output)
    scene.build()
    scene.say(output, bea)
    scene.publish(output, scene.edition(output))
    place = f"/outputs/{output.slug}/1"
    ours = [f"/outputs/{output.id}/notes/{note}", f"/outputs/{output.id}/messages/{message}"]
    assert all(way in facilitator.get(place).text for way in ours)
    for browser in (author, client):
        assert not any(way in browser.get(place).text for way in ours)


def test_where_words_come_from_names_nobody_who_did_not_want_it(
    scene: Scene, bea: Person, facilitator: FlaskClient, author: FlaskClient, stranger: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    cy = scene.author("Cy Example")
    scene.offer(cy, "Tea first.", named_as="nobody")
    output = scene.published(bea, cy)
    edition = scene.editions(output)[-1]
    place = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/editions/{edition.id}/sources"
    page = facilitator.get(place).text
    assert HERON in page
    assert "Bea Example" in page
    assert "Tea first." in page
    assert "Cy Example" not in page
    assert [browser.get(place).status_code for browser in (author, stranger)] == [404, 404]
    scene.say(output, bea, "no")
    assert facilitator.get(place).status_code == 404


def test_a_chart_stands_before_the_same_as_a_table_which_is_folded_away(
    scene: Scene, db: Session, client: FlaskClient
) -> None:
    finish_steps(db, scene.cohort, people=12, done=11)
    page = client.get(f"/outputs/{scene.published().slug}/1").text
    charts, tables = re.findall(r'role="img"', page), re.findall(r", as a table</caption>", page)
    assert len(charts) == len(tables) > 0
    for table in tables:
        page = page.split('role="img"', 1)[1]
        before = page.split(table, 1)[0]
        assert before.rfind("<details") > before.rfind("</svg>") > 0
        assert "<summary" in before
        assert "The same as a table<span" in before
