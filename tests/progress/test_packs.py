"""Who may print modules and sheets, how they come, and that printing keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR, INVITED
from app.factory import create_app
from app.gateways.ports.press import PressJam
from app.kit.booklet import Booklet
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.progress.models import Answer, StepProgress
from app.syllabus.models import CoursePicture, Step
from app.wiring import Platform
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_module, make_seat, make_way
from tests.progress.printing import pages_of
from tests.progress.reading import html_of, words_of

DIGEST = "ab" * 32
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b'<rect width="9" height="9"/></svg>'
)
SHEET = "<h3>What we saw</h3><hr>"


@pytest.fixture
def way(db: Session) -> Way:
    """Two modules: one open, with a sheet and a picture, and one that opens after some days."""
    made = make_way(db, modules=2)
    made.modules[1].opens_days = 5
    walk = Step(module_id=made.modules[0].id, key="walk", position=9, kind="download", minutes=3)
    walk.title, walk.data = "A sheet: for your walk?", {"sheet": SHEET}
    walk.html = f'<p><img src="/course/pictures/{DIGEST}/a.svg" alt="Two friends"></p>'
    drawn = CoursePicture(edition_id=made.cohort.edition_id, name="a.svg", digest=DIGEST)
    drawn.media_type, drawn.width, drawn.height = "image/svg+xml", 40, 20
    drawn.content = DRAWING
    db.add_all([walk, drawn])
    db.commit()
    return made


@pytest.fixture
def facilitator(db: Session, way: Way) -> Person:
    """Who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    way.cohort.phone = "01632 960000"
    db.commit()
    return person


def pack(way: Way, number: int = 1, more: str = "") -> str:
    return f"/modules/{way.cohort.slug}/module-{number}/pack.pdf{more}"


def cohort_pack(way: Way, number: int = 1) -> str:
    return f"/cohorts/{way.cohort.slug}/packs/module-{number}.pdf"


def printed(client: FlaskClient, address: str) -> str:
    """All the words of the PDF at this address."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), address
    return " ".join(pages_of(answer.data))


def test_a_learner_prints_an_open_module_and_keeps_it_to_themselves(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    sign_in(client, way.person)
    answer = client.get(pack(way))
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="Module 1 - Module title 1.pdf"'
    )
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert "Cookie" in answer.headers["Vary"]
    text = " ".join(pages_of(answer.data))
    assert "The words of welcome." in text
    assert "Ask Farah Facilitator, on 01632 960000." in text
    assert b"Two friends" in answer.data or "Two friends".encode("utf-16-be") in answer.data


def test_printing_is_not_progress(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    sign_in(client, way.person)
    client.get(pack(way))
    client.get(way.address("walk/sheet.pdf"))
    for table in (StepProgress, Answer):
        assert not db.scalar(select(func.count()).select_from(table))


def test_a_locked_module_answers_like_a_locked_step(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    sign_in(client, way.person)
    answer = client.get(pack(way, 2))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert "Opens on Monday 25 January 2027 (UK time)" in page
    assert "The words of" not in page


def test_a_step_that_waits_is_told_and_not_printed(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    way.steps["story"].needs = ["welcome"]
    step = db.scalars(select(Step).where(Step.key == "walk")).one()
    step.needs = ["welcome"]
    db.commit()
    sign_in(client, way.person)
    text = printed(client, pack(way))
    assert "The words of welcome." in text
    assert "The words of story." not in text
    assert "This step is not open yet." in text
    assert client.get(way.address("walk/sheet.pdf")).status_code == 403


def test_those_who_look_after_the_cohort_print_any_module(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    db.commit()
    for person in (facilitator, lead):
        sign_in(client, person)
        assert "The words of story." in printed(client, cohort_pack(way, 2))


def test_nobody_else_prints_what_is_not_theirs(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    other = make_way(db)
    asked = make_person(db)
    make_seat(db, way.cohort, asked, state=INVITED)
    db.commit()
    for person in (other.person, asked):
        sign_in(client, person)
        for address in (pack(way), way.address("walk/sheet.pdf"), cohort_pack(way)):
            assert client.get(address).status_code == 404
    sign_in(client, way.person)
    assert client.get(cohort_pack(way)).status_code == 404


def test_what_is_not_there_is_not_found(
    client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    sign_in(client, facilitator)
    nothing = [
        *(pack(way, 9), cohort_pack(way, 9), f"/cohorts/{way.cohort.slug}/packs/%00.pdf"),
        *(way.address("nothing/sheet.pdf"), way.address("welcome/sheet.pdf")),
    ]
    assert [client.get(address).status_code for address in nothing] == [404] * 5


def test_a_sheet_prints_alone_under_a_name_that_files_can_have(
    client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    sign_in(client, way.person)
    answer = client.get(way.address("walk/sheet.pdf"))
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="Module 1 - A sheet for your walk.pdf"'
    )
    (page,) = pages_of(answer.data)
    assert page.startswith("Module 1: Module title 1, step 6 A sheet: for your walk?")
    assert "What we saw" in page


def test_print_is_as_large_as_one_reads_unless_one_asks_otherwise(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    sign_in(client, way.person)

    def look(more: str = "") -> bytes:
        return client.get(pack(way, 1, more)).get_data()

    normal, large, wide = look(), look("?size=large"), look("?spacing=wide")
    assert len({normal, large, wide}) == 3
    assert look("?size=enormous&spacing=%00") == normal
    way.person.text_size = "largest"
    db.commit()
    assert (look(), look("?size=normal")) == (large, normal)
    way.person.text_size, way.person.spacing = "normal", "wide"
    db.commit()
    assert (look(), look("?spacing=normal")) == (wide, normal)


def test_a_pack_costs_few_statements_however_long_the_module(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    way: Way,
    facilitator: Person,
    count_statements: CountStatements,
) -> None:
    many: list[tuple[str, str, int, dict[str, Any]]] = [
        (f"step-{number}", "read", 3, {}) for number in range(40)
    ]
    make_module(db, way.cohort.edition_id, 3, many)
    db.commit()
    sign_in(client, facilitator)
    # Who asks, their seat, the course, the module with its steps, who runs it, and its pictures.
    most = {pack(way): 6, pack(way, 3): 5, cohort_pack(way): 5, cohort_pack(way, 3): 4}
    for address, number in most.items():
        with count_statements() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) == number, (address, sent)


class JammedPress:
    """Prints nothing."""

    def pdf(self, booklet: Booklet) -> bytes:
        """Jam."""
        raise PressJam(booklet.title)


def test_a_press_that_jams_is_said_in_a_sentence(
    platform: Platform, sign_in: SignIn, way: Way
) -> None:
    app = create_app(replace(platform, booklets=JammedPress()))
    client = app.test_client()
    sign_in(client, way.person)
    answer = client.get(pack(way))
    assert answer.status_code == 422
    assert "We could not print this." in answer.get_data(as_text=True)


def test_the_way_to_the_pack_stands_on_the_pages_of_modules(
    client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    sign_in(client, way.person)
    front = html_of(client, way.address())
    assert f'href="{pack(way)}"' in front
    assert f'href="{pack(way, 1, "?size=large")}"' in front
    assert "pack.pdf" not in html_of(client, f"/modules/{way.cohort.slug}/module-2/")
    sheet = html_of(client, way.address("walk/sheet"))
    assert f'href="{way.address("walk/sheet.pdf")}"' in sheet
    sign_in(client, facilitator)
    doors = f"/cohorts/{way.cohort.slug}/modules"
    assert f'href="{cohort_pack(way, 2)}"' in html_of(client, doors)
    assert "Print module 2 (PDF)" in words_of(client, doors)
