"""What is shared is on the page of its share and nowhere else, for nobody else."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import Base, new_id
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.reflections.actions.comment import comment_on
from app.reflections.rules.sharing import FACILITATOR
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.cohorts import make_facilitator
from tests.make.people import make_person
from tests.make.shares import PURPOSE, REASON, SECRET, Leads, Sharers

COMMENT = "A sentence that only two people know"
PRIVATE = (SECRET, PURPOSE, COMMENT)
STRANGERS = ("other", "mentor", "second_runner", "lead", "safeguarding")


@pytest.fixture
def people(db: Session) -> Sharers:
    """A cohort with an author, and a facilitator who may read one entry and said something."""
    return Sharers(db)


@pytest.fixture
def share_id(people: Sharers) -> UUID:
    """What is shared with the facilitator."""
    made = people.share(FACILITATOR)
    comment_on(
        *(people.db, people.runner), share_id=made, text=COMMENT, request_key=new_id(), now=NOON
    )
    people.db.commit()
    return made


def pages(app: Flask, facts: dict[str, str]) -> list[str]:
    """An address for every page there is."""
    return [
        re.sub(
            r"<(?:[^:<>]+:)?(\w+)>",
            lambda name: facts.get(name[1], facts["share_id"]),
            rule.rule,
        )
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    ]


def facts_of(people: Sharers, share_id: UUID) -> dict[str, str]:
    """The parts of addresses that lead to what was shared."""
    return {
        "share_id": str(share_id),
        "slug": people.cohort.slug,
        "cohort_id": str(people.cohort.id),
        "person_id": str(people.author.id),
        "reflection_id": str(people.entry),
        "number": "1",
        "kind": "shared",
    }


@pytest.mark.parametrize("who", STRANGERS)
def test_no_page_of_anybody_else_holds_a_word_of_it(
    people: Sharers,
    share_id: UUID,
    app: Flask,
    client: FlaskClient,
    sign_in: SignIn,
    capfd: pytest.CaptureFixture[str],
    who: str,
) -> None:
    roles = {"lead": [PROGRAMME_LEAD], "safeguarding": [SAFEGUARDING_LEAD]}
    if who == "second_runner":
        person = make_facilitator(people.db, people.cohort, name="Second Runner")
    elif who in roles:
        person = make_person(people.db, name=f"A {who}", roles=roles[who])
    else:
        person = getattr(people, who)
    people.db.commit()
    sign_in(client, person)
    fetched = pages(app, facts_of(people, share_id))
    assert len(fetched) > 60
    for address in fetched:
        answer = client.get(address)
        assert not [word for word in PRIVATE if word.encode() in answer.data], address
    output = capfd.readouterr()
    assert not [word for word in PRIVATE if word in output.out + output.err]


def test_the_reader_finds_it_on_the_page_of_the_share_alone(
    people: Sharers, share_id: UUID, app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, people.runner)
    with_it = [
        address
        for address in pages(app, facts_of(people, share_id))
        if any(word.encode() in client.get(address).data for word in PRIVATE)
    ]
    assert with_it == [f"/shares/{share_id}"]


def test_the_first_page_says_that_there_is_something_until_it_was_opened(
    people: Sharers, share_id: UUID, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, people.runner)
    assert f'href="/shares/{share_id}"' in client.get("/home").text
    client.get(f"/shares/{share_id}")
    assert "/shares/" not in client.get("/home").text


def test_no_column_of_the_database_holds_a_word_of_it(
    db: Session, people: Sharers, share_id: UUID
) -> None:
    Leads(db).opened()
    private = [*PRIVATE, REASON]
    for table in Base.metadata.sorted_tables:
        # Bytes read as text where they are text.
        held = str(db.execute(select(table)).all())
        assert not [word for word in private if word in held], table.name
    assert share_id is not None
