"""Names: each as it was chosen; one that fits few people is known to do so, or not shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import CohortPlace, Enrolment
from app.cohorts.rules import LEFT
from app.kit.small_numbers import FEWEST
from app.outputs.actions.consents import allowed_by, change_consent
from app.outputs.errors import FewFit, NameNeeded, RoleNeeded
from app.outputs.queries.alike import origin_of
from app.people.models import Person, Place
from tests.clock import NOON
from tests.make.outputs import HERON, Scene, words_in
from tests.make.people import make_person
from tests.make.progress import make_seat


def _at_riverside(scene: Scene) -> None:
    with scene.sessions.begin() as db:
        place = Place(name="Riverside", kind="pcn", created_at=NOON)
        db.add(place)
        db.flush()
        db.add(CohortPlace(cohort_id=scene.cohort.id, place_id=place.id))


def _colleagues(scene: Scene, people: int) -> list[Person]:
    with scene.sessions.begin() as db:
        made = [make_person(db, name=f"Person {number}") for number in range(people)]
        for person in made:
            make_seat(db, scene.cohort, person).standing = "local_partner"
    return made


@pytest.mark.parametrize(
    ("named_as", "named"),
    [
        ("full_name", "Bea Example"),
        ("first_name", "Bea"),
        ("name_and_role", "Bea Example, nurse"),
        ("role_and_place", "nurse, Riverside"),
        ("chosen", "Blue Heron"),
        ("standing", "a local partner"),
        ("nobody", "a contributor"),
    ],
)
def test_the_name_stands_as_it_was_chosen(scene: Scene, named_as: str, named: str) -> None:
    _at_riverside(scene)
    bea = scene.author("Bea Example", standing="local_partner")
    made = scene.give(
        bea, named_as=named_as, role="nurse\n", chosen_name=" Blue  Heron", few_known=True
    )
    assert scene.voice(made).named == named


def test_a_role_or_a_name_that_shows_nothing_is_asked_for(scene: Scene) -> None:
    _at_riverside(scene)
    with pytest.raises(RoleNeeded):
        scene.give(scene.author(), named_as="role_and_place", role=" \u200b")
    with pytest.raises(NameNeeded):
        scene.give(scene.author(), named_as="chosen", chosen_name="x" * 61)


def test_few_people_alike_are_said_before_and_never_counted_out(scene: Scene, db: Session) -> None:
    _at_riverside(scene)
    bea = scene.author("Bea Example", standing="local_partner")
    _colleagues(scene, FEWEST - 2)
    few = origin_of(db, scene.cohort.id, bea.id)
    assert few.warning.startswith("There are fewer than 8 people like that")
    with pytest.raises(FewFit):
        scene.give(bea, named_as="standing", few_known=False)
    scene.give(bea, named_as="standing", few_known=True)
    scene.give(bea, named_as="first_name", few_known=False)
    _colleagues(scene, 1)
    assert origin_of(db, scene.cohort.id, bea.id).warning == ""
    scene.give(bea, named_as="standing", few_known=False)


def test_when_people_have_left_the_words_are_asked_about_again_rather_than_shown(
    scene: Scene, db: Session
) -> None:
    bea = scene.author("Bea Example", standing="local_partner")
    others = _colleagues(scene, FEWEST - 1)
    made = scene.give(bea, "message", named_as="standing", few_known=False)
    output = scene.drafted()
    scene.say(output, bea)
    left = db.query(Enrolment).filter_by(person_id=others[0].id).one()
    left.state, left.left_at = LEFT, NOON
    db.commit()
    assert scene.voice(made).tells_who
    edition = scene.edition(output)
    assert HERON not in words_in(edition.document)
    assert [one.answer for one in scene.selections(output)] == ["waiting"]
    with pytest.raises(FewFit):
        scene.say(output, bea)
    # Their own yes to being guessed, in so many words, is one again.
    voice = scene.voice(made)
    known = replace(allowed_by(voice.consent), few_known=True)
    change_consent(db, voice, allowed=known, now=scene.now())
    db.commit()
    scene.build()
    scene.say(output, bea)
    assert HERON in words_in(scene.edition(output).document)
