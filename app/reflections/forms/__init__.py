"""The one box of the reflective log."""

from __future__ import annotations

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.reflections.rules import LONGEST, NEAR_THE_END
from app.web.forms import WebForm


class WritingForm(WebForm):
    """A new entry, or a new version of one; how much is too much is told, never cut off."""

    text = TextAreaField(
        "What matters to you?",
        validators=[
            Length(
                max=LONGEST,
                message="An entry holds up to 50,000 characters. "
                "Take the end out, and save it as an entry of its own.",
            )
        ],
        # Arabic, Urdu or Hebrew writing starts at the right.
        render_kw={"dir": "auto", "data-left-from": NEAR_THE_END},
    )
    request_key = HiddenField()
    step = HiddenField()
    cohort = HiddenField()
    session = HiddenField()
    reflection = HiddenField()
    seen = HiddenField()
    # How often the draft of this form had been kept when the page was made.
    revision = HiddenField()
    # Marks of the pieces that the writer was shown and asked about; they are kept nowhere.
    shown = HiddenField()
