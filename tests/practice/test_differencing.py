"""Somebody who looks before and after a few people came finds none of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.small_numbers import TOO_FEW
from app.people.models import Person
from app.practice.actions.counting import count_plumbline
from app.practice.models import IndicatorValue, Plumbline
from app.practice.queries.indicators import IndicatorPlace
from app.practice.queries.picture import cohort_pictures
from app.practice.rules.indicators import PEOPLE, SHARE, Measured, shown, shown_n
from app.practice.rules.looks import AFTER, BACK, BEFORE
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.differencing import (
    Figures,
    moves_by_eights,
    no_small_number_is_told,
    no_small_rest_is_left,
)
from tests.make.cohorts import make_member
from tests.make.indicators import make_indicator, make_value
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.practice import make_look, make_plumbline
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of

FIRST_DAY = date(2026, 10, 1)
ROW = re.compile(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>')


def in_file(client: FlaskClient, at: IndicatorPlace) -> list[Figures]:
    """What the file of an indicator tells of each value."""
    address = f"/cohorts/{at.seat.cohort.slug}/indicators/{at.indicator.id}/file"
    text = client.get(address).data.decode("utf-8-sig")
    return [{"value": row["Value"], "n": row["n"]} for row in csv.DictReader(text.splitlines())]


def find(db: Session, way: Way, at: IndicatorPlace, *found: tuple[int, int, int]) -> None:
    """Values of an indicator: the day after the first one, the number, and of how many."""
    for day, value, n in found:
        on = FIRST_DAY + timedelta(days=day)
        make_value(db, way.person, at, str(value), str(n), day=on)
    db.commit()


@pytest.mark.parametrize("kind", [PEOPLE, SHARE])
@pytest.mark.parametrize("first", [0, 8, 16])
def test_the_file_of_an_indicator_moves_by_eight_people(
    db: Session, way: Way, as_person: As, kind: str, first: int
) -> None:
    at = make_indicator(db, way.person, way.cohort, kind=kind)
    client = as_person(way.person)
    told: list[Figures] = []
    for more in range(26):
        find(db, way, at, (more, first + more, first + more + 24))
        now = in_file(client, at)
        # What was told once stays as it was.
        assert now[:-1] == told
        told = now
    moves_by_eights(told)
    for one in told:
        no_small_number_is_told(one)


@pytest.mark.parametrize("kind", [PEOPLE, SHARE])
@pytest.mark.parametrize("hidden", [0, 3, 7, 12])
def test_whoever_tries_numbers_of_their_own_finds_out_nothing_of_one_that_is_there(
    db: Session, way: Way, as_person: As, kind: str, hidden: int
) -> None:
    at = make_indicator(db, way.person, way.cohort, kind=kind)
    client = as_person(way.person)
    find(db, way, at, (10, hidden, hidden + 24))
    (before,) = in_file(client, at)
    # Their own numbers, some of an earlier day than the hidden one, some of a later.
    tried = [(day, number, number + 24) for day, number in enumerate(range(26)) if day != 10]
    find(db, way, at, *tried)
    found = in_file(client, at)
    assert found.pop(10) == before
    # It is read from nothing but each number itself, as where nothing was there before it.
    alone = [
        {"value": shown(kind, Measured(Decimal(part), n)).text, "n": shown_n(kind, n)}
        for _, part, n in tried
    ]
    assert found == alone
    eights = {number - number % 8 for _, number, _ in tried}
    assert len({one["value"] for one in found}) == len(eights)


@pytest.mark.parametrize("more", [1, 2, 7])
@pytest.mark.parametrize("first", [7, 12, 17])
def test_a_value_of_an_indicator_struck_out_or_of_an_earlier_day_moves_no_other(
    db: Session, way: Way, as_person: As, first: int, more: int
) -> None:
    at = make_indicator(db, way.person, way.cohort)
    client = as_person(way.person)
    find(db, way, at, (10, first, first), (12, first + 16, first + 16))
    before = in_file(client, at)
    find(db, way, at, (8, first + more, first + more), (14, first - more, first - more))
    both = in_file(client, at)
    assert both[1:3] == before
    values = select(IndicatorValue.id).where(IndicatorValue.value == first + 16)
    struck = db.scalars(values).one()
    post(
        client, f"/cohorts/{way.cohort.slug}/indicators/{at.indicator.id}/values/{struck}/removals"
    )
    assert in_file(client, at) == [*both[:2], both[3]]


@pytest.mark.parametrize("kind", [PEOPLE, SHARE])
def test_the_n_of_an_indicator_less_its_value_leaves_no_small_number(kind: str) -> None:
    for n in range(1, 60):
        for part in range(n + 1):
            value, whole = shown(kind, Measured(Decimal(part), n)), shown_n(kind, n)
            no_small_number_is_told({"value": value.text, "n": whole})
            no_small_rest_is_left(whole, value.text)


def test_the_numbers_of_pledges_move_by_eight_people(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    looks: list[Figures] = []
    for _ in range(26):
        html = html_of(as_person(helper), f"/cohorts/{way.cohort.slug}/pledges")
        rows: dict[str, str] = dict(ROW.findall(html))
        made = re.search(r"made a pledge here: <strong>([^<]+)<", html)
        assert made is not None
        looks.append({"people": made[1], **rows})
        at = make_pledge(db, make_member(db, way.cohort), way.cohort)
        make_answer(db, at.pledge.id, "blocked", block="time")
    answered = {"people", "Something is in the way", "There is no time"}
    moves_by_eights([{what: one[what] for what in answered} for one in looks])
    # Where nobody is, it reads as where a few are: so nobody is found to be the first.
    assert set(looks[0].values()) == {TOO_FEW}
    others = looks[-1].keys() - answered
    assert {looks[-1][what] for what in others} == {TOO_FEW}


def _looked(db: Session, way: Way, score: int, moments: Sequence[str], minute: int) -> None:
    """Somebody who gives this number at each of the moments, and wants it counted."""
    person = make_person(db)
    make_seat(db, way.cohort, person)
    made = make_plumbline(db, person, way.cohort)
    for moment in moments:
        now = NOON + timedelta(minutes=minute)
        make_look(db, person, made, moment, {"contact": str(score), "power": "?"}, now=now)
    count_plumbline(db, db.get_one(Plumbline, made), is_counted=True)


def _seen(db: Session, way: Way) -> Figures:
    """All that the picture of a cohort tells of the item that people gave numbers for."""
    seen: dict[str, str] = {}
    for one in cohort_pictures(db, way.cohort.id):
        beside = " and ".join(one.moments)
        if one.is_shown:
            seen[beside] = one.people.text
            line = next(line for line in one.lines if line.asked.item == "contact")
            seen |= {f"{beside}: {moment}": mean.text for moment, mean in line.means.items()}
    return seen


def test_the_picture_of_a_cohort_moves_by_eight_people(db: Session, way: Way) -> None:
    looks = [_seen(db, way)]
    for number in range(26):
        # Whoever comes later gives other numbers, so that a mean which took one in would move.
        _looked(db, way, 2 + 2 * (number // 7), (BEFORE, AFTER), number)
        looks.append(_seen(db, way))
    moves_by_eights(looks)
    no_small_number_is_told({what: told for what, told in looks[-1].items() if ":" not in what})


def test_of_two_groups_in_a_picture_that_share_people_each_is_large(db: Session, way: Way) -> None:
    for number in range(16):
        back = (BACK,) if number < 7 else ()
        _looked(db, way, 5, (BEFORE, AFTER, *back), number)
    both = {what for what in _seen(db, way) if ":" not in what}
    assert both == {f"{BEFORE} and {AFTER}"}
    _looked(db, way, 5, (AFTER, BACK), 20)
    both = {what for what in _seen(db, way) if ":" not in what}
    assert both == {f"{BEFORE} and {AFTER}", f"{BACK} and {AFTER}"}
