"""The forms for a file of people, and for one person without an e-mail address."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.cohorts.actions.by_hand import WAYS
from app.cohorts.forms import a_name
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster.faults import LONGEST_ADDRESS
from app.people.phones import LONGEST_TYPED
from app.people.rules import CHANNELS
from app.web.forms import WebForm

ACCEPTED = ".csv,.xlsx,.ods,.txt,.tsv"


class RosterForm(WebForm):
    """A file with a list of people."""

    file = FileField("Your list", render_kw={"accept": ACCEPTED})
    standing = SelectField(
        "Where the list does not say it, people come as", choices=dict(STANDINGS)
    )


class ByHandForm(WebForm):
    """Somebody who has no e-mail address."""

    name = StringField("Name", validators=[a_name], render_kw={"autocomplete": "off"})
    channel = RadioField(
        "How shall we reach them?", choices={way: CHANNELS[way] for way in WAYS}, default="call"
    )
    phone = StringField(
        "Phone number",
        validators=[Length(max=LONGEST_TYPED, message="Use at most 40 characters.")],
        render_kw={"type": "tel", "autocomplete": "off"},
    )
    post_address = TextAreaField(
        "Where paper can go",
        validators=[Length(max=LONGEST_ADDRESS, message="Use at most 500 characters.")],
        render_kw={"autocomplete": "off"},
    )
    standing = SelectField("They come as", choices=dict(STANDINGS))
