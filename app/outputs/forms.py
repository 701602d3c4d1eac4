"""The forms for offering words, answering about them, and asking for outputs."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.outputs.actions.contribute import Allowed
from app.outputs.errors import WishNeeded
from app.outputs.rules.consent import AUDIENCES, name_choices
from app.outputs.rules.reading import LONGEST_WISH, WAYS
from app.outputs.rules.stages import LONGEST_TITLE

WHICH_DAY = "Write a day such as 3 May 2027, or leave it empty."


class DayField(DateField):
    """A day; what cannot be read as one is said in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what the browser sent."""
        try:
            super().process_formdata(valuelist)
        except ValueError as unreadable:
            raise ValueError(WHICH_DAY) from unreadable


class ConsentForm(FlaskForm):
    """Where words may be read, under which name, and until when."""

    audience = RadioField(
        "Who may read these words?",
        choices=dict(AUDIENCES),
        validators=[InputRequired("Choose who may read these words.")],
    )
    named_as = RadioField(
        "Which name goes with them?",
        validators=[InputRequired("Choose which name goes with them.")],
    )
    until = DayField("Last day they may be shown", validators=[Optional()])

    def offer_names(self, *, name: str, standing: str | None) -> None:
        """Show the ways to be named as they would look for this person."""
        self.named_as.choices = name_choices(name=name, standing=standing)

    def allowed(self) -> Allowed:
        """What the person chose."""
        until: date | None = self.until.data
        return Allowed(self.audience.data or "", self.named_as.data or "", until)


class OfferForm(ConsentForm):
    """Sentences of one's own reflection, for one cohort."""

    request_key = HiddenField()


class OutputForm(FlaskForm):
    """The title of a new output."""

    title = StringField(
        "Title",
        validators=[
            InputRequired("Write a title."),
            Length(max=LONGEST_TITLE, message="Use at most 120 characters."),
        ],
    )
    request_key = HiddenField()


class ReadingForm(FlaskForm):
    """How somebody's words were read back to them, and what they would like changed."""

    how = RadioField("How did you read the words back?", choices=dict(WAYS), validate_choice=False)
    wish = TextAreaField(
        "What should change, in their words",
        validators=[Length(max=LONGEST_WISH, message=WishNeeded.sentence)],
        render_kw={"dir": "auto"},
    )
