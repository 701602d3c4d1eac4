"""The story bank tells of each story what its author chose, and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.models import Consent
from app.outputs.rules.consent import ALLIANCE, COHORT, PUBLIC
from app.outputs.rules.stories import spaced_story_word
from app.people.models import Person
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.outputs import HERON, Scene
from tests.make.stories import open_by_word, tell_by_phone
from tests.outputs.pages import send
from tests.progress.reading import words_of

BY_PHONE = "It was told by phone, and a facilitator of the group wrote it down."
HERE = "It may be shown to people in this group."
THERE = "It may be shown to people in its own group."
ALL = "It may be shown to people in all communities of learning here."
ANYONE = "It may be shown to anyone, also in a report on a public page."
TRAINING = "It may also be used to train people who run this course."
WHAT_IT_IS = "A story bank keeps stories of what happened to people"


@dataclass(frozen=True)
class Bank:
    """A story bank, another one, and browsers of people who read in them."""

    slug: str
    other: str
    here: FlaskClient
    runs: FlaskClient
    there: FlaskClient
    trains: FlaskClient

    def shelf(self, browser: FlaskClient, name: str) -> str:
        """The words of a shelf, as somebody of the one bank or of the other reads it."""
        slug = self.slug if browser in (self.here, self.runs) else self.other
        return words_of(browser, f"/cohorts/{slug}/stories?shelf={name}")


@pytest.fixture
def bank(app: Flask, scene: Scene, db: Session, sign_in: SignIn) -> Bank:
    """The bank of the scene's cohort, and that of another."""
    other: Cohort = make_cohort(db)
    readers = [
        make_member(db, db.merge(scene.cohort)),
        scene.facilitator,
        make_member(db, other),
        make_facilitator(db, other),
    ]
    db.commit()
    browsers = [sign_in(app.test_client(), one) for one in readers]
    return Bank(scene.cohort.slug, other.slug, *browsers)


@pytest.mark.parametrize(
    ("audience", "here", "there"),
    [(COHORT, HERE, THERE), (ALLIANCE, ALL, ALL), (PUBLIC, ANYONE, ANYONE)],
)
def test_each_page_tells_title_name_way_and_readers(
    scene: Scene, bank: Bank, bea: Person, audience: str, here: str, there: str
) -> None:
    named = {"named_as": "name_and_role", "role": "<i>nurse</i>"}
    told = tell_by_phone(scene, bea, "<b>Weir</b>", audience=audience, training=True, **named)
    facts = ("&lt;b&gt;Weir&lt;/b&gt;", "Bea Example, &lt;i&gt;nurse&lt;/i&gt;", BY_PHONE, TRAINING)
    pages = [
        (bank.here, f"/cohorts/{bank.slug}/stories", here),
        (bank.here, f"/stories/{told}", here),
        (bank.runs, f"/cohorts/{bank.slug}/stories?shelf=training", here),
        (bank.trains, f"/cohorts/{bank.other}/stories?shelf=training", there),
        (bank.trains, f"/stories/{told}", there),
    ]
    if audience != COHORT:
        pages += [
            (bank.there, f"/cohorts/{bank.other}/stories?shelf=elsewhere", there),
            (bank.there, f"/stories/{told}", there),
        ]
    for browser, address, readers in pages:
        page = browser.get(address).text
        missing = [fact for fact in (*facts, readers) if fact not in page]
        assert missing == [], address
    back = "training" if audience == COHORT else "elsewhere"
    page = bank.trains.get(f"/stories/{told}").text
    assert f'href="/cohorts/{bank.other}/stories?shelf={back}">Stories' in page


def test_a_story_that_its_author_wrote_says_nothing_of_being_told_by_phone(
    scene: Scene, bank: Bank, bea: Person
) -> None:
    told = scene.give(bea, title="Weir", audience=COHORT)
    for address in (f"/cohorts/{bank.slug}/stories", f"/stories/{told}"):
        page = words_of(bank.runs, address)
        assert HERE in page
        assert "It was told" not in page
        assert TRAINING not in page


@pytest.mark.parametrize("named_as", ["nobody", "chosen"])
def test_how_it_was_told_gives_nobody_away_who_chose_to_be_hidden(
    scene: Scene,
    bank: Bank,
    bea: Person,
    author: FlaskClient,
    client: FlaskClient,
    named_as: str,
) -> None:
    named = {"named_as": named_as, "chosen_name": "Blue Heron"}
    told = tell_by_phone(scene, bea, audience=ALLIANCE, training=True, **named)
    word = open_by_word(scene, bea, told).word
    knows = [(author, f"/stories/{told}"), (bank.runs, f"/stories/{told}")]
    knows += [(one, f"/cohorts/{bank.slug}/stories") for one in (author, bank.runs)]
    for browser, address in knows:
        assert BY_PHONE in words_of(browser, address)
    for browser in (bank.here, bank.there, bank.trains):
        assert "It was told" not in words_of(browser, f"/stories/{told}")
    lists = [(bank.here, "here"), (bank.there, "elsewhere"), (bank.trains, "training")]
    for browser, shelf in lists:
        page = bank.shelf(browser, shelf)
        assert "Weir" in page
        assert "It was told" not in page
    by_word = words_of(client, f"/told/{word}")
    assert HERON in by_word
    assert "It was told" not in by_word


def test_a_word_opens_the_story_with_its_title_name_and_way(
    scene: Scene, bea: Person, client: FlaskClient
) -> None:
    told = tell_by_phone(scene, bea, "The weir", named_as="first_name")
    page = words_of(client, f"/told/{open_by_word(scene, bea, told).word}")
    assert page.startswith("The weir")
    assert f"Told by Bea {BY_PHONE}" in page


def test_a_name_that_is_not_shown_is_not_found_either(
    scene: Scene, bank: Bank, bea: Person, db: Session
) -> None:
    scene.give(bea, title="Weir", audience=COHORT, named_as="standing")
    address = f"/cohorts/{bank.slug}/stories?q=staff"
    assert "Told by a member of PCN staff" in words_of(bank.here, address)
    db.query(Consent).one().few_known = False
    db.commit()
    assert "No story has these words." in words_of(bank.here, address)
    assert "Told by a contributor" in words_of(bank.here, f"/cohorts/{bank.slug}/stories?q=weir")


def test_from_an_empty_bank_somebody_learns_what_it_is_and_tells_the_first(
    scene: Scene, bank: Bank, author: FlaskClient
) -> None:
    for browser, shelf in ((bank.here, "here"), (bank.here, "elsewhere"), (bank.runs, "training")):
        assert WHAT_IT_IS in bank.shelf(browser, shelf)
    at = f"/cohorts/{bank.slug}/stories"
    page = author.get(at).text
    assert page.count("Tell a story of your own") == 1
    assert "that somebody tells you" not in page
    assert "Write down a story that somebody tells you" in bank.runs.get(at).text
    link = re.search(r'href="([^"]+)">Tell a story of your own', page)
    assert link is not None
    form = author.get(link[1].replace("&amp;", "&"))
    offered = {"title": "The weir", "text": HERON, "audience": COHORT, "named_as": "first_name"}
    send(author, form, "/contributions/gifts/story", **offered)
    page = words_of(author, at)
    assert "Your own story, told as Bea ," in page
    assert "Tell a story of your own" in page
    assert WHAT_IT_IS not in page
    assert "The weir Told by Bea ," in bank.shelf(bank.here, "here")
    assert WHAT_IT_IS not in words_of(bank.here, f"{at}?q=otter")


def test_narrower_consent_takes_a_story_off_the_other_shelves_at_once(
    scene: Scene, bank: Bank, bea: Person, author: FlaskClient
) -> None:
    told = scene.give(bea, title="Weir", audience=PUBLIC, training=True)
    at = f"/contributions/{told}"
    assert "Weir" in bank.shelf(bank.there, "elsewhere")
    narrower = {"audience": COHORT, "training": "yes"}
    send(author, author.get(at), f"{at}/consents", **narrower)
    assert "Weir" not in bank.shelf(bank.there, "elsewhere")
    assert bank.there.get(f"/stories/{told}").status_code == 404
    assert "Weir" in bank.shelf(bank.trains, "training")
    send(author, author.get(at), f"{at}/consents", audience=COHORT, training="no")
    assert "Weir" not in bank.shelf(bank.trains, "training")
    assert bank.trains.get(f"/stories/{told}").status_code == 404
    assert HERE in bank.shelf(bank.here, "here")


def test_a_story_taken_back_for_its_author_leaves_every_shelf_and_its_word(
    scene: Scene, bank: Bank, bea: Person, author: FlaskClient, client: FlaskClient
) -> None:
    told = tell_by_phone(scene, bea, audience=PUBLIC, training=True)
    word = open_by_word(scene, bea, told).word
    readers = [(bank.here, "here"), (bank.there, "elsewhere"), (bank.trains, "training")]
    assert all("Weir" in bank.shelf(*one) for one in readers)
    one = f"/cohorts/{bank.slug}/contributions/{told}"
    send(bank.runs, bank.runs.get(one), f"{one}/withdrawals", how="phone")
    assert not any("Weir" in bank.shelf(*one) for one in readers)
    for browser, _ in readers:
        assert browser.get(f"/stories/{told}").status_code == 404
    assert client.get(f"/told/{word}").status_code == 404
    used = words_of(author, "/contributions/uses")
    assert "the story bank :" not in used
    assert spaced_story_word(word) not in used
    assert "One word was made for it, and leads nowhere any more." in used
