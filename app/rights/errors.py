"""What the room of rights refuses, each with a sentence that a person can act on."""

from __future__ import annotations

from app.kit.errors import Refusal


class LastLead(Refusal):
    """Without a programme lead nobody could look after the programme."""

    status = 409
    sentence = (
        "This is the only programme lead. Please give somebody else that role first. Then this "
        "account can be erased."
    )


class OnHold(Refusal):
    """Something asks us to keep an account for now, such as a case at court."""

    status = 409
    sentence = (
        "We may not erase this account at the moment. Please ask a programme lead why, and when "
        "that is over."
    )


class OwnHold(Refusal):
    """Nobody decides about the hold on their own account as a lead."""

    status = 409
    sentence = "This hold is on your own account. Please ask another programme lead."


class BeingErased(Refusal):
    """Part of the account is gone, and nothing brings it back."""

    status = 409
    sentence = (
        "We are just erasing this account, so a hold comes too late. What is gone cannot come "
        "back. Please tell whoever asked you for the hold."
    )


class TooLate(Refusal):
    """The days in which it could be undone are over."""

    status = 409
    sentence = "It is too late to undo this: the days in which you could are over."


class NobodyThere(Refusal):
    """One of two accounts went while somebody was at it."""

    status = 409
    sentence = "One of the two accounts is not here any more. Nothing was changed."


class AccountGone(Refusal):
    """Somebody asks to be erased whose account went into another at that moment."""

    status = 409
    sentence = (
        "This account was just made one with another of the same person. Nothing was erased. "
        "Please sign in to the account that is left, and ask there."
    )


class CopyGone(Refusal):
    """Its days are over, or it was fetched before."""

    status = 410
    sentence = (
        "This copy is not here any more. It is kept for a few days, and for one hour after you "
        "fetched it. You can ask for a new one."
    )


class YesNeeded(Refusal):
    """Nothing is erased by a slip of the hand."""

    status = 422
    sentence = "Please tick the box if you are sure."


class BusyNow(Refusal):
    """Somebody has a key of private writing in their hands, or holds one of the two accounts."""

    status = 503
    sentence = (
        "Somebody is just writing, so we could not do this. Nothing was changed. Please try again "
        "in a minute."
    )


class CannotMerge(Refusal):
    """Two accounts that cannot become one, each reason with a sentence."""

    status = 409

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class NotYours(Refusal):
    """Nobody decides about their own two accounts as a lead."""

    status = 403
    sentence = "One of the two accounts is your own. Please ask another programme lead."


class AlreadyAsked(Refusal):
    """One of the two waits for a yes with a third."""

    status = 409
    sentence = (
        "One of the two accounts already waits to be made one with another. Please take that back "
        "first."
    )


class AskedOtherwise(Refusal):
    """The same two wait already, but another account of them stays, or other addresses."""

    status = 409
    sentence = (
        "These two already wait to be made one, but the other way round or with other addresses. "
        "Please take that back first, and then ask anew."
    )


class MergeOver(Refusal):
    """It was done, refused, taken back, or nobody answered in time."""

    status = 409
    sentence = "This is over already. Nothing was changed."


class CanAnswer(Refusal):
    """A lead does not speak for somebody to whom we can write."""

    status = 409
    sentence = "We wrote to this account, so that the person can say yes or no themselves."


class OtherLead(Refusal):
    """Where something private is there, two leads are needed."""

    status = 403
    sentence = (
        "Private writing belongs to this account. So another programme lead than the one who asked "
        "has to hear the yes."
    )


class WhoSpoke(Refusal):
    """A yes that was told needs somebody who heard it."""

    status = 422
    sentence = "Please write who spoke with the person, and when: at most 500 characters."
