"""Who may do what with words and outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from app.cohorts import policy as cohorts
from app.outputs.rules.consent import ALLIANCE, COHORT, WITH_NAME, allows
from app.people.models import Person
from app.post.rules import BY_HAND

if TYPE_CHECKING:
    from app.cohorts.queries import Seat
    from app.outputs.queries.offered_pictures import PictureSeat
    from app.outputs.queries.readings import ReadingSeat
    from app.outputs.queries.redactions import RedactionDesk, WordsDesk
    from app.outputs.queries.retold_answers import ReadingPlace
    from app.outputs.queries.stories import StoryPlace, WordSeat
    from app.outputs.queries.telling import TellingSeat
    from app.outputs.queries.voice import Voice


class Authored(Protocol):
    """Something that one person wrote."""

    @property
    def author_id(self) -> UUID:
        """Who wrote it."""
        ...


class InCohort(Protocol):
    """Something that belongs to a cohort, with the actor's place there."""

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        ...


def may_decide_about(actor: Person, words: Authored) -> bool:
    """Only the author offers, changes, answers about or takes back their words."""
    return words.author_id == actor.id


def may_read_back(actor: Person, reading: ReadingSeat | ReadingPlace) -> bool:
    """Facilitators of the cohort enter the answer of somebody to whom they read the words.

    Of whoever asked for it; and of people without e-mail, if the words bear their author's name or
    the actor wrote them down for them. Of other words nobody is told whose they are. Programme
    leads do not, and nobody enters an answer about words of their own.
    """
    author, asked = reading.author, reading.asked
    known = asked.voice.consent.named_as in WITH_NAME
    known = known or asked.voice.contribution.told_by_id == actor.id
    may = reading.wants_reading or (known and author.email is None)
    return may and author.id != actor.id and cohorts.may_facilitate(actor, reading.desk.seat)


def may_read_words_back(actor: Person, at: WordsDesk) -> bool:
    """The same people enter an answer about taking something out of words, for the same authors."""
    by_hand = at.author.email is None
    has_name = at.voice.consent.named_as in WITH_NAME
    is_own = at.author.id == actor.id
    return by_hand and has_name and not is_own and cohorts.may_facilitate(actor, at.seat)


def may_read_redaction_back(actor: Person, at: RedactionDesk) -> bool:
    """Whoever reads words back to their author enters what they say about a suggestion."""
    return may_read_words_back(actor, at.words)


def may_see_picture(actor: Person, facts: PictureSeat) -> bool:
    """Its author, and facilitators of the cohort that it was offered to."""
    return facts.author_id == actor.id or cohorts.may_facilitate(actor, facts.seat)


def may_enter_for(actor: Person, facts: TellingSeat) -> bool:
    """Facilitators of the cohort change, or take back, what somebody told one of them.

    And of people who hear by phone or on paper also what bears their name: of other words nobody
    is told whose they are. Nobody enters anything for themselves.
    """
    voice, author = facts.voice, facts.author
    was_told = bool(voice.contribution.told_how or voice.consent.entered_how)
    by_hand = author.email is None and author.channel in BY_HAND
    known = was_told or (by_hand and voice.consent.named_as in WITH_NAME)
    return known and author.id != actor.id and cohorts.may_facilitate(actor, facts.seat)


def may_see_outputs(actor: Person, seat: Seat) -> bool:
    """Everyone in a cohort, and programme leads, see what it published."""
    return cohorts.may_open(actor, seat)


def may_see_desk(actor: Person, desk: InCohort) -> bool:
    """Everyone in a cohort, and programme leads, see what its reports ask and what came of it."""
    return cohorts.may_open(actor, desk.seat)


def may_propose(actor: Person, desk: InCohort) -> bool:
    """Everyone who joined the cohort can propose what a report should ask."""
    return cohorts.may_learn(actor, desk.seat)


def may_make_outputs(actor: Person, desk: InCohort) -> bool:
    """Facilitators of the cohort see what was offered, ask for outputs and publish them."""
    return cohorts.may_facilitate(actor, desk.seat)


def may_ask_for_output(actor: Person, seat: Seat) -> bool:
    """Facilitators of the cohort ask for outputs."""
    return cohorts.may_facilitate(actor, seat)


def may_read_story(actor: Person, place: StoryPlace) -> bool:
    """Its author, and those whom the author allows; roles on the platform give no right here."""
    voice = place.voice
    if not place.is_in_force:
        return False
    if voice.author_id == actor.id:
        return True
    audience = voice.consent.audience
    is_here = place.is_here and allows(audience, COHORT)
    is_elsewhere = place.learns and allows(audience, ALLIANCE)
    return is_here or is_elsewhere or (place.facilitates and voice.consent.training)


def may_know_how_told(actor: Person, voice: Voice, *, runs_it: bool) -> bool:
    """Who is told that a story was told to somebody, and whether by phone, in person or on paper.

    Everybody where its author's name stands under it. Else its author, and facilitators of its
    cohort, who look after it: where few people have no screen, the way alone may tell who it is.
    """
    return voice.bears_name or runs_it or voice.author_id == actor.id


def may_give_story(actor: Person, place: StoryPlace) -> bool:
    """Its author gives it to others; whoever runs the cohort makes the word for them if they ask.

    Only of a story that bears its author's name: of others nobody is told whose they are.
    """
    if not may_read_story(actor, place):
        return False
    return place.voice.author_id == actor.id or (place.runs_it and place.voice.bears_name)


def may_end_story_word(actor: Person, facts: WordSeat) -> bool:
    """Whoever may make one; and its author also when the story is not shown any more."""
    return may_end_story_words(actor, facts.place)


def may_end_story_words(actor: Person, place: StoryPlace) -> bool:
    """The same people end all words that lead to a story."""
    return place.voice.author_id == actor.id or may_give_story(actor, place)
