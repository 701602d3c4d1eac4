"""Forms for an edition in other words."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Length

from app.kit.languages import ENGLISH, all_languages
from app.outputs.rules.reading import WAYS
from app.outputs.rules.retelling import HOW, LONGEST_NAME
from app.web.forms import WebForm

OTHERS = [one for one in all_languages() if one.code != ENGLISH]


class EasyReadForm(WebForm):
    """Who writes an Easy Read edition."""

    told_by = StringField("Who writes it?", validators=[Length(max=LONGEST_NAME)])


class TranslationForm(WebForm):
    """Who translates an edition into which language, and how."""

    language = SelectField(
        "Language",
        choices={"": "Choose a language"} | {one.code: one.both_names for one in OTHERS},
        validate_choice=False,
    )
    told_by = StringField("Who translates it?", validators=[Length(max=LONGEST_NAME)])
    made_how = RadioField("How is it made?", choices=dict(HOW), validate_choice=False)


class ReadAloudForm(WebForm):
    """How somebody's words were read back to them."""

    how = RadioField("How did you read the words back?", choices=dict(WAYS), validate_choice=False)
