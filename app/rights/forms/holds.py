"""The form for putting a hold on an account."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.rights.forms import SomebodyForm

LONGEST_REASON = 1000


class HoldForm(SomebodyForm):
    """Whose account may not be erased, and why."""

    reason = TextAreaField(
        "Why it may not be erased",
        validators=[
            InputRequired("Please say why this account may not be erased."),
            Length(max=LONGEST_REASON, message="Please use at most 1,000 letters."),
        ],
    )
