"""The form in which a helper is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.helping import errors
from app.helping.actions.ask import Wish
from app.helping.queries import Choice
from app.helping.rules import ACTS, HOWS, LONGEST_WITNESS, PAGE
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.web.context import request_key
from app.web.forms import DayField, WebForm

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.ActsNeeded: "acts",
    errors.HelperNeeded: "helper",
    errors.HelperIsOneself: "helper",
    errors.AskedAlready: "helper",
    errors.TooManyHelpers: "helper",
    errors.EmailOfHelperWrong: "email",
    errors.LastDayWrong: "last_day",
    errors.HowNeeded: "how",
    errors.NoTexts: "how",
    errors.WitnessNeeded: "witness",
}
NAME = "{name} in {cohort}"
RUNS_IT = "{name}, who runs {cohort}"


class HelperForm(WebForm):
    """Whom, for what, and until when."""

    helper = SelectField("Somebody in your group", validate_choice=False)
    email = StringField(
        "Or somebody else, by e-mail",
        validators=[Length(max=320, message=errors.EmailOfHelperWrong.sentence)],
    )
    acts = SelectMultipleField(
        "What may they do?",
        choices={key: act.tick for key, act in ACTS.items()},
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    last_day = DayField("Until the end of which day?")
    request_key = HiddenField()

    @classmethod
    def fresh(cls, last_day: date) -> HelperForm:
        """An empty one, with a day that suits most."""
        return cls(None, last_day=last_day, request_key=str(new_id()))

    def offer(self, people: Sequence[Choice]) -> None:
        """Set the people to choose from."""
        self.helper.choices = [
            ("", "Choose a name"),
            *(
                (
                    f"{one.person_id} {one.cohort_id}",
                    (RUNS_IT if one.is_facilitator else NAME).format(
                        name=one.name, cohort=one.cohort
                    ),
                )
                for one in people
            ),
        ]

    @property
    def wish(self) -> Wish:
        """What was chosen."""
        helper, cohort = self._chosen()
        return Wish(
            acts=tuple(self.acts.data or ()),
            last_day=self.last_day.data,
            form=request_key(self.request_key.data) or new_id(),
            helper_id=helper,
            cohort_id=cohort,
            email=(self.email.data or "").strip(),
        )

    def _chosen(self) -> tuple[UUID | None, UUID | None]:
        helper, _, cohort = (self.helper.data or "").partition(" ")
        return request_key(helper), request_key(cohort)

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Show each refusal beside its field.

        Raises: the first that belongs to no field.
        """
        for refusal in refusals:
            name = FIELDS.get(type(refusal))
            if name is None or name not in self:
                raise refusal
            self[name].errors = [refusal.sentence]


class SetUpForm(HelperForm):
    """The same, filled in by a facilitator with the person beside them."""

    how = RadioField(
        "How do they say yes?",
        choices=dict(HOWS),
        validate_choice=False,
        validators=[InputRequired(errors.HowNeeded.sentence)],
    )
    witness = StringField(
        "Who saw it? Their name",
        validators=[Length(max=LONGEST_WITNESS, message=errors.WitnessNeeded.sentence)],
    )

    @property
    def wish(self) -> Wish:
        """What was chosen, and how the person says yes."""
        how = self.how.data or ""
        # Only their own page says yes by itself.
        how = "" if how == PAGE else how
        return replace(super().wish, how=how, witness=self.witness.data or "")
