"""Only the author: no role and no form leads to a reflection. All pages and files: privacy/."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.kit.db import new_id
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.reflections.actions.versions import add_version
from app.reflections.models import ReflectionVersion
from app.reflections.policy import may_add_version, may_read
from app.reflections.queries import log_page, own_entry, versions_of
from app.reflections.rules.origins import FromStep
from app.web.guard import guard_of
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way
from tests.make.reflections import make_reflection

SECRET = "The heron on the canal listened better than I did"
OFFLINE = "open: a box without anybody's words, which browsers keep for when there is no connection"
SERVICE_WORKER = "open: the script by which browsers keep that box; it holds nothing else"
ROLES = ("participant", "facilitator", "programme lead", "safeguarding lead", "outsider")
# What the author decided to let others read.
CPD_OF_ONES_OWN = (
    *("cpd", "choose_year", "choose_renewal", "new_record", "count", "remove_record"),
    *("choose_records", "keep_ticks", "show_portfolio", "take_portfolio", "cpd_csv", "cpd_xlsx"),
    *("offer_everything", "take_everything"),
    *("offer_import", "send_import", "show_import", "accept_import"),
)
CPD_OF_ONE = ("record", "change_record", "ask_removal")
CPD = {
    **{f"reflections.{name}": "signed_in" for name in CPD_OF_ONES_OWN},
    **{f"reflections.{name}": "policy: may_open_record" for name in CPD_OF_ONE},
}
SHARES = {
    "reflections.own": "signed_in",
    "reflections.of_entry": "policy: may_read",
    "reflections.sharing": "policy: may_read",
    "reflections.preview": "policy: may_read",
    "reflections.share": "policy: may_read",
    "reflections.shared_list": "signed_in",
    "reflections.shared_file": "policy: may_see_share",
    "reflections.shared": "policy: may_see_share",
    "reflections.comment": "policy: may_comment",
    "reflections.remove_comment": "policy: may_see_share",
    "reflections.end": "policy: may_end_share",
}
# Two people together, for a day; tests/reflections/opened_logs/.
OPENED_LOGS = {
    "reflections.own_openings": "signed_in",
    "reflections.own_opening_page": "policy: is_own_log",
    "reflections.openings": "policy: may_see_openings",
    "reflections.asking": "policy: may_ask",
    "reflections.ask": "policy: may_ask",
    "reflections.opening": "policy: may_see_opening",
    "reflections.decision": "policy: may_see_opening",
    "reflections.close": "policy: may_close",
    "reflections.entries": "policy: may_read_log",
    "reflections.entry_in_log": "policy: may_read_log",
}


@pytest.fixture
def way(db: Session) -> Way:
    return make_way(db)


@pytest.fixture
def own(db: Session, way: Way) -> UUID:
    """An entry from a step, with two versions that both hold the secret."""
    begun = FromStep(way.steps["reflect"].id, way.cohort.slug)
    made = make_reflection(db, way.person, SECRET, begun_at=begun)
    add_version(db, way.person, reflection_id=made, text=f"{SECRET}. And again.", seen=1, now=NOON)
    db.commit()
    return made


def somebody(db: Session, way: Way, role: str) -> Person:
    """Another person in this role."""
    roles = {"programme lead": (PROGRAMME_LEAD,), "safeguarding lead": ("safeguarding_lead",)}
    person = make_person(db, name=f"Sam {role}", roles=roles.get(role, ()))
    if role in ("participant", "facilitator"):
        seat = FACILITATOR if role == "facilitator" else "participant"
        make_seat(db, way.cohort, person, role=seat)
    db.commit()
    return person


@pytest.mark.parametrize("role", ROLES)
def test_somebody_elses_entry_is_not_found_and_cannot_be_changed(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, own: UUID, role: str
) -> None:
    sign_in(client, somebody(db, way, role))
    for end in ("", "/versions/new", "/versions/1", "/versions/2"):
        assert client.get(f"/reflections/{own}{end}").status_code == 404
    answer = post(client, f"/reflections/{own}/versions", {"text": "Not mine to write."})
    assert answer.status_code == 404
    assert db.scalar(select(func.count()).select_from(ReflectionVersion)) == 2
    there = client.get(f"/reflections/{own}")
    nothing = client.get(f"/reflections/{new_id()}")
    strip = re.compile(rb'nonce[^"]*"[^"]*"|value="[^"]*"')
    assert strip.sub(b"", there.data) == strip.sub(b"", nothing.data)


def test_the_author_reads_it_and_the_queries_give_it_to_nobody_else(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, own: UUID
) -> None:
    assert SECRET in sign_in(client, way.person).get(f"/reflections/{own}").get_data(as_text=True)
    mine = own_entry(db, way.person, reflection_id=own)
    assert mine is not None
    for role in ROLES:
        other = somebody(db, way, role)
        assert own_entry(db, other, reflection_id=own) is None
        assert versions_of(db, other, own) == []
        assert log_page(db, other, 1, now=NOON).page.total == 0
        assert not may_read(other, mine)
        assert not may_add_version(other, mine)
    assert may_read(way.person, mine)


def test_each_page_of_this_room_says_whom_it_is_for(app: Flask) -> None:
    guards = {
        endpoint: guard_of(view)
        for endpoint, view in app.view_functions.items()
        if endpoint.startswith("reflections.")
    }
    assert guards == {
        "reflections.log": "signed_in",
        "reflections.new_talk": "signed_in",
        "reflections.say_talk": "signed_in",
        "reflections.new_attachment": "policy: may_attach",
        "reflections.add_attachment": "policy: may_attach",
        "reflections.attachment": "policy: may_open_attachment",
        "reflections.new_removal": "policy: may_remove_attachment",
        "reflections.remove": "signed_in",
        "reflections.new": "signed_in",
        "reflections.write": "signed_in",
        "reflections.entry": "policy: may_read",
        "reflections.version": "policy: may_read",
        "reflections.change": "policy: may_add_version",
        "reflections.write_version": "policy: may_add_version",
        "reflections.drafts": "signed_in",
        "reflections.draft": "signed_in",
        "reflections.write_draft": "signed_in",
        "reflections.throw_draft_away": "signed_in",
        "reflections.compare": "policy: may_read",
        "reflections.say_about": "policy: may_add_version",
        "reflections.search": "signed_in",
        "reflections.begin_search": "signed_in",
        "reflections.found": "signed_in",
        "reflections.before_throwing_away": "policy: may_throw_away",
        "reflections.throw_entry": "policy: may_throw_away",
        "reflections.thrown": "signed_in",
        "reflections.bring_entry_back": "signed_in",
        "reflections.erase_entry": "signed_in",
        "reflections.restore": "policy: may_add_version",
        **CPD,
        **SHARES,
        **OPENED_LOGS,
        "reflections.locker": "signed_in",
        "reflections.offline": OFFLINE,
        "reflections.service_worker": SERVICE_WORKER,
    }


def test_signed_out_people_are_asked_to_sign_in(client: FlaskClient, own: UUID) -> None:
    for address in ("/reflections/", "/reflections/new", f"/reflections/{own}"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/sign-in" in answer.headers["Location"]


def test_a_fault_while_saving_leaves_the_words_out_of_the_log(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    way: Way,
    capfd: pytest.CaptureFixture[str],
) -> None:
    sign_in(client, way.person)
    too_long = SECRET * 2000
    answer = post(client, "/reflections/", {"text": too_long})
    assert answer.status_code == 422
    expired = client.post("/reflections/", data={"text": SECRET, "csrf_token": "old"})
    assert expired.status_code == 400
    assert SECRET in expired.get_data(as_text=True)
    output = capfd.readouterr()
    assert SECRET not in output.out + output.err
