"""The forms of a support map."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.mentoring.errors import sharing
from app.participation.actions.support import SupportWords
from app.participation.errors import support as errors
from app.participation.rules.support import (
    KINDS,
    LONGEST_NAME,
    LONGEST_STRENGTHS,
    LONGEST_WORDS,
    RINGS,
    Support,
)
from app.suggestions.queries.entering import Teller
from app.web.context import request_key, typed_number
from app.web.forms import WebForm

AUTO = {"dir": "auto"}


class SupportForm(WebForm):
    """One who or what supports somebody."""

    kind = RadioField("What is it?", choices=dict(KINDS), validate_choice=False)
    name = StringField(
        "Who or what is it?",
        validators=[Length(max=LONGEST_NAME, message=errors.SupportNameNeeded.sentence)],
        render_kw={"autocomplete": "off", **AUTO},
    )
    ring = RadioField(
        "How close is it to you?",
        choices={str(ring): words for ring, words in RINGS.items()},
        validate_choice=False,
    )
    words = TextAreaField(
        "What is good about it?",
        validators=[Length(max=LONGEST_WORDS, message=errors.SupportWordsTooLong.sentence)],
        render_kw=AUTO,
    )
    request_key = HiddenField()

    @classmethod
    def of(cls, support: Support) -> SupportForm:
        """The form as things stand."""
        form = cls(formdata=None, request_key=str(new_id()))
        form.kind.data, form.name.data = support.kind, support.name
        form.ring.data, form.words.data = str(support.ring), support.words
        return form

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()

    @property
    def support(self) -> SupportWords:
        """What was written and chosen."""
        ring = typed_number(self.ring.data)
        said = self.kind.data or "", self.name.data or ""
        return SupportWords(*said, ring, self.words.data or "")


class StrengthsForm(WebForm):
    """What is strong in somebody."""

    lines = TextAreaField(
        "What is strong in you?",
        validators=[Length(max=LONGEST_STRENGTHS, message=errors.StrengthsTooLong.sentence)],
        render_kw=AUTO,
    )
    request_key = HiddenField()

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()


class ToldSupportForm(SupportForm, StrengthsForm):
    """What somebody told of their own map."""

    person = SelectField("Whose map is it?", validate_choice=False)

    def ask_who(self, people: Sequence[Teller]) -> None:
        """Set the people to choose from."""
        names = {str(one.person_id): one.name for one in people}
        self.person.choices = {"": "Choose who told you", **names}

    @property
    def person_id(self) -> UUID | None:
        """Who was chosen."""
        return request_key(self.person.data)

    @property
    def told(self) -> SupportWords | None:
        """Who or what supports them; None when they told only what is strong in them."""
        is_empty = not ((self.name.data or "").strip() or self.kind.data or self.ring.data)
        return None if is_empty else self.support


FIELDS: dict[type[Refusal], str] = {
    errors.SupportKindNeeded: "kind",
    errors.RingNeeded: "ring",
    errors.SupportNameNeeded: "name",
    errors.SupportWordsTooLong: "words",
    errors.SupportMapFull: "name",
    errors.StrengthsTooLong: "lines",
    errors.NothingTold: "name",
    errors.TellerOfMapNeeded: "person",
    errors.NothingOnMap: "audience",
    sharing.AudienceNeeded: "audience",
    sharing.MentorNeeded: "mentor",
    sharing.PurposeNeeded: "purpose",
    sharing.PurposeTooLong: "purpose",
    sharing.LastDayWrong: "last_day",
}
"""The field that each refusal is shown beside."""
