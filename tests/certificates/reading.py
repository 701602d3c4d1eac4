"""Badges as people download them and as others check them, for tests."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy.orm import Session

from tests.make.certificates import newest
from tests.make.progress import Way

SITE = "http://learning.example"


def token_of(client: FlaskClient, db: Session, way: Way) -> str:
    """Their badge as they download it."""
    return client.get(f"/account/certificates/{newest(db, way.person).id}/badge.jwt").text


def checked(client: FlaskClient, token: str) -> dict[str, Any]:
    """What a token says, once its signature is checked with the keys that the site serves."""
    keys = KeySet.import_key_set(client.get("/.well-known/jwks.json").get_json(force=True))
    return dict(jwt.decode(token, keys, algorithms=["EdDSA"]).claims)
