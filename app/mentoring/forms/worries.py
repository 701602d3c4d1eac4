"""The forms about worries: raising one, for oneself or for whoever rings."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Length

from app.mentoring.errors.worries import (
    AboutTooLong,
    CallerNeeded,
    ConcernNeeded,
    WordsNeeded,
    WordsTooLong,
)
from app.mentoring.queries.named import Found
from app.mentoring.rules.worries import CONCERNS, LONGEST_ABOUT, LONGEST_WORRY
from app.web.forms import WebForm

NOT_KNOWN = "not_known"


class WorryForm(WebForm):
    """What worries somebody, and whom it is about."""

    concerns = RadioField("Who is it about?", choices=dict(CONCERNS), validate_choice=False)
    about = StringField(
        "If it is about somebody else, who is it?",
        validators=[Length(max=LONGEST_ABOUT, message=AboutTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    text = TextAreaField(
        "I’m worried about…",
        validators=[Length(max=LONGEST_WORRY, message=WordsTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    unsafe_to_tell = BooleanField("It would not be safe to tell the person it is about")
    kept_from_lead = BooleanField("It is about the safeguarding lead")
    request_key = HiddenField()


class CallForm(WorryForm):
    """The same, with who rang."""

    caller = RadioField("Who told you this?", validate_choice=False)

    def offer(self, found: Sequence[Found]) -> None:
        """Set the people to choose from."""
        choices = {str(one.person_id): f"{one.name} ({one.address})" for one in found}
        self.caller.choices = {
            **choices,
            NOT_KNOWN: "Somebody who is not in this list, or did not say",
        }


# The field that each refusal is shown beside.
FIELDS = {
    WordsNeeded: "text",
    WordsTooLong: "text",
    AboutTooLong: "about",
    ConcernNeeded: "concerns",
    CallerNeeded: "caller",
}
