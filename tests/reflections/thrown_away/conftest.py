"""An entry of one's own, and throwing it away on the pages."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.actions.features import say_feature
from app.reflections.actions.versions import add_version
from tests.browser_like import post
from tests.clock import NOON
from tests.make.library import make_frameworks
from tests.make.reflections import make_reflection

TEXT = "The heron stood quite still."


@pytest.fixture
def own(db: Session, person: Person) -> UUID:
    """An entry with two versions and a feature."""
    made = make_reflection(db, person, TEXT)
    add_version(db, person, reflection_id=made, text=f"{TEXT} So did I.", seen=1, now=NOON)
    make_frameworks(db)
    say_feature(db, person, reflection_id=made, key="power")
    db.commit()
    return made


def throw(client: FlaskClient, own: UUID) -> None:
    answer = post(client, f"/reflections/{own}/removals", {})
    assert answer.headers["Location"] == "/reflections/"
