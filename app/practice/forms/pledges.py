"""The forms of a pledge, of its answers, and of who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.cohorts.queries import OwnSeat
from app.kit.db import new_id
from app.library.rules import SIZES
from app.practice.actions.pledge_answers import Told
from app.practice.actions.pledges import Promise
from app.practice.actions.pledges_told import Change
from app.practice.errors import pledges as errors
from app.practice.rules.pledges import (
    BLOCKS,
    LONGEST,
    LONGEST_ANSWER,
    ME,
    READERS,
    SAID,
    TOLD,
    Wording,
)
from app.suggestions.queries.entering import Teller
from app.web.context import request_key
from app.web.forms import WebForm

# Arabic, Urdu or Hebrew writing starts at the right.
AUTO = {"dir": "auto"}
AS_IT_IS = "As it is now"


class WordingForm(WebForm):
    """What somebody promises, and when, where and with whom."""

    what = TextAreaField(
        "What will you do?",
        validators=[Length(max=LONGEST, message=errors.WhatTooLong.sentence)],
        render_kw=AUTO,
    )
    when = StringField("When?", render_kw=AUTO)
    where = StringField("Where?", render_kw=AUTO)
    with_whom = StringField("With whom?", render_kw=AUTO)
    request_key = HiddenField()

    @property
    def words(self) -> Wording:
        """What was written."""
        return Wording(
            what=self.what.data or "",
            when=self.when.data or "",
            where=self.where.data or "",
            with_whom=self.with_whom.data or "",
        )

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()


class PledgeForm(WordingForm):
    """The same, with its size, who may read it, and in which cohort it is made."""

    kind = RadioField(
        "How big is it?",
        choices={key: title for key, (title, _) in SIZES.items()},
        validate_choice=False,
    )
    seen_by = RadioField(
        "Who may read it?", choices=dict(READERS), validate_choice=False, default=ME
    )
    cohort = SelectField("In which cohort?", validate_choice=False)
    card = HiddenField()

    def offer(self, seats: Sequence[OwnSeat]) -> None:
        """Set the cohorts to choose from; the newest is chosen."""
        self.cohort.choices = [(seat.cohort.slug, seat.cohort.name) for seat in seats]

    @property
    def promise(self) -> Promise:
        """What was written and chosen."""
        return Promise(
            self.kind.data or "", self.words, self.seen_by.data or "", self.card.data or ""
        )


class ChangeForm(WordingForm):
    """Words that are written over, with the size."""

    kind = RadioField(
        "How big is it?",
        choices={key: title for key, (title, _) in SIZES.items()},
        validate_choice=False,
    )

    @property
    def promise(self) -> Promise:
        """What was written and chosen."""
        return Promise(self.kind.data or "", self.words)


class ReadersForm(WebForm):
    """Who may read a pledge."""

    seen_by = RadioField("Who may read it?", choices=dict(READERS), validate_choice=False)


class AnswerForm(WebForm):
    """How it is going."""

    said = RadioField("How is it going?", choices=dict(SAID), validate_choice=False)
    block = SelectField(
        "If something is in the way: what is it most?",
        choices={"": "I would rather not say", **BLOCKS},
        validate_choice=False,
    )
    words = TextAreaField(
        "Would you like to write something about it?",
        validators=[Length(max=LONGEST_ANSWER, message=errors.AnswerTooLong.sentence)],
        render_kw=AUTO,
    )
    request_key = HiddenField()

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()

    @property
    def told(self) -> Told:
        """What was said."""
        return Told(self.said.data or "", self.block.data or "", self.words.data or "")


class FromSomebody:
    """What is entered for somebody who told it."""

    person: SelectField

    def ask_who(self, people: Sequence[Teller]) -> None:
        """Set the people to choose from."""
        self.person.choices = {
            "": "Choose who told you",
            **{str(one.person_id): one.name for one in people},
        }

    @property
    def person_id(self) -> UUID | None:
        """Who was chosen."""
        return request_key(self.person.data)


class ToldPledgeForm(FromSomebody, PledgeForm):
    """A pledge that is entered for somebody who told it."""

    person = SelectField("Whose pledge is it?", validate_choice=False)


class ToldAnswerForm(FromSomebody, AnswerForm):
    """How it goes, entered for somebody who told it."""

    person = SelectField("Who told you?", validate_choice=False)
    number = StringField("The number of their pledge", render_kw={"inputmode": "numeric"})
    via = RadioField("How did they tell you?", choices=dict(TOLD), validate_choice=False)

    @property
    def told(self) -> Told:
        """What was said, and how it came."""
        said = super().told
        return replace(said, via=self.via.data or "")


class ToldChangeForm(FromSomebody, WordingForm):
    """What somebody would like to be different about their pledge, who told it."""

    person = SelectField("Whose pledge is it?", validate_choice=False)
    number = StringField("The number of their pledge", render_kw={"inputmode": "numeric"})
    seen_by = RadioField(
        "Who may read it?", choices={"": AS_IT_IS, **READERS}, validate_choice=False, default=""
    )
    is_asked = RadioField(
        "Shall we ask about it?",
        choices={"": AS_IT_IS, "no": "Do not ask any more", "yes": "Ask again"},
        validate_choice=False,
        default="",
    )

    @property
    def change(self) -> Change:
        """What was written and chosen."""
        asked = {"yes": True, "no": False}.get(self.is_asked.data or "")
        return Change(self.words, self.seen_by.data or "", asked)
