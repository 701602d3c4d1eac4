"""One's own statement of learning, as a page and as a PDF."""

from __future__ import annotations

from dataclasses import astuple

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.certificates.errors import CannotPrint
from app.certificates.queries.learning import Learning, learning_of
from app.certificates.queries.sheets import HOME_ZONE
from app.certificates.rules.statement import statement_of_learning
from app.certificates.views.blueprint import bp
from app.certificates.views.paper import PDF
from app.gateways.ports.press import PDF as AS_PDF
from app.gateways.ports.press import PressJam
from app.kit.times import in_zone, say_length
from app.web.context import actor, db, now, platform
from app.web.downloads import download
from app.web.guard import signed_in


@bp.get("/account/learning")
@signed_in
def learning() -> ResponseReturnValue:
    """What counts as the actor's learning; what they counted for themselves only if they say so."""
    found = _asked_for()
    return render_template("certificates/learning.html", found=found, say_length=say_length)


@bp.get("/account/learning.pdf")
@signed_in
def learning_pdf() -> ResponseReturnValue:
    """The same as a PDF.

    Raises: CannotPrint.
    """
    found = _asked_for()
    document = statement_of_learning(
        actor().name,
        [astuple(one) for one in found.sessions],
        [astuple(one) for one in found.modules],
        found.own_minutes,
        today=in_zone(now(), HOME_ZONE).date(),
    )
    try:
        made = platform().press.make(document, AS_PDF)
    except PressJam:
        raise CannotPrint from None
    return download(made.content, PDF, f"learning-{now():%Y-%m-%d}.pdf")


def _asked_for() -> Learning:
    return learning_of(db(), actor(), with_own=request.args.get("own") == "yes")
