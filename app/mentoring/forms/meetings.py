"""The forms of meetings: a plan, a day on which two met, and the hours of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from wtforms import IntegerField, RadioField, StringField
from wtforms.form import BaseForm
from wtforms.validators import Length, ValidationError

from app.gatherings.forms import ClockField
from app.kit.times import in_zone
from app.mentoring.actions.meetings import MeetingPlan
from app.mentoring.errors.meetings import LengthWrong, MinutesWrong, ModeNeeded, PlaceTooLong
from app.mentoring.models import MentoringMeeting
from app.mentoring.rules.meetings import LONGEST_PLACE
from app.mentoring.rules.topics import CONTACT_MODES
from app.web.forms import DayField, WebForm

DIGITS_OF_MINUTES = 4


class MinutesField(IntegerField):
    """A number of minutes; whatever is not one gets a sentence that says what fits."""

    sentence = LengthWrong.sentence

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        typed = " ".join(valuelist).strip()
        if not typed.isascii() or not typed.isdigit() or len(typed) > DIGITS_OF_MINUTES:
            self.data = None
            raise ValueError(self.sentence)
        self.data = int(typed)


class CountedField(MinutesField):
    """Minutes that may be none."""

    sentence = MinutesWrong.sentence

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; nothing is nought.

        Raises: ValueError with a sentence for the person.
        """
        super().process_formdata([" ".join(valuelist).strip() or "0"])


class ModeField(RadioField):
    """How the two meet."""

    def pre_validate(self, form: BaseForm) -> None:
        """Check that a way was chosen.

        Raises: ValidationError.
        """
        del form
        if self.data not in CONTACT_MODES:
            raise ValidationError(ModeNeeded.sentence)


class MeetingForm(WebForm):
    """When, for how long, how and where."""

    day = DayField("Day")
    clock = ClockField("Start")
    minutes = MinutesField("How long you have, in minutes", default=60)
    mode = ModeField("How you meet", choices=dict(CONTACT_MODES), validate_choice=False)
    place = StringField(
        "Where",
        validators=[Length(max=LONGEST_PLACE, message=PlaceTooLong.sentence)],
        render_kw={"autocomplete": "off"},
    )

    def fill(self, meeting: MentoringMeeting, zone: str) -> None:
        """Show a meeting as it is, in this zone."""
        if meeting.starts_at is None or meeting.ends_at is None:
            return
        local = in_zone(meeting.starts_at, zone)
        self.day.data, self.clock.data = local.date(), local.time()
        self.minutes.data = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
        self.mode.data, self.place.data = meeting.mode, meeting.place

    def plan(self, zone: str) -> MeetingPlan:
        """What was filled in, once it is valid."""
        return MeetingPlan(
            day=self.day.data or date.min,
            clock=self.clock.data or time(),
            minutes=self.minutes.data or 0,
            mode=self.mode.data,
            place=self.place.data or "",
            zone=zone,
        )


class MetForm(WebForm):
    """A day on which the two met."""

    day = DayField("Which day was it?")
    mode = ModeField("How did you meet?", choices=dict(CONTACT_MODES), validate_choice=False)


class HoursForm(WebForm):
    """How the time of a meeting was shared."""

    gave = CountedField("Minutes that I gave")
    received = CountedField("Minutes that I received")
