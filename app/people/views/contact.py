"""How one is reached, and what one likes to get."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded

from app.kit.errors import Refusal
from app.people.actions.contact import new_phone_for_texts, opens_door
from app.people.actions.preferences import keep_preferences
from app.people.errors.second_steps import StepNeeded
from app.people.errors.text_codes import TooManyCodes
from app.people.forms.contact import ContactForm
from app.people.queries import name_of
from app.people.views.blueprint import bp
from app.people.views.own_phone import send_proof
from app.people.views.steps import is_fresh
from app.post.queries.choices import choices_of
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import signed_in


@bp.get("/account/letters")
@signed_in
def own_letters() -> ResponseReturnValue:
    """How letters come to oneself, and which."""
    chosen = {topic: row.choice for topic, row in choices_of(db(), actor().id).items()}
    return _letters(ContactForm.of(actor(), chosen, platform().office.tongues), 200)


@bp.post("/account/letters")
@signed_in
def change_letters() -> ResponseReturnValue:
    """Keep how letters come to oneself, and which."""
    form = ContactForm().in_tongues(platform().office.tongues, actor())
    if not form.validate_on_submit():
        return _letters(form, 422)
    # A first e-mail address of one's own is confirmed from both ends, on its own page.
    contact = replace(form.contact, email="")
    try:
        if opens_door(actor(), contact) and not is_fresh():
            raise StepNeeded
        phone = None
        if not platform().office.is_listed("text"):
            phone = new_phone_for_texts(actor(), contact)
        if phone:
            # All else is kept; texts go there once its reader has shown that it is theirs.
            contact = replace(contact, channel=actor().channel, phone=actor().phone or "")
        keep_preferences(
            *(db(), actor(), actor(), contact, form.chosen), may_open_doors=True, now=now()
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _letters(form, refusal.status)
    if phone:
        return _send(form, phone)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Saved. What is still on its way to you goes this way too.", "success")
    return redirect(url_for("people.own_letters"))


def _send(form: ContactForm, phone: str) -> ResponseReturnValue:
    """Send the code; what was written is given back where there were too many."""
    try:
        return send_proof(phone)
    except RateLimitExceeded:
        db().rollback()
        form.phone.errors = [TooManyCodes.sentence]
        return _letters(form, TooManyCodes.status)


def _letters(form: ContactForm, status: int) -> ResponseReturnValue:
    # What a refused form set is not the person any more; the page reads the row as it stands.
    by_id = actor().contact_changed_by_id
    entered_by = None if by_id == actor().id else name_of(db(), by_id)
    return render_template("people/letters.html", form=form, entered_by=entered_by), status
