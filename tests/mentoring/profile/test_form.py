"""One says what one brings in one form, and everything comes back as written."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.mentoring.models import MentoringProfile
from app.mentoring.rules.topics import CHARACTERISTICS, TIMES, TOPICS
from app.people.models import Place
from tests.clock import NOON
from tests.conftest import As
from tests.make.mentoring import Mentors, make_profile
from tests.mentoring.profile.conftest import PROFILE, form, page_of

pytestmark = pytest.mark.usefixtures("no_form_tokens")


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
