"""People who press twice, choose odd days or come at the same moment break nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.actions.answer import answer
from app.outputs.actions.ask import ask_for_build, ask_for_output
from app.outputs.actions.consents import change_consent
from app.outputs.actions.take_back import take_back
from app.outputs.errors import DayTooFar, NotForPublic
from app.outputs.queries.approvals import asked_of_output
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.consent import COHORT, PUBLIC, YES
from app.outputs.rules.stages import DRAFT
from tests.browser_like import post
from tests.conftest import SignIn
from tests.make.outputs import Scene


def test_asking_again_and_again_over_one_connection_asks_once(scene: Scene) -> None:
    # After five times PostgreSQL keeps one plan for all values of the statement.
    output = scene.ask()
    with scene.sessions() as db:
        for _ in range(12):
            ask_for_build(db, output_id=output.id, purpose=DRAFT, asked_by_id=None, now=scene.now())
            db.commit()
    assert len(scene.builds(output)) == 1


def test_two_outputs_with_one_title_at_the_same_moment_get_two_addresses(scene: Scene) -> None:
    def ask(_: int) -> str:
        with scene.sessions.begin() as db:
            output_id = ask_for_output(
                db,
                cohort=scene.cohort,
                title="What we learned",
                request_key=new_id(),
                asked_by_id=scene.facilitator.id,
                now=scene.now(),
            )
        return str(output_id)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 8


@pytest.mark.parametrize("until", [date(9999, 12, 31), date(2200, 1, 1)])
def test_a_last_day_that_nobody_can_promise_is_refused(scene: Scene, until: date) -> None:
    bea = scene.author()
    offered = scene.offer(bea)
    with scene.sessions() as db, pytest.raises(DayTooFar):
        change_consent(
            db,
            scene.voice(offered),
            allowed=Allowed(PUBLIC, "nobody", until),
            now=scene.now(),
        )


def test_a_yes_after_allowing_the_cohort_only_says_why_it_does_not_count(scene: Scene) -> None:
    bea = scene.author()
    offered = scene.offer(bea)
    output = scene.drafted()
    with scene.sessions() as db:
        (asked,) = asked_of_output(db, output.id)
        shown = asked.voice.shown_sha256
        change_consent(
            db, scene.voice(offered), allowed=Allowed(COHORT, "nobody", None), now=scene.now()
        )
        db.commit()
    with scene.sessions() as db, pytest.raises(NotForPublic):
        answer(db, bea, asked, says=YES, shown=shown, now=scene.now())


def test_an_answer_about_words_that_were_just_taken_back_is_a_page_that_is_not_there(
    scene: Scene, client: FlaskClient, sign_in: SignIn, db: Session
) -> None:
    bea = scene.author()
    offered = scene.offer(bea)
    output = scene.drafted()
    (asked,) = asked_of_output(db, output.id)
    sign_in(client, bea)
    with scene.sessions.begin() as own:
        take_back(own, scene.voice(offered), now=scene.now())
    gone = post(client, f"/approvals/{asked.selection.id}/answers", {"says": "yes", "shown": "x"})
    assert gone.status_code == 404
