"""The forms about payment and expenses: an offer, and an amount that may be offered."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import Length, Optional

from app.kit.errors import Refusal
from app.mentoring.errors.recognition import (
    AmountNeeded,
    DaysNeeded,
    DaysTheWrongWay,
    KindNeeded,
    NotToYourself,
    PayeeNeeded,
    RateNeeded,
    TaskNeeded,
    TimesNeeded,
    TitleNeeded,
)
from app.mentoring.models import RecognitionRate
from app.mentoring.queries.named import Found
from app.mentoring.rules.recognition import KINDS, LONGEST_TASK, LONGEST_TITLE, say_pounds
from app.web.forms import DayField, WebForm


class OfferForm(WebForm):
    """To whom, which amount, how many times, and what for."""

    person = RadioField("Who is it for?", validate_choice=False)
    rate = RadioField("Which amount?", validate_choice=False)
    times = IntegerField("How many times?", default=1, validators=[Optional()])
    task = StringField(
        "What is it for?",
        validators=[Length(max=LONGEST_TASK, message=TaskNeeded.sentence)],
        render_kw={"dir": "auto"},
    )
    request_key = HiddenField()

    def offer(self, found: Sequence[Found], rates: Sequence[RecognitionRate]) -> None:
        """Set the people and the amounts to choose from."""
        self.person.choices = {str(one.person_id): f"{one.name} ({one.address})" for one in found}
        self.rate.choices = {
            str(one.id): f"{one.title}: {say_pounds(one.pence)} ({KINDS[one.kind].lower()}, "
            f"within {one.pay_within_days} days)"
            for one in rates
        }


class RateForm(WebForm):
    """What it is called, how much, how soon it is paid, and from when until when it holds."""

    title = StringField(
        "What is it called?",
        validators=[Length(max=LONGEST_TITLE, message=TitleNeeded.sentence)],
        render_kw={"dir": "auto"},
    )
    kind = RadioField("What is it?", choices=dict(KINDS), validate_choice=False)
    pounds = StringField("How many pounds?")
    days = IntegerField("In how many days is it paid, at the most?", validators=[Optional()])
    valid_from = DayField("From which day does it hold?", validators=[Optional()])
    valid_to = DayField("Until which day?", validators=[Optional()])
    request_key = HiddenField()


# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    PayeeNeeded: "person",
    NotToYourself: "person",
    RateNeeded: "rate",
    TimesNeeded: "times",
    TaskNeeded: "task",
    TitleNeeded: "title",
    KindNeeded: "kind",
    AmountNeeded: "pounds",
    DaysNeeded: "days",
    DaysTheWrongWay: "valid_to",
}


def marked(form: WebForm, refusal: Refusal) -> WebForm:
    """The form with the refusal beside its field. Raises: the refusal that belongs to none."""
    name = FIELDS.get(type(refusal))
    if name is None or name not in form:
        raise refusal
    form[name].errors = [refusal.sentence]
    return form
