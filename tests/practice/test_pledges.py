"""Making a pledge of one's own, changing its words, and saying how it goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.practice.actions.pledges import Promise, keep_pledge
from app.practice.errors import pledges as errors
from app.practice.models import Pledge, PledgeAnswer, PledgeWording
from app.practice.queries.pledges import own_pledge, own_pledges
from app.practice.rules.pledges import LONGEST, MOST, Wording
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.library import make_library
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import Way
from tests.progress.reading import html_of, words_of

HERE = "/practice/pledges"
WHAT = "I will ask one person a day what matters to them."


def _made(client: FlaskClient, **change: object) -> str:
    """The address of a pledge that was made on the page."""
    fields = hidden_fields(html_of(client, f"{HERE}/new"))
    told = {"what": WHAT, "kind": "adapt", "when": "every day", "seen_by": "me", **change}
    answer = client.post(HERE, data={**fields, **told})
    assert answer.status_code == 302
    assert client.post(HERE, data={**fields, **told}).location == answer.location
    return str(answer.location)


def test_somebody_makes_a_pledge_and_says_how_it_goes(db: Session, way: Way, as_person: As) -> None:
    client = as_person(way.person)
    assert "Choose one from the library" in words_of(client, HERE)
    at = _made(client)
    page = words_of(client, at)
    assert WHAT in page
    assert "When every day" in page
    assert "Where" not in page
    assert "We ask you on Friday 19 February 2027" in page
    fields = hidden_fields(html_of(client, at))
    told = {"said": "blocked", "block": "time", "words": "Mondays are full."}
    for _ in range(2):
        assert client.post(f"{at}/answers", data={**fields, **told}).location == at
    assert "It is no fault of yours" in html_of(client, at)
    page = words_of(client, at)
    for words in ("Something is in the way . There is no time", "Mondays are full."):
        assert words in page
    assert "Offer it to your community of learning" in page
    assert b"Mondays" not in (db.scalars(select(PledgeAnswer.sealed)).one() or b"Mondays")


def test_an_answer_is_followed_by_another_and_none_is_lost(
    db: Session, way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    at = _made(client)
    told: dict[str, object] = {"said": "blocked", "words": "Mondays are full."}
    told["request_key"] = str(new_id())
    post(client, f"{at}/answers", told)
    post(client, f"{at}/answers", {"said": "done", "request_key": str(new_id())})
    assert "Who would like to hear about it?" in html_of(client, at)
    page = words_of(client, at)
    # What was said before stays, and nobody asks any more.
    assert page.index("It is done") < page.index("Mondays are full.")
    assert "We ask you on" not in page
    assert "It is done." in words_of(client, HERE)
    assert db.scalars(select(Pledge.ended)).one() == "done"
    post(client, f"{at}/answers", {"said": "going", "request_key": str(new_id())})
    db.commit()
    assert db.scalars(select(Pledge.ended)).one() is None


def test_a_pledge_begins_with_a_card_of_the_library(db: Session, way: Way, as_person: As) -> None:
    make_library(db, way.cohort)
    db.commit()
    client = as_person(way.person)
    shelf = html_of(client, f"/modules/{way.cohort.slug}/library/pledges")
    link = shelf.split("/practice/pledges/new?")[1].split('"')[0].replace("&amp;", "&")
    form = html_of(client, f"{HERE}/new?{link}")
    key = link.split("card=")[1]
    assert hidden_fields(form)["card"] == key
    assert "checked" in form.split('name="kind"')[1].split(">")[0] or "checked" in form
    _made(client, card=key)
    assert db.scalars(select(Pledge.card_key)).one() == key
    _made(client, card="no-such-card", what="Another.")
    assert set(db.scalars(select(Pledge.card_key))) == {key, None}
    # A card of a cohort that is not theirs fills in nothing.
    assert 'value="no' not in html_of(client, f"{HERE}/new?cohort=elsewhere&card={key}")


def test_words_are_written_over_at_first_and_amended_later(
    db: Session, way: Way, as_person: As, clock: StoppedClock
) -> None:
    client = as_person(way.person)
    at = _made(client)
    assert WHAT in html_of(client, f"{at}/wordings/new")
    changed: dict[str, object] = {"what": "Two people a day.", "kind": "adopt"}
    assert post(client, f"{at}/changes", changed).location == at
    assert WHAT not in words_of(client, at)
    assert "Adopt" in words_of(client, at)
    clock.move(days=30)
    assert "the first words stay" in words_of(client, f"{at}/wordings/new")
    too_old = post(client, f"{at}/changes", {"what": "Written over.", "kind": "adapt"})
    assert too_old.status_code == 409
    for _ in range(2):
        post(client, f"{at}/wordings", {"what": "One person a week."})
    page = words_of(client, at)
    assert "Two people a day." in page
    assert page.index("One person a week.") < page.index("Two people a day.")
    db.commit()
    assert db.scalar(select(func.count(PledgeWording.id))) == 2


def test_an_amendment_to_words_that_can_still_be_changed_is_refused_beside_them(
    way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    at = _made(client)
    answer = post(client, f"{at}/wordings", {"what": ""})
    assert answer.status_code == 422
    assert "Change your pledge" in answer.get_data(as_text=True)


def test_what_was_written_comes_back_when_something_is_missing(way: Way, as_person: As) -> None:
    client = as_person(way.person)
    mark = "<b>bold</b> & more"
    answer = post(client, HERE, {"what": mark, "cohort": way.cohort.slug, "seen_by": "me"})
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert "Choose whether you adapt, adopt or disrupt." in html
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in html
    at = _made(client, what=mark)
    assert "<b>bold" not in html_of(client, at)
    answer = post(client, f"{at}/answers", {"words": "Kept in the box"})
    assert answer.status_code == 422
    assert "Kept in the box" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("promise", "refusal"),
    [
        (Promise("adapt", Wording("  \u200b\n ")), errors.WhatNeeded),
        (Promise("adapt", Wording("x" * (LONGEST + 1))), errors.WhatTooLong),
        (Promise("adapt", Wording("x", where="y" * 201)), errors.PartTooLong),
        (Promise("destroy", Wording("x")), errors.KindNeeded),
        (Promise("adapt", Wording("x"), "everybody"), errors.ReadersNeeded),
    ],
)
def test_what_cannot_be_kept_is_refused(
    db: Session, way: Way, promise: Promise, refusal: type[Exception]
) -> None:
    facts = {"person_id": way.person.id, "cohort": way.cohort}
    with pytest.raises(refusal):
        keep_pledge(db, way.person, **facts, promise=promise, form=new_id(), now=NOON)  # type: ignore[arg-type]


def test_hostile_marks_are_kept_out_and_the_rest_stays(db: Session, way: Way) -> None:
    at = make_pledge(db, way.person, way.cohort, "Ask\0 \u202eolleh \N{WAVING HAND SIGN} سلام")
    assert own_pledge(db, way.person, at).words.what == "Ask olleh \N{WAVING HAND SIGN} سلام"


def test_there_is_an_end_to_how_many(db: Session, way: Way) -> None:
    for number in range(MOST):
        make_pledge(db, way.person, way.cohort, f"Number {number}")
    with pytest.raises(errors.TooManyPledges):
        make_pledge(db, way.person, way.cohort)


def test_lists_cost_the_same_however_long(
    db: Session, way: Way, helper: Person, count_statements: CountStatements
) -> None:
    at = make_pledge(db, way.person, way.cohort, seen_by="cohort")
    make_answer(db, at.pledge.id, "going", words="One.")
    db.commit()
    with count_statements() as few:
        own_pledges(db, way.person)
    for number in range(6):
        more = make_pledge(
            db, way.person, way.cohort, f"More {number}", now=NOON + timedelta(hours=number)
        )
        make_answer(db, more.pledge.id, "going", words="More.")
    db.commit()
    with count_statements() as many:
        assert [one.pledge.number for one in own_pledges(db, way.person)] == list(range(7, 0, -1))
    assert len(few) == len(many) == 4
    assert own_pledges(db, helper) == []
