"""What cannot belong to an entry is refused by its place, or left out."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.clock import NOON
from tests.make.library import make_frameworks
from tests.reflections.cpd.belongings import attached, feature_keys
from tests.reflections.cpd.logs import entry, log, say_yes, send
from tests.reflections.cpd.unpacking import data_of, everything


def test_features_that_are_none_are_left_out(
    db: Session, client: FlaskClient, person: Person
) -> None:
    make_frameworks(db)
    [known, *_] = feature_keys(db)
    db.commit()
    told = [{"key": known, "label": "x"}, {"key": known}, {"key": "a secret of mine"}]
    send(client, json.dumps(log(entry("Words.", features=told))).encode())
    say_yes(client)
    [own] = data_of(everything(client))["entries"]
    assert [one["key"] for one in own["features"]] == [known]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a talk to come": ({"spoken": {"day": "2099-01-01", "company": "alone"}}, "spoken, day"),
    "a talk with somebody named": (
        {"spoken": {"day": "2026-01-01", "company": "Ottoline"}},
        "spoken, company",
    ),
    "a file twice": (
        {"attachments": [attached(key=str(UUID(int=7))), attached(key=str(UUID(int=7)))]},
        "number 1, attachments",
    ),
    "a file of tomorrow": (
        {"attachments": [attached(added_at="2099-01-01T00:00:00Z")]},
        "attachments, added_at",
    ),
    "a long description": (
        {"attachments": [attached(description="x" * 501)]},
        "attachments, number 1, description",
    ),
    "an origin that is none": ({"origin": {"session": "../x"}}, "origin, session"),
    "a version that has itself again": (
        {
            "versions": [
                {"number": 1, "written_at": NOON.isoformat(), "text": "a", "restored_from": 0}
            ]
        },
        "versions, number 1, restored_from",
    ),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_cannot_be_is_named_by_its_place(
    client: FlaskClient, person: Person, bad: str
) -> None:
    more, place = BAD[bad]
    answer = send(client, json.dumps(log(entry("Sound.") | more)).encode())
    assert answer.status_code == 422
    assert place in answer.get_data(as_text=True)
