"""Facilitators choose which of the things that their cohort looks at go into a report."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.document import Document
from app.outputs.actions.indicators import choose_indicators
from app.outputs.errors.making import ArrangedMeanwhile
from app.outputs.models import ChosenIndicator, Output, OutputEdition
from app.outputs.rules.making import OUT
from app.outputs.rules.stages import DIGEST
from app.practice.actions.indicators import retire_indicator
from app.practice.rules.indicators import THINGS, Words
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_member
from tests.make.indicators import WORDS, make_indicator, make_value
from tests.make.making import choose, fresh, put
from tests.make.outputs import HERON, Scene, words_in
from tests.outputs.pages import send

BENCHES = Words("There are <i>benches</i>.", "We walk", "Two of us", "Twice a year")


@pytest.fixture
def planning(scene: Scene, db: Session) -> UUID:
    """Something that the cohort looks at, with one value."""
    at = make_indicator(db, scene.facilitator, scene.cohort)
    make_value(db, scene.facilitator, at, "12")
    db.commit()
    return at.indicator.id


@pytest.fixture
def output(scene: Scene) -> Output:
    """A report whose draft is made."""
    return scene.drafted()


@pytest.fixture
def here(scene: Scene, output: Output) -> str:
    """Where the report is put together."""
    return f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"


def _chosen(db: Session) -> set[UUID]:
    return set(db.scalars(select(ChosenIndicator.indicator_id)))


def test_none_goes_in_until_a_facilitator_ticks_it_and_the_draft_is_made_again(
    scene: Scene, planning: UUID, output: Output, here: str, facilitator: FlaskClient, db: Session
) -> None:
    assert WORDS.what not in words_in(scene.builds(output)[-1].document)
    page = facilitator.get(f"{here}/groups")
    assert "You looked once." in page.text
    assert "Numbers of people below 8 are not told." in page.text
    assert f'value="{planning}" aria-describedby="indicator-1-hint">' in page.text
    page = send(facilitator, page, f"{here}/indicators?page=1", indicator=str(planning))
    assert "Saved. Make the draft again" in page.text
    assert f'value="{planning}" aria-describedby="indicator-1-hint" checked>' in page.text
    page = facilitator.get(here)
    assert "Something was changed after this draft was made" in page.text
    send(facilitator, page, f"{here}/builds", purpose="draft")
    scene.build()
    told = facilitator.get(f"{here}/draft").text
    for words in ("What we look at here", WORDS.what, "We talked it through.", ">10</td>"):
        assert words in told
    # The source and what to be careful about were written for the cohort alone.
    for words in ("The list of the meeting", "It rained."):
        assert words not in told
    # Taken out again.
    page = facilitator.get(f"{here}/groups")
    send(facilitator, page, f"{here}/indicators?page=1", indicator="")
    assert _chosen(db) == set()


def test_choosing_asks_no_author_again(scene: Scene, planning: UUID, db: Session) -> None:
    bea = scene.author("Bea Example")
    scene.offer(bea, HERON)
    output = scene.drafted()
    scene.say(output, bea)
    choose(scene, output, planning)
    scene.ask_draft(output)
    scene.build()
    assert scene.selections(output)[0].answer == "yes"
    told = words_in(scene.edition(output).document)
    assert HERON in told
    assert WORDS.what in told


def test_what_cannot_go_in_is_neither_offered_nor_taken(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient, db: Session
) -> None:
    waiting = make_indicator(db, scene.facilitator, scene.cohort, is_agreed=False)
    left = make_indicator(db, scene.facilitator, scene.cohort)
    retire_indicator(db, scene.facilitator, left.indicator, reason="Closed.", now=scene.now())
    cohort = make_cohort(db)
    elsewhere = make_indicator(db, make_member(db, cohort), cohort)
    db.commit()
    page = facilitator.get(f"{here}/groups")
    assert "What you look at here" not in page.text
    choose(scene, output, waiting.indicator.id, left.indicator.id, elsewhere.indicator.id)
    assert _chosen(db) == set()


def test_what_was_left_stays_with_what_was_found_and_the_day(
    scene: Scene, output: Output, db: Session
) -> None:
    at = make_indicator(db, scene.facilitator, scene.cohort, kind=THINGS, words=BENCHES)
    make_value(db, scene.facilitator, at, "3")
    retire_indicator(db, scene.facilitator, at.indicator, reason="Nobody asks.", now=scene.now())
    db.commit()
    choose(scene, output, at.indicator.id)
    scene.ask_draft(output)
    scene.build()
    told = words_in(scene.builds(output)[-1].document)
    assert "We stopped looking at it on" in told
    assert "Nobody asks." not in told


def test_a_digest_offers_none(scene: Scene, planning: UUID, output: Output, db: Session) -> None:
    db.get_one(Output, output.id).template = DIGEST
    db.commit()
    choose(scene, fresh(scene, output), planning)
    assert _chosen(db) == set()


def test_a_page_from_before_somebody_else_saved_is_given_back_with_both(
    scene: Scene, planning: UUID, output: Output, here: str, facilitator: FlaskClient, db: Session
) -> None:
    heron = scene.offer(scene.author(), HERON)
    old = facilitator.get(f"{here}/groups")
    put(scene, output, {heron: OUT})
    page = send(facilitator, old, f"{here}/indicators?page=1", indicator=str(planning))
    assert page.status_code == 409
    assert "Saved now:</strong> it does not go in" in page.text
    assert f'value="{planning}" aria-describedby="indicator-1-hint" checked>' in page.text
    assert _chosen(db) == set()
    send(facilitator, page, f"{here}/indicators?page=1", indicator=str(planning))
    assert _chosen(db) == {planning}
    seen = fresh(scene, output).arrangement
    # The same again changes nothing, whoever saved meanwhile.
    choose_indicators(
        db, scene.facilitator, output, chosen=[planning], seen=seen - 1, now=scene.now()
    )
    assert fresh(scene, output).arrangement == seen
    with pytest.raises(ArrangedMeanwhile):
        choose_indicators(db, scene.facilitator, output, chosen=[], seen=seen - 1, now=scene.now())


def test_words_that_look_like_markup_are_shown_as_they_are(
    scene: Scene, output: Output, here: str, facilitator: FlaskClient, db: Session
) -> None:
    at = make_indicator(db, scene.facilitator, scene.cohort, kind=THINGS, words=BENCHES)
    db.commit()
    page = facilitator.get(f"{here}/groups")
    assert "<bdi>There are &lt;i&gt;benches" in page.text
    assert "Its numbers are told exactly as they are." in page.text
    choose(scene, output, at.indicator.id)
    scene.ask_draft(output)
    scene.build()
    told = facilitator.get(f"{here}/draft").text
    assert "There are &lt;i&gt;benches" in told
    assert "Nobody has looked yet." in told


def test_only_those_who_run_the_cohort_choose_and_are_led_back(
    scene: Scene,
    planning: UUID,
    output: Output,
    here: str,
    author: FlaskClient,
    facilitator: FlaskClient,
    db: Session,
) -> None:
    choose(scene, output, planning)
    scene.ask_draft(output)
    scene.build()
    edition: OutputEdition = scene.edition(output)
    scene.publish(output, edition)
    page = f"/outputs/{output.slug}/{edition.number}"
    way = f"/cohorts/{scene.cohort.slug}/indicators/{planning}"
    assert way in facilitator.get(page).text
    assert way not in author.get(page).text
    assert Document.from_json(scene.editions(output)[-1].document or {}).blocks
    facilitator.application.config["WTF_CSRF_ENABLED"] = False
    assert author.post(f"{here}/indicators", data={"indicator": ""}).status_code == 404
    assert _chosen(db) == {planning}


def test_the_page_and_a_build_ask_as_often_for_many_indicators_as_for_one(
    scene: Scene,
    planning: UUID,
    output: Output,
    here: str,
    facilitator: FlaskClient,
    count_statements: CountStatements,
    db: Session,
) -> None:
    def cost() -> tuple[int, int]:
        with count_statements() as page:
            facilitator.get(f"{here}/groups")
        scene.ask_draft(output)
        with count_statements() as build:
            scene.build()
        return len(page), len(build)

    choose(scene, output, planning)
    before = cost()
    more = [planning]
    for _ in range(4):
        at = make_indicator(db, scene.facilitator, scene.cohort)
        make_value(db, scene.facilitator, at, "9")
        make_value(db, scene.facilitator, at, "19")
        more.append(at.indicator.id)
    db.commit()
    choose(scene, output, *more)
    after = cost()
    assert after[0] <= before[0]
    assert after[1] <= before[1]
