"""Opening somebody's log for a serious reason: asking, the second person, and reading."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.kit.paging import Page
from app.people.models import Person
from app.reflections.actions.log_openings import (
    ask_to_open,
    close_opening,
    decide,
)
from app.reflections.actions.opened_logs import read_version
from app.reflections.errors.log_openings import AnswerNeeded, AskedBefore
from app.reflections.forms.log_openings import FIELDS, LogOpeningForm
from app.reflections.policy.log_openings import (
    may_ask,
    may_close,
    may_decide,
    may_read_log,
    may_see_opening,
    may_see_openings,
)
from app.reflections.queries.log_openings import (
    OpeningPlace,
    opening_place,
    openings_page,
    people_called,
    reason_of,
    seconds_of,
)
from app.reflections.queries.opened_logs import entries_of_log
from app.reflections.rules.log_openings import ASKED, STATES
from app.reflections.views.blueprint import bp
from app.web.context import actor, after_commit, db, form_key, now, platform, request_key, sent
from app.web.guard import guard

ROOT = "/admin/log-openings/"


def all_openings(db: Session, actor: Person) -> Page[OpeningPlace]:
    """The page of requests that the address names."""
    return openings_page(db, actor, request.args.get("page", 1, type=int), now=now())


def found_opening(
    db: Session, actor: Person, *, opening_id: UUID, **_more: object
) -> OpeningPlace | None:
    """The request of this address as it stands now."""
    return opening_place(db, actor, opening_id=opening_id, now=now())


def whoever_asks(_db: Session, actor: Person) -> Person:
    """The one who would ask."""
    return actor


@bp.get(ROOT)
@guard(all_openings, may_see_openings)
def openings(page: Page[OpeningPlace]) -> ResponseReturnValue:
    """Every request that was made."""
    return render_template(
        "reflections/log_openings/list.html",
        page=page,
        states=STATES,
        asks=may_ask(actor(), page),
    )


@bp.get(f"{ROOT}new")
@guard(whoever_asks, may_ask)
def asking(_asker: Person) -> ResponseReturnValue:
    """The form; the person is found by their name."""
    form = LogOpeningForm(formdata=None, request_key=str(new_id()))
    return _asking(form, 200)


@bp.post(ROOT)
@guard(whoever_asks, may_ask)
def ask(_asker: Person) -> ResponseReturnValue:
    """Ask; nothing is opened by it."""
    form = LogOpeningForm()
    try:
        opening_id = ask_to_open(
            db(),
            actor(),
            person_id=request_key(form.person.data),
            reason=form.reason.data or "",
            is_required_by_law=bool(form.is_required_by_law.data),
            request_key=form_key(),
            now=now(),
        )
    except Refusal as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        if isinstance(refusal, AskedBefore):
            form.request_key.data = str(new_id())
        return _asking(form, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Asked. Here you see who is told.", "success")
    return redirect(url_for(".opening", opening_id=opening_id))


@bp.get(f"{ROOT}<uuid:opening_id>")
@guard(found_opening, may_see_opening)
def opening(place: OpeningPlace) -> ResponseReturnValue:
    """One request, why, and what became of it."""
    return render_template(
        "reflections/log_openings/one.html",
        place=place,
        reason=reason_of(db(), place),
        seconds=seconds_of(db(), place) if place.state == ASKED else None,
        states=STATES,
        decides=may_decide(actor(), place),
        reads=may_read_log(actor(), place),
        closes=may_close(actor(), place),
    )


@bp.post(f"{ROOT}<uuid:opening_id>/decisions")
@guard(found_opening, may_see_opening)
def decision(place: OpeningPlace) -> ResponseReturnValue:
    """The second person says yes or no."""
    word = request.form.get("answer")
    if word not in ("yes", "no"):
        raise AnswerNeeded
    decide(db(), actor(), place, says_yes=word == "yes", now=now())
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Opened. They are told by letter." if word == "yes" else "Refused.", "success")
    return redirect(url_for(".opening", opening_id=place.opening.id))


@bp.post(f"{ROOT}<uuid:opening_id>/endings")
@guard(found_opening, may_close)
def close(place: OpeningPlace) -> ResponseReturnValue:
    """The asker takes it back, or closes the log before its time."""
    close_opening(db(), actor(), place, now=now())
    flash("Closed.", "success")
    return redirect(url_for(".opening", opening_id=place.opening.id))


@bp.get(f"{ROOT}<uuid:opening_id>/entries/")
@guard(found_opening, may_read_log)
def entries(place: OpeningPlace) -> ResponseReturnValue:
    """The dates of the entries; each is noted when it is opened."""
    page = entries_of_log(db(), place, request.args.get("page", 1, type=int))
    return render_template("reflections/log_openings/entries.html", place=place, page=page)


@bp.get(f"{ROOT}<uuid:opening_id>/entries/<uuid:reflection_id>/versions/<int(max=1000000):number>")
@guard(found_opening, may_read_log)
def entry_in_log(place: OpeningPlace) -> ResponseReturnValue:
    """One version of one entry; that it was read is noted first."""
    address = request.view_args or {}
    read = read_version(db(), actor(), now=now(), **address)
    return render_template(
        "reflections/log_openings/entry.html",
        place=place,
        kept=read.version,
        reflection_id=address["reflection_id"],
    )


def _asking(form: LogOpeningForm, status: int) -> ResponseReturnValue:
    name = sent().get("name", "")
    found = people_called(db(), actor(), name)
    form.offer(found)
    page = render_template("reflections/log_openings/new.html", form=form, name=name, found=found)
    return page, status
