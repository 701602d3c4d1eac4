"""How a person of the cohort is reached, entered for them at their wish."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import leads_open_doors, may_enter_contact, may_open_doors
from app.cohorts.queries.seats import MemberSeat, member_seat
from app.cohorts.rules import INVITED
from app.cohorts.views.blueprint import bp
from app.kit.errors import Refusal
from app.people.actions.preferences import keep_preferences
from app.people.forms.contact import ContactForm
from app.people.queries import name_of
from app.post.queries.choices import choices_of
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/people/<uuid:person_id>/contact")
@guard(member_seat, may_enter_contact)
def contact(facts: MemberSeat) -> ResponseReturnValue:
    """The form, as things stand for this person."""
    whose = facts.member.person
    chosen = {topic: row.choice for topic, row in choices_of(db(), whose.id).items()}
    return _page(facts, ContactForm.of(whose, chosen, platform().office.tongues), 200)


@bp.post("/cohorts/<slug>/people/<uuid:person_id>/contact")
@guard(member_seat, may_enter_contact)
def enter_contact(facts: MemberSeat) -> ResponseReturnValue:
    """Keep what the person said."""
    whose = facts.member.person
    form = ContactForm().in_tongues(platform().office.tongues, whose)
    if not form.validate_on_submit():
        return _page(facts, form, 422)
    try:
        keep_preferences(
            *(db(), actor(), whose, form.contact, form.chosen),
            may_open_doors=may_open_doors(actor(), facts),
            now=now(),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(facts, form, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(f"Saved how {whose.name} is reached. The record says that you entered it.", "success")
    return redirect(url_for("cohorts.contact", slug=facts.seat.cohort.slug, person_id=whose.id))


def _page(facts: MemberSeat, form: ContactForm, status: int) -> ResponseReturnValue:
    member, whose = facts.member, facts.member.person
    page = render_template(
        "cohorts/contact.html",
        cohort=facts.seat.cohort,
        whose=whose,
        form=form,
        may_open_doors=may_open_doors(actor(), facts),
        leads_open_doors=leads_open_doors(facts),
        may_be_typed_wrong=member.enrolment.state == INVITED and not member.been_in,
        entered_by=name_of(db(), whose.contact_changed_by_id),
    )
    return page, status
