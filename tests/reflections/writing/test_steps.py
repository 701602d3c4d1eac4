"""Writing that begins in a step of a module."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import Reflection
from app.reflections.rules.origins import FromStep
from tests.browser_like import hidden_fields
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.progress import PROMPT, make_way
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, row_of, words_of
from tests.reflections.writing.entries import kept, write


def test_writing_from_a_step_shows_its_prompt_and_makes_the_step_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    step = way.steps["reflect"]
    page = html_of(client, f"/reflections/new?step={step.id}&cohort={way.cohort.slug}")
    assert PROMPT in page
    fields = hidden_fields(page)
    secret = "Between me and the page, the plum tree."
    address = write(client, secret, **{k: v for k, v in fields.items() if k != "csrf_token"})
    done = row_of(db, way, "reflect")
    assert done is not None
    assert (done.done_at, done.done_by_rule, done.rule_version) == (NOON, "wrote", 1)
    assert done.evidence == {"happened": "a reflection was saved from this step"}
    entry = words_of(client, address)
    assert PROMPT in entry
    assert "at the step “Step reflect”" in entry
    assert "Go on with the module" in entry
    assert "Step reflect" in words_of(client, "/reflections/")
    assert secret not in html_of(client, way.address("reflect"))


def test_a_step_that_is_not_ones_own_is_left_out_and_the_words_are_kept(
    db: Session, client: FlaskClient, person: Person
) -> None:
    other = make_way(db)
    step = str(other.steps["reflect"].id)
    assert PROMPT not in html_of(client, f"/reflections/new?step={step}")
    assert html_of(client, "/reflections/new?step=nonsense&cohort=%00")
    write(client, "Mine all the same.", step=step, cohort="\0")
    assert kept(db) == ["Mine all the same."]
    assert row_of(db, other, "reflect") is None
    assert db.scalar(select(func.count(Reflection.step_id))) == 0


def test_after_leaving_a_cohort_ones_entries_stay_without_a_way_to_the_module(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    begun = FromStep(way.steps["reflect"].id, way.cohort.slug)
    own = make_reflection(db, way.person, "Still mine.", begun_at=begun)
    way.enrolment.state = "left"
    db.commit()
    words = words_of(sign_in(client, way.person), f"/reflections/{own}")
    assert "Still mine." in words
    assert "Go on with the module" not in words
