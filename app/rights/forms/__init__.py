"""Forms of the room of rights."""

from __future__ import annotations

from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from app.web.forms import WebForm

LONGEST = 320
SURE = "Please tick the box if you are sure."


class ErasureForm(WebForm):
    """Asking to be erased."""

    is_sure = BooleanField("Yes, erase my account", validators=[InputRequired(SURE)])


class SomebodyForm(WebForm):
    """Whom somebody rang or wrote about."""

    who = StringField(
        "E-mail address, phone number or whole name",
        validators=[InputRequired("Please say who it is about."), Length(max=LONGEST)],
    )
