"""Open Badges: one's own to take along, and all that whoever checks one needs."""

from __future__ import annotations

import json
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from app.certificates.errors import NotValid
from app.certificates.models import Certificate
from app.certificates.policy import may_have
from app.certificates.queries.badges import badge_facts, course_of_key, valid_places
from app.certificates.queries.keys import badge_keys
from app.certificates.queries.own import own_certificate
from app.certificates.rules.badge import (
    achievement_of,
    credential_of,
    issuer_of,
    signed,
    status_list,
)
from app.certificates.rules.keys import public_part
from app.certificates.views.blueprint import bp
from app.kit.errors import NotFound
from app.web.context import db, now, platform
from app.web.downloads import download
from app.web.guard import guard, open_to_all
from app.web.limits import limiter

BADGE = "/account/certificates/<uuid:certificate_id>/badge"
PUBLIC = "whoever checks a badge needs it, and it names nobody"
JSON, KEYS = "application/json", "application/jwk-set+json"
TOKEN = "application/vc+jwt"  # noqa: S105 - a kind of file
LOOKS = "120 per minute"
MOST_LISTS = 10_000


@bp.get(f"{BADGE}.jwt")
@guard(own_certificate, may_have)
def own_badge(certificate: Certificate) -> ResponseReturnValue:
    """The actor's badge, signed.

    Raises: NotValid.
    """
    token = signed(_credential(certificate), badge_keys(platform().settings), _site())
    return download(token.encode(), TOKEN, f"badge-{certificate.said_code}.jwt")


@bp.get(f"{BADGE}.json")
@guard(own_certificate, may_have)
def own_badge_to_read(certificate: Certificate) -> ResponseReturnValue:
    """What the actor's badge says, for a person to read.

    Raises: NotValid.
    """
    text = json.dumps(_credential(certificate), indent=2, ensure_ascii=False)
    return download(text.encode(), JSON, f"badge-{certificate.said_code}.json")


@bp.get("/.well-known/jwks.json")
@open_to_all(PUBLIC)
def public_keys() -> ResponseReturnValue:
    """The public half of every key that ever signed badges."""
    return _as_json(badge_keys(platform().settings).set_of_public_keys(_site()), KEYS)


@bp.get("/badges/keys/<name>")
@open_to_all(PUBLIC)
def public_key(name: str) -> ResponseReturnValue:
    """The public half of one key.

    Raises: NotFound.
    """
    key = badge_keys(platform().settings).named(name)
    if key is None:
        raise NotFound
    return _as_json(public_part(key, _site()), "application/jwk+json")


@bp.get("/badges/issuer")
@open_to_all(PUBLIC)
def issuer() -> ResponseReturnValue:
    """Who issues badges."""
    return _as_json(issuer_of(_site()), JSON)


@bp.get("/badges/achievements/<edition_key>")
@open_to_all(PUBLIC)
def achievement(edition_key: str) -> ResponseReturnValue:
    """What a badge is for.

    Raises: NotFound.
    """
    course = course_of_key(db(), edition_key)
    if course is None:
        raise NotFound
    return _as_json(achievement_of(edition_key, course, _site()), JSON)


@bp.get("/badges/status/<int:number>")
@open_to_all(PUBLIC)
@limiter.limit(LOOKS)
def badge_status(number: int) -> ResponseReturnValue:
    """Which badges do not count, signed: one list of very many, so nobody learns which is meant.

    Raises: NotFound.
    """
    if not 1 <= number <= MOST_LISTS:
        raise NotFound
    listed = status_list(number, valid_places(db(), number), _site(), now())
    token = signed(listed, badge_keys(platform().settings), _site())
    return _for_any_site(Response(token, mimetype=TOKEN))


def _credential(certificate: Certificate) -> dict[str, Any]:
    if not certificate.is_valid:
        raise NotValid
    return credential_of(badge_facts(db(), certificate), _site())


def _site() -> str:
    return platform().settings.base_url


def _as_json(tree: dict[str, Any], kind: str) -> Response:
    return _for_any_site(Response(json.dumps(tree, ensure_ascii=False), mimetype=kind))


def _for_any_site(answer: Response) -> Response:
    """For a program on any site: it holds nothing of whoever asks."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
