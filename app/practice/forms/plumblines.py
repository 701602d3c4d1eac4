"""The form with which somebody names a practice or service."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField

from app.cohorts.queries import OwnSeat
from app.kit.db import new_id
from app.web.context import request_key


class PracticeForm(FlaskForm):
    """What somebody thinks of, and in which of their cohorts."""

    name = StringField("The place or service that you think of", render_kw={"dir": "auto"})
    cohort = SelectField("In which cohort?", validate_choice=False)
    request_key = HiddenField()

    def offer(self, seats: Sequence[OwnSeat]) -> None:
        """Set the cohorts to choose from; the newest is chosen."""
        self.cohort.choices = [(seat.cohort.slug, seat.cohort.name) for seat in seats]

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()
