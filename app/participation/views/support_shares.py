"""Sharing one version of a support map, its page for the audience and the author, and ending it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.mentoring.actions.purposes import clean_purpose
from app.mentoring.errors.sharing import LastDayWrong
from app.mentoring.forms.sharing import AudienceForm
from app.mentoring.queries.circles import circles_of
from app.mentoring.queries.partners import partners_of
from app.mentoring.rules.sharing import CANNOT_BE_UNSEEN, STATES
from app.participation.actions.support_shares import (
    MapSharing,
    end_map_share,
    open_map,
    share_map,
)
from app.participation.errors.support import NothingOnMap
from app.participation.forms.support import FIELDS
from app.participation.policy.support import is_map_author, may_see_map_share
from app.participation.queries.support import OwnMap, own_map
from app.participation.queries.support_shares import (
    MapPlace,
    map_place,
    openings_of_map,
    own_map_shares,
    shown_map,
)
from app.participation.views.blueprint import bp
from app.participation.views.support import map_words
from app.people.models import Person
from app.web.context import actor, after_commit, db, form_key, now, platform, typed_number
from app.web.guard import guard, signed_in

ENDED = f"Ended. Nobody can open it from now on. {CANNOT_BE_UNSEEN}"
HOME_ZONE = "Europe/London"


def found_map(db: Session, actor: Person, *, map_share_id: UUID) -> MapPlace | None:
    """The share of this address as it stands for the actor now."""
    return map_place(db, actor, share_id=map_share_id, now=now())


@bp.get("/support/shares/")
@signed_in
def map_shares() -> ResponseReturnValue:
    """With whom one shared it, and how that stands."""
    rows = own_map_shares(db(), actor(), now=now())
    return render_template("participation/support/shares.html", rows=rows, states=STATES)


@bp.get("/support/shares/new")
@signed_in
def sharing_map() -> ResponseReturnValue:
    """The form: with whom, what for, until when; with all that they would see."""
    return _form_page(AudienceForm(formdata=None, request_key=str(new_id())), begins=True)


@bp.post("/support/shares")
@signed_in
def share_own_map() -> ResponseReturnValue:
    """Share it; the same form sent twice is one share."""
    form = AudienceForm()
    try:
        made = share_map(db(), actor(), _wanted(form), form=form_key(), now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _form_page(form, status=refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Shared. You can end it here at any time.", "success")
    return redirect(url_for(".map_share", map_share_id=made))


@bp.get("/support/shares/<uuid:map_share_id>")
@guard(found_map, may_see_map_share)
def map_share(place: MapPlace) -> ResponseReturnValue:
    """What the audience sees; for its author also who opened it."""
    is_own = is_map_author(actor(), place)
    if is_own:
        shown = shown_map(db(), place)
    else:
        shown = open_map(db(), actor(), share_id=place.share.id, now=now())
    return render_template(
        "participation/support/share.html",
        place=place,
        shown=shown,
        is_own=is_own,
        opened=openings_of_map(db(), place.share.id) if is_own else [],
        states=STATES,
        **map_words(shown.map),
    )


@bp.post("/support/shares/<uuid:map_share_id>/ends")
@guard(found_map, is_map_author)
def end_own_map_share(place: MapPlace) -> ResponseReturnValue:
    """End it, at once and for good."""
    end_map_share(db(), actor(), share_id=place.share.id, now=now())
    flash(ENDED, "success")
    return redirect(url_for(".map_shares"))


def _wanted(form: AudienceForm) -> MapSharing:
    """What the form says.

    Raises: Refusal.
    """
    form.validate()
    audience = form.chosen()
    if form.last_day.data is None:
        raise LastDayWrong
    number = typed_number(form.version.data)
    return MapSharing(number, audience, clean_purpose(form.purpose.data or ""), form.last_day.data)


def _form_page(
    form: AudienceForm, *, begins: bool = False, status: int = 200
) -> ResponseReturnValue:
    mine = _newest_or(form)
    if mine is None:
        flash(NothingOnMap.sentence, "warning")
        return redirect(url_for(".support"))
    circles = circles_of(db(), actor())
    form.offer(circles, partners_of(db(), actor().id))
    form.version.data = str(mine.number)
    if begins:
        form.begin(circles[0].zone if circles else HOME_ZONE, now=now())
    page = render_template(
        "participation/support/sharing.html", mine=mine, form=form, **map_words(mine.map)
    )
    return page, status


def _newest_or(form: AudienceForm) -> OwnMap | None:
    """The version that the form or the address names, or the newest."""
    named = form.version.data or request.args.get("version")
    number = typed_number(named) if named else None
    return own_map(db(), actor(), number) if number and number > 0 else own_map(db(), actor())
