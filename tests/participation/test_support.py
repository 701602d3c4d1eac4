"""A support map is its person's alone: writing it, going back, taking it along, erasing it."""

from __future__ import annotations

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.participation.actions.support import SupportWords, put_support
from app.participation.models import SupportOpening, SupportShare, SupportVersion
from app.participation.queries.support import own_map
from app.participation.rules.support import KEPT_VERSIONS, MOST, PLACE
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CostsOf
from tests.make.support import make_map_share, make_support
from tests.progress.reading import html_of, words_of

MUM = {"name": "Mum <3", "kind": "person", "ring": "1", "words": "She listens."}


def rows(db: Session, table: type) -> int:
    """How many rows there are."""
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_map_is_written_read_changed_and_gone_back_to(
    db: Session, asker: Person, as_person: As
) -> None:
    browser = as_person(asker)
    assert "Your support map" in words_of(browser, "/support/")
    once: dict[str, object] = {**MUM, "request_key": str(new_id())}
    for _ in range(2):
        assert post(browser, "/support/", once).status_code == 302
    assert rows(db, SupportVersion) == 1
    post(browser, "/support/strengths", {"lines": "I make people laugh."})
    page = html_of(browser, "/support/")
    assert "Mum &lt;3" in page
    assert page.index("I make people laugh.") < page.index("Mum &lt;3")
    assert page.index("Mum &lt;3") < page.index("As a drawing")
    db.expire_all()
    mine = own_map(db, asker)
    assert mine is not None
    one = f"/support/supports/{mine.map.supports[0].key}"
    assert "She listens." in words_of(browser, one)
    post(browser, one, {**MUM, "name": "Mum and Dad"})
    post(browser, f"{one}/removals")
    assert "Mum and Dad" not in words_of(browser, "/support/")
    assert "Mum and Dad" in words_of(browser, "/support/versions/3")
    post(browser, "/support/versions/3/returns")
    assert "Mum and Dad" in words_of(browser, "/support/")
    assert post(browser, f"/support/supports/{new_id()}", dict(MUM)).status_code == 404


def test_what_is_missing_is_said_and_the_words_come_back(asker: Person, as_person: As) -> None:
    browser = as_person(asker)
    for wrong, sentence in {
        "name": "Write who or what it is",
        "kind": "Choose what it is",
        "ring": "Choose how close it is",
    }.items():
        answer = post(browser, "/support/", {**MUM, wrong: ""})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "She listens." in answer.text
    assert post(browser, "/support/", {**MUM, "words": "x" * 301}).status_code == 422


def test_a_full_map_takes_no_more_and_old_versions_are_forgotten(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    make_support(db, asker)
    make_map_share(db, asker, cohort)
    for number in range(MOST - 1):
        make_support(db, asker, f"Number {number}")
    answer = post(as_person(asker), "/support/", dict(MUM))
    assert answer.status_code == 422
    mine = own_map(db, asker)
    assert mine is not None
    key = mine.map.supports[0].key
    for number in range(KEPT_VERSIONS - MOST + 2):
        said = SupportWords(PLACE, f"Place {number}", 2)
        put_support(db, asker, said, key=key, form=new_id(), now=NOON)
    numbers = db.scalars(select(SupportVersion.number).order_by(SupportVersion.number)).all()
    # The first was shared, and so it is kept.
    assert numbers[:2] == [1, 3]
    assert len(numbers) == KEPT_VERSIONS + 1


def test_what_somebody_told_is_entered_and_not_read_again(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    make_support(db, asker, "My own secret")
    browser, here = as_person(helper), f"/cohorts/{cohort.slug}/support"
    told: dict[str, object] = {**MUM, "person": str(asker.id), "lines": "I never give up."}
    assert post(browser, here, {**told, "person": ""}).status_code == 422
    assert post(browser, here, {"person": str(asker.id)}).status_code == 422
    sent = post(browser, here, told)
    assert sent.status_code == 302
    after = words_of(browser, sent.location)
    assert not any(secret in after for secret in ("My own secret", "Mum <3", "never give up"))
    assert "My own secret" not in words_of(browser, "/support/")
    own = words_of(as_person(asker), "/support/")
    assert all(words in own for words in ("My own secret", "Mum <3", "I never give up."))
    assert "Farah Facilitator entered the newest part for you" in own


def test_all_of_it_is_taken_along_and_then_erased(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    make_support(db, asker)
    make_support(db, asker, "The bench")
    share = make_map_share(db, asker, cohort)
    db.commit()
    assert as_person(helper).get(f"/support/shares/{share}").status_code == 200
    browser = as_person(asker)
    kept = json.loads(browser.get("/support/file").data)["support_map"]
    assert [len(one["supports"]) for one in kept] == [1, 2]
    assert kept[1]["supports"][1]["name"] == "The bench"
    post(browser, "/support/removals")
    assert [rows(db, one) for one in (SupportVersion, SupportShare, SupportOpening)] == [0, 0, 0]
    assert as_person(helper).get(f"/support/shares/{share}").status_code == 404


def test_pages_cost_the_same_however_much_there_is(
    db: Session,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    costs_of: CostsOf,
) -> None:
    make_support(db, asker)
    make_support(db, helper)
    make_map_share(db, asker, cohort)
    share = make_map_share(db, helper, cohort)
    addresses = ["/support/", "/support/versions/", "/support/shares/", "/support/shares/new"]
    addresses += [f"/support/shares/{share}", "/support/file"]

    few = costs_of(asker, addresses)
    for number in range(9):
        make_support(db, asker, f"Number {number}")
        make_map_share(db, asker, cohort)
        make_map_share(db, helper, cohort)
    assert costs_of(asker, addresses) == few
    assert max(few) <= 6
