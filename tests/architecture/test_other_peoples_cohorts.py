"""No address of a cohort opens for those who are not in it, whatever ids they put together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.cohorts.actions.rosters import keep_roster
from app.cohorts.models import Cohort
from app.cohorts.rules import DECLINED, INVITED, LEFT, WITHDRAWN
from app.gatherings.models import GatheringRole, SessionProposal
from app.kit.db import new_id
from app.people.models import Person
from app.web.guard import guard_of
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.certificates import make_certificate_of
from tests.make.cohorts import (
    make_cohort,
    make_enrolment,
    make_facilitator,
    make_member,
    make_word,
)
from tests.make.gatherings import enrolment_of, make_gathering, make_role
from tests.make.groups import make_group
from tests.make.indicators import make_indicator
from tests.make.people import make_person
from tests.make.register import make_follow_up

Ids = dict[str, object]
ROOTS = ("/cohorts/<slug>/", "/sessions/<uuid:gathering_id>", "/proposals/")
# What those may open who are, or were, on the list of a cohort without being in it.
ANSWER, LEAVE, FRONT = "may_answer_invitation", "may_leave", "may_see_front"
# What whoever is in a cohort may open; all else is for those who run it.
FOR_MEMBERS = {
    *(ANSWER, LEAVE, FRONT, "may_open", "may_learn", "may_see_gathering", "may_reply"),
    *("may_catch_up", "may_see_outputs"),
    # Whoever made the group is in it.
    *("may_see_group", "may_write_in_group", "may_leave_group", "may_erase_group"),
    *("may_see_indicator", "may_record"),
}


def everything_of(db: Session, slug: str) -> Ids:
    """A cohort with one of each thing that has an address, by the address's words."""
    cohort = make_cohort(db, slug=slug)
    farah, person = make_facilitator(db, cohort), make_member(db, cohort)
    gathering = make_gathering(db, cohort)
    seat = make_enrolment(db, cohort, make_person(db))
    proposal = SessionProposal(
        cohort_id=cohort.id,
        proposed_by_id=person.id,
        proposed_at=NOON,
        title="A walk",
        about="",
        suits="",
        how="in_person",
        request_key=new_id(),
    )
    db.add(proposal)
    roster = keep_roster(
        *(db, farah),
        cohort_id=cohort.id,
        name="list.csv",
        content=b"Name,Email\nAnn Other,ann@example.org\n",
        standing="pcn_staff",
        now=NOON,
    )
    db.flush()
    return {
        "slug": slug,
        "person_id": person.id,
        "enrolment_id": enrolment_of(db, gathering, person),
        "gathering_id": gathering.id,
        "role_id": make_role(db, gathering).id,
        "follow_up_id": make_follow_up(db, gathering, seat).id,
        "key_id": make_word(db, cohort, word=slug[:8]).id,
        "roster_id": roster.id,
        "proposal_id": proposal.id,
        "group_id": make_group(db, person, cohort, seen_by="cohort"),
        "indicator_id": make_indicator(db, person, cohort).indicator.id,
        "certificate_id": make_certificate_of(db, cohort, person).id,
        "kind": "reminder",
    }


@pytest.fixture
def theirs(db: Session) -> Ids:
    """The ids of somebody else's cohort."""
    return everything_of(db, "hilltops")


def addresses(app: Flask, ids: Ids) -> Iterator[tuple[Rule, str, str, str]]:
    """Each rule, its guard, a method and an address of this cohort."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(ROOTS) and rule.arguments <= ids.keys():
            guard = (guard_of(app.view_functions[rule.endpoint]) or "").removeprefix("policy: ")
            with app.test_request_context():
                built = rule.build({name: ids[name] for name in rule.arguments})
            assert built is not None
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, guard, method, built[1]


def opened(app: Flask, client: FlaskClient, ids: Ids) -> dict[str, str]:
    """What answers anything else than that it is not there, with its guard."""
    app.config["WTF_CSRF_ENABLED"] = False
    found = {}
    walked = 0
    for rule, guard, method, address in addresses(app, ids):
        walked += 1
        status = client.open(address, method=method).status_code
        if status != 404:
            found[f"{method} {rule.rule} {status}"] = guard
    assert walked > 90
    return found


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("elsewhere", set()),
        (LEFT, {ANSWER, LEAVE}),
        (WITHDRAWN, {ANSWER, LEAVE}),
        (DECLINED, {ANSWER, LEAVE, FRONT}),
        (INVITED, {ANSWER, LEAVE, FRONT}),
    ],
)
def test_who_is_not_in_a_cohort_opens_nothing_of_it(
    db: Session,
    app: Flask,
    client: FlaskClient,
    sign_in: SignIn,
    theirs: Ids,
    state: str,
    may: set[str],
) -> None:
    actor = make_facilitator(db, make_cohort(db)) if state == "elsewhere" else make_person(db)
    if state != "elsewhere":
        make_enrolment(db, db.query(Cohort).filter_by(slug="hilltops").one(), actor, state=state)
    db.commit()
    found = opened(app, sign_in(client, actor), theirs)
    assert {address: guard for address, guard in found.items() if guard not in may} == {}


def test_who_takes_part_opens_nothing_of_those_who_run_it(
    db: Session, app: Flask, client: FlaskClient, sign_in: SignIn, theirs: Ids
) -> None:
    actor = db.get_one(Person, theirs["person_id"])
    db.commit()
    found = opened(app, sign_in(client, actor), theirs)
    # What only whoever leads or runs the cohort may open is not among it.
    assert {address: guard for address, guard in found.items() if guard not in FOR_MEMBERS} == {}


def test_ones_own_cohort_opens_nothing_of_another(
    db: Session, app: Flask, client: FlaskClient, sign_in: SignIn, theirs: Ids
) -> None:
    own = everything_of(db, "riverside")
    actor = make_facilitator(db, db.query(Cohort).filter_by(slug="riverside").one())
    db.commit()
    client = sign_in(client, actor)
    app.config["WTF_CSRF_ENABLED"] = False
    found = []
    for stranger in ("person_id", "enrolment_id", "follow_up_id", "key_id", "roster_id"):
        for rule, _, method, address in addresses(app, {**own, stranger: theirs[stranger]}):
            if stranger in rule.arguments:
                status = client.open(address, method=method).status_code
                found += [f"{method} {rule.rule} {status}"] if status != 404 else []
    assert found == []
    address = f"/sessions/{own['gathering_id']}/roles/{theirs['role_id']}/removals"
    assert client.post(address).status_code == 302
    db.expire_all()
    assert db.get(GatheringRole, theirs["role_id"]) is not None
    assert client.open(f"/sessions/{new_id()}").status_code == 404
