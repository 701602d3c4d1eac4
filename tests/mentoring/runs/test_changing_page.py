"""A coordinator makes another pair or takes one out, and is told first what it brings with it."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.mentoring.rules.topics import ANSWERS
from tests.make.mentoring import make_apart
from tests.make.runs import Matchmaking
from tests.mentoring.runs.pages import page_of, press, words

pytestmark = pytest.mark.usefixtures("no_form_tokens")


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


def test_somebody_who_takes_no_part_is_not_found(making: Matchmaking, mina: FlaskClient) -> None:
    run = making.proposed()
    nobody = UUID(int=1)
    assert mina.get(f"{page_of(run)}/pairs?person={nobody}").status_code == 404
    there = words(mina, f"{page_of(run)}/pairs?person={nobody}&other={making.mina.id}")
    assert "You would be one of these two." in there
