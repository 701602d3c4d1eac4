"""What the participation room refuses; no sentence tells what somebody voted."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.participation.rules import (
    LONGEST_ABOUT,
    LONGEST_OPTION,
    LONGEST_QUESTION,
    LONGEST_REASON,
    MOST_DOTS,
    MOST_OPTIONS,
)
from app.participation.rules.discussions import LONGEST_POST
from app.participation.rules.tallies import FEWEST_PAPERS


class QuestionNeeded(Refusal):
    """A poll asks something."""

    sentence = f"Write the question. Use at most {LONGEST_QUESTION} characters."


class AboutTooLong(Refusal):
    """What stands behind a question is told in a few lines."""

    sentence = f"This is too long. Use at most {LONGEST_ABOUT:,} characters."


class OptionsNeeded(Refusal):
    """There is something to choose."""

    sentence = (
        f"Write from 2 to {MOST_OPTIONS} answers, one on each line, each with at most "
        f"{LONGEST_OPTION} characters."
    )


class OptionTwice(Refusal):
    """Two answers that read the same take each other's votes."""

    sentence = "Two of the answers are the same. Change one of them or take it out."


class KindNeeded(Refusal):
    """People know how they vote."""

    sentence = "Choose how people vote."


class SecrecyNeeded(Refusal):
    """People know who can find out what they chose."""

    sentence = "Choose whether the poll is secret."


class DotsWrong(Refusal):
    """There are a few dots, and an answer may get some of them."""

    sentence = (
        f"Write a number of dots from 1 to {MOST_DOTS}, and how many of them one answer may get."
    )


class CloseWrong(Refusal):
    """A poll closes in a time that people can wait for."""

    sentence = "Choose a time that is ahead, at most 90 days from now."


class ProposerNeeded(Refusal):
    """A poll that is entered for somebody is theirs."""

    sentence = "Choose whose question it is. They need to be in this cohort."


class VoterNeeded(Refusal):
    """A vote that is entered for somebody is theirs."""

    sentence = "Choose whose vote it is. They need to be in this cohort."


class BallotWrong(Refusal):
    """A vote is filled in as the poll asks."""

    sentence = "Choose one of the answers."


class DotsNotGiven(BallotWrong):
    """The same for dots."""

    sentence = "Give at least one dot, and no more than you have."


class AlreadyVoted(Refusal):
    """A secret vote is cast once."""

    status = 409
    sentence = (
        "There is a vote already, and it stands. A secret vote cannot be changed, so what was sent "
        "just now was not counted."
    )


class OnPaper(AlreadyVoted):
    """A vote on paper lies among others."""

    sentence = (
        "There is a vote on paper already, and it stands: nobody can tell which of the papers it "
        "is. What was sent just now was not counted."
    )


class PollOver(Refusal):
    """Votes that come late do not count."""

    status = 409
    sentence = "This poll takes no more votes, so what was sent just now was not counted."


class PapersNeeded(Refusal):
    """A few papers lie together before they are counted."""

    sentence = (
        f"Tick at least {FEWEST_PAPERS} people. Of one or two papers everybody would know whose "
        "they are: enter those like votes by phone."
    )


class SomeHaveVoted(Refusal):
    """Everybody votes once."""

    status = 409
    sentence = (
        "Somebody whom you ticked has voted in another way by now. Look at who is left and count "
        "again without their paper."
    )


class NumbersWrong(Refusal):
    """So many people can have given so many dots."""

    sentence = "These numbers do not fit the number of people whom you ticked. Count again."


class WitnessNeeded(Refusal):
    """Two people count."""

    sentence = "Choose who counted with you. It is somebody else of this cohort."


class TallyAnswered(Refusal):
    """A count has one answer."""

    status = 409
    sentence = "This count has an answer already, or the poll has closed."


class AnswerNeeded(Refusal):
    """A witness says yes or no."""

    sentence = "Say whether the count is right."


class WordsNeeded(Refusal):
    """There is nothing to say to others."""

    sentence = "Write a few words."


class PostTooLong(Refusal):
    """More than the box holds; the writing stays in the box."""

    sentence = f"This is too long. Use at most {LONGEST_POST:,} characters."


class AuthorNeeded(Refusal):
    """Words of somebody else are entered for somebody of the cohort."""

    sentence = "Choose whose words these are. They need to be in this cohort."


class HasVotes(Refusal):
    """Other people's votes are not taken away by the one who asked."""

    status = 409
    sentence = (
        "Somebody has voted, so it cannot be taken back any more. Those who run the cohort can "
        "stop it."
    )


class ReasonNeeded(Refusal):
    """Whoever voted is owed a reason."""

    sentence = f"Say why in a few words. Use at most {LONGEST_REASON} characters."
