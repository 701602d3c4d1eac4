"""The forms of a group: what it looks at, what it said, and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import request
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField

from app.gatherings.models import Gathering
from app.kit.db import new_id
from app.kit.times import in_zone
from app.practice.actions.group_looks import SentLook
from app.practice.actions.groups import NewGroup
from app.practice.rules.groups import NOTE_FIELD, READERS, SEEN_FIELD, Said, SentItem
from app.practice.rules.looks import FIELD
from app.suggestions.queries.entering import Teller
from app.web.context import request_key, typed_number
from app.web.forms import WebForm


class GroupForm(WebForm):
    """What a group looks at, where it talked, and who may read it."""

    name = StringField("The practice or service that you talked about", render_kw={"dir": "auto"})
    gathering = SelectField("At which session did you talk?", validate_choice=False)
    seen_by = RadioField("Who may read it?", choices=dict(READERS), validate_choice=False)
    request_key = HiddenField()

    def offer(self, sessions: Sequence[Gathering], zone: str) -> None:
        """Set the sessions to choose from."""
        days = {
            str(one.id): f"{in_zone(one.starts_at, zone):%-d %B %Y}: {one.title}"
            for one in sessions
        }
        self.gathering.choices = {"": "At none of them", **days}

    def new(self) -> NewGroup:
        """What was sent."""
        return NewGroup(
            name=self.name.data or "",
            gathering_id=request_key(self.gathering.data),
            seen_by=self.seen_by.data or "",
            form_key=request_key(self.request_key.data) or new_id(),
        )


class PutDownForm(WebForm):
    """Who told a facilitator that they were there, and whether their name may stand there."""

    person = SelectField("Who was there?", validate_choice=False)
    is_named = BooleanField("They said that their name may stand here")

    def offer(self, people: Sequence[Teller]) -> None:
        """Set the people to choose from."""
        named = {str(one.person_id): one.name for one in people}
        self.person.choices = {"": "Choose who told you", **named}

    @property
    def person_id(self) -> UUID | None:
        """Who was chosen; None: nobody yet."""
        return request_key(self.person.data)


def sent_look() -> SentLook:
    """What the form of this request sent."""
    form = request.form
    items = {name.removeprefix(SEEN_FIELD) for name in form if name.startswith(SEEN_FIELD)}
    return SentLook(
        items={
            item: SentItem(
                Said(form.get(f"{FIELD}{item}", ""), form.get(f"{NOTE_FIELD}{item}", "")),
                typed_number(form.get(f"{SEEN_FIELD}{item}"), otherwise=0),
            )
            for item in items
        },
        people=typed_number(form.get("people", "").strip()),
        is_all="done" in form,
    )
