"""Whoever types in for somebody sees nothing that they did themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR, INVITED, LEFT
from app.people.rules import PROGRAMME_LEAD
from app.progress.models import StepProgress
from app.reflections.models import Reflection
from tests.browser_like import post
from tests.make.people import make_person
from tests.make.progress import QUESTIONS, Way, make_seat, make_way
from tests.progress.reading import html_of, row_of, words_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from app.people.models import Person
    from tests.conftest import SignIn
from tests.progress.typing_in import BOTH, FEEDBACK, form, paper


def test_of_a_reflection_only_that_it_happened_can_be_typed_in(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    page = html_of(client, paper(way, "/module-1"))
    assert "<textarea" not in page.split('id="maincontent"')[1]
    assert 'type="text"' not in page.split('id="maincontent"')[1]
    assert "a log is private, so none are typed in here." in page
    sent = form(text="Their private words.", reflection="Their private words.")
    post(client, paper(way, "/module-1/reflect/completions"), sent)
    row = row_of(db, way, "reflect")
    assert row is not None
    assert row.done_by_rule == "marked"
    assert "private words" not in str(row.evidence)
    assert db.scalar(select(func.count()).select_from(Reflection)) == 0


def test_nothing_that_somebody_did_online_is_on_the_pages_before_or_after_an_entry(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    pages = [paper(way), paper(way, "/module-1"), paper(way, "/module-2")]
    sign_in(client, farah)
    before = [words_of(client, page) for page in pages]
    sign_in(client, way.person)
    post(client, way.address("check", "/answers"), {"answer-first": "listen", "check": "first"})
    post(client, way.address("welcome", "/completions"))
    step = str(way.steps["reflect"].id)
    post(client, "/reflections/", {"text": "A secret about my day.", "step": step})
    sign_in(client, farah)
    assert [words_of(client, page) for page in pages] == before
    page = html_of(client, paper(way, "/module-1"))
    assert not any(said in page for said in (*FEEDBACK.values(), "A secret about my day."))
    assert page.count(" checked") == len(QUESTIONS)
    assert page.count('value="" checked') == len(QUESTIONS)
    assert client.get(paper(way, "/module-1/check/replies")).status_code == 404
    post(client, paper(way, "/module-1/check/answers"), form(**{"answer-second": "one"}))
    replies = words_of(client, paper(way, "/module-1/check/replies"))
    assert "Which comes first?" not in replies
    assert "Listening" not in replies
    # A step is shown as typed in whether or not the person had done it before.
    for key in ("welcome", "story", "reflect"):
        post(client, paper(way, f"/module-1/{key}/completions"), form())
    assert words_of(client, paper(way, "/module-1")).count("Typed in Farah") == 4


def test_answers_are_read_out_only_to_whoever_typed_them_in(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    post(sign_in(client, farah), paper(way, "/module-1/check/answers"), form(**BOTH))
    assert "/check/replies" in html_of(client, paper(way, "/module-1"))
    other = make_person(db)
    make_seat(db, way.cohort, other, role=FACILITATOR)
    db.commit()
    sign_in(client, other)
    assert client.get(paper(way, "/module-1/check/replies")).status_code == 404
    page = html_of(client, paper(way, "/module-1"))
    assert not any(said in page for said in FEEDBACK.values())
    assert "/check/replies" not in page
    assert page.count(" checked") == len(QUESTIONS)


def test_only_those_who_look_after_the_cohort_type_in_and_only_for_those_who_take_part(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    stranger, lead = make_person(db), make_person(db, roles=(PROGRAMME_LEAD,))
    make_seat(db, make_way(db).cohort, stranger, role=FACILITATOR)
    colleague = make_person(db)
    make_seat(db, way.cohort, colleague)
    invited = make_person(db)
    make_seat(db, way.cohort, invited, state=INVITED)
    gone = make_person(db)
    make_seat(db, way.cohort, gone, state=LEFT)
    db.commit()

    def codes(whose: Person) -> set[int]:
        pages = [client.get(paper(way, end, whose)) for end in ("", "/module-1")]
        sent = form(**BOTH)
        forms = [
            post(client, paper(way, f"/module-1/{end}", whose), sent)
            for end in ("welcome/completions", "check/answers")
        ]
        return {answer.status_code for answer in (*pages, *forms)}

    for outsider in (stranger, colleague, way.person):
        sign_in(client, outsider)
        assert codes(way.person) == {404}
    sign_in(client, farah)
    for whose in (farah, invited, gone, stranger):
        assert codes(whose) == {404}
    assert db.scalar(select(func.count()).select_from(StepProgress)) == 0
    sign_in(client, lead)
    assert codes(way.person) == {200, 302}
    assert client.get("/cohorts/%00/people/" + str(way.person.id) + "/paper").status_code == 404


def test_nobody_types_in_for_themselves(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    way.person.roles = [PROGRAMME_LEAD]
    db.commit()
    sign_in(client, way.person)
    assert client.get(paper(way)).status_code == 404
    sent = form()
    assert post(client, paper(way, "/module-1/act/completions"), sent).status_code == 404


def test_the_page_of_a_person_leads_here_when_they_take_part(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    base = f"/cohorts/{way.cohort.slug}/people"
    link = f'href="{paper(way)}"'
    for page in (base, f"{base}/{way.person.id}", f"{base}/{way.person.id}/modules"):
        assert link in html_of(client, page)
    seat = db.get_one(Enrolment, way.enrolment.id)
    seat.state = INVITED
    db.commit()
    for page in (base, f"{base}/{way.person.id}", f"{base}/{way.person.id}/modules"):
        assert link not in html_of(client, page)


def test_when_who_typed_it_in_is_gone_the_entry_stays_without_a_name(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    post(sign_in(client, farah), paper(way, "/module-1/act/completions"), form())
    db.delete(db.scalars(select(Enrolment).where(Enrolment.person_id == farah.id)).one())
    db.delete(farah)
    db.commit()
    words = words_of(sign_in(client, way.person), way.address("act"))
    assert "Somebody who ran the cohort entered this for you" in words
