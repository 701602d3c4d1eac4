"""Numbers of what a cohort looks at: of few people kept back, also between two editions."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.document import Chart, Document
from app.outputs.models import Output
from app.outputs.rules.report.looked_at import NO_BREAK
from app.practice.actions.indicator_values import strike_value
from app.practice.models import IndicatorValue
from app.practice.queries.indicators import IndicatorPlace, ValuePlace
from app.practice.rules.indicators import PEOPLE, SHARE, THINGS
from tests.clock import NOON
from tests.make.indicators import make_indicator, make_value
from tests.make.making import choose
from tests.make.outputs import Scene

DAY = date(2027, 1, 3)
LATER = NOON + timedelta(days=3)


def _looks_at(db: Session, scene: Scene, kind: str, *found: tuple[str, str]) -> IndicatorPlace:
    """An indicator of the cohort with these values and their n, all of one day; committed."""
    at = make_indicator(db, scene.facilitator, scene.cohort, kind=kind)
    for value, n in found:
        make_value(db, scene.facilitator, at, value, n, day=DAY)
    db.commit()
    return at


def _strike(db: Session, scene: Scene, at: IndicatorPlace) -> None:
    """Everything that was found is struck out; committed."""
    of_it = IndicatorValue.indicator_id == at.indicator.id
    for row in db.scalars(select(IndicatorValue).where(of_it)):
        strike_value(db, scene.facilitator, ValuePlace(at, row), now=NOON)
    db.commit()


def _told(document: object) -> list[tuple[str, str]]:
    """The label and the value of each bar of what was found."""
    assert isinstance(document, dict)
    charts = [one for one in Document.from_json(document).blocks if isinstance(one, Chart)]
    found = [chart for chart in charts if chart.title.startswith("What we found")]
    return [(bar.label.replace(NO_BREAK, " "), bar.shown) for chart in found for bar in chart.bars]


def _edition(scene: Scene, output: Output) -> list[tuple[str, str]]:
    """What the next published edition tells."""
    scene.publish(output, scene.edition(output))
    return _told(scene.editions(output)[-1].document)


def _with(scene: Scene, *indicators: UUID, title: str = "What we learned") -> Output:
    output = scene.ask(title)
    choose(scene, output, *indicators)
    scene.build()
    return output


@pytest.mark.parametrize(
    ("kind", "found", "label", "shown"),
    [
        (PEOPLE, ("3", "5"), "3 January 2027 (n = fewer than 8)", "fewer than 8"),
        (PEOPLE, ("0", ""), "3 January 2027", "fewer than 8"),
        (PEOPLE, ("12", "41"), "3 January 2027 (n = 40)", "10"),
        (SHARE, ("12", "41"), "3 January 2027 (n = 40)", "about 25%"),
        (SHARE, ("39", "41"), "3 January 2027 (n = 40)", "not shown (fewer than 8 people)"),
        (SHARE, ("3", "41"), "3 January 2027 (n = 40)", "not shown (fewer than 8 people)"),
        (THINGS, ("3.5", "7"), "3 January 2027 (n = 7)", "3.5"),
    ],
)
def test_numbers_of_few_people_are_kept_back_in_what_a_cohort_looks_at(
    scene: Scene, db: Session, kind: str, found: tuple[str, str], label: str, shown: str
) -> None:
    at = _looks_at(db, scene, kind, found)
    output = _with(scene, at.indicator.id)
    assert _told(scene.builds(output)[-1].document) == [(label, shown)]


@pytest.mark.parametrize(("kind", "n"), [(PEOPLE, ""), (PEOPLE, "39"), (SHARE, "39")])
@pytest.mark.parametrize("found", [(7, 6), (3, 0), (0, 5, 7), (12, 13, 15), (17, 23, 16)])
def test_nobody_is_found_by_a_number_that_was_put_right_between_two_editions(
    scene: Scene, db: Session, kind: str, n: str, found: tuple[int, ...]
) -> None:
    first, *others = found
    at = _looks_at(db, scene, kind, (str(first), n))
    output = _with(scene, at.indicator.id)
    before = _edition(scene, output)
    for number in others:
        _strike(db, scene, at)
        make_value(db, scene.facilitator, at, str(number), n, day=DAY)
        db.commit()
        assert _edition(scene, output) == before


@pytest.mark.parametrize("kind", [PEOPLE, SHARE])
def test_whoever_tries_numbers_of_their_own_moves_nothing_that_an_edition_told(
    scene: Scene, db: Session, kind: str
) -> None:
    at = _looks_at(db, scene, kind, ("3", "41"))
    output = _with(scene, at.indicator.id)
    (before,) = _edition(scene, output)
    for number, day in (("8", 2), ("10", 3), ("11", 4)):
        make_value(db, scene.facilitator, at, number, "41", day=date(2027, 1, day), now=LATER)
        db.commit()
        assert before in _edition(scene, output)
    # The same in another report, also when one between them told nothing of it.
    scene.published(title="Nothing of it here")
    other = _with(scene, at.indicator.id, title="Another report")
    assert _edition(scene, other) == _told(scene.editions(output)[-1].document)


def test_the_exact_number_is_in_no_page_and_no_manifest(scene: Scene, db: Session) -> None:
    at = _looks_at(db, scene, PEOPLE, ("123457", ""), ("6", "7"))
    output = _with(scene, at.indicator.id)
    _edition(scene, output)
    edition = scene.editions(output)[-1]
    for tree in (edition.document, edition.manifest):
        assert "123457" not in str(tree)
    assert "123,455" in str(edition.document)
