"""An Easy Read edition in the browser: written, asked about, published and read."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.kit.db import new_id
from app.outputs.actions.answer_retold import publish_retelling
from app.outputs.actions.redact import Wanted, take_out_of_own
from app.outputs.actions.retell import Teller
from app.outputs.actions.take_back import take_back
from app.outputs.models import Output, RetoldLine
from app.outputs.queries.retellings import told_of
from app.outputs.rules.easy_read import Line
from app.outputs.rules.retelling import EASY_READ
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.outputs import HERON, Scene
from tests.make.retellings import answers_in, easy_read, say_to_retold
from tests.make.retellings import begin as begun
from tests.outputs.pages import send

TOLD = "A big bird came back."


def begin(facilitator: FlaskClient, scene: Scene, output: Output) -> str:
    """The facilitator begins one; the address of its desk."""
    place = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/retellings"
    page = facilitator.get(place)
    made = send(facilitator, page, f"{place}/easy-read", told_by="Tess Teller")
    assert made.request.path.startswith(f"{place}/")
    return made.request.path


def keep(facilitator: FlaskClient, desk: str, **filled: str) -> TestResponse:
    """Lines are kept, as the page stands."""
    return send(facilitator, facilitator.get(desk), f"{desk}/lines", **filled)


def test_a_line_that_uses_somebodys_words_says_whose(
    scene: Scene, bea: Person, facilitator: FlaskClient, client: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea)
    desk = begin(facilitator, scene, output)
    refused = keep(facilitator, desk, **{"text-0": "We met.", "text-1": f"They said: {HERON}"})
    assert refused.status_code == 422
    assert "Line 2 uses words that somebody said." in refused.text
    assert f"They said: {HERON}" in refused.text
    assert keep(facilitator, desk, **{"text-0": "We met.", "symbol-0": "cup"}).status_code == 200
    public = f"/outputs/{output.slug}/1/easy-read"
    assert client.get(public).status_code == 404
    send(facilitator, facilitator.get(desk), f"{desk}/publications")
    page = client.get(public).text
    assert "We met." in page
    assert "easy/cup.svg" in page
    assert "Tess Teller" in page
    assert "/1/easy-read" in client.get(f"/outputs/{output.slug}/1").text
    send(facilitator, facilitator.get(desk), f"{desk}/removals")
    assert client.get(public).status_code == 404


def test_somebodys_words_are_shown_in_easy_read_once_they_said_yes(
    *,
    scene: Scene,
    bea: Person,
    author: FlaskClient,
    facilitator: FlaskClient,
    client: FlaskClient,
    count_statements: CountStatements,
) -> None:
    bird = scene.offer(bea, HERON)
    output = scene.published(bea)
    made = easy_read(scene, output, [Line("We met."), Line(TOLD, source=bird)])
    public = f"/outputs/{output.slug}/1/easy-read"
    with count_statements() as sent:
        page = client.get(public)
    assert len(sent) <= 3
    assert TOLD not in page.text
    with scene.sessions() as db:
        mine = f"/approvals/retold/{answers_in(db, made)[bird].id}"
    assert mine in author.get("/approvals/").text
    looked = author.get(mine)
    assert HERON in looked.text
    assert TOLD in looked.text
    assert facilitator.get(mine).status_code == 404
    assert send(author, looked, f"{mine}/answers", says="yes").status_code == 200
    assert TOLD in client.get(public, headers={"If-None-Match": page.headers["ETag"]}).text
    # A change of the line is not what was said yes to.
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/retellings/{made}"
    keep(facilitator, desk, **{"text-0": f"{TOLD} Twice.", "source-0": "1"})
    assert TOLD not in client.get(public).text
    assert send(author, looked, f"{mine}/answers", says="yes").status_code == 409


def test_a_number_that_no_words_have_is_refused_and_nothing_typed_is_lost(
    scene: Scene, bea: Person, facilitator: FlaskClient, client: FlaskClient
) -> None:
    bird = scene.offer(bea, HERON)
    output = scene.published(bea)
    desk = begin(facilitator, scene, output)
    opened = facilitator.get(desk)
    assert '<option value="">Nobody’s words</option>' in opened.text
    assert '<option value="1">1. ' in opened.text
    typed = {"text-0": "We met.", "place-0": "7", "symbol-0": "cup", "heading-0": "1"}
    refused = keep(facilitator, desk, **typed, **{"text-1": TOLD, "source-1": "9"})
    assert refused.status_code == 422
    assert "There are no words with number 9." in refused.text
    for kept in ('value="We met."', 'value="7"', '"cup" selected', 'value="1" checked', TOLD):
        assert kept in refused.text
    # It is not taken for nobody's words unless somebody chooses that.
    assert '<option value="9" selected>' in refused.text
    assert '<a href="#source-1">There are no words' in refused.text
    assert send(facilitator, opened, f"{desk}/publications").request.path == desk
    assert client.get(f"/outputs/{output.slug}/1/easy-read").status_code == 404
    kept_now = keep(facilitator, desk, **typed, **{"text-1": TOLD, "source-1": "1"})
    assert "It tells the words of 1 contributions" in kept_now.text
    assert '<option value="1" selected>1. ' in kept_now.text
    send(facilitator, kept_now, f"{desk}/publications")
    page = client.get(f"/outputs/{output.slug}/1/easy-read").text
    assert "We met." in page
    assert TOLD not in page
    with scene.sessions() as db:
        assert list(answers_in(db, UUID(desk.rpartition("/")[2]))) == [bird]


def test_two_who_write_at_a_time_do_not_undo_each_others_lines(
    scene: Scene, facilitator: FlaskClient
) -> None:
    output = scene.published()
    desk = begin(facilitator, scene, output)
    first, second = facilitator.get(desk), facilitator.get(desk)
    sent = {"text-0": "One line."}
    assert send(facilitator, first, f"{desk}/lines", **sent).status_code == 200
    # The same form twice is kept once, and another one is refused with what it held.
    assert send(facilitator, first, f"{desk}/lines", **sent).status_code == 200
    refused = send(facilitator, second, f"{desk}/lines", **{"text-0": "Another line."})
    assert refused.status_code == 409
    assert "Another line." in refused.text
    assert "One line." in facilitator.get(desk).text


def test_only_those_who_run_the_cohort_write_it(
    scene: Scene, bea: Person, author: FlaskClient, stranger: FlaskClient, client: FlaskClient
) -> None:
    bird = scene.offer(bea, HERON)
    output = scene.published(bea)
    made = easy_read(scene, output, [Line(TOLD, source=bird)])
    front = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/retellings"
    places = [front, f"{front}/{made}", f"{front}/{made}/readings"]
    for browser in (author, stranger):
        assert {browser.get(place).status_code for place in places} == {404}
    assert {client.get(place).status_code for place in places} == {302}


ZELDA = "A retired midwife named Zelda Quill came to tea."


def without_her_name(scene: Scene, bea: Person, output: Output, words: UUID) -> UUID:
    """The author takes the name out, and the next edition is published with what goes on of it."""
    wanted = Wanted("A retired midwife named Zelda Quill", "Somebody else")
    with scene.sessions.begin() as db:
        take_out_of_own(db, bea, scene.voice(words), wanted, key=new_id(), now=scene.now())
    scene.build()
    scene.say(output, bea)
    scene.publish(output, scene.edition(output))
    with scene.sessions.begin() as db:
        again = begun(db, scene, output, Teller(EASY_READ, "en", "Tess Teller"))
        publish_retelling(db, told_of(db, again), output=output, now=scene.now())
        return again.id


@pytest.mark.parametrize("was_asked", [True, False])
def test_a_line_of_words_from_which_something_was_taken_out_goes_into_no_next_edition(
    *, scene: Scene, bea: Person, client: FlaskClient, db: Session, was_asked: bool
) -> None:
    cy = scene.author("Cy Example")
    midwife, bird = scene.offer(bea, ZELDA), scene.offer(cy, HERON)
    output = scene.published(bea, cy)
    named = Line("A midwife came: Zelda.", source=midwife)
    made = easy_read(scene, output, [Line("We met."), named, Line(TOLD, source=bird)])
    say_to_retold(scene, made, cy, bird)
    if was_asked:
        say_to_retold(scene, made, bea, midwife)
    public = f"/outputs/{output.slug}/1/easy-read"
    assert ("Zelda" in client.get(public).text) is was_asked
    without_her_name(scene, bea, output, midwife)
    assert client.get(public).status_code == 410
    # What did not change goes on with its yes; of the other nothing is left.
    page = client.get(f"/outputs/{output.slug}/2/easy-read").text
    assert "We met." in page
    assert TOLD in page
    assert not [one for one in db.scalars(select(RetoldLine.text)) if "Zelda" in one]


def test_the_old_line_written_anew_is_a_new_question(
    scene: Scene, bea: Person, client: FlaskClient, db: Session
) -> None:
    midwife = scene.offer(bea, ZELDA)
    output = scene.published(bea)
    lines = [Line("We met."), Line("A midwife came: Zelda.", source=midwife)]
    say_to_retold(scene, easy_read(scene, output, lines), bea, midwife)
    again = without_her_name(scene, bea, output, midwife)
    assert easy_read(scene, output, lines) == again
    assert "Zelda" not in client.get(f"/outputs/{output.slug}/2/easy-read").text
    assert answers_in(db, again)[midwife].answer == "waiting"


@pytest.mark.parametrize("is_late", [True, False])
def test_short_lines_are_given_back_when_the_page_is_too_old_or_its_edition_is_gone(
    *, scene: Scene, bea: Person, facilitator: FlaskClient, is_late: bool
) -> None:
    heron = scene.offer(bea, HERON)
    output = scene.published(bea)
    desk = begin(facilitator, scene, output)
    page = facilitator.get(desk)
    lines = {"text-0": "We like tea.", "text-1": "He holds the pen.", "text-2": " ", "place-0": "1"}
    if is_late:
        sent = facilitator.post(f"{desk}/lines", data={"csrf_token": "old", **lines})
    else:
        with scene.sessions.begin() as db:
            take_back(db, scene.voice(heron), now=scene.now())
        sent = send(facilitator, page, f"{desk}/lines", **lines)
    assert sent.status_code == (400 if is_late else 404)
    for label, text in (("Text 1", "We like tea."), ("Text 2", "He holds the pen.")):
        assert re.search(rf">{label}</label>\s*<textarea[^>]*>\s*{re.escape(text)}<", sent.text)
    assert sent.text.count("<textarea") == 2
