"""The form that asks with whom to share something, what for, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from app.mentoring.actions.audience import Audience
from app.mentoring.errors.sharing import AudienceNeeded, MentorNeeded, PurposeTooLong
from app.mentoring.queries.circles import Circle
from app.mentoring.queries.mentors import mentors_in
from app.mentoring.queries.partners import Partner
from app.mentoring.rules.sharing import (
    COHORT,
    FACILITATOR,
    LONGEST_PURPOSE,
    MENTOR,
    usual_last_day,
)
from app.web.context import request_key
from app.web.forms import DayField, WebForm


class AudienceForm(WebForm):
    """Something of one's own for one audience."""

    audience = RadioField("Who may read it?", validate_choice=False)
    mentor = SelectField("Who your mentor is", validate_choice=False)
    purpose = TextAreaField(
        "What do you share it for?",
        validators=[Length(max=LONGEST_PURPOSE, message=PurposeTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    last_day = DayField("The last day they can read it", render_kw={"type": "date"})
    version = HiddenField()
    request_key = HiddenField()

    def offer(self, circles: Sequence[Circle], partners: Sequence[Partner]) -> None:
        """Set the people to choose from."""
        facilitators = {
            f"{FACILITATOR}:{circle.cohort_id}:{one.person_id}": (
                f"{one.name}, who runs {circle.name}"
            )
            for circle in circles
            for one in circle.runners
        }
        mentors = {
            f"{MENTOR}:{circle.cohort_id}:{one.person_id}": (
                one.name if len(circles) == 1 else f"{one.name} ({circle.name})"
            )
            for circle in circles
            for one in mentors_in(circle, partners)
        }
        cohorts = {
            f"{COHORT}:{circle.cohort_id}": f"Everybody in {circle.name}"
            for circle in circles
            if circle.others
        }
        mentor = {MENTOR: "My mentor"} if mentors else {}
        self.audience.choices = {**facilitators, **mentor, **cohorts}
        self.mentor.choices = {"": "Choose a person", **mentors}

    def begin(self, zone: str, *, now: datetime) -> None:
        """Put in the day that most people want."""
        self.last_day.data = usual_last_day(now, zone)

    def chosen(self) -> Audience:
        """Whom it is for.

        Raises: AudienceNeeded, MentorNeeded.
        """
        value = self.audience.data or ""
        if value == MENTOR:
            value = self.mentor.data or ""
            if not value:
                raise MentorNeeded
        kind, _, rest = value.partition(":")
        cohort, _, person = rest.partition(":")
        cohort_id, person_id = request_key(cohort), request_key(person)
        if cohort_id is None or (person_id is None) != (kind == COHORT):
            raise AudienceNeeded
        return Audience(kind, cohort_id, person_id)

    def name_of(self, audience: Audience, circles: Sequence[Circle]) -> str:
        """Whom it is for, in words.

        Raises: AudienceNeeded.
        """
        circle = next((one for one in circles if one.cohort_id == audience.cohort_id), None)
        if circle is None:
            raise AudienceNeeded
        if audience.person_id is None:
            return f"everybody in {circle.name}"
        names = {one.person_id: one.name for one in circle.others}
        if audience.person_id not in names:
            raise AudienceNeeded
        return names[audience.person_id]
