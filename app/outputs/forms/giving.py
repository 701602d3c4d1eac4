"""The forms for writing something to offer, by its author or by whoever was told it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Self

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, RadioField, StringField, TextAreaField

from app.kit.cleaning import LARGEST
from app.outputs.actions.give import Gift
from app.outputs.actions.pictures import SentPicture
from app.outputs.actions.reword import Wording
from app.outputs.actions.tell import Telling
from app.outputs.forms import ConsentForm
from app.outputs.queries.voices import Voice
from app.outputs.rules.gifts import (
    KINDS,
    LONGEST_ALTERNATIVE,
    LONGEST_GIFT_TITLE,
    NOBODY_IN_IT,
    PEOPLE,
    PEOPLE_AGREE,
    PICTURE,
    STORY,
    TITLED,
)
from app.outputs.rules.reading import WAYS
from app.web.forms import WebForm

ROWS = {STORY: 12}
AUTO = {"dir": "auto"}


class Worded:
    """Words, and what is said of a picture, asked for as their kind is asked for."""

    _fields: OrderedDict[str, Field]
    title = StringField("Title", render_kw=AUTO)
    text = TextAreaField("Your words", render_kw=AUTO)
    description = TextAreaField("What does the picture show?", render_kw=AUTO)
    people = RadioField("Who is in the picture?", choices=dict(PEOPLE), validate_choice=False)

    def ask_for(self, kind: str) -> None:
        """Ask as this kind is asked for, with its length."""
        self.kind_of_gift = KINDS[kind]
        self.text.label.text = KINDS[kind].label
        self.text.flags.maxlength = KINDS[kind].longest
        self.title.flags.maxlength = LONGEST_GIFT_TITLE
        self.description.flags.maxlength = LONGEST_ALTERNATIVE
        # In the order of the page, in which what is to be put right is listed.
        for name in ("text", "title", "people", "description", "picture"):
            if name in self._fields:
                self._fields.move_to_end(name, last=False)
        self.has_title = kind in TITLED
        self.has_picture = kind == PICTURE
        self.rows = ROWS.get(kind, 4)


class Told:
    """How something was told to whoever writes it down."""

    how = RadioField("How did they tell you?", choices=dict(WAYS), validate_choice=False)
    read_back = BooleanField("I have read all of this back to them, and it is what they want")

    def telling(self) -> Telling:
        """What was chosen."""
        return Telling(self.how.data or "", bool(self.read_back.data))


class GiftForm(Worded, ConsentForm):
    """Something that is written to be offered, with what its author allows."""

    picture = FileField("The picture", render_kw={"accept": "image/jpeg,image/png,image/webp"})
    request_key = HiddenField()

    def gift(self, kind: str) -> Gift:
        """What was sent; of a picture that is too large, one byte more than we take."""
        file = self.picture.data
        content = file.stream.read(LARGEST + 1) if file else b""
        picture = SentPicture(content, self.description.data or "", self.people.data or "")
        return Gift(kind, self.text.data or "", self.title.data or "", picture)


class ToldGiftForm(Told, GiftForm):
    """The same, told to a facilitator."""


class ToldConsentForm(Told, ConsentForm):
    """What somebody allows, told to a facilitator."""


class RewordForm(Worded, WebForm):
    """Other words for something that was offered."""

    @classmethod
    def about(cls, voice: Voice) -> Self:
        """The form with the words as they are."""
        picture = voice.picture
        form = cls(
            formdata=None,
            title=voice.title,
            text=voice.contribution.text,
            description=picture.alternative if picture else "",
            people=(PEOPLE_AGREE if picture.has_people else NOBODY_IN_IT) if picture else "",
        )
        form.ask_for(voice.kind)
        return form

    def wording(self) -> Wording:
        """What was written."""
        return Wording(
            self.text.data or "",
            self.title.data or "",
            self.description.data or "",
            self.people.data or "",
        )


class ToldRewordForm(Told, RewordForm):
    """The same, told to a facilitator."""
