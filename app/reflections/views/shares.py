"""Sharing a version of one's own entry: whom with, a preview of what they see, and the yes."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.mentoring.actions.purposes import clean_purpose
from app.mentoring.errors.sharing import LastDayWrong, SharedBefore
from app.mentoring.queries.circles import Circle, circles_of
from app.mentoring.queries.partners import partners_of
from app.mentoring.rules.sharing import STATES
from app.people.models import Person
from app.reflections.actions.share import (
    Sharing,
    check_sharing,
    check_something,
    share_version,
)
from app.reflections.errors.sharing import FileGone
from app.reflections.forms.sharing import FIELDS, SharingForm
from app.reflections.policy import may_read
from app.reflections.queries import Entry, attachments_of, own_entry
from app.reflections.queries.details import details_in
from app.reflections.queries.own_shares import own_shares, shares_of_entry
from app.reflections.queries.shared_files import chosen_files
from app.reflections.queries.shares import Shown, ShownFile
from app.reflections.rules import HOME_ZONE
from app.reflections.views.blueprint import bp
from app.reflections.views.hearing import let_hear
from app.web.context import actor, after_commit, db, form_key, now, platform, sent
from app.web.guard import guard, signed_in

SHARED = "Shared. You can end it here at any time."


def chosen_version(db: Session, actor: Person, *, reflection_id: UUID) -> Entry | None:
    """The actor's own entry with the version that the address or form names, or the newest."""
    number = sent().get("version", type=int)
    return own_entry(db, actor, reflection_id=reflection_id, number=number)


@bp.get("/reflections/shares/")
@signed_in
def own() -> ResponseReturnValue:
    """What the actor has shared, and how it stands."""
    page = own_shares(db(), actor(), request.args.get("page", 1, type=int), now=now())
    return render_template("reflections/shares/own.html", page=page, states=STATES)


@bp.get("/reflections/<uuid:reflection_id>/shares")
@guard(own_entry, may_read)
def of_entry(mine: Entry) -> ResponseReturnValue:
    """With whom one entry is shared, or was."""
    lines = shares_of_entry(db(), actor(), mine.reflection.id, now=now())
    return render_template(
        "reflections/shares/of_entry.html", mine=mine, lines=lines, states=STATES
    )


@bp.get("/reflections/<uuid:reflection_id>/shares/new")
@guard(chosen_version, may_read)
def sharing(mine: Entry) -> ResponseReturnValue:
    """The form: with whom, what for, until when."""
    circles = circles_of(db(), actor())
    form = SharingForm(formdata=None, version=str(mine.version.number), request_key=str(new_id()))
    form.offer(circles, partners_of(db(), actor().id))
    form.begin(circles[0].zone if circles else HOME_ZONE, now=now())
    return _form(mine, form, circles, 200)


@bp.post("/reflections/<uuid:reflection_id>/shares/previews")
@guard(chosen_version, may_read)
def preview(mine: Entry) -> ResponseReturnValue:
    """Exactly what they would see; nothing is shared yet."""
    circles = circles_of(db(), actor())
    form = SharingForm()
    form.offer(circles, partners_of(db(), actor().id))
    if "change" in request.form:
        return _form(mine, form, circles, 200)
    try:
        wanted = _wanted(mine, form)
        cohort = check_sharing(db(), actor(), wanted, now=now())
        files = _files(mine, wanted)
        reader = form.name_of(wanted.audience, circles)
    except Refusal as refusal:
        return _refused(mine, form, circles, refusal)
    zone = cohort.time_zone
    shown = Shown(
        actor().name,
        mine.version.text,
        wanted.purpose,
        mine.version.written_at,
        wanted.last_day,
        zone,
        files,
    )
    let_hear(one.kind for one in files)
    return render_template(
        "reflections/shares/preview.html",
        mine=mine,
        form=form,
        shown=shown,
        reader=reader,
        details=details_in(db(), actor(), shown.to_look_over, now=now()),
    )


@bp.post("/reflections/<uuid:reflection_id>/shares")
@guard(chosen_version, may_read)
def share(mine: Entry) -> ResponseReturnValue:
    """Share it; the same form sent twice is one share."""
    form = SharingForm()
    key = form_key()
    try:
        share_id = share_version(db(), actor(), _wanted(mine, form), request_key=key, now=now())
    except Refusal as refusal:
        circles = circles_of(db(), actor())
        form.offer(circles, partners_of(db(), actor().id))
        if isinstance(refusal, SharedBefore):
            form.request_key.data = str(new_id())
        return _refused(mine, form, circles, refusal)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(SHARED, "success")
    return redirect(url_for(".shared", share_id=share_id))


def _wanted(mine: Entry, form: SharingForm) -> Sharing:
    """What the form says.

    Raises: Refusal.
    """
    form.validate()
    audience = form.chosen()
    if form.last_day.data is None:
        raise LastDayWrong
    purpose = clean_purpose(form.purpose.data or "")
    files = form.files_along()
    check_something(mine.version.text, files)
    which = (mine.reflection.id, mine.version.number)
    return Sharing(*which, audience, purpose, form.last_day.data, files)


def _files(mine: Entry, wanted: Sharing) -> list[ShownFile]:
    """What goes along.

    Raises: FileGone.
    """
    found = chosen_files(db(), actor(), mine.reflection.id, wanted.files)
    if len(found) < len(wanted.files):
        raise FileGone
    return found


def _refused(
    mine: Entry, form: SharingForm, circles: list[Circle], refusal: Refusal
) -> ResponseReturnValue:
    field = FIELDS.get(type(refusal))
    if field is None:
        raise refusal
    form[field].errors = [refusal.sentence]
    return _form(mine, form, circles, refusal.status)


def _form(
    mine: Entry, form: SharingForm, circles: list[Circle], status: int
) -> ResponseReturnValue:
    page = render_template(
        "reflections/shares/new.html",
        mine=mine,
        form=form,
        circles=circles,
        attached=attachments_of(db(), actor(), mine.reflection.id),
    )
    return page, status
