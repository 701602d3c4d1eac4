"""The people whom a coordinator brings together, and entering for them what they say."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.kit.seeking import LONGEST_SOUGHT, clean_sought
from app.mentoring.actions.profiles import keep_profile
from app.mentoring.actions.rests import come_back, rest
from app.mentoring.errors.profiles import ChangedMeanwhile, RestOver
from app.mentoring.forms.profiles import FIELDS, ProfileForm, RestForm
from app.mentoring.policy.profiles import may_enter_for
from app.mentoring.queries.people import STANDS, people_in_programme
from app.mentoring.queries.profiles import ProfilePlace, profile_place
from app.mentoring.views.blueprint import bp
from app.mentoring.views.choices import choices_page, keep
from app.mentoring.views.post import ring_post
from app.mentoring.views.profile_page import ready_form, said_about, shown
from app.people.errors import DescribedMeanwhile
from app.people.rules import MENTORING_COORDINATOR
from app.web.context import actor, db, now
from app.web.guard import guard, role

ROOT = "/mentoring/coordination/people/"


@bp.get(ROOT)
@role(MENTORING_COORDINATOR)
def coordinated() -> ResponseReturnValue:
    """Everybody in the programme, or those who are looked for."""
    sought, stand = clean_sought(request.args.get("name", "")), request.args.get("state", "")
    stand = stand if stand in STANDS else ""
    page = people_in_programme(
        db(), name=sought, stand=stand, number=request.args.get("page", 1, type=int)
    )
    here = url_for("mentoring.coordinated", name=sought or None, state=stand or None)
    return render_template(
        "mentoring/coordination/people.html",
        page=page,
        sought=sought,
        stand=stand,
        stands=STANDS,
        longest_name=LONGEST_SOUGHT,
        href=f"{here}{'&' if '?' in here else '?'}page=",
    )


@bp.get(f"{ROOT}<uuid:person_id>/profile")
@guard(profile_place, may_enter_for)
def their_profile(place: ProfilePlace) -> ResponseReturnValue:
    """The form to fill in with a person, without what they share."""
    return _page(place, ready_form(place), 200)


@bp.post(f"{ROOT}<uuid:person_id>/profile")
@guard(profile_place, may_enter_for)
def enter_profile(place: ProfilePlace) -> ResponseReturnValue:
    """Keep what the person says."""
    form = ready_form(place, sent=True)
    if not form.validate_on_submit():
        return _page(place, form, 422)
    try:
        said = form.said(of_oneself=False)
        kept = keep_profile(
            db(),
            actor(),
            place.person,
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
    flash(f"{said_about(kept)} The record says that you entered it.", "success")
    return redirect(url_for("mentoring.their_profile", person_id=place.person.id))


@bp.post(f"{ROOT}<uuid:person_id>/rests")
@guard(profile_place, may_enter_for)
def enter_rest(place: ProfilePlace) -> ResponseReturnValue:
    """A person says that they want to rest."""
    form = RestForm()
    if not form.validate_on_submit():
        return _resting(place, form, RestOver.sentence, 422)
    try:
        rest(db(), actor(), place.person, until=form.day, now=now())
    except Refusal as refusal:
        return _resting(place, form, refusal.sentence, refusal.status)
    flash(f"{place.person.name} is resting. The record says that you entered it.", "success")
    return redirect(url_for("mentoring.their_profile", person_id=place.person.id))


@bp.post(f"{ROOT}<uuid:person_id>/returns")
@guard(profile_place, may_enter_for)
def enter_return(place: ProfilePlace) -> ResponseReturnValue:
    """A person says that they are back."""
    come_back(db(), actor(), place.person, now=now())
    flash(f"{place.person.name} can be found again. The record says who entered it.", "success")
    return redirect(url_for("mentoring.their_profile", person_id=place.person.id))


@bp.get(f"{ROOT}<uuid:person_id>/choices")
@guard(profile_place, may_enter_for)
def their_choices(place: ProfilePlace) -> ResponseReturnValue:
    """Whom a person would choose, to fill in with them."""
    return choices_page(place)


@bp.post(f"{ROOT}<uuid:person_id>/choices")
@guard(profile_place, may_enter_for)
def enter_choices(place: ProfilePlace) -> ResponseReturnValue:
    """Keep whom the person says."""
    back = url_for("mentoring.their_profile", person_id=place.person.id)
    return keep(place, back, f"Saved what {place.person.name} said. Nobody they named is told.")


def _resting(
    place: ProfilePlace, form: RestForm, sentence: str, status: int
) -> ResponseReturnValue:
    form.until.errors = [sentence]
    return _page(place, ready_form(place), status, resting=form)


def _page(
    place: ProfilePlace, form: ProfileForm, status: int, *, resting: RestForm | None = None
) -> ResponseReturnValue:
    page = render_template(
        "mentoring/profile.html",
        **shown(place, form),
        resting=resting or RestForm(formdata=None),
    )
    return page, status
