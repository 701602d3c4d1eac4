"""What people do is written down once, in the same transaction, and without a word of theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask, abort
from sqlalchemy.orm import Session

from app.audit.actions.record import note, record
from app.audit.rules.entries import Fact
from app.cli import dlp
from app.cohorts.models import Cohort
from app.kit.deeds import people
from app.people.actions.register import set_password
from app.reflections.models import Reflection
from app.web.context import db as web_db
from app.web.guard import signed_in
from app.wiring import Platform
from tests.apps import new_app
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import enrolment_of, make_gathering
from tests.make.people import make_person
from tests.make.record import recorded


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort."""
    return make_cohort(db)


def test_a_reply_that_a_facilitator_enters_names_both(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=NOON + timedelta(days=10))
    amina, farah = make_member(db, cohort), make_facilitator(db, cohort)
    enrolment = enrolment_of(db, gathering, amina)
    here = f"/sessions/{gathering.id}/replies/{enrolment}"
    sent: dict[str, object] = {"answer": "coming", "needs": "a word of hers"}
    assert post(as_person(farah), here, sent).status_code == 302
    (entry,) = recorded(db)
    assert (entry.by, entry.actor_id, entry.whom_id) == ("person", farah.id, amina.id)
    assert (entry.deed, entry.readers) == ("gatherings.enter_reply", "cohort")
    assert (entry.cohort_id, entry.at) == (cohort.id, NOON)
    assert entry.things == {"gathering_id": str(gathering.id), "enrolment_id": str(enrolment)}
    assert entry.facts == {}


def test_whom_a_form_names_is_written_down_as_a_person(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    amina, farah = make_member(db, cohort), make_facilitator(db, cohort)
    here = f"/cohorts/{cohort.slug}/proposals/entries"
    told = {"title": "A walk", "about": "A walk.", "how": "online"}
    assert post(as_person(farah), here, {"person": str(amina.id), **told}).status_code == 302
    (entry,) = recorded(db)
    assert (entry.deed, entry.whom_id) == ("gatherings.enter_one_proposal", amina.id)
    assert "walk" not in str(vars(entry))


def test_what_is_refused_or_only_looked_at_leaves_no_row(db: Session, as_person: As) -> None:
    browser = as_person(make_person(db))
    assert browser.get("/account/").status_code == 200
    assert post(browser, "/reflections/", {"text": ""}).status_code >= 400
    assert browser.post("/reflections/", data={"text": "No token."}).status_code == 400
    assert recorded(db) == []


def test_what_first_asks_who_is_here_is_not_written_down_before_it_is_done(
    db: Session, clock: StoppedClock, as_person: As
) -> None:
    browser = as_person(make_person(db))
    clock.move(minutes=20)
    asked = post(browser, "/account/data/erasure")
    assert asked.location.startswith("/account/step")
    assert recorded(db) == []


def test_an_entry_of_a_log_is_one_row_for_its_author_and_one_statement(
    db: Session, as_person: As, count_statements: CountStatements
) -> None:
    amina = make_person(db)
    browser = as_person(amina)
    with count_statements() as sent:
        assert post(browser, "/reflections/", {"text": "Heron."}).status_code == 302
    assert len([one for one in sent if "record_entry" in one]) == 1
    (entry,) = recorded(db)
    assert (entry.deed, entry.readers, entry.things) == ("reflections.write", "own", {})
    assert db.query(Reflection).count() == 1


def test_signing_in_and_out_are_written_down_under_who_it_was(
    db: Session, as_person: As, app: Flask
) -> None:
    amina = make_person(db)
    browser = as_person(amina)
    post(browser, "/sign-out")
    assert [(one.deed, one.actor_id) for one in recorded(db)] == [("people.sign_out", amina.id)]
    # They are nobody yet when they sign in.
    set_password(db, amina, password="three words here", now=NOON)
    db.commit()
    sent: dict[str, object] = {"email": amina.email, "password": "three words here"}
    assert post(app.test_client(), "/sign-in", sent, page="/sign-in").status_code == 302
    assert [(one.deed, one.actor_id) for one in recorded(db)][1:] == [
        ("people.signed_in_password", amina.id)
    ]
    # Nobody is there: nothing was done.
    post(app.test_client(), "/sign-out", page="/sign-in")
    assert post(app.test_client(), "/account/", page="/sign-in").status_code == 302
    assert len(recorded(db)) == 2


def test_what_goes_wrong_afterwards_takes_the_row_with_it(
    db: Session, platform: Platform, sign_in: SignIn
) -> None:
    app = new_app(platform)
    app.config["WTF_CSRF_ENABLED"] = False
    amina = make_person(db)
    db.commit()

    @signed_in
    def without_words() -> str:
        note(web_db(), whom_id=amina.id, places=3)
        return "done"

    app.add_url_rule("/hers", "hers", without_words, methods=["POST"])
    app.add_url_rule("/fails", "fails", signed_in(lambda: abort(409)), methods=["POST"])
    browser = sign_in(app.test_client(), amina)
    assert browser.post("/fails").status_code == 409
    assert recorded(db) == []
    # An address without words is written down too, for whoever did it.
    assert browser.post("/hers").status_code == 200


def test_a_fact_is_a_number_a_day_an_id_or_a_word_of_ours_and_never_a_text(db: Session) -> None:
    deed = people("did it")
    facts: dict[str, Fact] = {
        "seats": 12,
        "open": True,
        "day": NOON.date(),
        "who": make_person(db).id,
        "to": "yes",
    }
    record(db, "people.it", deed, now=NOON, by="platform", facts=facts)
    db.commit()
    (entry,) = recorded(db)
    assert set(entry.facts) == set(facts)
    for text in ("I was sad.", "Amina", "", "a" * 41):
        with pytest.raises(ValueError, match="words of ours"):
            record(db, "people.it", deed, now=NOON, by="platform", facts={"said": text})
        with pytest.raises(ValueError, match="words of ours"):
            note(db, said=text)


def test_what_is_done_on_the_command_line_is_written_down(db: Session, platform: Platform) -> None:
    done = CliRunner().invoke(
        dlp.commands["person"],
        ["add", "lead@learning.example", "--name", "Lena Lead", "--role", "programme_lead"],
        obj=platform,
    )
    assert done.exit_code == 0, done.output
    (entry,) = recorded(db)
    assert (entry.by, entry.actor_id, entry.deed) == ("command", None, "people.person_added")
    assert entry.facts == {"role": "programme_lead"}
    assert entry.whom_id is not None
    assert "Lena" not in str(vars(entry))
