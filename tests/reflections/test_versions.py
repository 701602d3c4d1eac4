"""Comparing versions of an entry, and going back to one: nothing is ever overwritten."""

from __future__ import annotations

import random
from time import process_time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.restore import restore_version
from app.reflections.actions.versions import add_version
from app.reflections.models import ReflectionVersion
from app.reflections.rules import LONGEST
from app.reflections.rules.comparing import ADDED, SAME, TAKEN_OUT, compare
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.parallel import all_at_once
from tests.progress.reading import html_of, words_of

COMMON = ("the", "of", "a", "patient", "listen", "what", "matters", "care", "home", "door", "she")
FAST = 3.0


def entry(db: Session, person: Person, *texts: str) -> str:
    """An entry with these versions; gives its address."""
    own = make_reflection(db, person, texts[0])
    for text in texts[1:]:
        add_version(db, person, reflection_id=own, text=text, seen=None, now=NOON)
    db.commit()
    return f"/reflections/{own}"


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in compare(before, after)]


def test_words_that_changed_are_told_and_the_others_stay() -> None:
    assert told("I saw a big dog today.", "I saw a small black cat today.") == [
        (SAME, "I saw a "),
        (TAKEN_OUT, "big dog"),
        (ADDED, "small black cat"),
        (SAME, " today."),
    ]
    assert told("She sat.", "She sat. I listened.") == [(SAME, "She sat."), (ADDED, " I listened.")]
    assert told("Gone.", "Gone.") == [(SAME, "Gone.")]
    assert told("", "New.") == [(ADDED, "New.")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Roeddwn i'n gwrando ŵyl.", "Roeddwn i'n siarad ŵyl."),
        ("今日は良い天気です。", "今日は悪い天気です。"),
        ("नमस्ते दोस्त।", "नमस्ते साथी।"),
        ("مرحبا بكم", "أهلا بكم"),
        ("🙂 👩‍👩‍👧 fine", "🙃 👩‍👩‍👧 fine"),
        ("one\n\n\ntwo  three\t", "one\ntwo three\n"),
    ],
)
def test_both_texts_can_be_read_out_of_what_changed_letter_for_letter(
    before: str, after: str
) -> None:
    found = compare(before, after)
    assert "".join(one.text for one in found if one.kind != ADDED) == before
    assert "".join(one.text for one in found if one.kind != TAKEN_OUT) == after
    assert any(one.kind == SAME and one.text.strip() for one in found)


def hostile() -> dict[str, tuple[str, str]]:
    """The longest texts of the kinds that make comparing slow."""
    chance = random.Random(5)
    few = " ".join(chance.choices(COMMON, k=12_000))[:LONGEST]
    shuffled = few.split()
    chance.shuffle(shuffled)
    sentences = [" ".join(chance.choices(COMMON, k=9)) + f" {number}. " for number in range(900)]
    other = chance.sample(sentences, len(sentences))
    return {
        "a few words in another order": (few, " ".join(shuffled)),
        "sentences in another order": ("".join(sentences)[:LONGEST], "".join(other)[:LONGEST]),
        "lines of one letter": ("a\n" * 25_000, "b\n" + "a\n" * 24_000),
        "dots": (". " * 25_000, "." * LONGEST),
        "quotes": ('"' * LONGEST, '" ' * 25_000),
        "spaces": (" " * LONGEST, "\n" * LONGEST),
        "two words": ("a b b a " * 40, "b a b b " * 40),
        "no spaces": ("今日は良い天気です。" * 5_000, "今日は悪い天気です。" * 5_000),
        "one word": ("a" * LONGEST, "a" * (LONGEST - 1)),
    }


@pytest.mark.parametrize("kind", hostile())
def test_the_longest_texts_are_compared_without_a_wait(kind: str) -> None:
    before, after = hostile()[kind]
    began = process_time()
    found = compare(before, after)
    assert process_time() - began < FAST
    assert "".join(one.text for one in found if one.kind != ADDED) == before
    assert "".join(one.text for one in found if one.kind != TAKEN_OUT) == after


def test_one_edit_at_each_end_of_the_longest_text_leaves_the_middle_as_it_was() -> None:
    middle = " ".join(f"Sentence {number} of many." for number in range(1_500))
    assert told(f"First. {middle} Last.", f"Begin. {middle} End.") == [
        (TAKEN_OUT, "First"),
        (ADDED, "Begin"),
        (SAME, f". {middle} "),
        (TAKEN_OUT, "Last"),
        (ADDED, "End"),
        (SAME, "."),
    ]


def test_the_page_says_what_was_added_and_taken_out_in_words_too(
    db: Session, client: FlaskClient, person: Person
) -> None:
    address = entry(db, person, "I asked <b> him.", "I asked <b> her.")
    page = html_of(client, f"{address}/comparisons")
    assert '<ins><span class="nhsuk-u-visually-hidden">[added: </span>her<' in page
    assert '<del><span class="nhsuk-u-visually-hidden">[taken out: </span>him<' in page
    assert "<b> " not in page
    other_way = words_of(client, f"{address}/comparisons?from=2&to=1")
    assert other_way == words_of(client, f"{address}/comparisons?from=1&to=2")


@pytest.mark.parametrize("named", ["from=1&to=9", "from=0&to=1", "from=2&to=99999999999999999999"])
def test_versions_that_are_not_there_cannot_be_compared(
    db: Session, client: FlaskClient, person: Person, named: str
) -> None:
    address = entry(db, person, "One.", "Two.")
    assert client.get(f"{address}/comparisons?{named}").status_code == 404
    assert client.get(f"{address}/comparisons?from=x&to=y").status_code == 200


def test_a_version_is_the_same_as_itself(db: Session, client: FlaskClient, person: Person) -> None:
    address = entry(db, person, "Only one.")
    assert "say the same" in words_of(client, f"{address}/comparisons")


def test_going_back_adds_a_version_that_says_where_it_came_from(
    db: Session, client: FlaskClient, person: Person
) -> None:
    address = entry(db, person, "First.", "Second.", "Third.")
    answer = post(client, f"{address}/versions/1/restorations", {})
    assert answer.headers["Location"] == address
    assert kept_texts(db) == ["First.", "Second.", "Third.", "First."]
    page = html_of(client, address)
    assert "Your entry says again what it said in version 1." in page
    assert "The words of version 1 again." in page
    again = post(client, f"{address}/versions/1/restorations", {})
    assert again.status_code == 302
    assert "Your entry says that already." in html_of(client, address)
    assert len(kept_texts(db)) == 4


def test_going_back_from_many_windows_at_once_adds_one_version(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    own = make_reflection(db, person, "First.")
    add_version(db, person, reflection_id=own, text="Second.", seen=1, now=NOON)
    db.commit()
    all_at_once(
        platform,
        [lambda at: restore_version(at, person, reflection_id=own, number=1, now=NOON)] * 16,
    )
    rows = db.scalars(select(ReflectionVersion).order_by(ReflectionVersion.number)).all()
    assert [(row.number, row.restored_from) for row in rows] == [(1, None), (2, None), (3, 1)]


def test_nobody_else_compares_or_goes_back(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    address = entry(db, person, "First.", "Second.")
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert client.get(f"{address}/comparisons").status_code == 404
    assert post(client, f"{address}/versions/1/restorations", {}).status_code == 404
    assert post(client, f"/reflections/{new_id()}/versions/1/restorations", {}).status_code == 404
    assert kept_texts(db) == ["First.", "Second."]


def test_comparing_and_going_back_cost_the_same_however_many_versions(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    costs = []
    for versions in (2, 30):
        address = entry(db, person, *(f"Version {number}." for number in range(versions)))
        with count_statements() as comparing:
            html_of(client, f"{address}/comparisons?from=1&to=2")
        with count_statements() as going_back:
            post(client, f"{address}/versions/1/restorations", {})
        costs.append((len(comparing), len(going_back)))
    assert costs == [(5, 10), (5, 10)]
