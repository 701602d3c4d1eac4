"""The form about a contact with somebody, and what becomes of the reasons for it."""

from __future__ import annotations

from wtforms import RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import Length

from app.gatherings.forms.follow_ups import MaybeDayField
from app.insights.errors.needs import WordsTooLong
from app.insights.rules.needs.keeping import HOWS, LONGEST_WORDS, NEXTS
from app.web.forms import WebForm


class NeedForm(WebForm):
    """What it is about, how they were in touch, what they agreed, and what comes next."""

    need = SelectMultipleField("What this is about", choices=[], validate_choice=False)
    how = RadioField(
        "How you were in touch",
        choices={**HOWS, "": "Not in touch yet"},
        validate_choice=False,
        default="",
    )
    on_day = MaybeDayField("On which day")
    words = TextAreaField(
        "What you agreed",
        validators=[Length(max=LONGEST_WORDS, message=WordsTooLong.sentence)],
    )
    owner = SelectField("Who looks after it", choices=[], validate_choice=False)
    next = RadioField("What comes next", choices=dict(NEXTS), validate_choice=False)
    again_on = MaybeDayField("Look at it again on")
