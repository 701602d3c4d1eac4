"""One's own profile: what one says for the matching, and resting from it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.mentoring.actions.profiles import keep_profile
from app.mentoring.actions.rests import come_back, rest
from app.mentoring.errors.profiles import ChangedMeanwhile, RestOver
from app.mentoring.forms.profiles import FIELDS, ProfileForm, RestForm
from app.mentoring.policy.profiles import may_see_profile, may_take_part
from app.mentoring.queries.profiles import ProfilePlace, own_characteristics, own_profile
from app.mentoring.views.blueprint import bp
from app.mentoring.views.post import ring_post
from app.mentoring.views.profile_page import ready_form, said_about, shown
from app.people.errors import DescribedMeanwhile
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/mentoring/profile")
@guard(own_profile, may_see_profile)
def profile(place: ProfilePlace) -> ResponseReturnValue:
    """What one has said, to change it."""
    return _page(place, ready_form(place, own_characteristics(db(), actor(), place)), 200)


@bp.post("/mentoring/profile")
@guard(own_profile, may_take_part)
def change_profile(place: ProfilePlace) -> ResponseReturnValue:
    """Keep what one says."""
    form = ready_form(place, own_characteristics(db(), actor(), place), sent=True)
    if not form.validate_on_submit():
        return _page(place, form, 422)
    try:
        said = form.said(of_oneself=True)
        kept = keep_profile(
            db(),
            actor(),
            actor(),
            said,
            seen=form.was_seen,
            seen_bring=form.seen_bring.data,
            now=now(),
        )
    except tuple(FIELDS) as refusal:
        if isinstance(refusal, ChangedMeanwhile | DescribedMeanwhile):
            form.saw(place.person, place.profile)
        form.refuse(refusal)
        return _page(place, form, refusal.status)
    ring_post()
    flash(said_about(kept), "success")
    return redirect(url_for("mentoring.profile"))


@bp.post("/mentoring/profile/rests")
@guard(own_profile, may_see_profile)
def rest_from_mentoring(place: ProfilePlace) -> ResponseReturnValue:
    """Let nobody new be found for oneself for a while."""
    form = RestForm()
    if not form.validate_on_submit():
        return _resting(place, form, RestOver.sentence, 422)
    try:
        rest(db(), actor(), actor(), until=form.day, now=now())
    except Refusal as refusal:
        return _resting(place, form, refusal.sentence, refusal.status)
    flash("You are resting. Nobody new is found for you until you come back.", "success")
    return redirect(url_for("mentoring.profile"))


@bp.post("/mentoring/profile/returns")
@guard(own_profile, may_see_profile)
def come_back_to_mentoring(_place: ProfilePlace) -> ResponseReturnValue:
    """Let oneself be found again."""
    come_back(db(), actor(), actor(), now=now())
    flash("Welcome back. You can be found again.", "success")
    return redirect(url_for("mentoring.profile"))


def _resting(
    place: ProfilePlace, form: RestForm, sentence: str, status: int
) -> ResponseReturnValue:
    form.until.errors = [sentence]
    whole = ready_form(place, own_characteristics(db(), actor(), place))
    return _page(place, whole, status, resting=form)


def _page(
    place: ProfilePlace, form: ProfileForm, status: int, *, resting: RestForm | None = None
) -> ResponseReturnValue:
    page = render_template(
        "mentoring/profile.html", **shown(place, form), resting=resting or RestForm(formdata=None)
    )
    return page, status
