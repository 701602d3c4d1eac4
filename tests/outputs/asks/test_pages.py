"""What came of a report, on its pages: asked, answered, changed, taken down, proposed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.models import AskAnswer, AskChange
from app.outputs.rules.asks import AGAIN, CANNOT, DONE, WILL_DO
from app.people.models import Person
from tests.conftest import CountStatements
from tests.make.outputs import Scene
from tests.outputs.asks.conftest import COUNCIL, GARDEN, OPENED, Asking
from tests.outputs.pages import form_on, post, send
from tests.outputs.taking_back import take_words_back

SAID = {"kind": DONE, "by_whom": COUNCIL, "said": OPENED}


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


def test_a_change_keeps_how_it_was_put_and_two_at_once_do_not_overwrite(
    asking: Asking, facilitator: FlaskClient, db: Session, client: FlaskClient
) -> None:
    ask = asking.put()
    answer = asking.answer(ask)
    place = asking.desk(ask, "answers", answer, "changes")
    page = facilitator.get(asking.desk(ask, "answers", answer))
    form = {**form_on(page, place), **SAID, "on_day": str(asking.day)}
    assert facilitator.post(place, data={**form, "said": "From nine."}).status_code == 302
    overtaken = facilitator.post(place, data={**form, "said": "From eight."})
    assert overtaken.status_code == 409
    assert "From eight." in overtaken.text
    changes = asking.desk(ask, "changes")
    asked = form_on(facilitator.get(asking.desk(ask)), changes)
    new = {**asked, "text": "Open it daily.", "to_whom": COUNCIL, "asked_on": str(asking.day)}
    assert facilitator.post(changes, data=new).status_code == 302
    before = [one.before["text"] for one in db.scalars(select(AskChange))]
    assert sorted(before) == sorted([OPENED, GARDEN])
    told = facilitator.get(asking.desk(ask)).text
    assert OPENED in told
    public = client.get(asking.page).text
    assert "From nine." in public
    assert OPENED not in public
    assert GARDEN not in public


def test_an_answer_that_was_wrong_is_taken_down_for_good_and_says_so(
    asking: Asking, facilitator: FlaskClient, db: Session, client: FlaskClient
) -> None:
    ask = asking.put()
    answer = asking.answer(ask)
    place = asking.desk(ask, "answers", answer, "changes")
    page = facilitator.get(asking.desk(ask, "answers", answer))
    form = {**form_on(page, place), **SAID, "on_day": str(asking.day), "said": "From nine."}
    facilitator.post(place, data=form)
    down = asking.desk(ask, "answers", answer, "removals")
    assert post(facilitator, down, why=" ").status_code == 422
    assert post(facilitator, down, why="It was another garden.").status_code == 302
    assert post(facilitator, down, why="Again").status_code == 409
    public = " ".join(client.get(asking.page).text.split())
    assert "was taken down, because it was wrong" in public
    assert "It was another garden." in public
    assert "From nine." not in public
    assert "No answer yet" in public
    assert db.scalars(select(AskChange)).all() == []
    assert db.scalars(select(AskAnswer.text)).all() == [""]


def test_somebody_of_the_cohort_proposes_and_reads_what_was_decided(
    asking: Asking, author: FlaskClient, facilitator: FlaskClient, client: FlaskClient
) -> None:
    page = author.get(asking.desk())
    assert "We have asked this" not in page.text
    send(author, page, asking.desk("proposals"), text=GARDEN, to_whom=COUNCIL)
    send(author, author.get(asking.desk()), asking.desk("proposals"), text="Two.", to_whom=COUNCIL)
    first, second = asking.asks()
    assert (first.state, first.entered_by_id) == ("proposed", None)
    assert GARDEN not in client.get(asking.page).text
    decide = asking.desk(first.id, "decisions")
    form = form_on(facilitator.get(asking.desk(first.id)), decide)
    assert facilitator.post(decide, data={**form, "says": "yes"}).status_code == 302
    assert GARDEN in client.get(asking.page).text
    no = asking.desk(second.id, "decisions")
    assert post(facilitator, no, says="no", why="").status_code == 422
    post(facilitator, no, says="no", why="The road is not theirs.")
    assert post(facilitator, no, says="yes").status_code == 409
    assert "The road is not theirs." in author.get(asking.desk()).text


def test_a_facilitator_keeps_a_proposal_for_somebody_without_a_screen(
    asking: Asking, facilitator: FlaskClient, bea: Person, scene: Scene
) -> None:
    page = facilitator.get(asking.desk())
    fields = {"text": GARDEN, "to_whom": COUNCIL, "request_key": str(new_id())}
    place = asking.desk("proposals")
    assert bea.name in page.text
    assert post(facilitator, place, **fields, whose=str(bea.id)).status_code == 302
    (ask,) = asking.asks()
    assert (ask.proposed_by_id, ask.entered_by_id) == (bea.id, scene.facilitator.id)
    told = facilitator.get(asking.desk(ask.id)).text
    assert f"The idea of {bea.name}" in told
    assert f"Entered by {scene.facilitator.name}" in told
    stranger = {**fields, "request_key": str(new_id()), "whose": str(new_id())}
    assert post(facilitator, place, **stranger).status_code == 422


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


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": ""}, "Choose what came of it."),
        ({"said": " "}, "Write what they said"),
        ({"by_whom": ""}, "Write which organisation"),
        ({"said": "x" * 1_001}, "That is too long."),
        ({"on_day": "2031-01-01"}, "not in the future"),
        ({"on_day": "2001-01-01"}, "had been asked already"),
        ({"kind": WILL_DO, "by_when": "2001-01-01"}, "not before the day"),
    ],
)
def test_what_is_missing_is_said_beside_what_was_written(
    asking: Asking, facilitator: FlaskClient, fields: dict[str, str], told: str
) -> None:
    ask = asking.put()
    sent = {**SAID, "on_day": str(asking.day), **fields}
    page = post(facilitator, asking.desk(ask, "answers"), **sent)
    assert page.status_code == 422
    assert told in page.text
    assert COUNCIL in page.text
    assert asking.answers() == []


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
