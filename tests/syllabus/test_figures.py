"""Each figure of the course stands in the document that it cites: this reads both."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.syllabus.cli import CURRICULUM
from app.syllabus.rules.content import Figure
from app.syllabus.rules.library import Cases
from app.syllabus.rules.reading import read_curriculum
from tests.syllabus.documents import FILES, IN_WORDS, Document, documents, measures, plain
from tests.syllabus.figures import LOCK, Locked, Read, Shelf, claims, lock_for

RENEW = "If the course is right, renew the lock with: python -m tests.syllabus.figures"
# "1 speaker's account" counts what was told, and no document counts that.
TOLD = re.compile(r"\b1 [^,]*?\b(?:account|story|patient|programme|change)\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORDS = re.compile(rf"\b(?:{'|'.join(IN_WORDS)})\b")


def figures() -> Iterator[tuple[str, Figure]]:
    """Every figure of every edition, of its steps and of its case cards."""
    for edition in read_curriculum(CURRICULUM, drafts=True).editions:
        for step in edition.steps():
            yield from ((step.file, figure) for figure in step.front.figures)
        cases = edition.library.get("cases")
        if isinstance(cases, Cases):
            for card in cases.cases:
                yield from ((f"{edition.folder} {card.key}", figure) for figure in card.figures)


def nowhere(shelf: Shelf) -> list[str]:
    """What the course says that stands in none of the documents cited beside it."""
    return [
        f"{claim.file}:{claim.line}: '{claim.piece}' is not in {', '.join(claim.keys) or 'any'}"
        for claim in claims()
        if not any(shelf.holds(key, claim) for key in claim.keys)
    ]


def numbers_in(text: str) -> set[str]:
    """The numbers of a text in digits, also those that it has in words."""
    return set(NUMBER.findall(WORDS.sub(lambda match: IN_WORDS[match[0]], text)))


def test_everything_said_with_a_number_stood_in_its_document_when_that_was_read() -> None:
    lines = frozenset(LOCK.read_text("utf-8").splitlines())

    assert len(claims()) > 500
    assert nowhere(Locked(lines)) == [], RENEW


def test_everything_said_with_a_number_stands_in_its_document() -> None:
    """Without the documents beside it, a clone has only the lock; a build machine has both."""
    found = documents(os.environ)
    if found is None:
        heads = [line for line in LOCK.read_text("utf-8").splitlines() if "| sha256 |" in line]
        assert [head.split(" ")[0] for head in heads] == sorted(FILES)
        return
    assert nowhere(Read(found)) == []
    assert LOCK.read_text("utf-8") == lock_for(claims(), found), RENEW


def test_a_build_machine_without_the_documents_fails(tmp_path: Path) -> None:
    assert documents({}, tmp_path) is None
    with pytest.raises(AssertionError, match="The documents are not in"):
        documents({"CI": "true"}, tmp_path)


def test_each_number_of_a_figure_is_among_the_pieces_copied_from_its_document() -> None:
    lost = [
        (where, figure.value, number)
        for where, figure in figures()
        for number in sorted(numbers_in(TOLD.sub("", figure.value)))
        if number not in numbers_in(" ".join(figure.as_written).replace(":", " to "))
    ]
    assert lost == []


def test_each_figure_says_how_many_people_stand_behind_it_and_what_to_be_careful_of() -> None:
    for where, figure in figures():
        assert numbers_in(figure.n.lower()) or re.search(
            r"\b(?:not?|none)\b", figure.n, re.IGNORECASE
        ), where
        assert len(figure.caution.split()) >= 8, (where, figure.caution)
        assert re.search(r"\d{4}|[Ss]ame", figure.date), (where, figure.date)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a fall of 50%", ["50%"]),
        ("69 per cent less", ["69%"]),
        ("80 to 90% of health", ["80%", "90%"]),
        ("£3.9m in all", ["£3.9 million"]),
        ("£3.9 million in all", ["£3.9 million"]),
        ("£2,000 each", ["£2,000"]),
        ("1 in 5 people", ["1 in 5"]),
        ("2 in 32 months", ["2", "32"]),
        ("16 deaths in 10 years", ["16", "10"]),
        ("TR14ers met Core20Plus5 after COVID-19", []),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, found: list[str]) -> None:
    assert [number for _, number in measures(text)] == found


@pytest.mark.parametrize(
    ("number", "stands"),
    [
        ("50%", True),
        ("50", True),
        ("5", False),
        ("£3.9 million", True),
        ("£3 million", False),
        ("£39 million", False),
        ("3", True),
        ("19.1", True),
        ("19", False),
        ("about 19", True),
        ("about 20", False),
        ("£13", True),
        ("4", False),
    ],
)
def test_a_number_that_a_document_does_not_give_is_found_out(number: str, stands: bool) -> None:
    text = "A fall of 50 per cent,⁴ £3.9m saved; three gained 19.1 years. Worth 1:13. COVID-4."
    assert Document(text).counts(number) is stands


def test_words_are_compared_without_their_typography() -> None:
    assert plain("the  “com-\nmunity’s”\u00a0**plan**²") == 'the "community\'s" plan'
    assert Document("a “social\nvalue” of 1:13 – 1:20").holds('"social value" of 1:13 - 1:20')
    assert not Document("between 1:13 and 1:20").holds("1:13 and 1:2")
