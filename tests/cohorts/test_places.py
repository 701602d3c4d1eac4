"""Places, their codes, and the cohorts that belong to them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.opening import change_facts
from app.cohorts.actions.places import PlaceFacts, add_place, change_place
from app.cohorts.errors.places import (
    CodeKnown,
    CodeWrong,
    PlaceKindUnknown,
    PlaceKnown,
    PlaceNameNeeded,
    PositionWrong,
)
from app.cohorts.queries.places import places_of
from app.cohorts.rules.places import clean_code, fits, read_position, say_position
from app.people.models import Person, Place
from tests.clock import NOON
from tests.make.cohorts import make_cohort
from tests.make.places import make_place

NETWORK = PlaceFacts("Riverside Primary Care Network", "pcn", " u 12\u00a0345 ")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("pcn", "U12345", ["A12345", "U1234", "U123456", "U1234O", "12345"]),
        ("practice", "A12345", ["AA1234", "A1234", "A123456", "123456"]),
        ("neighbourhood", "RX1", ["RX", "RX1234567", "RX-12", "RÉ123"]),
        ("other", "RX123456", ["R", "RX 1!"]),
    ],
)
def test_each_kind_of_place_has_codes_of_its_own_form(kind: str, good: str, bad: list[str]) -> None:
    assert fits(good, kind)
    assert [code for code in bad if fits(clean_code(code), kind)] == []


@given(st.text(max_size=12), st.sampled_from(["pcn", "practice", "other"]))
def test_a_code_that_fits_is_made_of_capitals_and_digits(text: str, kind: str) -> None:
    code = clean_code(text)
    assert clean_code(code) == code
    if fits(code, kind):
        assert code.isascii()
        assert code.isalnum()
        assert code == code.upper()


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("53.48095, -2.23743", (53.481, -2.237)),
        (" 51.5,−3 ", (51.5, -3.0)),
        ("  ", None),
    ],
)
def test_the_middle_of_a_place_is_two_numbers_as_maps_show_them(
    typed: str, position: tuple[float, float] | None
) -> None:
    assert read_position(typed) == position
    if position:
        assert read_position(say_position(*position)) == position


@pytest.mark.parametrize("typed", ["53", "91, 0", "0, 181", "nan, 0", "1, 2, 3", "north, east"])
def test_what_is_no_point_on_the_earth_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_position(typed)


def test_a_place_is_kept_with_its_code_in_the_form_of_the_nhs(db: Session, lead: Person) -> None:
    place = add_place(db, lead, NETWORK, now=NOON)
    assert (place.name, place.ods_code) == ("Riverside Primary Care Network", "U12345")
    assert add_place(db, lead, PlaceFacts("Canalside", "neighbourhood"), now=NOON).ods_code is None


@pytest.mark.parametrize(
    ("facts", "refusal", "words"),
    [
        (PlaceFacts(" ", "pcn"), PlaceNameNeeded, "Write a name"),
        (PlaceFacts("Moon", "planet"), PlaceKindUnknown, "Choose from the list"),
        (PlaceFacts("Hill", "pcn", "A12345"), CodeWrong, "a U and five digits, like U12345"),
        (PlaceFacts("Hill", "practice", "1"), CodeWrong, "a letter and five digits"),
        (PlaceFacts("Hill", "other", "1"), CodeWrong, "3 to 8 letters and digits"),
        (PlaceFacts("Hill", "pcn", "", "here"), PositionWrong, "two numbers with a comma"),
        (PlaceFacts("RIVERSIDE primary care network", "other"), PlaceKnown, "with this name"),
        (PlaceFacts("Hill", "pcn", "u12345"), CodeKnown, "with this ODS code"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    db: Session, lead: Person, facts: PlaceFacts, refusal: type[Exception], words: str
) -> None:
    add_place(db, lead, NETWORK, now=NOON)
    other = add_place(db, lead, PlaceFacts("Other", "other", "RX123"), now=NOON)
    with pytest.raises(refusal, match=words):
        add_place(db, lead, facts, now=NOON)
    with pytest.raises(refusal, match=words):
        change_place(db, other, facts)
    with pytest.raises(CodeKnown):
        change_place(db, other, PlaceFacts("Other", "pcn", "U12345"))
    assert db.scalar(select(func.count()).select_from(Place)) == 2
    assert (other.name, other.ods_code) == ("Other", "RX123")


def test_a_cohort_belongs_to_the_places_that_were_chosen_last(db: Session) -> None:
    cohort, other = make_cohort(db), make_cohort(db)
    places = [make_place(db, name) for name in ("Canalside", "Hilltop", "Meadow")]
    ids = [place.id for place in places]
    change_facts(db, other, name="Other", phone="", place_ids=ids)
    for chosen in (ids[:2], ids[1:], ids[1:]):
        change_facts(db, cohort, name="Here", phone="", place_ids=[*chosen, uuid4()])
    assert [place.name for place in places_of(db, cohort.id)] == ["Hilltop", "Meadow"]
    assert len(places_of(db, other.id)) == 3
    change_facts(db, cohort, name="Here", phone="", place_ids=[])
    assert places_of(db, cohort.id) == []
