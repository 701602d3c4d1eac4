"""Two people, one by text only, are brought together, agree, meet, check in and end well.

Each of them sees what was promised, and nobody else sees anything that is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser.conftest import Arrive
from tests.browser.onlookers import Trail, cannot_open, finds_nothing, opens_without, still_reads
from tests.browser.product import Product, running_product
from tests.browser.story import pairing, parting, walking
from tests.browser.story.pairing import STEM
from tests.browser.story.walking import GAVE, LOW, MIXED, RECEIVED
from tests.browser.town import (
    DAY,
    FEMI,
    GWEN,
    MINA,
    NORA,
    ROBIN,
    SAM,
    Town,
    come_in,
    settled_town,
)
from tests.browser.visitor import Visitor, Way

PHONE = Way("phone-of-a-pair", scripts=False, width=360, also=(1280,))
DESK = Way("desk-of-a-coordinator", scripts=True, width=1280, also=(360,))
LOOKING_ON = Way("looking-on", scripts=False, width=1280)
ONLOOKERS = (FEMI, ROBIN, SAM, GWEN)
# What nobody but the two may see, wherever they look.
PRIVATE = (STEM, GAVE, RECEIVED)


@dataclass(frozen=True)
class Two:
    """The one of the two who has a browser, whoever looks after them, and whoever looks on."""

    town: Town
    nurse: Visitor
    coordinator: Visitor
    others: list[Visitor]
    opened: Trail
    looked_after: Trail

    def a_month_passes(self) -> None:
        """Nobody stays signed in for so long, so that everybody comes in again."""
        self.town.pass_by(31 * DAY)
        for visitor, name in zip(
            (self.nurse, self.coordinator, *self.others), (NORA, MINA, *ONLOOKERS), strict=True
        ):
            come_in(visitor, name)

    def keep_theirs(self) -> None:
        """Fail when anybody else sees what only the two may, or what only coordinators may."""
        theirs = self.opened.below("/pairings/", "/check-ins/")
        entered = self.looked_after.below("/coordination/")
        still_reads(self.nurse, self.opened.below("/mentoring/"), *PRIVATE)
        cannot_open(self.coordinator, theirs, *PRIVATE)
        opens_without(self.coordinator, entered, *PRIVATE)
        finds_nothing(self.coordinator, *PRIVATE)
        for other in self.others:
            cannot_open(other, (*theirs, *entered), *PRIVATE, LOW, MIXED)
            finds_nothing(other, *PRIVATE, LOW, MIXED)
        sent = self.town.everything_sent()
        assert not [words for words in (*PRIVATE, LOW, MIXED) if words in sent]


@pytest.fixture(scope="module")
def product(chromium: str) -> Iterator[Product]:
    """A product of its own, since months pass in it."""
    with running_product() as running:
        yield running


@pytest.fixture
def town(product: Product) -> Iterator[Town]:
    """People of a cohort; some of them can be found for mentoring."""
    with settled_town(product) as settled:
        yield settled


@pytest.fixture
def two(arrive: Arrive, town: Town) -> Two:
    """Somebody of the two, a coordinator, and everybody who might want to look on."""
    nurse, coordinator = come_in(arrive(PHONE), NORA), come_in(arrive(DESK), MINA)
    # Who runs their cohort, who looks after the programme or its safety, and who is in the cohort.
    others = [come_in(arrive(LOOKING_ON), name) for name in ONLOOKERS]
    return Two(town, nurse, coordinator, others, Trail(nurse), Trail(coordinator))


@pytest.mark.timeout(300)
def test_two_walk_together_one_of_them_by_text_only(two: Two) -> None:
    pair = are_brought_together(two)
    agree(two, pair)
    meet(two, pair)
    two.keep_theirs()
    say_how_it_goes(two, pair)
    two.keep_theirs()
    end_well(two, pair)
    two.keep_theirs()


def are_brought_together(two: Two) -> str:
    """From two profiles, one of them told by phone, to a yes of both; their page's address."""
    pairing.fill_in_by_phone(two.coordinator)
    pairing.fill_in_ones_own(two.nurse)
    pairing.match(two.coordinator)
    return pairing.say_yes(two.nurse, two.town)


def agree(two: Two, pair: str) -> None:
    """One signs in the browser and the other over the phone; then it is closed to who read it."""
    pairing.write_an_agreement(two.nurse, pair)
    pairing.read_it_out(two.coordinator, two.town)
    two.nurse.open(pair)
    two.nurse.main.get_by_text("How, how often, what you keep to, and until when").click()
    two.nurse.sees(pairing.BOUNDARIES)
    two.nurse.follow("Who signed it, and what cannot be kept between you")
    two.nurse.sees(f"read out by {MINA}")
    # It was open for an hour.
    two.town.pass_by(walking.HOUR * 2)


def meet(two: Two, pair: str) -> None:
    """A meeting is planned, both are reminded, and it happens; then they write for each other."""
    walking.plan_to_meet(two.nurse, two.town, pair)
    walking.tell_that_they_met(two.nurse, two.town, pair)
    walking.write_for_both(two.nurse, pair)


def say_how_it_goes(two: Two, pair: str) -> None:
    """Both are asked after a month; neither sees what the other says."""
    two.a_month_passes()
    asked = walking.ask_after_a_month(two.nurse, two.town)
    walking.answer_both_ways(two.nurse, two.coordinator, two.town, asked)
    two.nurse.open(pair)
    two.nurse.sees(MIXED)
    two.nurse.sees_nothing_of(LOW)


def end_well(two: Two, pair: str) -> None:
    """Both look back, in the browser and over the phone; one wish stays with who has it."""
    parting.look_back(two.nurse, two.town, pair)
    parting.look_back_by_phone(two.coordinator, two.town)
    parting.read_it_after_the_end(two.nurse, pair)
    parting.match_again(two.coordinator)
