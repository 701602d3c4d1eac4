"""Changing the words of a pledge, or writing an amendment beside them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.library.rules import SIZES
from app.practice.actions.pledge_changes import amend_words, change_words
from app.practice.forms.pledges import ChangeForm
from app.practice.policy.pledges import is_maker
from app.practice.queries.pledges import OwnPledge, PledgePlace, own_pledge, pledge_place
from app.practice.views.blueprint import bp
from app.practice.views.pledge_fields import show_beside
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/practice/pledges/<uuid:pledge_id>/wordings/new")
@guard(pledge_place, is_maker)
def new_wording(at: PledgePlace) -> ResponseReturnValue:
    """The words of today, to be changed."""
    page = own_pledge(db(), actor(), at)
    kind, words = at.pledge.kind, page.words
    form = ChangeForm(formdata=None, obj=words, kind=kind)
    return _page(page, form)


@bp.post("/practice/pledges/<uuid:pledge_id>/changes")
@guard(pledge_place, is_maker)
def change(at: PledgePlace) -> ResponseReturnValue:
    """Write over them, before anybody has asked."""
    form = ChangeForm()
    try:
        change_words(db(), actor(), at, form.promise, now=now())
    except Refusal as refusal:
        status = show_beside(form, refusal)
        return _page(own_pledge(db(), actor(), at), form), status
    flash("Your pledge has new words.", "success")
    return redirect(url_for(".pledge", pledge_id=at.pledge.id))


@bp.post("/practice/pledges/<uuid:pledge_id>/wordings")
@guard(pledge_place, is_maker)
def amend(at: PledgePlace) -> ResponseReturnValue:
    """Write others beside them."""
    # Shown again, it may be the form to change a pledge that nobody has asked about.
    form = ChangeForm()
    try:
        amend_words(db(), actor(), at, form.words, now=now())
    except Refusal as refusal:
        status = show_beside(form, refusal)
        return _page(own_pledge(db(), actor(), at), form), status
    flash("Your amendment is kept beside the first words.", "success")
    return redirect(url_for(".pledge", pledge_id=at.pledge.id))


def _page(page: OwnPledge, form: ChangeForm) -> str:
    return render_template(
        "practice/pledges/wording.html",
        at=page.place,
        form=form,
        is_open=page.is_open(now()),
        sizes=SIZES,
    )
