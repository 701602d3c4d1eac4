"""Keeping a draft as a page does, and what is kept."""

from __future__ import annotations

from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.reflections.models import DRAFT, ReflectionDraft
from app.vault.models import VaultKey
from app.vault.queries import opened
from tests.browser_like import csrf_token

DATA = {"Accept": "application/json"}


def drafts(db: Session) -> list[str]:
    """What is kept in drafts, opened."""
    db.commit()
    rows = db.execute(
        select(ReflectionDraft, VaultKey.locked)
        .join(VaultKey, VaultKey.owner_id == ReflectionDraft.person_id)
        .order_by(ReflectionDraft.saved_at)
    )
    return [
        opened(db, locked, row.person_id).open(row.sealed, DRAFT, row.draft_key)
        for row, locked in rows
    ]


def keep(client: FlaskClient, key: UUID, text: str, **more: object) -> TestResponse:
    """Keep a draft as a page with scripts does."""
    form = {"csrf_token": csrf_token(client, "/account/"), "request_key": str(key), "text": text}
    return client.post("/reflections/drafts/", data={**form, **more}, headers=DATA)
