"""The forms for signing in by a text."""

from __future__ import annotations

from wtforms import HiddenField, StringField, TelField
from wtforms.validators import InputRequired, Length

from app.people.errors.text_codes import CodeWrong
from app.people.phones import LONGEST_TYPED
from app.web.forms import WebForm


class NumberForm(WebForm):
    """The number of a phone."""

    phone = TelField(
        "Mobile phone number",
        validators=[
            InputRequired("Write the number of your phone."),
            Length(max=LONGEST_TYPED, message="Write one whole phone number."),
        ],
        render_kw={"autocomplete": "tel"},
    )
    next = HiddenField()


class CodeForm(WebForm):
    """The code from the text."""

    code = StringField(
        "The code in the text",
        validators=[
            InputRequired("Write the six figures that are in the text."),
            Length(max=20, message=CodeWrong.sentence),
        ],
    )
