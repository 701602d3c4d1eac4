"""A report of three people's words, from giving to publishing, and one who takes theirs back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select, text

from app.cohorts.models import Cohort
from tests.browser.conftest import Arrive
from tests.browser.nowhere import in_what_is_kept, on_pages
from tests.browser.product import Product, running_product
from tests.browser.story import reporting
from tests.browser.story.reporting import GIVEN, HEARD, KEPT, READ, SLUG
from tests.browser.town import FEMI, NORA, Town, come_in, settled_town
from tests.browser.visitor import Visitor, Way
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import make_seat
from tests.reflections.privacy.marks import marks_in

PHONE = Way("phone-of-an-author", scripts=False, width=360, also=(1280,))
DESK = Way("desk-of-a-facilitator", scripts=True, width=1280, also=(360,))
READS = Way("reads-a-report", scripts=False, width=1280, also=(360,))
SHOWN = (f"/outputs/{SLUG}/1", "/outputs/", "/outputs/feed.atom", "/outputs/?q=heron")
FILES = tuple(
    f"/outputs/{SLUG}/1{part}" for part in (".pdf", ".docx", ".xlsx", ".json", "/manifest.json")
)
GONE = 410


@dataclass(frozen=True)
class Report:
    """Who writes it, who puts it together, and who reads it."""

    town: Town
    author: Visitor
    facilitator: Visitor
    passer_by: Visitor


@pytest.fixture(scope="module")
def product(chromium: str) -> Iterator[Product]:
    """A product of its own, in which no word is but those of this test."""
    with running_product() as running:
        yield running


@pytest.fixture
def report(arrive: Arrive, product: Product) -> Iterator[Report]:
    """Nobody has given anything yet."""
    with settled_town(product) as town:
        yield Report(town, come_in(arrive(PHONE), NORA), come_in(arrive(DESK), FEMI), arrive(READS))


@pytest.mark.timeout(300)
def test_people_make_a_report_and_one_takes_their_words_back(
    report: Report, arrive: Arrive
) -> None:
    assert marks_in(GIVEN.encode())
    make_pledges(report.town)
    give_words(report)
    decide_together(report, arrive(PHONE))
    publish(report)
    take_words_back(report)
    publish_without_them(report)
    stand_nowhere(report)


def make_pledges(town: Town) -> None:
    """Enough people say what is in the way of a pledge that the report can draw it."""
    with town.on.transaction() as db:
        cohort = db.scalars(select(Cohort)).one()
        for _ in range(8):
            person = make_person(db)
            make_seat(db, cohort, person)
            made = make_pledge(db, person, cohort)
            make_answer(db, made.pledge.id, "blocked", block="time")


def give_words(report: Report) -> None:
    """Two pieces are written by their author, and one is told by phone."""
    reporting.give(report.author, GIVEN)
    reporting.give(report.author, KEPT)
    reporting.write_down_for_tilly(report.facilitator)


def decide_together(report: Report, on_her_phone: Visitor) -> None:
    """What is left out, what it says, and a yes to each piece in its place."""
    reporting.ask_for_the_report(report.facilitator)
    reporting.suggest_brackets(report.facilitator, number=2)
    reporting.agree_to_brackets(report.author)
    reporting.put_together(report.facilitator)
    reporting.ask_the_authors(report.facilitator)
    reporting.say_yes_in_place(report.author, GIVEN)
    reporting.say_yes_in_place(report.author, READ)
    reporting.say_yes_by_link(on_her_phone, report.town)


def publish(report: Report) -> None:
    """Anyone reads it, in each of its files."""
    report.facilitator.again()
    reporting.make_and_publish(report.facilitator, number=1)
    report.passer_by.open(f"/outputs/{SLUG}/1")
    for words in (GIVEN, READ, HEARD, reporting.MESSAGE):
        report.passer_by.sees(words)
    report.passer_by.sees_nothing_of(KEPT)
    reporting.read_numbers(report.passer_by)
    reporting.print_it(report.passer_by)
    found, answers = on_pages(report.passer_by, *SHOWN)
    # Where they will be looked for in vain, they can be found now.
    holding = {path.rpartition(".")[2] for path in found}
    assert {"pdf", "docx", "xlsx", "json"} <= holding, found
    assert f"/outputs/{SLUG}/1" in found
    assert set(answers.values()) <= {200, 302, 303, 308}, answers


def take_words_back(report: Report) -> None:
    """They are gone from every page and file before anything else is made."""
    with report.town.product.worker_asleep():
        reporting.take_back(report.author, GIVEN)
        found, answers = on_pages(report.passer_by, *SHOWN, *FILES)
        assert not found
        assert {answers[path] for path in (SHOWN[0], *FILES)} == {GONE}
        report.passer_by.open(f"/outputs/{SLUG}/1", status=GONE)


def publish_without_them(report: Report) -> None:
    """The next edition is made by itself; a facilitator looks at it and publishes it."""
    facilitator = report.facilitator
    facilitator.open(f"{reporting.HERE}/outputs")
    facilitator.follow(reporting.TITLE)
    facilitator.wait_for_link("Read edition 2", again="See how far it is now")
    reporting.publish(facilitator, number=2)
    report.passer_by.open(f"/outputs/{SLUG}/1", status=GONE)
    report.passer_by.open(f"/outputs/{SLUG}/2")
    report.passer_by.sees("Words were taken out of")
    report.passer_by.sees(HEARD)
    report.passer_by.sees(READ)


def stand_nowhere(report: Report) -> None:
    """Only that words were taken out is kept, and neither which nor whose."""
    for visitor in (report.passer_by, report.facilitator, report.author):
        found, answers = on_pages(visitor, *SHOWN, f"/outputs/{SLUG}/2", "/contributions/")
        assert not found
        assert len(answers) > len(SHOWN)
    assert in_what_is_kept(report.town) == {}
    with report.town.on.engine.connect() as on:
        assert on.execute(text("SELECT count(*) FROM taken_out")).scalar() == 1
