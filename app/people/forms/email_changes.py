"""The form for another e-mail address."""

from __future__ import annotations

from wtforms import EmailField
from wtforms.validators import InputRequired, Length

from app.people.errors import EmailWrong
from app.web.forms import WebForm


class EmailChangeForm(WebForm):
    """The new address."""

    email = EmailField(
        "Your new e-mail address",
        validators=[
            InputRequired("Write your new e-mail address."),
            Length(max=320, message=EmailWrong.sentence),
        ],
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )
