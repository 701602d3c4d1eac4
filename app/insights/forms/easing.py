"""What a facilitator types to make something easier for one person."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import Length

from app.progress.errors import ReasonTooLong
from app.progress.rules.easing import LONGEST_REASON
from app.web.forms import DayField, WebForm


class ExcuseForm(WebForm):
    """Why a step is not needed, if anything is to be said."""

    reason = TextAreaField(
        "Why, in a few words",
        validators=[Length(max=LONGEST_REASON, message=ReasonTooLong.sentence)],
    )


class TimeForm(WebForm):
    """Until when somebody has time."""

    until = DayField("The last day")
