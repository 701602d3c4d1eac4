"""The forms with which a session is proposed, and a proposal is answered."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.gatherings.errors.proposals import ProposalAnswerNeeded, PurposeNeeded, SuitsTooLong
from app.gatherings.rules import LONGEST_TITLE, WAYS
from app.gatherings.rules.proposals import LONGEST_ANSWER, LONGEST_PURPOSE, LONGEST_SUITS
from app.web.forms import WebForm


class ProposalForm(WebForm):
    """What somebody would like the group to meet about."""

    title = StringField(
        "What should the session be called?",
        validators=[Length(max=LONGEST_TITLE, message="Use at most 120 characters.")],
        render_kw={"autocomplete": "off"},
    )
    about = TextAreaField(
        "What is it for?", validators=[Length(max=LONGEST_PURPOSE, message=PurposeNeeded.sentence)]
    )
    suits = StringField(
        "When would it suit?",
        validators=[Length(max=LONGEST_SUITS, message=SuitsTooLong.sentence)],
        render_kw={"autocomplete": "off"},
    )
    how = RadioField("How would people take part?", choices=dict(WAYS), validate_choice=False)


class EnteredProposalForm(ProposalForm):
    """The same for somebody who told it by phone or on paper."""

    person = SelectField("Who proposes it?", validate_choice=False)

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Set the people to choose from."""
        names = {str(person_id): name for person_id, name in people}
        self.person.choices = {"": "Choose a person", **names}


class ProposalAnswerForm(WebForm):
    """Why a proposal is not taken up."""

    answer = TextAreaField(
        "Why not, in a few kind words",
        validators=[Length(max=LONGEST_ANSWER, message=ProposalAnswerNeeded.sentence)],
    )
