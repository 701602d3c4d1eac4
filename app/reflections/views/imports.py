"""Bringing in what one took along elsewhere: a look first, and nothing twice."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.errors import Refusal
from app.reflections.actions.imports import LARGEST_SENT, bring_in, keep_import, plan_import
from app.reflections.errors.imports import FileMissing
from app.reflections.rules.attachments import MOST_OF_PERSON, MOST_ON_ENTRY
from app.reflections.views.blueprint import bp
from app.web.application import keep_up_to
from app.web.context import actor, db, now
from app.web.guard import signed_in

BROUGHT = "It is in your private log now."
LEFT_OUT = "{number} of its pictures and voice notes could not be read, and were left out."
ALL_HERE = "All of it was in your log already. Nothing was added."


@bp.url_value_preprocessor
def read_a_part(endpoint: str | None, _values: object) -> None:
    """Let somebody who is signed in send a file with its pictures and recordings."""
    if endpoint == "reflections.send_import" and current_user.is_authenticated:
        keep_up_to(LARGEST_SENT)


@bp.get("/reflections/imports/new")
@signed_in
def offer_import() -> ResponseReturnValue:
    """The form that takes a file."""
    return render_template("reflections/imports/new.html", refused="")


@bp.post("/reflections/imports")
@signed_in
def send_import() -> ResponseReturnValue:
    """Keep a file for a look; nothing is added yet."""
    sent = request.files.get("file")
    try:
        content = sent.read() if sent else b""
        if not content:
            raise FileMissing
        keep_import(db(), actor(), content, now=now())
    except Refusal as refusal:
        page = render_template("reflections/imports/new.html", refused=refusal.sentence)
        return page, refusal.status
    return redirect(url_for(".show_import"))


@bp.get("/reflections/imports/plan")
@signed_in
def show_import() -> ResponseReturnValue:
    """What the yes would add."""
    try:
        plan = plan_import(db(), actor(), now=now())
    except Refusal as refusal:
        page = render_template("reflections/imports/new.html", refused=refusal.sentence)
        return page, refusal.status
    most = {"most_here": MOST_ON_ENTRY, "most_in_all": MOST_OF_PERSON}
    return render_template("reflections/imports/plan.html", plan=plan, **most)


@bp.post("/reflections/imports/plan")
@signed_in
def accept_import() -> ResponseReturnValue:
    """Add what is new.

    Raises: NothingToBring.
    """
    brought = bring_in(db(), actor(), now=now())
    flash(ALL_HERE if brought.plan.is_empty else BROUGHT, "success")
    if brought.left_out:
        flash(LEFT_OUT.format(number=brought.left_out), "info")
    return redirect(url_for(".log"))
