"""A coordinator asks for a matching, sees what it proposes, and decides on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.kit.db import new_id
from app.mentoring.models import MatchingRun, Pairing
from app.mentoring.rules.topics import ANSWERS
from tests.conftest import As, CountStatements
from tests.make.mentoring import make_apart
from tests.make.runs import Matchmaking

HERE = "/mentoring/coordination/runs/"


pytestmark = pytest.mark.usefixtures("no_form_tokens")


@pytest.fixture
def mina(making: Matchmaking, as_person: As) -> FlaskClient:
    return as_person(making.mina)


def words(client: FlaskClient, address: str) -> str:
    """All words of a page, without its marks."""
    answer = client.get(address)
    assert answer.status_code == 200
    return plain(answer.text)


def plain(text: str) -> str:
    body = text.split("<body", 1)[1].split(">", 1)[1]
    return re.sub(r" ([.,])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", body).split()))


def fields(client: FlaskClient, address: str, button: str) -> Mapping[str, list[str]]:
    """The hidden fields of the form with this button."""
    (form,) = [
        form
        for form in re.findall(r"<form.*?</form>", client.get(address).text, re.DOTALL)
        if button in form
    ]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    return found


def press(client: FlaskClient, address: str, button: str, to: str) -> str:
    """Press a button as a browser without scripts does, and read the page that comes."""
    answer = client.post(to, data=fields(client, address, button), follow_redirects=True)
    return plain(answer.text)


def page_of(run: MatchingRun) -> str:
    return f"{HERE}{run.id}"


def test_it_is_asked_for_once_and_shows_how_far_it_is(
    making: Matchmaking, mina: FlaskClient
) -> None:
    making.four()
    assert "There has been no matching yet" in words(mina, HERE)
    form = fields(mina, HERE, "Ask for a matching")
    places = [mina.post(HERE, data=form).headers["Location"] for _ in range(2)]
    assert places[0] == places[1]
    waits = words(mina, places[0])
    assert "It waits for its turn." in waits
    assert "0 of 5 steps done" in waits
    assert "See how far it is now" in waits
    assert "See how far the matching is" in words(mina, HERE)
    refused = mina.post(HERE, data={"request_key": str(new_id())})
    assert refused.status_code == 409
    assert "There is a matching already that nobody has decided on." in refused.text
    run = making.db.scalars(select(MatchingRun)).one()
    run.state, run.done = "running", 3
    making.db.commit()
    under_way = words(mina, places[0])
    assert "We look for suggestions for those left over." in under_way
    assert "3 of 5 steps done" in under_way


def test_the_proposal_says_why_and_never_a_percentage(
    making: Matchmaking, mina: FlaskClient
) -> None:
    making.four()
    making.somebody("Eva Elm", capacity=2, offers=[], wishes=["caring"])
    making.somebody("Finn Fir", languages=["cy"])
    run = making.proposed()
    shown = words(mina, page_of(run))
    for said in (
        "there are no two among them who would both rather have each other",
        "Ana Ash and Cy Cedar",
        "Each named the other.",
        "Both speak English.",
        "Both have time on Monday morning or Wednesday evening.",
        "Approve, and ask these 2 pairs",
    ):
        assert said in shown
    left = words(mina, page_of(run) + "?part=left")
    assert "Finn Fir With 5 there is no shared language." in left
    assert "Look for somebody for Finn Fir" in left
    assert "%" not in shown + left


def test_a_suggestion_says_that_it_is_one(making: Matchmaking, mina: FlaskClient) -> None:
    making.somebody("Ana Ash")
    making.somebody("Bo Birch")
    run = making.proposed()
    shown = words(mina, page_of(run))
    assert "Suggestions (1)" in shown
    assert "it takes a yes of both" in shown


def test_what_they_have_in_common_is_not_for_a_coordinator(
    making: Matchmaking, mina: FlaskClient
) -> None:
    said: dict[str, Any] = {"characteristics": ["recovery"], "characteristics_as_reason": True}
    ana = making.somebody("Ana Ash", **said)
    cy = making.somebody("Cy Cedar", ANSWERS, **said)
    run = making.proposed()
    address = f"{page_of(run)}/pairs?person={ana.id}&other={cy.id}"
    line = making.line(run, ana, cy)
    mina.post(f"{page_of(run)}/lines/{line.id}/removals", data={"revision": "0"})
    for shown in (words(mina, page_of(run) + "?part=taken-out"), words(mina, address)):
        assert "They have something in common, which only the two are told." in shown
        assert "recovery" not in shown


def test_what_a_change_brings_with_it_is_told_first_and_then_done(
    making: Matchmaking, mina: FlaskClient
) -> None:
    ana, _, _, di = making.four()
    run = making.proposed()
    choosing = words(mina, f"{page_of(run)}/pairs?person={ana.id}")
    assert "Somebody for Ana Ash" in choosing
    assert "Di Dale In this proposal with Bo Birch" in choosing
    address = f"{page_of(run)}/pairs?person={ana.id}&other={di.id}"
    told = words(mina, address)
    for said in (
        "These would not be a pair any more Ana Ash and Cy Cedar Bo Birch and Di Dale",
        "These would be left without anybody Bo Birch Cy Cedar",
        "These would then both rather have each other",
    ):
        assert said in told
    assert len(making.standing(run)) == 2
    done = press(mina, address, "Make them a pair", f"{page_of(run)}/pairs")
    assert "They are a pair in this proposal now." in done
    assert "Ana Ash and Di Dale" in done
    assert "Made by Mina Mentoring" in done
    assert making.standing(run) == {frozenset({"Ana", "Di"})}
    left = words(mina, page_of(run) + "?part=left")
    assert "A coordinator paired somebody else with whom they would have walked." in left


def test_a_pair_is_taken_out_after_a_look_and_put_back(
    making: Matchmaking, mina: FlaskClient
) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    line = making.line(run, ana, cy)
    address = f"{page_of(run)}/lines/{line.id}/removals"
    told = words(mina, address)
    assert "These would be left without anybody Ana Ash Cy Cedar" in told
    out = press(mina, address, "Take them out", address)
    assert "Ana Ash and Cy Cedar: taken out. They are not asked." in out
    assert "Taken out by Mina Mentoring" in out
    assert "There is no pair to take out here." in words(mina, address)
    back = f"{page_of(run)}/pairs?person={ana.id}&other={cy.id}"
    assert "they would both rather have each other. Ana Ash and Cy Cedar" in words(mina, back)
    press(mina, back, "Make them a pair", f"{page_of(run)}/pairs")
    assert len(making.standing(run)) == 2


def test_who_cannot_be_paired_is_said_without_why_somebody_keeps_apart(
    making: Matchmaking, mina: FlaskClient
) -> None:
    ana, _, _, di = making.four()
    eva = making.somebody("Eva Elm", ANSWERS, languages=["cy"])
    make_apart(making.db, di, ana)
    making.db.commit()
    run = making.proposed()
    choose = f"{page_of(run)}/pairs?person={ana.id}"
    assert f"other={di.id}" not in mina.get(choose).text
    assert "Di Dale These two cannot be paired." in words(mina, f"{choose}&name=dale")
    assert "These two cannot be paired." in words(mina, f"{choose}&other={di.id}")
    assert "They have no language in common." in words(mina, f"{choose}&other={eva.id}")
    assert "Nobody who takes part has “zzz” in their name." in words(mina, f"{choose}&name=zzz")


def test_approving_tells_how_many_and_for_whom_it_could_not_be(
    making: Matchmaking, mina: FlaskClient, as_person: As
) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    make_apart(making.db, ana, cy)
    making.db.commit()
    form = fields(mina, page_of(run), "Approve, and ask")
    said = [
        plain(mina.post(f"{page_of(run)}/approvals", data=form, follow_redirects=True).text)
        for _ in range(2)
    ]
    for one in said:
        assert "One pair is asked. For one something has changed meanwhile" in one
        assert "Approved by Mina Mentoring" in one
    assert "Ana Ash and Cy Cedar These two cannot be paired." in words(
        mina, page_of(run) + "?part=refused"
    )
    assert len(making.db.scalars(select(Pairing)).all()) == 1
    ravi = as_person(making.ravi)
    late = ravi.post(f"{page_of(run)}/approvals", data=form)
    assert late.status_code == 409
    assert "Mina Mentoring approved this proposal before you." in late.text
    assert "This proposal cannot be changed any more." in words(ravi, f"{page_of(run)}/pairs")


def test_nothing_is_done_with_what_has_changed_since_the_page_was_opened(
    making: Matchmaking, mina: FlaskClient
) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    stale = fields(mina, page_of(run), "Approve, and ask")
    line = making.line(run, ana, cy)
    mina.post(f"{page_of(run)}/lines/{line.id}/removals", data={"revision": "0"})
    for what in ("approvals", "withdrawals"):
        answer = mina.post(f"{page_of(run)}/{what}", data=stale)
        assert answer.status_code == 409
        assert "This proposal has changed since you opened the page" in answer.text
    assert "It is set aside." in press(
        mina, page_of(run), "Set it aside", f"{page_of(run)}/withdrawals"
    )
    assert "Nobody was asked anything." in words(mina, page_of(run))


def test_a_matching_that_failed_says_what_to_do(making: Matchmaking, mina: FlaskClient) -> None:
    run = making.ask()
    run.state, run.is_undecided = "failed", False
    making.db.commit()
    assert "Ask for another matching." in words(mina, page_of(run))


def set_aside(making: Matchmaking, client: FlaskClient, run: MatchingRun) -> None:
    press(client, page_of(run), "Set it aside", f"{page_of(run)}/withdrawals")
    making.later()


def test_a_later_one_says_what_is_different_and_why(making: Matchmaking, mina: FlaskClient) -> None:
    _, bo, _, di = making.four()
    set_aside(making, mina, making.proposed())
    second = making.proposed()
    assert "Nothing that counts has changed since" in words(mina, page_of(second))
    set_aside(making, mina, second)
    make_apart(making.db, bo, di)
    making.somebody("Eva Elm", languages=["cy"])
    making.somebody("Fay Fern", ANSWERS)
    third = making.proposed()
    assert "Pairs that are the same: 1. New pairs: 1. Pairs that are no more: 1." in words(
        mina, page_of(third)
    )
    different = words(mina, page_of(third) + "?part=changes")
    for said in (
        "Bo Birch and Di Dale Not a pair any more",
        "Bo Birch would now walk with Fay Fern.",
        "Di Dale is left without anybody this time.",
        "Bo Birch and Fay Fern A new pair",
        "Before, it was Bo Birch and Di Dale.",
        "Fay Fern takes part for the first time since.",
        "Eva Elm New here They take part for the first time since.",
    ):
        assert said in different


def test_after_an_approval_the_next_one_says_who_was_asked(
    making: Matchmaking, mina: FlaskClient
) -> None:
    making.four()
    first = making.proposed()
    mina.post(f"{page_of(first)}/approvals", data=fields(mina, page_of(first), "Approve"))
    making.later()
    second = making.proposed()
    different = words(mina, page_of(second) + "?part=changes")
    assert "Ana Ash and Cy Cedar Not a pair any more They have been asked since." in different
    left = words(mina, page_of(second))
    assert "They have no room for anybody more at the moment." in left


def test_a_long_proposal_comes_page_by_page_at_the_same_cost(
    making: Matchmaking, mina: FlaskClient, count_statements: CountStatements
) -> None:
    def cost(of: str) -> int:
        mina.get(of)
        with count_statements() as sent:
            assert mina.get(of).status_code == 200
        return len(sent)

    making.four()
    first = making.proposed()
    few = [cost(f"{page_of(first)}{more}") for more in ("", "/pairs")]
    assert few[0] <= 5
    set_aside(making, mina, first)
    for number in range(60):
        making.somebody(f"Alone {number:02}", languages=["pl"], times=[])
    run = making.proposed()
    left = f"{page_of(run)}?part=left"
    assert "Showing 51 to 60 of 60" in words(mina, f"{left}&page=2")
    assert "Showing 1 to 50 of 60" in words(mina, f"{page_of(run)}?part=changes")
    # One more where there is a run before it: what is different.
    many = [cost(left), cost(f"{page_of(run)}/pairs")]
    assert many == [few[0] + 1, few[1]]
    assert cost(f"{page_of(run)}?part=changes") == many[0]
    assert cost(HERE) <= 4


@pytest.mark.parametrize("bad", ["?part=nothing", "?part=left&page=999", "?page=x"])
def test_an_address_that_makes_no_sense_shows_the_page_all_the_same(
    making: Matchmaking, mina: FlaskClient, bad: str
) -> None:
    making.four()
    run = making.proposed()
    assert mina.get(page_of(run) + bad).status_code == 200


def test_somebody_who_takes_no_part_is_not_found(making: Matchmaking, mina: FlaskClient) -> None:
    run = making.proposed()
    nobody = UUID(int=1)
    assert mina.get(f"{page_of(run)}/pairs?person={nobody}").status_code == 404
    there = words(mina, f"{page_of(run)}/pairs?person={nobody}&other={making.mina.id}")
    assert "You would be one of these two." in there


def test_a_coordinator_finds_the_way_from_the_first_page(
    making: Matchmaking, mina: FlaskClient, as_person: As
) -> None:
    assert "Bring people together" in words(mina, "/mentoring/")
    ana, *_ = making.four()
    assert "Bring people together" not in words(as_person(ana), "/mentoring/")
