"""What is kept about oneself: a copy of it, and having it erased."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session, sessionmaker

from app.kit.errors import Refusal
from app.people.views.steps import fresh_step
from app.rights.actions.ask_erasure import ask_erasure, undo_erasure
from app.rights.actions.copies import ask_copy, note_fetched
from app.rights.forms import ErasureForm
from app.rights.models import AccessCopy
from app.rights.policy import may_fetch
from app.rights.queries.consents import consents_of
from app.rights.queries.copies import copy_by_id, own_copies, pieces_of
from app.rights.queries.erasures import open_erasure, would_go
from app.rights.queries.merges import open_wish
from app.rights.queries.retention import on_hold
from app.rights.rules.copies import KEPT_DAYS, LEFT_OUT, OPEN
from app.rights.rules.erasing import WAIT_DAYS
from app.rights.views.blueprint import bp
from app.web.context import actor, db, now, platform
from app.web.downloads import ZIP, sending
from app.web.guard import guard, signed_in
from app.web.limits import limiter

ROOT = "/account/data"


@bp.get(ROOT)
@signed_in
def own_data() -> ResponseReturnValue:
    """Everything we keep about you: copies, and what they leave out."""
    copies = own_copies(db(), actor().id)
    return render_template(
        "rights/own.html",
        copies=copies,
        is_made=any(copy.state in OPEN for copy in copies),
        erasure=open_erasure(db(), actor().id),
        asked_same=open_wish(db(), actor().id, now=now()),
        is_held=on_hold(db(), actor().id),
        left_out=LEFT_OUT,
        days=KEPT_DAYS,
        now=now(),
    )


@bp.get("/account/consents")
@signed_in
def own_consents() -> ResponseReturnValue:
    """What you said yes to, and where you take it back."""
    every = consents_of(db(), actor().id, now=now())
    return render_template("rights/consents.html", every=every)


@bp.post(f"{ROOT}/copies")
@signed_in
@limiter.limit("10 per hour")
def new_copy() -> ResponseReturnValue:
    """Ask for a copy."""
    ask_copy(db(), actor(), actor(), now=now())
    flash("We make your copy now, and tell you by letter when it is ready.", "success")
    return redirect(url_for("rights.own_data"))


@bp.post(f"{ROOT}/copies/<uuid:copy_id>/fetchings")
@guard(copy_by_id, may_fetch)
@fresh_step
def fetch_copy(copy: AccessCopy) -> ResponseReturnValue:
    """Fetch a copy; it is opened while it is sent."""
    note_fetched(db(), copy, now=now())
    name = f"everything-about-you-{copy.asked_at:%Y-%m-%d}.zip"
    return sending(_pieces(platform().sessions, copy.id), ZIP, name)


@bp.get(f"{ROOT}/erasure")
@signed_in
@fresh_step
def own_erasure() -> ResponseReturnValue:
    """What would go, what would stay and why, and asking for it."""
    return _erasure(ErasureForm(formdata=None))


@bp.post(f"{ROOT}/erasure")
@signed_in
@fresh_step
@limiter.limit("10 per hour")
def ask_own_erasure() -> ResponseReturnValue:
    """Ask to be erased."""
    form = ErasureForm()
    if not form.validate_on_submit():
        return _erasure(form), 422
    try:
        ask_erasure(db(), actor(), actor(), now=now())
    except Refusal as refusal:
        form.is_sure.errors = [refusal.sentence]
        return _erasure(form), refusal.status
    flash(f"We erase your account in {WAIT_DAYS} days. Until then you can change your mind.")
    return redirect(url_for("rights.own_data"))


@bp.post(f"{ROOT}/erasure/undoings")
@signed_in
def undo_own_erasure() -> ResponseReturnValue:
    """Keep the account after all."""
    undo_erasure(db(), actor(), now=now())
    flash("Your account stays. Nothing was erased.", "success")
    return redirect(url_for("rights.own_data"))


def _erasure(form: ErasureForm) -> str:
    lines = would_go(db(), actor().id)
    return render_template(
        "rights/erasure.html",
        form=form,
        goes=[line for line in lines if not line.why],
        stays=[line for line in lines if line.why],
        erasure=open_erasure(db(), actor().id),
        is_held=on_hold(db(), actor().id),
        days=WAIT_DAYS,
    )


def _pieces(sessions: sessionmaker[Session], copy_id: UUID) -> Iterator[bytes]:
    """The file in a session of its own: the request's has ended when it is sent."""
    with sessions() as db:
        yield from pieces_of(db, db.get_one(AccessCopy, copy_id))
