"""The forms about what there is in a place, and what people offer."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.cohorts.rules.places import say_position
from app.kit.db import new_id
from app.participation.actions.assets import AssetWords, Source
from app.participation.actions.skills import SkillWords
from app.participation.errors import assets as errors
from app.participation.models import Asset
from app.participation.rules.assets import (
    COSTS,
    KINDS,
    LONGEST_ABOUT,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_SKILL,
    PAGE,
    STEP_FREE,
    TOLD,
    UNKNOWN,
)
from app.web.context import request_key, typed_number
from app.web.forms import WebForm

MINE = "mine"
AUTO = {"dir": "auto"}
ABOUT = [Length(max=LONGEST_ABOUT, message=errors.AboutTooLong.sentence)]
LINE = [Length(max=LONGEST_LINE, message=errors.LineTooLong.sentence)]


class ToldForm(WebForm):
    """Whose knowledge it is, for those who run the cohort."""

    person = SelectField("Who knows this?", validate_choice=False, default=MINE)
    how = RadioField("If somebody told you: how?", choices=dict(TOLD), validate_choice=False)
    request_key = HiddenField()

    def offer(self, people: Iterable[tuple[UUID, str]], *, me: str = "I know it myself") -> None:
        """Set the people to choose from."""
        names = {str(person_id): name for person_id, name in people}
        self.person.choices = {MINE: me, **names}

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()

    def source(self, *, enters: bool) -> Source:
        """Whose it is; `enters`: whether the actor may type in for others."""
        chosen = self.person.data or MINE
        if not enters or chosen == MINE:
            return Source()
        # What is no person at all is nobody of the cohort.
        return Source(request_key(chosen) or new_id(), self.how.data or "")


class AssetForm(ToldForm):
    """What there is: what it is, what it offers, how to reach it, and who can get in."""

    kind = RadioField("What is it?", choices=dict(KINDS), validate_choice=False)
    name = StringField(
        "What do people call it?",
        validators=[Length(max=LONGEST_NAME, message=errors.AssetNameNeeded.sentence)],
        render_kw={"autocomplete": "off", **AUTO},
    )
    about = TextAreaField("Tell us about it", validators=ABOUT, render_kw=AUTO)
    offers = TextAreaField("What can people do or get there?", validators=ABOUT, render_kw=AUTO)
    for_whom = StringField("Who is it for?", validators=LINE, render_kw=AUTO)
    reach = StringField("How do people reach it?", validators=LINE, render_kw=AUTO)
    step_free = SelectField(
        "Can people get in without steps?", choices=dict(STEP_FREE), default=UNKNOWN
    )
    cost = SelectField("What does it cost?", choices=dict(COSTS), default=UNKNOWN)
    languages = StringField("Which languages are spoken there?", validators=LINE, render_kw=AUTO)
    access = TextAreaField("What else helps people to get in?", validators=ABOUT, render_kw=AUTO)
    area = StringField("Which part of the place is it in?", validators=LINE, render_kw=AUTO)
    position = StringField(
        "Where is it on a map?", validators=LINE, render_kw={"autocomplete": "off"}
    )
    seen = HiddenField()

    @classmethod
    def of(cls, asset: Asset) -> AssetForm:
        """The form as things stand."""
        form = cls(formdata=None, obj=asset, person=MINE, request_key=str(new_id()))
        form.position.data = say_position(asset.latitude, asset.longitude)
        form.seen.data = str(asset.revision)
        return form

    @property
    def seen_revision(self) -> int:
        """The revision that whoever writes had before them."""
        return typed_number(self.seen.data)

    @property
    def asset_words(self) -> AssetWords:
        """What was written and chosen."""
        return AssetWords(
            kind=self.kind.data or "",
            name=self.name.data or "",
            about=self.about.data or "",
            offers=self.offers.data or "",
            reach=self.reach.data or "",
            step_free=self.step_free.data or UNKNOWN,
            cost=self.cost.data or UNKNOWN,
            languages=self.languages.data or "",
            access=self.access.data or "",
            for_whom=self.for_whom.data or "",
            area=self.area.data or "",
            position=self.position.data or "",
        )


class SkillForm(ToldForm):
    """What somebody offers, in their own words, and their yes."""

    words = TextAreaField(
        "What would you like to offer?",
        validators=[Length(max=LONGEST_SKILL, message=errors.SkillNeeded.sentence)],
        render_kw=AUTO,
    )
    says_yes = BooleanField("Yes, the people in my cohort may see this with my name")

    @property
    def said(self) -> SkillWords:
        """What was written, and whether they say yes."""
        return SkillWords(self.words.data or "", bool(self.says_yes.data))


class SuggestionForm(WebForm):
    """What should be different."""

    words = TextAreaField(
        "What should be different?",
        validators=[Length(max=LONGEST_ABOUT, message=errors.SuggestionNeeded.sentence)],
        render_kw=AUTO,
    )
    request_key = HiddenField()

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()


def said_how(how: str | None, person_id: UUID | None) -> Source:
    """Who stands behind an answer: whoever entered it, or the one who told them by phone."""
    return Source(person_id, how) if how in TOLD and person_id else Source(None, PAGE)


FIELDS = {
    errors.AssetKindNeeded: "kind",
    errors.AssetNameNeeded: "name",
    errors.AboutTooLong: "about",
    errors.LineTooLong: "reach",
    errors.AccessWrong: "step_free",
    errors.PositionWrong: "position",
    errors.TellerNeeded: "person",
    errors.ToldHowNeeded: "how",
    errors.SkillNeeded: "words",
    errors.TooManySkills: "words",
    errors.YesNeeded: "says_yes",
    errors.SuggestionNeeded: "words",
}
"""The field that each refusal is shown beside."""
