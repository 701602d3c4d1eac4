"""The forms of records of learning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from app.reflections.errors.cpd import LearningTooLong, MinutesWrong, NameOfLearningNeeded
from app.reflections.rules.cpd import LONGEST_TITLE, LONGEST_WORDS, MOST_MINUTES
from app.reflections.rules.cpd.years import MONTHS
from app.web.forms import DayField, WebForm

DIGITS = 4
WITH_OTHERS, ALONE = "others", "alone"


class LengthField(IntegerField):
    """Minutes; whatever is not a number of them gets a sentence that says what fits."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        typed = " ".join(valuelist).strip()
        self.data = None
        if not (typed.isascii() and typed.isdigit()) or len(typed) > DIGITS:
            raise ValueError(MinutesWrong.sentence)
        self.data = int(typed)
        if not 1 <= self.data <= MOST_MINUTES:
            raise ValueError(MinutesWrong.sentence)


def _something(_form: WebForm, field: StringField) -> None:
    if not (field.data or "").strip():
        raise ValidationError(NameOfLearningNeeded.sentence)


class LearningForm(WebForm):
    """Something that a person learned."""

    title = StringField(
        "What was it?",
        validators=[
            _something,
            Length(max=LONGEST_TITLE, message=LearningTooLong(title=True).sentence),
        ],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    day = DayField("On which day?")
    minutes = LengthField("How many minutes did it take?", render_kw={"autocomplete": "off"})
    who = RadioField(
        "Was it with other people?",
        choices={WITH_OTHERS: "Yes, with others", ALONE: "No, on my own"},
        default=ALONE,
    )
    learned = TextAreaField(
        "What did you learn?",
        validators=[Length(max=LONGEST_WORDS, message=LearningTooLong(title=False).sentence)],
        render_kw={"dir": "auto"},
    )
    changed = TextAreaField(
        "What has changed in what you do?",
        validators=[Length(max=LONGEST_WORDS, message=LearningTooLong(title=False).sentence)],
        render_kw={"dir": "auto"},
    )
    request_key = HiddenField()
    reflection = HiddenField()
    session = HiddenField()
    # When the record on this form had been changed last.
    seen = HiddenField()

    def was_changed_at(self) -> datetime | None:
        """When the record on this form had been changed last, if ever."""
        try:
            return datetime.fromisoformat(self.seen.data or "")
        except ValueError:
            return None


class YearForm(WebForm):
    """The month with which a year of appraisal begins."""

    first_month = SelectField(
        "Your appraisal year begins in", choices={str(n): name for n, name in MONTHS.items()}
    )


class RenewalForm(WebForm):
    """The last day of a registration; it may be left empty."""

    until = DayField("The last day of your registration", validators=[Optional()])
