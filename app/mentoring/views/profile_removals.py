"""Deleting a profile: what it means first, and then the yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.mentoring.actions.profile_removals import remove_profile
from app.mentoring.policy.profiles import may_enter_for, may_see_profile
from app.mentoring.queries.profile_removals import hanging_on_profile
from app.mentoring.queries.profiles import ProfilePlace, own_profile, profile_place
from app.mentoring.views.blueprint import bp
from app.mentoring.views.people import ROOT
from app.mentoring.views.post import ring_post
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/mentoring/profile/removals")
@guard(own_profile, may_see_profile)
def profile_removal(place: ProfilePlace) -> ResponseReturnValue:
    """What it means to delete one's own profile."""
    return _page(place)


@bp.post("/mentoring/profile/removals")
@guard(own_profile, may_see_profile)
def remove_own_profile(_place: ProfilePlace) -> ResponseReturnValue:
    """Delete one's own profile."""
    remove_profile(db(), actor(), actor(), now=now())
    ring_post()
    flash("Your mentoring profile is deleted. You can say something new whenever you like.")
    return redirect(url_for("mentoring.start"))


@bp.get(f"{ROOT}<uuid:person_id>/profile/removals")
@guard(profile_place, may_enter_for)
def their_profile_removal(place: ProfilePlace) -> ResponseReturnValue:
    """What it means to delete the profile of somebody who asks for it."""
    return _page(place)


@bp.post(f"{ROOT}<uuid:person_id>/profile/removals")
@guard(profile_place, may_enter_for)
def remove_their_profile(place: ProfilePlace) -> ResponseReturnValue:
    """Delete the profile of somebody who asks for it."""
    remove_profile(db(), actor(), place.person, now=now())
    ring_post()
    flash(f"The mentoring profile of {place.person.name} is deleted.", "success")
    return redirect(url_for("mentoring.coordinated"))


def _page(place: ProfilePlace) -> str:
    return render_template(
        "mentoring/profile/removal.html",
        place=place,
        whose=place.person,
        hanging=hanging_on_profile(db(), place.person),
    )
