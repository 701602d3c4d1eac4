"""The page on which a cohort is moved: what would change is told first."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.progress.actions.complete import mark_step_done
from app.progress.models import CohortMove
from app.syllabus.models import Edition, FrameworkEdition, FrameworkItem
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import STEPS, Way, make_edition, make_module, make_seat, make_way
from tests.progress.reading import html_of, words_of


@pytest.fixture
def way(db: Session) -> Way:
    """A person in a cohort, in a course that another edition comes after."""
    return make_way(db)


@pytest.fixture
def other(db: Session, way: Way) -> Edition:
    """The course without its activity, with two new steps; written for another framework."""
    frameworks = [
        FrameworkEdition(
            key=key, title=f"Framework {key}", source="s", source_short="S", dated=key, position=at
        )
        for at, key in enumerate(("2017", "2021"))
    ]
    db.add_all(frameworks)
    db.flush()
    for framework, label in zip(frameworks, ("Control", "Having a say"), strict=True):
        db.add(
            FrameworkItem(
                framework_id=framework.id,
                key="control",
                part="cs",
                label=label,
                text="",
                position=1,
            )
        )
    edition = make_edition(db)
    edition.title = "The course, newer"
    edition.framework_id = frameworks[1].id
    make_module(db, edition.id, 1, [*STEPS[:4], ("more", "read", 5, {}), ("end", "read", 5, {})])
    way.cohort.framework_id = frameworks[0].id
    db.commit()
    return edition


@pytest.fixture
def facilitator(db: Session, client: FlaskClient, sign_in: SignIn, way: Way) -> Person:
    """Who runs the cohort, signed in."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    db.commit()
    sign_in(client, person)
    return person


def page_of(way: Way, edition: Edition | None = None) -> str:
    asked = f"?edition={edition.key}&framework=" if edition else ""
    return f"/cohorts/{way.cohort.slug}/edition{asked}"


def moves(way: Way) -> str:
    return f"/cohorts/{way.cohort.slug}/moves"


def test_the_page_tells_where_the_cohort_is_and_what_there_is(
    client: FlaskClient, way: Way, other: Edition, facilitator: Person
) -> None:
    words = words_of(client, page_of(way))
    assert "Course now The course Framework now Framework 2017" in words
    assert "The course, newer" in words
    assert "Nothing moves until you say so." in words
    modules = html_of(client, f"/cohorts/{way.cohort.slug}/modules")
    assert f'href="{page_of(way)}"' in modules


def test_what_would_change_is_told_before_anything_moves(
    db: Session,
    client: FlaskClient,
    way: Way,
    other: Edition,
    facilitator: Person,
    count_statements: CountStatements,
) -> None:
    with count_statements() as sent:
        words = words_of(client, page_of(way, other))
    assert len(sent) <= 16
    assert "4 steps of the course now are in the other one too." in words
    assert "1 step is not in the other one." in words
    assert "2 steps are new." in words
    assert "step 'Step act' is taken out." in words
    assert "'Control' is now called 'Having a say'." in words
    assert f"Move {way.cohort.name}" in words
    db.commit()
    assert list(db.scalars(select(CohortMove))) == []


def test_the_numbers_are_of_the_course_and_the_same_whatever_people_did(
    db: Session, client: FlaskClient, way: Way, other: Edition, facilitator: Person
) -> None:
    before = words_of(client, page_of(way, other))
    mark_step_done(db, way.person, at=way.at("act"), now=NOON)
    db.commit()
    assert words_of(client, page_of(way, other)) == before


def test_a_yes_moves_the_cohort_once_and_the_page_says_who_did_it(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    way: Way,
    other: Edition,
    facilitator: Person,
) -> None:
    mark_step_done(db, way.person, at=way.at("welcome"), now=NOON)
    db.commit()
    form: dict[str, object] = {"edition": other.key, "framework": "2021"}
    for _ in range(2):
        assert post(client, moves(way), form).location == page_of(way)
    words = words_of(client, page_of(way))
    assert "Course now The course, newer Framework now Framework 2021" in words
    said = "Wednesday 20 January 2027: from “The course” to “The course, newer”, by Farah"
    assert words.count(said) == 1
    assert "The cohort is there already" in words_of(client, page_of(way, other))
    sign_in(client, way.person)
    assert "1 of 6 steps done" in words_of(client, way.address())


@pytest.mark.parametrize("form", [{}, {"edition": "no-such-edition"}, {"framework": "2021"}])
def test_a_wrong_form_moves_nothing(
    db: Session,
    client: FlaskClient,
    way: Way,
    other: Edition,
    facilitator: Person,
    form: dict[str, object],
) -> None:
    answer = post(client, moves(way), form)
    assert answer.status_code == 422
    assert "Choose an edition from the list." in answer.get_data(as_text=True)
    assert client.get(f"{page_of(way)}?edition=no-such-edition").status_code == 422
    assert list(db.scalars(select(CohortMove))) == []


def test_only_those_who_look_after_the_cohort_may_look_and_move(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, other: Edition
) -> None:
    form: dict[str, object] = {"edition": other.key}
    for person in (way.person, make_way(db).person):
        sign_in(client, person)
        assert client.get(page_of(way)).status_code == 404
        assert post(client, moves(way), form).status_code == 404
    lead = make_person(db, roles=(PROGRAMME_LEAD,))
    db.commit()
    sign_in(client, lead)
    assert client.get(page_of(way, other)).status_code == 200
    assert post(client, moves(way), form).status_code == 302


def test_a_course_with_one_edition_has_nowhere_to_move(
    client: FlaskClient, way: Way, facilitator: Person
) -> None:
    words = words_of(client, page_of(way))
    assert "Framework now None chosen" in words
    assert "There is no other edition to move to." in words
