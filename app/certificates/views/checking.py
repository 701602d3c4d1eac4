"""The public page where anyone who has a certificate can check it."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.certificates.models import Certificate
from app.certificates.queries.own import certificate_of_code
from app.certificates.queries.sheets import facts_of
from app.certificates.rules.codes import read_code, said
from app.certificates.rules.sheet import NOT_SAID
from app.certificates.rules.states import ISSUER, LONGEST_NAME, same_name
from app.certificates.views.blueprint import bp
from app.kit.errors import NotFound
from app.web.context import db
from app.web.guard import open_to_all
from app.web.limits import limiter

LOOKS = "30 per minute; 300 per hour"
NAMES = "10 per minute; 60 per hour"
# No search engine lists the page or keeps a copy, and no site that it leads to learns the code.
APART = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer"}


@bp.get("/certificates/")
@open_to_all("whoever holds a certificate may check it")
@limiter.limit(LOOKS)
def check() -> ResponseReturnValue:
    """A form for a code that was typed by hand; leads on to its page."""
    typed = request.args.get("code", "").strip()
    if "code" not in request.args:
        return _apart(render_template("certificates/check.html", unread=False, typed=""))
    code = read_code(typed)
    if code is None:
        page = render_template("certificates/check.html", unread=True, typed=typed[:100])
        return _apart(page, 422)
    return redirect(url_for(".checked", code=said(code)))


@bp.get("/certificates/<code>")
@open_to_all("whoever holds a certificate may check it")
@limiter.limit(LOOKS)
def checked(code: str) -> ResponseReturnValue:
    """Whether the certificate with this code counts; nobody is told that somebody looked.

    Raises: NotFound.
    """
    return _page(_found(code))


@bp.post("/certificates/<code>/names")
@open_to_all("whoever holds a certificate may check the name on it")
@limiter.limit(NAMES)
def check_name(code: str) -> ResponseReturnValue:
    """Whether a typed name is the one on the certificate: yes or no.

    Raises: NotFound.
    """
    found = _found(code)
    typed = request.form.get("name", "")[:LONGEST_NAME]
    return _page(found, typed=typed, agrees=found.is_valid and same_name(typed, found.name))


def _found(typed: str) -> Certificate:
    code = read_code(typed)
    found = certificate_of_code(db(), code) if code else None
    if found is None:
        raise NotFound
    return found


def _page(found: Certificate, *, typed: str = "", agrees: bool = False) -> Response:
    return _apart(
        render_template(
            "certificates/checked.html",
            certificate=found,
            facts=facts_of(found),
            issuer=ISSUER,
            not_said=NOT_SAID,
            typed=typed,
            agrees=agrees,
        )
    )


def _apart(page: str, status: int = 200) -> Response:
    answer = make_response(page, status)
    answer.headers.update(APART)
    return answer
