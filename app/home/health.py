"""Three addresses for the people who run the platform: alive, ready, figures."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Blueprint, Response, request
from sqlalchemy import text

from app.kit.errors import NotFound
from app.post.queries import counts_by_state, doubtful_count
from app.web.context import db, platform
from app.web.guard import open_to_all
from app.web.limits import limiter
from app.web.metrics import exposition

bp = Blueprint("health", __name__)
# Each proxy says for whom it asks in one of these.
BY_PROXY = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")
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
@open_to_all("counts only, and only for who asks from inside")
def figures() -> Response:
    """Figures for Prometheus.

    Whoever asks by way of a proxy is outside: the number of letters, looked at before and after an
    address was typed, would tell whether somebody has an account.
    Raises: NotFound.
    """
    if not _is_inside():
        raise NotFound
    body = exposition(counts_by_state(db()), doubtful_count(db()))
    return Response(body, mimetype="text/plain; version=0.0.4; charset=utf-8")


def _is_inside() -> bool:
    """Whether a machine of our own asks, with no proxy between."""
    try:
        is_near = ip_address(request.remote_addr or "").is_private
    except ValueError:
        is_near = False
    return is_near and not any(name in request.headers for name in BY_PROXY)
