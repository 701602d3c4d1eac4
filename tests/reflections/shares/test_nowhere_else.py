"""What is shared is on the page of its share and nowhere else, for nobody else."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import Base, new_id
from app.mentoring.rules.sharing import FACILITATOR
from app.reflections.actions.comment import comment_on
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.shares import PURPOSE, REASON, SECRET, Leads, Sharers

COMMENT = "A sentence that only two people know"
PRIVATE = (SECRET, PURPOSE, COMMENT)


@pytest.fixture
def share_id(people: Sharers) -> UUID:
    """What is shared with the facilitator."""
    made = people.share(FACILITATOR)
    comment_on(
        *(people.db, people.runner), share_id=made, text=COMMENT, request_key=new_id(), now=NOON
    )
    people.db.commit()
    return made


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
