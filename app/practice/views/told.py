"""What a facilitator types in for somebody: kept for them, or shown again with why not."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import Seat
from app.practice.errors.plumblines import PersonNeeded
from app.practice.errors.wellbeing import NothingSaid, NotOffered, NotOnTheScale
from app.practice.forms.wellbeing import WhoseForm
from app.web.context import now


def kept_for_them(
    seat: Seat, keep: Callable[..., None], page: Callable[..., str]
) -> ResponseReturnValue:
    """Keep the answers that were sent for whoever gave them; from then on only they see them.

    `page` shows the form again, and takes the sentence that stands above it.
    """
    form = WhoseForm()
    try:
        keep(person_id=form.person_id, sent=request.form, form_key=form.key, now=now())
    except PersonNeeded as refusal:
        form.person.errors = [refusal.sentence]
        return page(form), refusal.status
    except (NothingSaid, NotOnTheScale, NotOffered) as refusal:
        return page(form, refusal.sentence), refusal.status
    flash("Kept. From now on only they see it.", "success")
    return redirect(url_for(".picture", slug=seat.cohort.slug))
