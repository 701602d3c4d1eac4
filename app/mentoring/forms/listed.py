"""Fields with a list to choose from, which say in our words when something else was sent."""

from __future__ import annotations

from wtforms import RadioField, SelectField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError


class ListedField(SelectField):
    """One answer of a list."""

    def pre_validate(self, form: BaseForm) -> None:
        """Check that it is on the list.

        Raises: ValidationError with a sentence for the person.
        """
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(_sentence(self)) from None


class ListedRadios(RadioField):
    """The same, with all of them shown."""

    def pre_validate(self, form: BaseForm) -> None:
        """Check that it is on the list.

        Raises: ValidationError with a sentence for the person.
        """
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(_sentence(self)) from None


def _sentence(field: SelectField) -> str:
    return f"Choose one of the answers to “{field.label.text}”."
