"""One version of a support map is shared as a reflection is, and nobody else finds it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import LEFT
from app.kit.db import new_id
from app.mentoring.rules.sharing import FACILITATOR
from app.participation.kinds.support import NOT_OPEN, READ, SupportSharedKind
from app.participation.models import SupportShare
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.desks import desk_at
from tests.make.people import make_person
from tests.make.support import make_map_share, make_support
from tests.progress.reading import words_of


def test_a_version_is_shared_opened_and_ended_in_the_browser(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    make_support(db, asker, "Mum")
    db.commit()
    browser = as_person(asker)
    assert "Mum" in words_of(browser, "/support/shares/new")
    facts: dict[str, object] = {
        "version": "1",
        "audience": f"facilitator:{cohort.id}:{helper.id}",
        "purpose": "To talk about it.",
        "last_day": "2027-02-03",
        "request_key": str(new_id()),
    }
    assert post(browser, "/support/shares", {**facts, "purpose": ""}).status_code == 422
    assert post(browser, "/support/shares", {**facts, "audience": ""}).status_code == 422
    assert post(browser, "/support/shares", {**facts, "last_day": "2028-02-03"}).status_code == 422
    first, again = (post(browser, "/support/shares", facts).location for _ in range(2))
    assert first == again
    make_support(db, asker, "Only later")
    db.commit()
    assert "Nobody has opened it" in words_of(browser, first)
    reader = as_person(helper)
    assert "The support map of Ada Asker" in words_of(reader, "/support/")
    page = words_of(reader, first)
    assert "Mum" in page
    assert "To talk about it." in page
    assert "Only later" not in page
    assert "Farah Facilitator, " in words_of(as_person(asker), first)
    post(as_person(asker), f"{first}/ends")
    assert as_person(helper).get(first).status_code == 404
    assert "You ended it" in words_of(as_person(asker), "/support/shares/")


@pytest.mark.parametrize("for_whom", ["one", "all"])
def test_who_opens_a_shared_map(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As, for_whom: str
) -> None:
    make_support(db, asker)
    whom = (helper, FACILITATOR) if for_whom == "one" else ()
    share = make_map_share(db, asker, cohort, *whom)
    other = make_member(db, cohort)
    expected = {
        asker: 200,
        helper: 200,
        other: 200 if for_whom == "all" else 404,
        make_facilitator(db, make_cohort(db)): 404,
        make_person(db, roles=[PROGRAMME_LEAD, SAFEGUARDING_LEAD]): 404,
    }
    db.commit()
    for person, status in expected.items():
        browser = as_person(person)
        assert browser.get(f"/support/shares/{share}").status_code == status
        ended = post(browser, f"/support/shares/{share}/ends").status_code
        assert ended == (302 if person is asker else 404)
        db.get_one(SupportShare, share).revoked_at = None
        db.commit()


def test_it_ends_when_either_leaves_and_a_newcomer_does_not_see_it(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    make_support(db, asker)
    share = make_map_share(db, asker, cohort)
    late = make_member(db, cohort, name="Lena Late")
    for seat in db.scalars(select(Enrolment).where(Enrolment.person_id == late.id)):
        seat.joined_at = NOON.replace(hour=13)
    db.commit()
    assert as_person(late).get(f"/support/shares/{share}").status_code == 404
    assert as_person(helper).get(f"/support/shares/{share}").status_code == 200
    db.scalars(select(Enrolment).where(Enrolment.person_id == asker.id)).one().state = LEFT
    db.commit()
    assert as_person(helper).get(f"/support/shares/{share}").status_code == 404
    assert "shared with you" not in words_of(as_person(helper), "/support/").lower()


def test_the_letter_has_not_a_word_of_it_and_lapses_when_it_is_read_or_ended(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    make_support(db, asker, "Secret Aunt")
    share = make_map_share(db, asker, cohort, helper, FACILITATOR)
    db.commit()
    letter = db.scalars(select(Letter).where(Letter.kind == "support_shared")).one()

    def says() -> Draft | Lapse:
        return SupportSharedKind().prepare(db, [letter], desk_at(NOON))[letter.id]

    draft = says()
    assert isinstance(draft, Draft)
    assert f"/support/shares/{share}" in draft.body
    assert not any(word in draft.body for word in ("Secret", "Asker", "To talk about it"))
    as_person(helper).get(f"/support/shares/{share}")
    db.expire_all()
    assert says() == Lapse(READ)
    post(as_person(asker), f"/support/shares/{share}/ends")
    db.expire_all()
    assert says() == Lapse(NOT_OPEN)
