"""Three addresses for the people who run the platform: alive, ready, figures."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy import text

from app.post.queries import counts_by_state, doubtful_count
from app.web.context import db, platform
from app.web.guard import open_to_all
from app.web.limits import limiter
from app.web.metrics import exposition

bp = Blueprint("health", __name__)
limiter.exempt(bp)


@bp.get("/healthz")
@open_to_all("says only that this process answers")
def alive() -> Response:
    """This process answers."""
    return Response("alive\n", mimetype="text/plain")


@bp.get("/readyz")
@open_to_all("says only that the stores answer")
def ready() -> Response:
    """The database and Redis answer; a lost one gives 503 by way of the error pages."""
    db().execute(text("SELECT 1"))
    platform().redis.ping()
    return Response("ready\n", mimetype="text/plain")


@bp.get("/metrics")
@open_to_all("counts only; no figure is about a person")
def figures() -> Response:
    """Figures for Prometheus."""
    body = exposition(counts_by_state(db()), doubtful_count(db()))
    return Response(body, mimetype="text/plain; version=0.0.4; charset=utf-8")
