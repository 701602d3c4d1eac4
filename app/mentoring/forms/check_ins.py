"""The form of a check-in, by oneself or for somebody who told it."""

from __future__ import annotations

from wtforms import BooleanField, RadioField

from app.mentoring.actions.check_ins import Told
from app.mentoring.errors.check_ins import WayNeeded
from app.mentoring.rules.check_ins import ANSWERS, PAGE, TOLD
from app.web.forms import WebForm


class CheckInForm(WebForm):
    """How it is going, and whether they would like a call."""

    answer = RadioField(
        "How is it going?", choices=dict(ANSWERS), validate_choice=False, default=""
    )
    wants_call = BooleanField("A mentoring coordinator should ring")

    @property
    def told(self) -> Told:
        """What they say."""
        return Told(self.answer.data or "", bool(self.wants_call.data), PAGE)


class EnteredForm(CheckInForm):
    """The same, told to a coordinator."""

    via = RadioField(
        "How did they tell you?", choices=dict(TOLD), validate_choice=False, default=""
    )

    @property
    def told(self) -> Told:
        """What they say, and how it came.

        Raises: WayNeeded.
        """
        if self.via.data not in TOLD:
            raise WayNeeded
        return Told(self.answer.data or "", bool(self.wants_call.data), str(self.via.data))
