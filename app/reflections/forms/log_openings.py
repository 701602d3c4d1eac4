"""The form with which a programme lead asks to open one person's log."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import Length

from app.reflections.errors.log_openings import (
    AskedBefore,
    PersonNeeded,
    ReasonNeeded,
    ReasonTooLong,
)
from app.reflections.queries.log_openings import Found
from app.reflections.rules.log_openings import LONGEST_REASON
from app.web.forms import WebForm


class LogOpeningForm(WebForm):
    """Whose log, why, and whether the law requires it."""

    person = RadioField("Whose log is it?", validate_choice=False)
    reason = TextAreaField(
        "Why does it have to be opened?",
        validators=[Length(max=LONGEST_REASON, message=ReasonTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    is_required_by_law = BooleanField("The law requires it")
    request_key = HiddenField()

    def offer(self, found: Sequence[Found]) -> None:
        """Set the people to choose from."""
        self.person.choices = {
            str(one.person_id): f"{one.name} ({', '.join(one.cohorts) or 'in no cohort'})"
            for one in found
        }


# The field that each refusal is shown beside.
FIELDS = {
    PersonNeeded: "person",
    ReasonNeeded: "reason",
    ReasonTooLong: "reason",
    AskedBefore: "reason",
}
