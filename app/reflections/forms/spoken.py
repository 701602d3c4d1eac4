"""That one reflected out loud."""

from __future__ import annotations

from wtforms import DateField, HiddenField, IntegerField, RadioField
from wtforms.validators import Optional

from app.reflections.errors.spoken import HowLong, WhichDay, WithWhom
from app.reflections.rules.spoken import COMPANIES, LONGEST_TALK, Talk
from app.web.forms import WebForm


class SpokenForm(WebForm):
    """A day, a kind of company, and minutes; there is no room for what was said."""

    on = DateField("Which day was it?")
    company = RadioField("Were you with somebody?", choices=dict(COMPANIES), validate_choice=False)
    minutes = IntegerField(
        "About how many minutes?",
        validators=[Optional()],
        render_kw={"inputmode": "numeric", "min": 1, "max": LONGEST_TALK},
    )
    request_key = HiddenField()
    step = HiddenField()
    cohort = HiddenField()
    session = HiddenField()

    def talk(self) -> Talk:
        """What was said of it.

        Raises: WhichDay; HowLong; WithWhom.
        """
        if self.on.data is None:
            raise WhichDay
        if self.company.data not in COMPANIES:
            raise WithWhom
        if self.minutes.data is None and any(map(str.strip, self.minutes.raw_data or ())):
            raise HowLong
        return Talk(self.on.data, self.company.data, self.minutes.data)
