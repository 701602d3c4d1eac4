"""Writing to some of a cohort: choosing, looking at it first, sending, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy as cohorts
from app.cohorts.letters import contacts_of
from app.cohorts.queries import Seat, facilitators_of, seat_by_slug
from app.correspondence.rules.words import WAYS, say_fate
from app.insights.actions.messages import Written, checked, send_message, stop_message
from app.insights.errors import messages as errors
from app.insights.forms.messages import MessageForm
from app.insights.letters.messages import MessageFacts, message_letter
from app.insights.policy.messages import may_see_message, may_write_messages
from app.insights.queries.messages import (
    Group,
    MessageSeat,
    counts_of,
    fates_page,
    group_of,
    message_seat,
    messages_page,
    say_group,
)
from app.insights.rules.filters import Filters, filters_from
from app.insights.rules.messages import LONGEST_AS_TEXT, MOST_TICKED, say_channels, told_to
from app.insights.views.blueprint import bp
from app.kit.errors import Refusal
from app.post.kinds import SAMPLE_NAME, Draft
from app.web.context import actor, after_commit, db, form_key, now, platform
from app.web.guard import guard
from app.web.limits import limiter

# The field that each refusal is shown beside; the others stand at the top.
FIELDS: dict[type[Refusal], str] = {
    errors.SubjectNeeded: "subject",
    errors.WordsNeeded: "words",
    errors.TooLongForText: "words",
}


@dataclass(frozen=True)
class Choice:
    """Whom an address chooses, before and after some were ticked off."""

    filters: Filters
    everybody: Group
    group: Group


@bp.get("/cohorts/<slug>/messages")
@guard(seat_by_slug, may_write_messages)
def messages(seat: Seat) -> ResponseReturnValue:
    """What was written to people of this cohort, and what became of it."""
    page = messages_page(db(), seat.cohort.id, request.args.get("page", 1, type=int))
    return render_template(
        "insights/messages.html", cohort=seat.cohort, page=page, told_to=_told_to(seat)
    )


@bp.get("/cohorts/<slug>/messages/new")
@guard(seat_by_slug, may_write_messages)
def new_message(seat: Seat) -> ResponseReturnValue:
    """The form, for the people whom the address chooses."""
    return _form(seat, MessageForm(formdata=None), _choice(seat))


@bp.post("/cohorts/<slug>/messages/previews")
@guard(seat_by_slug, may_write_messages)
def preview_message(seat: Seat) -> ResponseReturnValue:
    """Look at what each of them would get; nothing is sent."""
    form, choice = MessageForm(), _choice(seat)
    if request.form.get("back") or not form.validate_on_submit():
        return _form(seat, form, choice), 200 if request.form.get("back") else 422
    try:
        kept = checked(_written(form), choice.group)
    except Refusal as refusal:
        return _refused(seat, form, choice, refusal)
    return _preview(seat, form, choice, kept)


@bp.post("/cohorts/<slug>/messages")
@guard(seat_by_slug, may_write_messages)
@limiter.limit("30 per hour")
def send(seat: Seat) -> ResponseReturnValue:
    """Send it to the people who were looked at."""
    form, choice = MessageForm(), _choice(seat)
    if not form.validate_on_submit():
        return _form(seat, form, choice), 422
    try:
        if request.form.get("chosen") != choice.group.mark:
            raise errors.OthersChosen
        to_whom = say_group(db(), seat.cohort, choice.filters)
        sent = send_message(
            *(db(), actor(), _written(form), choice.group),
            cohort=seat.cohort,
            to_whom=to_whom,
            now=now(),
        )
    except Refusal as refusal:
        return _refused(seat, form, choice, refusal)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Your message is on its way.", "success")
    return redirect(url_for(".message", slug=seat.cohort.slug, message_id=sent))


@bp.get("/cohorts/<slug>/messages/<uuid:message_id>")
@guard(message_seat, may_see_message)
def message(facts: MessageSeat) -> ResponseReturnValue:
    """What was written, and what became of the letter to each person."""
    return render_template(
        "insights/message.html",
        cohort=facts.seat.cohort,
        facts=facts,
        page=fates_page(db(), facts.message.id, request.args.get("page", 1, type=int)),
        counts=counts_of(db(), facts.message.id),
        told_to=_told_to(facts.seat),
        ways=WAYS,
        say_fate=say_fate,
        now=now(),
    )


@bp.post("/cohorts/<slug>/messages/<uuid:message_id>/stops")
@guard(message_seat, may_see_message)
def stop_one_message(facts: MessageSeat) -> ResponseReturnValue:
    """Hold back what has not gone."""
    held = stop_message(db(), actor(), message_id=facts.message.id, now=now())
    if held:
        flash(f"{held} {'letter was' if held == 1 else 'letters were'} held back.", "success")
    else:
        flash("Nothing was held back: all of it had gone.")
    return redirect(url_for(".message", slug=facts.seat.cohort.slug, message_id=facts.message.id))


def _told_to(seat: Seat) -> Callable[[str], str]:
    return partial(told_to, sees_follow_ups=cohorts.may_facilitate(actor(), seat))


def _choice(seat: Seat) -> Choice:
    """Whom the address and the boxes choose."""
    filters = filters_from(request.args)
    runs = cohorts.may_facilitate(actor(), seat)
    everybody = group_of(db(), actor(), seat.cohort, filters, runs=runs, now=now())
    return Choice(filters, everybody, everybody.without(request.form.getlist("left_out")))


def _written(form: MessageForm) -> Written:
    return Written(form.subject.data or "", form.words.data or "", form_key())


def _refused(
    seat: Seat, form: MessageForm, choice: Choice, refusal: Refusal
) -> ResponseReturnValue:
    """The form with what was written, and the refusal beside its field or at the top."""
    field = FIELDS.get(type(refusal))
    if field:
        form[field].errors = [refusal.sentence]
    sentence = None if field else refusal.sentence
    return _form(seat, form, choice, sentence=sentence), refusal.status


def _form(seat: Seat, form: MessageForm, choice: Choice, sentence: str | None = None) -> str:
    return render_template(
        "insights/new_message.html",
        cohort=seat.cohort,
        form=form,
        sentence=sentence,
        left_out=set(request.form.getlist("left_out")),
        can_tick=len(choice.everybody.people) <= MOST_TICKED,
        longest_as_text=LONGEST_AS_TEXT,
        **_facts(seat, choice),
    )


def _preview(seat: Seat, form: MessageForm, choice: Choice, kept: Written) -> str:
    return render_template(
        "insights/message_preview.html",
        cohort=seat.cohort,
        form=form,
        left_out=request.form.getlist("left_out"),
        by_mail=_draft(seat, kept, by_hand=False),
        by_hand=_draft(seat, kept, by_hand=True),
        ways=WAYS,
        most=MOST_TICKED,
        **_facts(seat, choice),
    )


def _facts(seat: Seat, choice: Choice) -> dict[str, object]:
    return {
        "everybody": choice.everybody,
        "group": choice.group,
        "query": choice.filters.as_query,
        "whom": say_group(db(), seat.cohort, choice.filters),
        "channels": say_channels(choice.group.by_channel),
    }


def _draft(seat: Seat, kept: Written, *, by_hand: bool) -> Draft:
    """The letter as a made-up person would get it."""
    return message_letter(
        MessageFacts(
            name=SAMPLE_NAME,
            writer=actor().name,
            cohort=seat.cohort.name,
            subject=kept.subject,
            words=kept.words,
            contacts=contacts_of(facilitators_of(db(), seat.cohort.id), by_hand=by_hand),
            cohort_phone=seat.cohort.phone,
            tongue=platform().office.tongues.of("en"),
        )
    )
