"""What is refused about assets: what there is in a place, and what people offer."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.participation.rules.assets import (
    LONGEST_ABOUT,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_SKILL,
    MOST_SKILLS,
)


class AssetKindNeeded(Refusal):
    """People look for groups, services or places."""

    sentence = "Choose what it is."


class AssetNameNeeded(Refusal):
    """Without its name nobody finds it."""

    sentence = f"Write what people call it. Use at most {LONGEST_NAME} characters."


class AboutTooLong(Refusal):
    """What it is, is told in a few lines."""

    sentence = f"This is too long. Use at most {LONGEST_ABOUT} characters."


class LineTooLong(Refusal):
    """A short answer."""

    sentence = f"This is too long. Use at most {LONGEST_LINE} characters."


class AccessWrong(Refusal):
    """Whether there are steps, and what it costs, are chosen from a list."""

    sentence = "Choose one of the answers about steps, and one about what it costs."


class PositionWrong(Refusal):
    """A point on the map is two numbers."""

    sentence = (
        "Write two numbers with a comma between them, such as 53.481, -2.243, or leave this empty."
    )


class TellerNeeded(Refusal):
    """What is entered for somebody is theirs."""

    sentence = "Choose who told you. They need to be in this cohort."


class ToldHowNeeded(Refusal):
    """The record says how it came."""

    sentence = "Choose how they told you."


class AssetChangedMeanwhile(Refusal):
    """Two people changed it at the same time."""

    status = 409
    sentence = (
        "Somebody else changed this while you were writing. What they wrote stands below the "
        "form. Put both together and send it again."
    )


class SuggestionNeeded(Refusal):
    """What should be different."""

    sentence = f"Write what should be different. Use at most {LONGEST_ABOUT} characters."


class SuggestionAnswered(Refusal):
    """A suggestion has one answer."""

    status = 409
    sentence = "Somebody has answered this already."


class SkillNeeded(Refusal):
    """What somebody offers, in their own words."""

    sentence = f"Write what is offered. Use at most {LONGEST_SKILL} characters."


class YesNeeded(Refusal):
    """Nothing is shown of a person without their yes."""

    sentence = "Tick the box to say yes. Without a yes we keep nothing."


class TooManySkills(Refusal):
    """A person is more than a long list."""

    sentence = f"There are {MOST_SKILLS} already. Take one back before you add another."
