"""How well the checker does on the labelled set; `make bench` prints the figures."""

from __future__ import annotations

import pytest

from app.reflections.rules.details import KINDS
from tests.reflections.details.labelled_set import Score, labelled, scores

# Recall and precision, as they were reached and rounded down. They may rise, and never fall.
FLOORS = {
    "nhs_number": (1.0, 0.88),
    "birth": (0.97, 0.90),
    "postcode": (1.0, 1.0),
    "phone": (0.96, 1.0),
    "email": (1.0, 1.0),
    "titled": (0.96, 0.92),
    "companion": (0.96, 0.96),
    "introduced": (0.61, 1.0),
}


@pytest.fixture(scope="module")
def by_kind() -> dict[str, Score]:
    return {score.kind: score for score in scores(labelled())}


def test_the_set_is_large_and_most_of_it_tells_of_nobody() -> None:
    sentences = labelled()
    assert len(sentences) >= 600
    assert sum(not one.pieces for one in sentences) >= 150
    assert len({one.text for one in sentences}) == len(sentences)
    assert all(kind in KINDS for one in sentences for kind, *_ in one.pieces)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_as_well_as_it_was(by_kind: dict[str, Score], kind: str) -> None:
    recall, precision = FLOORS[kind]
    score = by_kind[kind]
    assert score.marked >= 8
    assert score.recall >= recall, score
    assert score.precision >= precision, score


def test_whoever_writes_without_such_details_is_hardly_ever_asked() -> None:
    quiet = [one for one in labelled() if not one.pieces]
    asked = [one.text for one in quiet if one.found()]
    assert len(asked) <= len(quiet) * 0.05, asked
