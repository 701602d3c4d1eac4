"""Is it still so? Whoever told it is asked each half year, by their own way."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import LEFT
from app.kit.db import new_id
from app.participation.actions.ask_assets import ask_assets
from app.participation.kinds import HAS_SAID, NOT_HERE, AssetCheckKind
from app.participation.models import Asset
from app.participation.rules.assets import ASKED_AFTER, OLD_AFTER
from app.people.models import Person
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.assets import make_asset, make_skill
from tests.make.cohorts import make_cohort, make_member
from tests.make.desks import desk_at
from tests.progress.reading import html_of, words_of

LATER = NOON + ASKED_AFTER


def letters(db: Session) -> list[Letter]:
    """The letters that ask."""
    return list(db.scalars(select(Letter).where(Letter.kind == "asset_check")))


def prepared(db: Session, desk: Desk) -> Draft | Lapse:
    """What the one letter says when it leaves."""
    (letter,) = letters(db)
    return AssetCheckKind().prepare(db, [letter], desk)[letter.id]


def test_one_letter_asks_once_about_all_that_somebody_told(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    make_asset(db, cohort, asker, "Choir")
    make_asset(db, cohort, asker, "Hall")
    make_skill(db, cohort, asker, "I bake a secret bread.")
    make_asset(db, cohort, asker, "New", now=LATER)
    assert ask_assets(db, now=LATER - timedelta(seconds=1)) == 0
    assert ask_assets(db, now=LATER) == 1
    assert ask_assets(db, now=LATER + timedelta(days=30)) == 0
    draft = prepared(db, desk_at(LATER))
    assert isinstance(draft, Draft)
    assert "Choir, Hall\n" in draft.body
    assert "New" not in draft.body
    # What a person offers stands in no letter.
    assert "secret bread" not in draft.body + draft.short
    assert "Do you still offer" in draft.body
    assert f"/cohorts/{cohort.slug}/assets/questions" in draft.short


def test_who_has_answered_or_left_gets_no_letter(
    db: Session, cohort: Cohort, asker: Person
) -> None:
    made = make_asset(db, cohort, asker)
    ask_assets(db, now=LATER)
    made.confirmed_at = LATER
    db.flush()
    assert prepared(db, desk_at(LATER)) == Lapse(HAS_SAID)
    db.scalars(select(Enrolment).where(Enrolment.person_id == asker.id)).one().state = LEFT
    db.flush()
    assert prepared(db, desk_at(LATER)) == Lapse(NOT_HERE)
    made.confirmed_at = NOON
    made.asked_at = None
    db.flush()
    assert ask_assets(db, now=LATER) == 0


def test_still_so_gone_and_there_again(
    db: Session,
    clock: StoppedClock,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    as_person: As,
) -> None:
    made = make_asset(db, cohort, asker, "Choir")
    make_asset(db, cohort, helper, "Zither club", now=NOON + OLD_AFTER)
    db.commit()
    clock.moment = NOON + OLD_AFTER
    here, answers = f"/cohorts/{cohort.slug}/assets", f"/assets/{made.id}/answers"
    page = words_of(as_person(asker), here)
    assert "Not confirmed since" in page
    # Old news leaves the top of the list.
    assert page.index("Zither club") < page.index("Choir")
    assert "Choir" in words_of(as_person(asker), f"{here}/questions")
    assert "Zither" not in words_of(as_person(asker), f"{here}/questions")
    told: dict[str, object] = {"answer": "gone", "how": "phone", "next": "questions"}
    assert "/questions" in post(as_person(helper), answers, told).location
    browser = as_person(helper)
    assert "Choir" not in words_of(browser, here)
    assert "Choir" in words_of(browser, f"{here}?show=gone")
    assert "Ada Asker said so by phone" in words_of(browser, f"/assets/{made.id}")
    post(as_person(asker), answers, {"answer": "yes"})
    assert "Choir" in words_of(browser, here)
    db.expire_all()
    assert db.get_one(Asset, made.id).confirmed_at == clock.moment


def test_what_is_gone_elsewhere_is_not_named_here(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    other = make_cohort(db)
    secret = make_asset(db, other, make_member(db, other), "Choir")
    there = make_asset(db, cohort, asker, "Zither club")
    secret.gone_at = NOON
    db.commit()
    for gone in (secret.id, there.id, new_id(), "x"):
        page = as_person(helper).get(f"/cohorts/{cohort.slug}/assets/questions?gone={gone}")
        assert page.status_code == 200
        assert "has left the list" not in page.text


def test_what_has_left_the_list_is_named_and_can_be_brought_back_at_once(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    made = make_asset(db, cohort, asker, "Choir")
    db.commit()
    browser, answers = as_person(helper), f"/assets/{made.id}/answers"
    gone = post(browser, answers, {"answer": "gone", "next": "questions"}).location
    assert "Choir has left the list. It is there: bring it back" in words_of(browser, gone)
    back = post(browser, answers, {"answer": "yes", "next": "questions"}).location
    assert "Choir is on the list, known to be so today." in html_of(browser, back)
    assert "Choir has left the list" not in words_of(browser, gone)
    own = post(browser, answers, {"answer": "gone"}).location
    assert "Choir has left the list. You can bring it back here." in html_of(browser, own)
    assert "It is there again" in words_of(browser, own)
