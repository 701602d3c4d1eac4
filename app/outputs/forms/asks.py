"""The forms for what a report asks, and for what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from app.outputs.actions.ask_answers import Said
from app.outputs.actions.asks import Wording, version_of
from app.outputs.errors.asks import TooLongAsked, TooLongSaid
from app.outputs.models import Ask, AskAnswer
from app.outputs.rules import asks as rules
from app.suggestions.queries.entering import Teller
from app.web.context import request_key
from app.web.forms import DayField, WebForm

AUTO = {"dir": "auto"}
ME = "me"


class AskForm(WebForm):
    """What is asked of whom, and since when."""

    text = TextAreaField(
        "What is asked?",
        validators=[Length(max=rules.LONGEST_ASK, message=TooLongAsked.sentence)],
        render_kw=AUTO,
    )
    to_whom = StringField("Of which organisation or role?", render_kw=AUTO)
    # Without one it was today.
    asked_on = DayField("On which day was it asked?", validators=[Optional()])
    whose = SelectField("Whose idea is it?", validate_choice=False)
    is_looked_at = BooleanField("I have looked: no private person is named")
    request_key = HiddenField()
    seen = HiddenField()
    _offered: frozenset[str] | set[str] = frozenset()

    @classmethod
    def about(cls, ask: Ask) -> AskForm:
        """The form as an ask stands now."""
        return cls(
            formdata=None,
            text=ask.text,
            to_whom=ask.to_whom,
            asked_on=ask.asked_on,
            seen=version_of(ask.changed_at),
        )

    def offer_people(self, people: Sequence[Teller]) -> None:
        """Let the idea be somebody else's, of the cohort."""
        self._offered = {str(one.person_id) for one in people}
        self.whose.choices = [(ME, "My own"), *((str(one.person_id), one.name) for one in people)]

    def wording(self) -> Wording:
        """What was written."""
        looked = bool(self.is_looked_at.data)
        return Wording(self.text.data or "", self.to_whom.data or "", looked)

    def whose_id(self, actor_id: UUID) -> UUID | None:
        """Whose idea it is; None when it is nobody's who can be chosen."""
        chosen = self.whose.data or ME
        if chosen == ME:
            return actor_id
        return request_key(chosen) if chosen in self._offered else None


class AnswerForm(WebForm):
    """What came of an ask."""

    kind = RadioField("What came of it?", choices=dict(rules.KINDS), validate_choice=False)
    by_whom = StringField("Which organisation or role was it?", render_kw=AUTO)
    said = TextAreaField(
        "What did they say or do?",
        validators=[Length(max=rules.LONGEST_SAID, message=TooLongSaid.sentence)],
        render_kw=AUTO,
    )
    on_day = DayField("On which day?", validators=[Optional()])
    by_when = DayField("By which day will they do it?", validators=[Optional()])
    is_looked_at = BooleanField("I have looked: no private person is named")
    request_key = HiddenField()
    seen = HiddenField()

    @classmethod
    def about(cls, answer: AskAnswer) -> AnswerForm:
        """The form as an answer stands now."""
        return cls(
            formdata=None,
            obj=answer,
            said=answer.text,
            seen=version_of(answer.changed_at),
        )

    def answer(self, today: date) -> Said:
        """What was written; without a day, it was today."""
        return Said(
            kind=self.kind.data or "",
            text=self.said.data or "",
            by_whom=self.by_whom.data or "",
            on_day=self.on_day.data or today,
            by_when=self.by_when.data,
            is_looked_at=bool(self.is_looked_at.data),
        )
