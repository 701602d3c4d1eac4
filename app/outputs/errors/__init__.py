"""What the outputs room refuses."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.outputs.rules.consent import FEW_LIKE_THAT, LONGEST_ROLE
from app.outputs.rules.words import LONGEST_WORDS


class PickRefused(Refusal):
    """The sentences ticked cannot be offered as they are."""


class NothingPicked(PickRefused):
    """No sentence was ticked."""

    sentence = "Tick at least one sentence that you want to offer."


class TooLong(PickRefused):
    """The words ticked are more than one contribution holds."""

    sentence = f"That is more than {LONGEST_WORDS:,} characters. Tick fewer sentences."


class NotJoined(Refusal):
    """A contribution is only for a cohort that its author joined."""

    sentence = "Join a cohort first. Then you can offer words to it."


class OfferedBefore(Refusal):
    """The form offered something before: other words, or with another consent."""

    status = 409
    sentence = (
        "You have offered words with this form already. They stay as they are: under “Words you "
        "have offered” you can change who may read them, or take them back. What you chose now is "
        "kept here. Send it again if you want to offer this too."
    )


class DayIsOver(Refusal):
    """The last day of a consent lies behind."""

    sentence = "Choose a last day that is today or later, or leave it empty."


class DayTooFar(Refusal):
    """The last day of a consent is further away than anybody can promise."""

    sentence = "Choose a last day within the next 50 years, or leave it empty."


class ConsentUnclear(Refusal):
    """Where or under which name was not chosen."""

    sentence = "Choose where your words may be read and which name goes with them."


class KindUnclear(Refusal):
    """What it is was not chosen."""

    sentence = "Choose what you want to tell."


class RoleNeeded(Refusal):
    """The name that was chosen needs a role."""

    sentence = f"Write your role, in at most {LONGEST_ROLE} characters."


class NameNeeded(Refusal):
    """The name that was chosen is not written."""

    sentence = f"Write the name that should stand there, in at most {LONGEST_ROLE} characters."


class FewFit(Refusal):
    """So few people fit what is said of the author that they may be guessed."""

    sentence = f"{FEW_LIKE_THAT} Choose another name, or tick that you know this."


class TakenBack(Refusal):
    """The words were taken back."""

    status = 409
    sentence = "You took these words back. You can offer them again from your reflection."


class ShownChanged(Refusal):
    """What the author answered about is not what stands there now."""

    status = 409
    sentence = (
        "Your words, the name with them or what stands over them changed after you opened this "
        "page. "
        "Look at them as they are now, and answer again."
    )


class NotForPublic(Refusal):
    """The author does not allow these words on a public page now."""

    status = 409
    sentence = (
        "You do not allow these words on a public page now, so there is nothing to say yes to. "
        "You can change what you allow under “Words you have offered”."
    )


class WayNeeded(Refusal):
    """The record says how words were read back."""

    sentence = "Choose how you read the words back to them."


class WishNeeded(Refusal):
    """Whoever would like a change is written down with what it is."""

    sentence = "Write in their words what should change. Use at most 500 characters."


class DraftNotReady(Refusal):
    """A yes needs the page around the words."""

    status = 409
    sentence = "The draft is being made again. Please come back in a few minutes to say yes."


class TitleNeeded(Refusal):
    """An output needs a title."""

    sentence = "Write a title of at most 120 characters, on one line."


class AlreadyBuilding(Refusal):
    """One build of an output at a time."""

    status = 409
    sentence = "This output is being made right now. Wait until that is finished."


class EditionGone(Refusal):
    """The edition to publish is not there any more."""

    status = 409
    sentence = (
        "This edition is not there any more: somebody took words back, or a newer one was made. "
        "Nothing was published. Make a fresh edition and look at it first."
    )


class ConsentEnded(Refusal):
    """Something in the edition may no longer be shown."""

    status = 409
    sentence = (
        "Somebody in this edition no longer allows their words to be shown. "
        "Nothing was published. Make a fresh edition, which leaves those words out."
    )


class AnswersOpen(Refusal):
    """An edition is made once its authors have had the time that they were promised."""

    status = 409
    sentence = (
        "Some people have not answered, and their last day is not over. Make the edition after "
        "that day, or once everybody has answered. You can also choose another day."
    )


class LastDayNeeded(Refusal):
    """The last day for answers lies behind, or is too far away to be one."""

    sentence = "Choose a last day from today on, at most one year from now, or leave it empty."


class ReplyNeeded(Refusal):
    """Whoever wanted something to be different is told what became of it."""

    sentence = "Write what became of it, in at most 500 characters."


class WishGone(Refusal):
    """A wish is answered once; its author may have said something else since."""

    status = 409
    sentence = (
        "This was answered already, or its author has said something else since. "
        "Look at what they say now."
    )


class RecipientNeeded(Refusal):
    """Whom an edition was given to is noted with how and when."""

    sentence = "Write who has it, in at most 120 characters on one line."


class DayGivenNeeded(Refusal):
    """An edition is given to somebody on a day between its making and today."""

    sentence = "Choose the day on which you gave it: today, or an earlier day."
