"""The forms for the second step of signing in."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.kit.errors import Refusal
from app.people.errors.second_steps import PasskeyNameNeeded
from app.people.rules.passwords import LONGEST_PASSWORD
from app.web.forms import WebForm

LONGEST_CODE = 40
# What a browser says of a passkey takes one or two thousand characters.
LONGEST_ANSWER = 16_000


class SetUpForm(WebForm):
    """The first code of a new app."""

    code = StringField(
        "Code from the app",
        validators=[InputRequired("Write the six figures."), Length(max=LONGEST_CODE)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class StepForm(WebForm):
    """A code of the app, or one from paper, or the password where there is no second step."""

    code = StringField(
        "Code from your app",
        validators=[Length(max=LONGEST_CODE)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
    recovery = StringField(
        "Recovery code",
        validators=[Length(max=LONGEST_CODE)],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )
    password = PasswordField(
        "Password",
        validators=[Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside the box that was written in."""
        used = next((box for box in (self.recovery, self.password) if box.data), self.code)
        used.errors = [refusal.sentence]


class ResetForm(WebForm):
    """Whose second step is lost, or whose account somebody else may be in."""

    called = StringField(
        "Their e-mail address, phone number or whole name",
        validators=[
            InputRequired("Write an e-mail address, a phone number or a whole name."),
            Length(max=320),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class PasskeyForm(WebForm):
    """A new passkey: its name, and what the browser says of it."""

    name = StringField("A name for it", validators=[InputRequired(PasskeyNameNeeded.sentence)])
    credential = HiddenField(validators=[Length(max=LONGEST_ANSWER)])


class ShownPasskeyForm(WebForm):
    """What the browser says when a passkey was shown."""

    credential = HiddenField(validators=[Length(max=LONGEST_ANSWER)])
    next = HiddenField()
