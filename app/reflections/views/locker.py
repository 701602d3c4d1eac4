"""The key with which a person's browser seals what it could not send yet."""

from __future__ import annotations

from base64 import b64encode

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.reflections.actions.locker import locker_of
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import signed_in


@bp.get("/reflections/locker")
@signed_in
def locker() -> ResponseReturnValue:
    """Whose locker it is, its key, and a fresh form token to send with what lies in it."""
    mine = locker_of(db(), actor(), now=now())
    key = b64encode(mine.key).decode()
    return jsonify(who=mine.mark, key=key, csrf_token=generate_csrf())
