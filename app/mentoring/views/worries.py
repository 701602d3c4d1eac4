"""Raising a worry, and seeing that it came and was opened; its words are not shown again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.mentoring.actions.worries import By, Told, raise_worry
from app.mentoring.errors.worries import CallerNeeded
from app.mentoring.forms.worries import FIELDS, NOT_KNOWN, CallForm, WorryForm
from app.mentoring.policy.roles import is_coordinator
from app.mentoring.policy.worries import may_follow_worry
from app.mentoring.queries.named import named_safeguarding, people_named
from app.mentoring.queries.worries import WorryPlace, own_worries, worry_place
from app.mentoring.views.blueprint import bp
from app.mentoring.views.post import ring_post
from app.people.models import Person
from app.web.context import actor, db, form_key, now, platform, request_key, sent
from app.web.guard import guard, signed_in


def whoever_asks(_db: object, actor: Person, **_address: object) -> Person:
    """The one who asks; their role decides."""
    return actor


@bp.context_processor
def reached_by_phone() -> dict[str, object]:
    """The number at which a worry is taken, and how long one waits for the lead alone."""
    settings = platform().settings
    return {"worry_phone": settings.safeguarding_phone, "worry_hours": settings.worry_hours}


@bp.get("/mentoring/worries/new")
@signed_in
def worrying() -> ResponseReturnValue:
    """The form, and who will read it."""
    return _asking(WorryForm(formdata=None, request_key=str(new_id())), 200)


@bp.get("/mentoring/worries/")
@signed_in
def worries() -> ResponseReturnValue:
    """What the actor raised, and when each was opened."""
    return render_template("mentoring/worries/own.html", worries=own_worries(db(), actor()))


@bp.post("/mentoring/worries/")
@signed_in
def worry_raised() -> ResponseReturnValue:
    """Raise a worry of one's own."""
    form = WorryForm()
    try:
        worry_id = _raise(form, actor().id)
    except Refusal as refusal:
        return _asking(_marked(form, refusal), refusal.status)
    return redirect(url_for(".worry", worry_id=worry_id))


@bp.get("/mentoring/worries/<uuid:worry_id>")
@guard(worry_place, may_follow_worry)
def worry(place: WorryPlace) -> ResponseReturnValue:
    """That it came, and when it was opened."""
    return render_template(
        "mentoring/worries/one.html", worry=place.worry, named=named_safeguarding(db())
    )


@bp.get("/mentoring/coordination/worries")
@guard(whoever_asks, is_coordinator)
def worry_by_phone(_coordinator: Person) -> ResponseReturnValue:
    """The form for somebody who rings; who they are is found by their name."""
    return _taking(CallForm(formdata=None, request_key=str(new_id())), 200)


@bp.post("/mentoring/coordination/worries")
@guard(whoever_asks, is_coordinator)
def worry_taken(_coordinator: Person) -> ResponseReturnValue:
    """Keep what somebody told by phone; whoever wrote it down cannot read it again."""
    form = CallForm()
    try:
        _raise(form, _caller(form))
    except Refusal as refusal:
        return _taking(_marked(form, refusal), refusal.status)
    flash("Kept and passed on. You cannot open it again, and nobody else here can.", "success")
    return redirect(url_for(".start"))


def _caller(form: CallForm) -> UUID | None:
    """Who told it; None when they are not known. Raises: CallerNeeded."""
    if form.caller.data == NOT_KNOWN:
        return None
    caller = request_key(form.caller.data)
    if caller is None or db().get(Person, caller) is None:
        raise CallerNeeded
    return caller


def _raise(form: WorryForm, raised_by_id: UUID | None) -> UUID:
    told = Told(
        what=form.text.data or "",
        about=form.about.data or "",
        concerns=form.concerns.data or "",
        unsafe_to_tell=bool(form.unsafe_to_tell.data),
        kept_from_lead=bool(form.kept_from_lead.data),
    )
    key = form_key()
    made = raise_worry(
        *(db(), told),
        by=By(actor(), raised_by_id),
        open_within=timedelta(hours=platform().settings.worry_hours),
        request_key=key,
        now=now(),
    )
    ring_post()
    return made


def _marked(form: WorryForm, refusal: Refusal) -> WorryForm:
    """The form with the refusal beside its field. Raises: the refusal that belongs to none."""
    if type(refusal) not in FIELDS:
        raise refusal
    form[FIELDS[type(refusal)]].errors = [refusal.sentence]
    return form


def _asking(form: WorryForm, status: int) -> ResponseReturnValue:
    named = named_safeguarding(db())
    return render_template("mentoring/worries/new.html", form=form, named=named), status


def _taking(form: WorryForm, status: int) -> ResponseReturnValue:
    name = sent().get("name", "")
    if isinstance(form, CallForm):
        form.offer(people_named(db(), name))
    named = named_safeguarding(db())
    page = render_template("mentoring/worries/by_phone.html", form=form, name=name, named=named)
    return page, status
