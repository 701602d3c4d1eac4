"""The story bank: who finds which story, a word that leads to one, and taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.outputs.models import StoryWord
from app.outputs.rules.consent import ALLIANCE, COHORT, PUBLIC
from app.outputs.rules.stories import clean_story_word, fits, new_story_word, spaced_story_word
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CostsOf
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.make.stories import TOLD, make_story, make_word_to
from tests.progress.reading import html_of, words_of


@pytest.fixture
def river(db: Session) -> Cohort:
    """A cohort."""
    return make_cohort(db)


@pytest.fixture
def ann(db: Session, river: Cohort) -> Person:
    """Ann Author, who tells stories to the river cohort."""
    return make_member(db, river, name="Ann Author")


def test_a_word_reads_the_same_however_it_is_typed_and_search_wants_each_word() -> None:
    word = new_story_word()
    assert clean_story_word(spaced_story_word(word).upper()) == word
    assert fits("BENCH asked", TOLD)
    assert not fits("bench heron", TOLD)


def test_each_finds_the_stories_that_their_authors_allow_them(
    db: Session, river: Cohort, ann: Person, as_person: As
) -> None:
    hill = make_cohort(db)
    makers = {
        "cohort": {"audience": COHORT},
        "alliance": {"audience": ALLIANCE},
        "public": {"audience": PUBLIC},
        "training": {"audience": COHORT, "training": True},
    }
    ids = {
        name: make_story(db, river, ann, f"A tale for {name}s.", **facts)  # type: ignore[arg-type]
        for name, facts in makers.items()
    }
    db.commit()
    everything, wide = set(ids), {"alliance", "public"}
    expected = {
        make_member(db, river): (river, {"here": everything}, everything),
        make_facilitator(db, river): (
            *(river, {"here": everything, "training": {"training"}}),
            everything,
        ),
        make_member(db, hill): (hill, {"elsewhere": wide}, wide),
        make_facilitator(db, hill): (
            *(hill, {"elsewhere": wide, "training": {"training"}}),
            {*wide, "training"},
        ),
    }
    db.commit()
    for person, (cohort, shelves, may_open) in expected.items():
        browser = as_person(person)
        for shelf in ("here", "elsewhere"):
            page = words_of(browser, f"/cohorts/{cohort.slug}/stories?shelf={shelf}")
            found = {name for name in ids if f"A tale for {name}s." in page}
            assert found == shelves.get(shelf, set())
        page = words_of(browser, f"/cohorts/{cohort.slug}/stories?shelf=training")
        if "training" in shelves:
            assert {name for name in ids if f"A tale for {name}s." in page} == {"training"}
        opened = {
            name for name, of in ids.items() if browser.get(f"/stories/{of}").status_code == 200
        }
        assert opened == may_open
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    db.commit()
    browser = as_person(lead)
    assert {browser.get(f"/stories/{of}").status_code for of in ids.values()} == {404}
    assert browser.get(f"/cohorts/{river.slug}/stories").status_code == 404


def test_a_word_opens_the_story_without_an_account_until_it_is_ended(
    db: Session, river: Cohort, ann: Person, as_person: As, client: FlaskClient
) -> None:
    told = make_story(db, river, ann)
    db.commit()
    browser, facts = as_person(ann), {"request_key": str(new_id()), "last_day": "2027-02-03"}
    wrong = post(browser, f"/stories/{told}/words", {**facts, "last_day": "2028-02-03"})
    assert wrong.status_code == 422
    for _ in range(2):
        assert post(browser, f"/stories/{told}/words", dict(facts)).status_code == 302
    word = db.query(StoryWord).one()
    assert spaced_story_word(word.word) in words_of(browser, f"/stories/{told}")
    post(browser, "/sign-out")
    stranger = client.application.test_client()
    typed = stranger.get("/told/", query_string={"word": spaced_story_word(word.word).upper()})
    answer = stranger.get(typed.location)
    assert TOLD in answer.text
    assert "Ann Author" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert stranger.get(f"/told/{new_story_word()}").status_code == 404
    browser = as_person(ann)
    assert "Opened once" in words_of(browser, f"/stories/{told}")
    post(browser, f"/stories/words/{word.id}/ends")
    assert stranger.get(f"/told/{word.word}").status_code == 404


@pytest.mark.parametrize("how", ["taken back", "its day is over"])
def test_a_story_that_is_taken_back_is_gone_from_list_page_and_word_at_once(
    db: Session,
    clock: StoppedClock,
    river: Cohort,
    ann: Person,
    as_person: As,
    client: FlaskClient,
    how: str,
) -> None:
    told = make_story(db, river, ann)
    word = make_word_to(db, ann, told).word
    db.commit()
    browser = as_person(ann)
    assert "Where your story can be read" in words_of(browser, f"/stories/{told}")
    stranger = client.application.test_client()
    assert TOLD in stranger.get(f"/told/{word}").text
    if how == "taken back":
        assert post(browser, f"/contributions/{told}/withdrawals").status_code == 302
    else:
        clock.moment = NOON + timedelta(days=40)
    assert TOLD not in stranger.get(f"/told/{word}").text
    if how == "taken back":
        assert as_person(ann).get(f"/stories/{told}").status_code == 404
        other = make_member(db, river)
        db.commit()
        assert TOLD not in html_of(as_person(other), f"/cohorts/{river.slug}/stories")


def test_only_who_is_known_to_tell_it_is_helped_with_a_word(
    db: Session, river: Cohort, ann: Person, as_person: As
) -> None:
    with_name = make_story(db, river, ann, "One with a name.")
    without = make_story(db, river, ann, "One without.", named_as="nobody")
    helper, other = make_facilitator(db, river), make_member(db, river)
    db.commit()
    facts: dict[str, object] = {"last_day": "2027-02-03"}
    expected = {(helper, with_name): 302, (helper, without): 404, (other, with_name): 404}
    for (person, of), status in expected.items():
        assert post(as_person(person), f"/stories/{of}/words", facts).status_code == status
    word = db.query(StoryWord).one()
    assert post(as_person(other), f"/stories/words/{word.id}/ends").status_code == 404
    assert "for you by Farah Facilitator" in words_of(as_person(ann), f"/stories/{with_name}")


def test_the_list_costs_the_same_however_many_there_are(
    db: Session,
    river: Cohort,
    ann: Person,
    as_person: As,
    costs_of: CostsOf,
) -> None:
    told = make_story(db, river, ann)
    make_word_to(db, ann, told)
    db.commit()
    addresses = [f"/cohorts/{river.slug}/stories", f"/stories/{told}"]

    few = costs_of(ann, addresses)
    for number in range(51):
        make_story(db, river, ann, f"Tale number {number}.")
    db.commit()
    assert costs_of(ann, addresses) == few
    assert max(few) <= 6
    browser = as_person(ann)
    assert "Showing 1 to 50 of 52" in words_of(browser, addresses[0])
    assert "Tale number 7." in words_of(browser, f"{addresses[0]}?q=NUMBER%207")
