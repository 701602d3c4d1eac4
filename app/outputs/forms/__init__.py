"""The forms for offering words, answering about them, and asking for outputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from app.outputs.errors import RecipientNeeded, WishNeeded
from app.outputs.models import Consent
from app.outputs.queries.alike import Origin
from app.outputs.rules.afterwards import HOW, LONGEST_RECIPIENT
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.consent import AHEAD, ASK, AUDIENCES, CHECKS, name_choices
from app.outputs.rules.gifts import CUT_FROM_REFLECTIONS, KINDS, QUOTE, one_line
from app.outputs.rules.reading import LONGEST_WISH, WAYS
from app.outputs.rules.stages import LONGEST_TITLE, MESSAGES, TEMPLATES
from app.web.forms import DayField, WebForm


class ConsentForm(WebForm):
    """Where words may be read, under which name, until when, and whether to ask first."""

    audience = RadioField(
        "Who may read these words?",
        choices=dict(AUDIENCES),
        validators=[InputRequired("Choose who may read these words.")],
    )
    training = RadioField(
        "May they also be used to train people who run this course?",
        choices={"no": "No", "yes": "Yes"},
        default="no",
        validate_choice=False,
    )
    named_as = RadioField(
        "Which name goes with them?",
        validators=[InputRequired("Choose which name goes with them.")],
    )
    role = StringField("My role", render_kw={"dir": "auto"})
    chosen_name = StringField("The name to show", render_kw={"dir": "auto"})
    few_known = BooleanField("I know that some readers may guess who I am")
    check = RadioField(
        "Before your words are in a report",
        choices=dict(CHECKS),
        # What is not chosen, or not sent, is no yes.
        default=ASK,
        validate_choice=False,
    )
    until = DayField("Last day they may be shown", validators=[Optional()])

    def offer_names(self, origin: Origin) -> None:
        """Show the ways to be named as they would look for this person."""
        self.origin = origin
        self.named_as.choices = name_choices(
            origin.known,
            role=one_line(self.role.data or ""),
            chosen=one_line(self.chosen_name.data or ""),
        )

    @classmethod
    def about(cls, consent: Consent) -> Self:
        """The form as it stands for what is allowed now."""
        return cls(
            formdata=None,
            obj=consent,
            training="yes" if consent.training else "no",
            check=ASK if consent.check_first else AHEAD,
        )

    def allowed(self) -> Allowed:
        """What the person chose."""
        until: date | None = self.until.data
        return Allowed(
            self.audience.data or "",
            self.named_as.data or "",
            until,
            training=self.training.data == "yes",
            role=self.role.data or "",
            chosen_name=self.chosen_name.data or "",
            few_known=bool(self.few_known.data),
            check_first=self.check.data != AHEAD,
        )


class OfferForm(ConsentForm):
    """Sentences of one's own reflection, for one cohort."""

    kind = RadioField(
        "What is it?",
        choices={kind: KINDS[kind].word.capitalize() for kind in CUT_FROM_REFLECTIONS},
        default=QUOTE,
    )
    request_key = HiddenField()


class OutputForm(WebForm):
    """The title of a new output."""

    title = StringField(
        "Title",
        validators=[
            InputRequired("Write a title."),
            Length(max=LONGEST_TITLE, message="Use at most 120 characters."),
        ],
    )
    template = RadioField(
        "How is it put together?", choices=dict(TEMPLATES), default=MESSAGES, validate_choice=True
    )
    request_key = HiddenField()


class ReadingForm(WebForm):
    """How somebody's words were read back to them, and what they would like changed."""

    how = RadioField("How did you read the words back?", choices=dict(WAYS), validate_choice=False)
    wish = TextAreaField(
        "What should change, in their words",
        validators=[Length(max=LONGEST_WISH, message=WishNeeded.sentence)],
        render_kw={"dir": "auto"},
    )


class LastDayForm(WebForm):
    """Until when authors can answer about the draft."""

    last_day = DayField("Last day for answers", validators=[Optional()])


class StoryWordForm(WebForm):
    """Until when a word leads to a story."""

    last_day = DayField("The last day on which it can be read by this word")
    request_key = HiddenField()


class RecipientForm(WebForm):
    """Who has an edition, how they got it, and when."""

    to_whom = StringField(
        "Who has it",
        validators=[
            InputRequired(RecipientNeeded.sentence),
            Length(max=LONGEST_RECIPIENT, message=RecipientNeeded.sentence),
        ],
    )
    number = SelectField("Which edition", choices={})
    how = SelectField("How you gave it to them", choices=dict(HOW))
    given_on = DayField("On which day", validators=[Optional()])
    request_key = HiddenField()

    def offer_editions(self, numbers: Sequence[int]) -> None:
        """Show the editions that were published, newest first."""
        self.number.choices = {str(number): f"Edition {number}" for number in numbers}
