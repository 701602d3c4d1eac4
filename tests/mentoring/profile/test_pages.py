"""One's own page: what others entered meanwhile, resting, leaving, and the way here."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.mentoring.models import MentoringProfile
from app.mentoring.rules.states import ACTIVE
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_profile
from tests.mentoring.profile.conftest import PROFILE, form, page_of

pytestmark = pytest.mark.usefixtures("no_form_tokens")


def test_what_somebody_else_entered_meanwhile_is_not_written_over_unseen(
    db: Session, mentors: Mentors, as_person: As, clock: StoppedClock
) -> None:
    theirs = f"/mentoring/coordination/people/{mentors.other.id}/profile"
    as_person(mentors.coordinator).post(theirs, data=form(offer_words="Entered by phone."))
    clock.move(minutes=5)
    client = as_person(mentors.other)
    late = client.post(PROFILE, data=form(offer_words="Mine."))
    assert late.status_code == 409
    assert "changed somewhere else while you were writing" in late.text
    assert "Mine." in late.text
    assert db.get_one(MentoringProfile, mentors.other.id).offer_words == "Entered by phone."
    # The page that came back knows what is there now: saved again, it is kept.
    again = form(offer_words="Mine.", seen=NOON.isoformat())
    assert client.post(PROFILE, data=again).status_code == 302
    db.expire_all()
    assert db.get_one(MentoringProfile, mentors.other.id).offer_words == "Mine."


def test_what_one_brings_is_not_written_over_by_an_older_page_of_the_other_kind(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    client = as_person(mentors.other)
    for old, new, sent, name in (
        (PROFILE, "/account/", form(), "seen_bring"),
        ("/account/", PROFILE, {"name": "Ola Other"}, "seen"),
    ):
        shown = hidden(client.get(old).text, name)
        newer = {"what_i_bring": f"Newer, by {new}"}
        there = {one: hidden(client.get(new).text, one) for one in ("seen", "seen_bring")}
        assert client.post(new, data={**form(), "name": "Ola Other", **there, **newer}).location
        seen = {"seen": hidden(client.get(old).text, "seen"), name: shown}
        sent |= {**seen, "what_i_bring": "Mine, typed before."}
        late = client.post(old, data=sent)
        assert late.status_code == 409
        assert "changed somewhere else while you were writing" in late.text
        assert "Mine, typed before." in late.text
        db.expire_all()
        assert mentors.other.what_i_bring == newer["what_i_bring"]
        # The page that came back knows what is there now: saved again, it is kept.
        assert client.post(old, data={**sent, name: hidden(late.text, name)}).location
        db.expire_all()
        assert mentors.other.what_i_bring == "Mine, typed before."


def hidden(page: str, name: str) -> str:
    """What a hidden field of a page holds; nothing where it has none of this name."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page)
    return found[1] if found else ""


def test_room_for_fewer_says_plainly_that_nobody_is_dropped(
    mentors: Mentors, as_person: As
) -> None:
    mentors.pairing(ACTIVE)
    client = as_person(mentors.petra)
    sent = form(capacity="0", side="answers", seen=NOON.isoformat())
    page = page_of(client.post(PROFILE, data=sent, follow_redirects=True).text)
    assert "Nobody is dropped: every pair goes on as it is" in page
    assert "room for 0 and 1 held. Nobody was dropped" in page


def test_whoever_left_the_programme_sees_that_nothing_is_used_and_cannot_change_it(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    db.query(Enrolment).filter_by(person_id=mentors.joan.id).update({"state": "left"})
    client = as_person(mentors.joan)
    page = page_of(client.get(PROFILE).text)
    assert "You are in no cohort at the moment" in page
    assert "<textarea" not in page
    assert client.post(PROFILE, data=form()).status_code == 404
    assert client.get("/mentoring/people/").status_code == 404


def test_resting_and_coming_back(db: Session, mentors: Mentors, as_person: As) -> None:
    client = as_person(mentors.joan)
    refused = client.post(f"{PROFILE}/rests", data={"until": "2027-01-20"})
    assert refused.status_code == 422
    assert "Choose a day that is still ahead" in refused.text
    assert client.post(f"{PROFILE}/rests", data={"until": "soon"}).status_code == 422
    page = client.post(f"{PROFILE}/rests", data={"until": "2027-02-03"}, follow_redirects=True).text
    assert "You are resting until Wednesday 3 February 2027." in page_of(page)
    page = client.post(f"{PROFILE}/returns", follow_redirects=True).text
    assert "You can be found." in page
    kept = db.get_one(MentoringProfile, mentors.joan.id)
    assert (kept.state, kept.rests_until) == ("open", None)
    assert as_person(mentors.other).post(f"{PROFILE}/rests").status_code == 409


def test_the_first_page_leads_here(mentors: Mentors, as_person: As) -> None:
    assert 'href="/mentoring/profile"' in as_person(mentors.other).get("/mentoring/").text
    assert 'href="/mentoring/people/"' in as_person(mentors.joan).get("/mentoring/").text
    own = as_person(mentors.joan).get("/mentoring/").text
    assert "/mentoring/coordination/people/" not in own
    page = as_person(mentors.coordinator).get("/mentoring/").text
    assert 'href="/mentoring/coordination/people/"' in page


def test_the_page_costs_the_same_however_much_is_there(
    db: Session, mentors: Mentors, as_person: As, count_statements: CountStatements
) -> None:
    make_profile(db, mentors.other, characteristics=["carer"])
    client = as_person(mentors.other)
    with count_statements() as sent:
        assert client.get(PROFILE).status_code == 200
    assert len(sent) <= 8
