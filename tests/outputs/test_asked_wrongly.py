"""What forms say when something is wrong, and what they keep."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.conftest import SignIn
from tests.make.outputs import HERON, Scene
from tests.make.people import make_person
from tests.outputs.pages import form_on, send


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
    assert "write it like 2027-02-28" in page.text
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
