"""What came of a report, on its pages: beside the report, in the queue, and who may open what."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient

from app.kit.db import new_id
from app.outputs.models import AskAnswer
from app.outputs.rules.asks import AGAIN, CANNOT, WILL_DO
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.outputs import Scene
from tests.outputs.asks.conftest import COUNCIL, GARDEN, OPENED, SAID, Asking
from tests.outputs.pages import form_on, post, send
from tests.outputs.taking_back import take_words_back


def test_what_is_asked_and_answered_stands_beside_the_frozen_page(
    asking: Asking, facilitator: FlaskClient, client: FlaskClient
) -> None:
    edition = f"/outputs/{asking.output.slug}/1"
    before = client.get(f"{edition}.json").data
    page = facilitator.get(asking.desk())
    sent = send(facilitator, page, asking.desk(), text=GARDEN, to_whom=COUNCIL)
    assert "Saved." in sent.text
    (ask,) = asking.asks()
    told = " ".join(client.get(asking.page).text.split())
    assert GARDEN in told
    assert "1 asked, 1 without an answer so far" in told
    assert "No answer yet" in told
    assert "Asked today" in told
    page = facilitator.get(asking.desk(ask.id))
    answers = asking.desk(ask.id, "answers")
    form = {**form_on(page, answers), **SAID, "on_day": str(asking.day)}
    for _ in range(2):
        assert facilitator.post(answers, data=form).status_code == 302
    assert len(asking.answers()) == 1
    told = client.get(asking.page).text
    assert OPENED in told
    assert "none without an answer" in told
    assert asking.page in client.get(edition).text
    assert client.get(f"{edition}.json").data == before


def test_an_ask_that_waits_stands_in_the_queue_with_its_age(
    asking: Asking, facilitator: FlaskClient, bea: Person, scene: Scene
) -> None:
    asking.propose(bea, "Plant a tree.")
    first = asking.put()
    done, refused = asking.put("Mend the path."), asking.put("Put up a bench.")
    late = asking.put("Light the gate.")
    asking.answer(done)
    asking.answer(refused, CANNOT, "There is no money.")
    with scene.sessions.begin() as db:
        by_when = asking.day + timedelta(days=5)
        kept = db.get_one(AskAnswer, asking.answer(late, WILL_DO, "Next week."))
        kept.by_when = by_when
    scene.clock.move(days=20)
    queue = f"/cohorts/{scene.cohort.slug}/asks"
    told = " ".join(facilitator.get(queue).text.split())
    shown = [told.index(one) for one in ("Plant a tree.", GARDEN, "Light the gate.")]
    assert shown == sorted(shown)
    assert "Mend the path." not in told
    assert "Put up a bench." not in told
    assert "Asked 2 weeks ago" in told
    assert "that day is over" in told
    asking.answer(first, AGAIN, "We rang them.")
    told = " ".join(facilitator.get(asking.desk()).text.split())
    assert "Asked again on" in told


def test_a_private_persons_name_is_warned_of_before_anyone_reads_it(
    asking: Asking, facilitator: FlaskClient
) -> None:
    fields = {"text": "Thank Mrs Jane Smith.", "to_whom": COUNCIL, "asked_on": str(asking.day)}
    page = post(facilitator, asking.desk(), **fields)
    assert page.status_code == 422
    assert "“Mrs Jane Smith”" in page.text
    assert "Thank Mrs Jane Smith." in page.text
    assert asking.asks() == []
    sure = post(facilitator, asking.desk(), **fields, is_looked_at="y")
    assert sure.status_code == 302


def test_who_may_open_what(
    asking: Asking,
    author: FlaskClient,
    facilitator: FlaskClient,
    stranger: FlaskClient,
    client: FlaskClient,
    scene: Scene,
) -> None:
    ask = asking.put()
    answer = asking.answer(ask)
    one, queue = asking.desk(ask), f"/cohorts/{scene.cohort.slug}/asks"
    opens = [asking.desk(), one, asking.desk(ask, "answers", answer), queue]
    writes = [
        asking.desk(),
        asking.desk("proposals"),
        asking.desk(ask, "decisions"),
        asking.desk(ask, "changes"),
        asking.desk(ask, "answers"),
        asking.desk(ask, "answers", answer, "changes"),
        asking.desk(ask, "answers", answer, "removals"),
    ]
    assert [facilitator.get(place).status_code for place in opens] == [200] * 4
    # A programme lead reads what came of it, as everybody in the cohort does.
    for browser in (author, stranger):
        assert [browser.get(place).status_code for place in opens] == [200, 404, 404, 404]
    assert [post(author, place).status_code for place in writes] == [404, 422, *[404] * 5]
    assert [post(stranger, place).status_code for place in writes] == [404] * 7
    assert {client.get(place).status_code for place in opens} == {302}
    assert client.get(asking.page).status_code == 200
    assert client.get("/outputs/no-such-report/came-of-it").status_code == 404
    assert facilitator.get(asking.desk(new_id())).status_code == 404
    assert facilitator.get(asking.desk(ask, "answers", new_id())).status_code == 404


def test_a_report_that_was_never_published_has_no_such_page_and_a_taken_down_one_keeps_it(
    asking: Asking, scene: Scene, client: FlaskClient
) -> None:
    asking.put()
    draft = scene.drafted("Another")
    assert client.get(f"/outputs/{draft.slug}/came-of-it").status_code == 404
    (selection,) = scene.selections(asking.output)
    take_words_back(scene, selection.contribution_id)
    page = client.get(asking.page)
    assert page.status_code == 200
    assert GARDEN in page.text


def test_many_asks_cost_no_more_statements_than_one(
    asking: Asking,
    facilitator: FlaskClient,
    client: FlaskClient,
    scene: Scene,
    count_statements: CountStatements,
) -> None:
    visits = [
        (client, asking.page),
        (facilitator, asking.desk()),
        (facilitator, f"/cohorts/{scene.cohort.slug}/asks"),
    ]

    def cost() -> list[int]:
        counted = []
        for browser, place in visits:
            with count_statements() as sent:
                assert browser.get(place).status_code == 200
            counted.append(len(sent))
        return counted

    asking.answer(asking.put(), AGAIN, "We rang.")
    one = cost()
    for number in range(8):
        asking.answer(asking.put(f"Mend path {number}."), AGAIN, "We rang.")
    assert cost() == one
    assert one[0] <= 3
