"""Whose answers somebody types in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import HiddenField, SelectField

from app.kit.db import new_id
from app.suggestions.queries.entering import Teller
from app.web.context import request_key
from app.web.forms import WebForm


class WhoseForm(WebForm):
    """Who told it; the answers stand beside it under names of their own."""

    person = SelectField("Whose answers these are", validate_choice=False)
    request_key = HiddenField()

    def offer(self, people: Sequence[Teller]) -> None:
        """Set the people to choose from."""
        named = {str(one.person_id): one.name for one in people}
        self.person.choices = {"": "Choose who told you", **named}

    @property
    def person_id(self) -> UUID | None:
        """Who was chosen; None: nobody yet."""
        return request_key(self.person.data)

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()
