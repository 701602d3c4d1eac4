"""What all forms of ours are made from: the form itself, and a field for a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import DateField

from app.kit.times import NoSuchDay, read_day


class WebForm(FlaskForm):
    """A form whose fields for words take words only.

    Whatever sends a file where words are asked for gets the page back as if nothing had been
    written there; Flask-WTF would hand the file to a field that cannot read it.
    """

    class Meta(FlaskForm.Meta):
        """How what was sent reaches the fields."""

        def wrap_formdata(self, form: WebForm, formdata: Any) -> Any:
            """What was sent in words, and the files of those fields that ask for one."""
            sent = super().wrap_formdata(form, formdata)
            if not isinstance(sent, CombinedMultiDict):
                return sent
            files = MultiDict(
                (field.name, one)
                for field in form
                if isinstance(field, FileField)
                for one in request.files.getlist(field.name)
            )
            return CombinedMultiDict((files, request.form))


class DayField(DateField):
    """A day; whatever is not one gets a sentence that says how to write it."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        self.data = None
        try:
            self.data = read_day(" ".join(valuelist))
        except NoSuchDay as refusal:
            raise ValueError(refusal.sentence) from None
