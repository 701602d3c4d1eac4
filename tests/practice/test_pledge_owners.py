"""A pledge is its maker's: who reads it, who touches it, and how it goes away."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.practice.actions.pledge_answers import Told, answer_pledge
from app.practice.actions.pledge_changes import amend_words, change_words, choose_readers
from app.practice.actions.pledges import Promise
from app.practice.models import Pledge, PledgeAnswer, PledgeWording
from app.practice.queries.pledges import own_pledge
from app.practice.queries.shown_pledges import newest_words
from app.practice.rules.pledges import Wording
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import Way, make_seat
from tests.progress.reading import words_of

HERE = "/practice/pledges"
WHAT = "I will ask one person a day what matters to them."


def test_nobody_else_touches_a_pledge(db: Session, way: Way, helper: Person, as_person: As) -> None:
    at = make_pledge(db, way.person, way.cohort)
    db.commit()
    other = make_person(db)
    make_seat(db, way.cohort, other)
    db.commit()
    here = f"{HERE}/{at.pledge.id}"
    for who in (helper, other):
        client = as_person(who)
        for get in (here, f"{here}/wordings/new"):
            assert client.get(get).status_code == 404
        for end in ("answers", "readers", "questions", "removals", "changes", "wordings"):
            assert post(client, f"{here}/{end}").status_code == 404
    told = Told("done")
    with pytest.raises(NotFound):
        answer_pledge(db, helper, at, told, form=new_id(), now=NOON)
    with pytest.raises(NotFound):
        choose_readers(db, helper, at, "cohort")
    with pytest.raises(NotFound):
        change_words(db, helper, at, Promise("adapt", Wording("x")), now=NOON)
    with pytest.raises(NotFound):
        amend_words(db, helper, at, Wording("x"), now=NOON)
    with pytest.raises(LookupError):
        own_pledge(db, helper, at)
    with pytest.raises(LookupError):
        newest_words(db, [at.pledge])


def test_only_its_makers_own_yes_shows_it(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    at = make_pledge(db, way.person, way.cohort, WHAT)
    make_answer(db, at.pledge.id, "blocked", words="Between us.")
    other = make_person(db)
    make_seat(db, way.cohort, other)
    db.commit()
    here = f"/cohorts/{way.cohort.slug}/pledges"

    def choose(seen_by: str) -> None:
        fields: dict[str, object] = {"seen_by": seen_by}
        post(as_person(way.person), f"{HERE}/{at.pledge.id}/readers", fields)

    def readers() -> tuple[bool, bool]:
        pages = [words_of(as_person(who), here) for who in (helper, other)]
        assert not any("Between us." in page for page in pages)
        return WHAT in pages[0], WHAT in pages[1]

    assert readers() == (False, False)
    for seen_by, may in (
        ("helpers", (True, False)),
        ("cohort", (True, True)),
        ("me", (False, False)),
    ):
        choose(seen_by)
        assert readers() == may
    choose("cohort")
    way.enrolment.state = "left"
    db.merge(way.enrolment)
    db.commit()
    assert readers() == (False, False)
    # Whoever left keeps what is theirs.
    assert WHAT in words_of(as_person(way.person), f"{HERE}/{at.pledge.id}")
    assert as_person(way.person).get(here).status_code == 404


def test_erasing_leaves_nothing(db: Session, way: Way, as_person: As) -> None:
    at = make_pledge(db, way.person, way.cohort)
    make_answer(db, at.pledge.id, "going", words="Slowly.")
    db.commit()
    post(as_person(way.person), f"{HERE}/{at.pledge.id}/removals")
    db.expire_all()
    counts = [
        db.scalar(select(func.count(table.id))) for table in (Pledge, PledgeWording, PledgeAnswer)
    ]
    assert counts == [0, 0, 0]


def test_pledges_go_with_their_maker(db: Session, way: Way) -> None:
    at = make_pledge(db, way.person, way.cohort)
    make_answer(db, at.pledge.id, "going")
    db.commit()
    db.delete(db.get_one(Person, way.person.id))
    db.commit()
    assert db.scalar(select(func.count(PledgeWording.id))) == 0
    assert db.scalar(select(func.count(PledgeAnswer.id))) == 0


def test_the_file_holds_all_that_is_theirs_and_nothing_else(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    at = make_pledge(db, way.person, way.cohort, WHAT, by=helper)
    make_answer(db, at.pledge.id, "blocked", block="say", words="Not mine to say.")
    make_pledge(db, helper, way.cohort, "Somebody else's.")
    db.commit()
    found = json.loads(as_person(way.person).get(f"{HERE}/file").data)
    (one,) = found["pledges"]
    assert one["words"][0]["what"] == WHAT
    assert one["words"][0]["entered_by"] == "Farah Facilitator"
    assert (one["answers"][0]["in_the_way"], one["answers"][0]["words"]) == (
        "say",
        "Not mine to say.",
    )
