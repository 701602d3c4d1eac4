"""Each change of a contact is kept, and its page says who made it, when, and what it changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import FollowUpChange, Gathering
from app.gatherings.rules.follow_up_history import Reader, Stood, say_what_changed
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.gatherings.follow_ups.ringing import note, page_of, tell, the_one
from tests.make.cohorts import make_facilitator
from tests.make.register import make_follow_up
from tests.progress.reading import words_of

LONDON = "Europe/London"
CORRECTED = Stood(state="done", outcome="corrected")


def test_the_page_tells_all_that_happened_newest_first(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
    clock: StoppedClock,
) -> None:
    note(as_person(helper), meeting, lina, "", "missed")
    one = the_one(db)
    clock.move(hours=1)
    omar = make_facilitator(db, cohort, name="Omar Other")
    browser = as_person(omar)
    post(browser, f"{page_of(one)}/owner")
    tell(browser, one, outcome="message", note="No answer.", again_on="2027-01-22", next="keep")
    clock.move(hours=1)
    tell(as_person(helper), one, outcome="spoke", note="She is well.", next="finish")
    history = "What has happened so far"
    words = words_of(as_person(omar), page_of(one)).partition(history)[2]
    told = [
        "Farah Facilitator, Wednesday 20 January 2027, 2pm (UK time)",
        "Done: We spoke.",
        "Note: “She is well.”",
        "Omar Other, Wednesday 20 January 2027, 1pm (UK time)",
        "Put off until Friday 22 January 2027.",
        "What came of it: I left a message.",
        "Note: “No answer.”",
        "Omar Other looks after it.",
        "Farah Facilitator, Wednesday 20 January 2027, 12pm (UK time)",
        "Put on the list.",
    ]
    places = [words.find(sentence) for sentence in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


def test_words_that_were_written_over_are_read_by_whoever_wrote_them_and_by_nobody_else(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
) -> None:
    one = make_follow_up(db, meeting, lina)
    farah, omar = helper, make_facilitator(db, cohort, name="Omar Other")
    tell(as_person(farah), one, reason="Drink, I think.", note="Her boy opened.", next="keep")
    kept = {"next": "keep", "note": "Her boy opened."}
    tell(as_person(omar), one, reason="No bus.", **kept)
    tell(as_person(omar), one, reason="", note="Her boy opened.", next="finish", outcome="spoke")
    own, others = (words_of(as_person(one_of), page_of(one)) for one_of in (farah, omar))
    assert "Reason: “Drink, I think.”" in own
    assert "Drink" not in others
    assert "Reason: “No bus.”" in others
    assert "No bus" not in own
    for words in (own, others):
        assert words.count("Reason written. It was changed later.") == 1
        assert "Reason taken away." in words
        assert words.count("Note: “Her boy opened.”") == 1


def test_what_was_written_over_is_still_there(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    one = make_follow_up(db, meeting, lina)
    one.opened_at = NOON - timedelta(days=9)
    browser = as_person(helper)
    for said in ("She has no bus.", ""):
        tell(browser, one, note=said, next="keep")
    assert the_one(db).note == ""
    words = words_of(browser, page_of(one))
    # It was opened before any history was kept.
    assert "Put on the list" not in words
    assert "Note: “She has no bus.”" in words
    assert "Note taken away." in words


def test_a_corrected_register_stands_in_the_history_too(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    browser = as_person(helper)
    for before, how in (("", "missed"), ("missed", "online"), ("online", "missed")):
        note(browser, meeting, lina, before, how)
    words = words_of(browser, page_of(the_one(db)))
    assert "Done: The register was corrected, so no contact is needed." in words
    assert "Put on the list again: the register says once more" in words
    assert len(list(db.scalars(select(FollowUpChange)))) == 3


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, Stood(), ["Put on the list."]),
        (None, Stood(owner="Omar"), ["Put on the list.", "Omar looks after it."]),
        (Stood(owner="Omar"), Stood(), ["Nobody looks after it any more."]),
        (CORRECTED, CORRECTED, []),
        (Stood(state="done", outcome="spoke"), Stood(), ["Put on the list again."]),
        (
            Stood(state="snoozed", snoozed_until=NOON),
            Stood(state="snoozed", snoozed_until=NOON + timedelta(days=1)),
            ["Put off until Thursday 21 January 2027."],
        ),
        (Stood(reason="No bus"), Stood(reason="No lift"), ["Reason: “No lift”"]),
    ],
)
def test_a_change_is_told_in_sentences(before: Stood | None, after: Stood, said: list[str]) -> None:
    assert list(say_what_changed(before, after, LONDON, Reader(after, wrote_it=False))) == said


def test_a_long_history_costs_no_more_statements(
    db: Session,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
    count_statements: CountStatements,
) -> None:
    one = make_follow_up(db, meeting, lina)
    browser = as_person(helper)
    costs = []
    for more in (1, 5):
        for number in range(more):
            tell(browser, one, note=f"Try {more} {number}", next="keep")
        with count_statements() as statements:
            browser.get(page_of(one))
        costs.append(len(statements))
    assert costs[0] == costs[1]
