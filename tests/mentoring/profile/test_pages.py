"""One says what one brings on one's own page, in one form, and everything comes back as written."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.mentoring.models import MentoringProfile
from app.mentoring.rules.states import ACTIVE
from app.mentoring.rules.topics import CHARACTERISTICS, TIMES, TOPICS
from app.people.models import Place
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.mentoring import Mentors, make_profile

PROFILE = "/mentoring/profile"


def form(**more: Any) -> dict[str, Any]:
    """What a browser sends."""
    return {
        "what_i_bring": "I grow beans.",
        "offers": ["listening", "food_and_growing"],
        "offer_words": "Come and see.",
        "wishes": ["computers_and_phones"],
        "contact_modes": ["in_person", "phone"],
        "first_language": "cy",
        "languages": ["en"],
        "times": ["tue_evening"],
        "furthest_km": "8",
        "capacity": "2",
        "side": "proposes",
        "seen": "",
        **more,
    }


@pytest.fixture(autouse=True)
def _open(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def page_of(text: str) -> str:
    """A page without its line breaks."""
    return " ".join(text.split())


def test_everything_that_is_said_comes_back_ticked(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    place = Place(name="Canalside", kind="neighbourhood", created_at=NOON)
    db.add(place)
    client = as_person(mentors.other)
    fresh = client.get(PROFILE).text
    assert "What matters to you?" in fresh
    sent = form(place=str(place.id), characteristics=["carer"], manager_email="boss@example.org")
    answer = client.post(PROFILE, data=sent, follow_redirects=True)
    page = page_of(answer.text)
    assert "Saved." in page
    assert "You can be found." in page
    for value in ("listening", "food_and_growing", "computers_and_phones", "tue_evening", "carer"):
        assert f'value="{value}" checked' in page
    assert "Canalside" in page
    assert 'value="boss@example.org"' in page
    kept = db.get_one(MentoringProfile, mentors.other.id)
    assert (kept.place_id, kept.furthest_km, kept.languages) == (place.id, 8, ["cy", "en"])
    assert (kept.side, kept.capacity, kept.characteristics_as_reason) == ("proposes", 2, False)


def test_the_page_is_light_with_everything_ticked(mentors: Mentors, as_person: As) -> None:
    every = {"offers": [*TOPICS], "wishes": [*TOPICS], "times": [*TIMES], "languages": ["cy", "pl"]}
    client = as_person(mentors.other)
    client.post(PROFILE, data=form(**every, characteristics=[*CHARACTERISTICS]))
    page = client.get(PROFILE)
    assert page.text.count(" checked") > 2 * len(TOPICS) + len(TIMES)
    assert len(page.data) < 30 * 1024


@pytest.mark.parametrize(
    ("standing", "side"), [("lived_experience", "proposes"), ("pcn_staff", "answers")]
)
def test_a_standing_only_suggests_where_to_begin(
    db: Session, mentors: Mentors, as_person: As, standing: str, side: str
) -> None:
    db.query(Enrolment).filter_by(person_id=mentors.other.id).update({"standing": standing})
    client = as_person(mentors.other)
    assert f'value="{side}" checked' in page_of(client.get(PROFILE).text)
    other = {"proposes": "answers", "answers": "proposes"}[side]
    client.post(PROFILE, data=form(side=other))
    assert db.get_one(MentoringProfile, mentors.other.id).side == other


def test_what_is_still_missing_is_said_and_what_is_there_is_kept(
    mentors: Mentors, as_person: As
) -> None:
    client = as_person(mentors.other)
    sent = form(contact_modes=[], times=[])
    page = page_of(client.post(PROFILE, data=sent, follow_redirects=True).text)
    assert "Nobody can be found yet. Still to say: how you like to talk, and when" in page
    assert "I grow beans." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"manager_email": "the boss"}, "Write one e-mail address"),
        ({"wish_words": "x" * 501}, "Write at most 500 characters here."),
        ({"place": "0190163d-8694-739b-aea5-966c26f8ad90"}, "not on the list any more"),
        ({"side": "both"}, "Choose one of the answers to “Where to begin”."),
        ({"capacity": "99"}, "Choose one of the answers to “How many people"),
    ],
)
def test_what_has_to_be_put_right_is_said_and_nothing_typed_is_lost(
    db: Session, mentors: Mentors, as_person: As, wrong: dict[str, str], sentence: str
) -> None:
    answer = as_person(mentors.other).post(PROFILE, data=form(**wrong, characteristics=["carer"]))
    assert answer.status_code in (409, 422)
    page = page_of(answer.text)
    assert sentence in page
    assert "Come and see." in page
    assert 'value="carer" checked' in page
    assert db.get(MentoringProfile, mentors.other.id) is None


def test_a_distance_that_is_not_on_our_list_any_more_can_be_kept(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    profile = make_profile(db, mentors.other, furthest_km=11)
    db.commit()
    client = as_person(mentors.other)
    assert "Up to 11 km" in client.get(PROFILE).text
    sent = form(furthest_km="11", seen=profile.changed_at.isoformat())
    assert client.post(PROFILE, data=sent).status_code == 302
    assert db.get_one(MentoringProfile, mentors.other.id, populate_existing=True).furthest_km == 11


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


def folded(text: str) -> list[bool]:
    """Whether each part of the form is open, in their order, without scripts."""
    return [" open" in one for one in re.findall(r"<details[^>]*nhsuk-expander[^>]*>", text)]


def test_what_is_said_is_folded_with_its_words_and_sent_all_the_same(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    client = as_person(mentors.other)
    # Whoever begins finds open what nobody can be found without, and the rest folded.
    assert folded(client.get(PROFILE).text) == [True, True, *([False] * 5)]
    page = page_of(client.post(PROFILE, data=form(), follow_redirects=True).text)
    for said in (
        "2 offered, 1 wished for, and in my own words",
        "Face to face, By phone; 1 part of the week",
        "2 people, ",
    ):
        assert said in page
    # Who meets face to face has not said where.
    assert folded(page) == [False, False, False, True, *([False] * 5)]
    summaries = " ".join(re.findall(r"<summary.*?</summary>", page))
    assert "boss@" not in summaries
    for number, wrong in ((0, {"wish_words": "x" * 501}), (4, {"manager_email": "the boss"})):
        assert folded(client.post(PROFILE, data=form(**wrong)).text)[number]
