"""The forms for cohorts and for the people in them."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import EmailField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.cohorts.errors import AnswerNeeded
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.pasted import LONGEST_PASTE, MOST_LINES
from app.people.errors import EmailWrong, NameNeeded
from app.people.rules import clean_email, clean_name
from app.web.forms import WebForm


def a_name(_form: WebForm, field: StringField) -> None:
    """Check that the field holds a name.

    Raises: ValidationError.
    """
    if clean_name(field.data or "") is None:
        raise ValidationError(NameNeeded.sentence)


def an_email(_form: WebForm, field: StringField) -> None:
    """Check that the field holds an e-mail address.

    Raises: ValidationError.
    """
    if clean_email(field.data or "") is None:
        raise ValidationError(EmailWrong.sentence)


def says_yes(form: Mapping[str, str]) -> bool:
    """Whether the answer to an invitation in a sent form is yes.

    Raises: AnswerNeeded when it is neither yes nor no.
    """
    word = form.get("answer")
    if word not in ("yes", "no"):
        raise AnswerNeeded
    return word == "yes"


class PersonForm(WebForm):
    """One person to invite."""

    name = StringField(
        "Name",
        validators=[a_name],
        render_kw={"autocomplete": "off"},
    )
    email = EmailField(
        "E-mail address",
        validators=[an_email],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    standing = SelectField("They come as", choices=dict(STANDINGS))


class PasteForm(WebForm):
    """Lines pasted from a list of people."""

    lines = TextAreaField(
        "Lines with a name and an e-mail address",
        validators=[
            InputRequired("Paste or write at least one line."),
            Length(max=LONGEST_PASTE, message="This is too much at once. Paste it in parts."),
        ],
        render_kw={"spellcheck": "false", "autocomplete": "off"},
    )
    standing = SelectField("They all come as", choices=dict(STANDINGS), id="standing-of-all")

    def validate_lines(self, field: TextAreaField) -> None:
        """Check that there are not too many lines to look through.

        Raises: ValidationError.
        """
        lines = [line for line in (field.data or "").splitlines() if line.strip()]
        if not lines:
            message = "Paste or write at least one line."
            raise ValidationError(message)
        if len(lines) > MOST_LINES:
            message = f"There are {len(lines)} lines. Paste at most {MOST_LINES} at a time."
            raise ValidationError(message)
