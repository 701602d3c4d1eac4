"""The forms for naming a practice or service, and for typing in somebody else's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import request
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField

from app.cohorts.queries import OwnSeat
from app.kit.db import new_id
from app.practice.actions.entering import Told
from app.practice.rules.looks import FIELD, MOMENTS
from app.suggestions.queries.entering import Teller
from app.web.context import request_key
from app.web.forms import WebForm


def sent_scores() -> dict[str, str]:
    """The numbers that the form of this request sent, by item."""
    return {
        name.removeprefix(FIELD): value
        for name, value in request.form.items()
        if name.startswith(FIELD)
    }


class PracticeForm(WebForm):
    """What somebody thinks of, and in which of their cohorts."""

    name = StringField("The place or service that you think of", render_kw={"dir": "auto"})
    cohort = SelectField("In which cohort?", validate_choice=False)
    request_key = HiddenField()

    def offer(self, seats: Sequence[OwnSeat]) -> None:
        """Set the cohorts to choose from; the newest is chosen."""
        self.cohort.choices = {seat.cohort.slug: seat.cohort.name for seat in seats}

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()


class EnteringForm(WebForm):
    """Whose numbers these are, of which place, and at which look."""

    person = SelectField("Whose numbers these are", validate_choice=False)
    name = StringField("The place or service that they think of", render_kw={"dir": "auto"})
    moment = RadioField(
        "Which look is it?",
        choices={one.key: one.title for one in MOMENTS.values()},
        validate_choice=False,
    )
    is_counted = BooleanField("They want their numbers counted in the picture of the cohort")
    request_key = HiddenField()

    def offer(self, people: Sequence[Teller]) -> None:
        """Set the people to choose from."""
        named = {str(one.person_id): one.name for one in people}
        self.person.choices = {"": "Choose who told you", **named}

    def told(self) -> Told:
        """What was typed in."""
        return Told(
            person_id=request_key(self.person.data),
            name=self.name.data or "",
            moment=self.moment.data or "",
            sent=sent_scores(),
            is_counted=bool(self.is_counted.data),
            form_key=request_key(self.request_key.data) or new_id(),
        )
