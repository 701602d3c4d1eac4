"""Bringing in what one took along elsewhere: a look first, and nothing twice."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.reflections.actions.imports import bring_in, keep_import, plan_import
from app.reflections.errors.imports import FileMissing
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import signed_in

BROUGHT = "It is in your log now. Only you can read it."
ALL_HERE = "All of it was in your log already. Nothing was added."


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
    return render_template("reflections/imports/plan.html", plan=plan)


@bp.post("/reflections/imports/plan")
@signed_in
def accept_import() -> ResponseReturnValue:
    """Add what is new.

    Raises: NothingToBring.
    """
    plan = bring_in(db(), actor(), now=now())
    flash(ALL_HERE if plan.is_empty else BROUGHT, "success")
    return redirect(url_for(".log"))
