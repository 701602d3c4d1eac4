"""Badges have each property that Open Badges 3.0 requires."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy.orm import Session

from tests.certificates.reading import checked, token_of
from tests.conftest import As
from tests.make.certificates import newest
from tests.make.progress import Way

# By kind: what Open Badges 3.0 (1EdTech, part "Data Models") requires, and what is in what. Its
# schema itself is under terms of its own, so it is not kept here.
ASKED_FOR: dict[str, tuple[str, dict[str, str]]] = {
    "OpenBadgeCredential": (
        "@context id type issuer validFrom credentialSubject",
        {
            "issuer": "Profile",
            "credentialSubject": "AchievementSubject",
            "credentialStatus": "CredentialStatus",
        },
    ),
    "Profile": ("id type", {}),
    "AchievementSubject": (
        "type achievement",
        {"achievement": "Achievement", "identifier": "IdentityObject"},
    ),
    "Achievement": ("id type name description criteria", {"criteria": "Criteria"}),
    "Criteria": ("", {}),
    "IdentityObject": ("type identityHash identityType", {}),
    "CredentialStatus": ("id type", {}),
}
ONE_OF = {"AchievementSubject": ("id", "identifier"), "Criteria": ("id", "narrative")}


def missing(tree: dict[str, Any], kind: str, at: str = "") -> list[str]:
    """What the standard asks for in an object of this kind, and those within it, and is not there.

    It may have more; what it has in places that are named here has its form.
    """
    needs, within = ASKED_FOR[kind]
    found = [f"{at}/{name}" for name in needs.split() if not tree.get(name)]
    if kind in ONE_OF and not any(tree.get(name) for name in ONE_OF[kind]):
        found.append(f"{at}/{' or '.join(ONE_OF[kind])}")
    for name, inner in within.items():
        inside = tree.get(name, [])
        for one in inside if isinstance(inside, list) else [inside]:
            found += missing(one, inner, f"{at}/{name}")
    return found


@pytest.mark.parametrize("hides_name", [False, True])
def test_a_badge_has_each_property_that_open_badges_3_requires(
    db: Session, way: Way, as_person: As, *, hides_name: bool
) -> None:
    newest(db, way.person).hides_name = hides_name
    client = as_person(way.person)
    token = token_of(client, db, way)
    said = checked(client, token)
    assert missing(said, "OpenBadgeCredential") == []
    assert set(said["type"]) >= {"VerifiableCredential", "OpenBadgeCredential"}
    subject = said["credentialSubject"]
    assert "AchievementSubject" in subject["type"]
    assert "Achievement" in subject["achievement"]["type"]
    assert "Profile" in said["issuer"]["type"]
    (who,) = subject["identifier"]
    assert (who["type"], who["hashed"]) == ("IdentityObject", hides_name)
    assert who["identityType"] in {"name", "ext:name"}
    assert bool(who.get("salt")) == hides_name
    # With a zone, as dates of the standard have it; addresses are whole ones.
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", said["validFrom"])
    for address in (said["id"], said["issuer"]["id"], subject["achievement"]["id"]):
        assert urlsplit(address).scheme in {"http", "https"}
    header = json.loads(urlsafe_b64decode(token.split(".")[0] + "=="))
    assert {"alg", "kid"} <= set(header)
    assert {"iss", "jti", "nbf"} <= set(said)


def test_the_list_of_what_is_asked_for_finds_what_is_missing(
    db: Session, way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    said = checked(client, token_of(client, db, way))
    said["credentialSubject"]["achievement"]["criteria"] = {}
    del said["validFrom"]
    assert missing(said, "OpenBadgeCredential") == [
        "/validFrom",
        "/credentialSubject/achievement/criteria",
        "/credentialSubject/achievement/criteria/id or narrative",
    ]
