"""The forms for signing in and for one's own account."""

from __future__ import annotations

from wtforms import (
    EmailField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from app.kit.languages import all_languages
from app.people.errors import NameNeeded, ReadingUnknown
from app.people.rules import (
    LONGEST_WHAT_I_BRING,
    SPACINGS,
    TEXT_SIZES,
    clean_name,
)
from app.people.rules.passwords import LONGEST_PASSWORD
from app.web.forms import WebForm


class SignInForm(WebForm):
    """An e-mail address, and a password for those who have one."""

    email = EmailField(
        "E-mail address",
        validators=[InputRequired("Write your e-mail address."), Length(max=320)],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        "Password",
        validators=[Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class AccountForm(WebForm):
    """One's own name and what one brings."""

    name = StringField(
        "Your name",
        validators=[InputRequired("Write your name.")],
        render_kw={"autocomplete": "name"},
    )
    what_i_bring = TextAreaField(
        "What I bring",
        validators=[
            Length(max=LONGEST_WHAT_I_BRING, message="Use at most 1,000 characters."),
        ],
    )

    # The mark of what it showed of `what_i_bring`.
    seen = HiddenField()

    def validate_name(self, field: StringField) -> None:
        """Check that people can read the name.

        Raises: ValidationError.
        """
        if clean_name(field.data or "") is None:
            raise ValidationError(NameNeeded.sentence)


class PasswordForm(WebForm):
    """A new password for oneself."""

    new_password = PasswordField(
        "New password",
        validators=[InputRequired("Write a new password.")],
        render_kw={"autocomplete": "new-password"},
    )


LANGUAGES = {one.code: one.both_names for one in all_languages()}


class ReadingForm(WebForm):
    """The size and spacing of text, and the language that one likes to read."""

    text_size = RadioField(
        "Text size",
        choices=dict(TEXT_SIZES),
        validate_choice=False,
        validators=[AnyOf(TEXT_SIZES, message=ReadingUnknown.sentence)],
    )
    spacing = RadioField(
        "Space between letters and lines",
        choices=dict(SPACINGS),
        validate_choice=False,
        validators=[AnyOf(SPACINGS, message=ReadingUnknown.sentence)],
    )
    language = SelectField(
        "Language of the course",
        choices=dict(LANGUAGES),
        validate_choice=False,
        validators=[AnyOf(LANGUAGES, message=ReadingUnknown.sentence)],
    )
