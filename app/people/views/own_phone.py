"""Typing the code that was sent to a phone, so that texts go there from now on."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.people.actions.own_phone import ask_phone, show_phone
from app.people.errors.text_codes import CodeWrong
from app.people.forms.text_codes import CodeForm
from app.people.views.blueprint import bp
from app.people.views.by_text import counted_number
from app.web.context import actor, after_commit, db, nothing_done, now, platform
from app.web.guard import signed_in
from app.web.limits import limiter

# In the signed cookie: the code that was sent, and to which number.
PROOF = "own_phone"


@limiter.limit("20 per day", key_func=counted_number)
@limiter.limit("5 per hour;10 per day")
def send_proof(phone: str) -> ResponseReturnValue:
    """Send a code to the phone that somebody says is theirs, and lead to where it is typed."""
    code_id = ask_phone(db(), platform().links, actor(), phone=phone, now=now())
    session[PROOF] = {"code": code_id.hex, "phone": phone}
    after_commit(lambda: platform().bell.ring("send_letters"))
    return redirect(url_for("people.own_phone"))


@bp.get("/account/phone")
@signed_in
def own_phone() -> ResponseReturnValue:
    """Ask for the code."""
    if PROOF not in session:
        return redirect(url_for("people.own_letters"))
    form = CodeForm(formdata=None)
    if "wrong" in request.args:
        form.code.errors = [CodeWrong.sentence]
    return _page(form)


@bp.post("/account/phone")
@signed_in
@limiter.limit("60 per hour")
def show_own_phone() -> ResponseReturnValue:
    """Let texts go there from now on."""
    form = CodeForm()
    if PROOF not in session:
        nothing_done()
        return redirect(url_for("people.own_letters"))
    if not form.validate_on_submit():
        return _page(form), 422
    kept = session[PROOF]
    is_right = show_phone(
        *(db(), platform().links, actor(), UUID(hex=kept["code"])),
        phone=kept["phone"],
        typed=form.code.data or "",
        now=now(),
    )
    if not is_right:
        # A try counts only when it is kept, so it is no refusal.
        nothing_done()
        return redirect(url_for("people.own_phone", wrong=1))
    session.pop(PROOF)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Thank you. Your letters come to this phone as texts from now on.", "success")
    return redirect(url_for("people.own_letters"))


def _page(form: CodeForm) -> str:
    return render_template("people/own_phone.html", form=form, phone=session[PROOF]["phone"])
