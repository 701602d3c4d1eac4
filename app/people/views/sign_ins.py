"""Where one is signed in, and ending it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.people.actions.shut_out import end_elsewhere, end_there
from app.people.actions.sign_ins import stay_longer
from app.people.queries.sign_ins import open_sign_ins
from app.people.rules.sign_ins import WAYS_IN, may_stay, seconds_left
from app.people.views.addresses import page_of_form
from app.people.views.blueprint import bp
from app.people.views.email import say_not_taken
from app.web.context import actor, db, now, sign_in
from app.web.guard import signed_in


@bp.get("/account/sign-ins")
@signed_in
def own_sign_ins() -> ResponseReturnValue:
    """Where one is signed in."""
    sign_ins = open_sign_ins(db(), actor().id, now=now())
    return render_template(
        "people/sign_ins.html", sign_ins=sign_ins, here=sign_in(), ways_in=WAYS_IN
    )


@bp.post("/account/sign-ins/<uuid:sign_in_id>/end")
@signed_in
def end_one(sign_in_id: UUID) -> ResponseReturnValue:
    """End one of one's own; somebody else's, or one that is over, is simply not there any more."""
    if sign_in_id == sign_in().id:
        return redirect(url_for("people.own_sign_ins"))
    is_dropped = end_there(db(), actor(), sign_in_id, now=now())
    flash("Done. You are signed out there.", "success")
    say_not_taken(is_dropped=is_dropped)
    return redirect(url_for("people.own_sign_ins"))


@bp.post("/account/sign-ins/still-here")
@signed_in
def still_here() -> ResponseReturnValue:
    """Somebody at a shared computer said or showed that they are there; the guard noted it.

    With `longer`, they would also like to stay when it ends: how many seconds they have then, and
    `last` where no more can be had. A browser without scripts goes back to where it was.
    """
    if "longer" not in request.form:
        return "", 204
    here = sign_in()
    is_longer = stay_longer(db(), here, now=now())
    if request.form["longer"] == "script":
        last = "" if may_stay(here.began_at, here.ends_at) else " last"
        said = f"{seconds_left(here.ends_at, now())}{last}"
        return said, 200, {"Content-Type": "text/plain"}
    if is_longer or not here.is_shared:
        flash("You stay signed in here.", "success")
    else:
        flash("You have been signed in here for very long. Save your work, and sign in again.")
    return redirect(page_of_form() or url_for("people.own_sign_ins"))


@bp.post("/account/sign-ins/end-others")
@signed_in
def end_others() -> ResponseReturnValue:
    """End all but this one."""
    ended = end_elsewhere(db(), actor(), here=sign_in().id, now=now())
    flash("Done. You are signed in here and nowhere else.", "success")
    say_not_taken(is_dropped=ended.asked_email)
    if ended.calendar:
        flash("The address of your calendar has ended too. You can make a new one in your account.")
    return redirect(url_for("people.own_sign_ins"))
