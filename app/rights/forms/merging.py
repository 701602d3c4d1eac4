"""Forms for making two accounts one."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.people.models import Person
from app.people.rules import CHANNELS
from app.rights.actions.merging.ways import Kept
from app.rights.rules.merging import GOES, LONGEST_TOLD, STAYS
from app.web.forms import WebForm

CHOOSE = "Please choose one."


class KeptForm(WebForm):
    """Which ways to reach the person stay."""

    email = RadioField("E-mail address", default=STAYS, choices=[], validate_choice=False)
    phone = RadioField("Phone number", default=STAYS, choices=[], validate_choice=False)
    post_address = RadioField("Paper address", default=STAYS, choices=[], validate_choice=False)
    channel = RadioField("How letters come", default=STAYS, choices=[], validate_choice=False)

    def offer(self, stays: Person, goes: Person) -> None:
        """Offer what either account has; with one thing only there is nothing to choose."""
        for name in ("email", "phone", "post_address"):
            both = {STAYS: getattr(stays, name), GOES: getattr(goes, name)}
            self[name].choices = [(side, said) for side, said in both.items() if said]
            if both[STAYS] is None or not both[STAYS]:
                self[name].default = GOES
        self.channel.choices = [
            (STAYS, CHANNELS[stays.channel]),
            *([(GOES, CHANNELS[goes.channel])] if goes.channel != stays.channel else []),
        ]

    @property
    def kept(self) -> Kept:
        """What was chosen; whatever was not asked comes from the account that stays."""
        names = ("email", "phone", "post_address", "channel")
        return Kept(**{name: GOES if self[name].data == GOES else STAYS for name in names})


class FindForm(WebForm):
    """Whom two accounts may belong to."""

    who = StringField(
        "Name, e-mail address or phone number, or a part of it", validators=[Length(max=320)]
    )


class HearForm(WebForm):
    """Who heard the yes of somebody to whom nobody can write."""

    words = TextAreaField(
        "Who spoke with the person, and when?",
        validators=[
            InputRequired("Please write who spoke with the person, and when."),
            Length(max=LONGEST_TOLD),
        ],
    )
