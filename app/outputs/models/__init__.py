"""Contributions with their consent, outputs with their builds, editions and files."""

from __future__ import annotations

from app.outputs.models.afterwards import EditionRecipient, TakenOut
from app.outputs.models.asks import Ask, AskAnswer, AskChange
from app.outputs.models.contributions import Consent, Contribution, ContributionPicture
from app.outputs.models.editions import (
    EditionPicture,
    EditionQuote,
    OutputEdition,
    OutputFile,
)
from app.outputs.models.indicators import ChosenIndicator
from app.outputs.models.library import LibraryEntry
from app.outputs.models.messages import KeyMessage, Placement, SessionNote
from app.outputs.models.outputs import Output, OutputBuild
from app.outputs.models.redactions import Redaction
from app.outputs.models.retellings import Retelling, RetoldAnswer, RetoldLine
from app.outputs.models.selections import Selection
from app.outputs.models.stories import StoryWord

__all__ = [
    "Ask",
    "AskAnswer",
    "AskChange",
    "ChosenIndicator",
    "Consent",
    "Contribution",
    "ContributionPicture",
    "EditionPicture",
    "EditionQuote",
    "EditionRecipient",
    "KeyMessage",
    "LibraryEntry",
    "Output",
    "OutputBuild",
    "OutputEdition",
    "OutputFile",
    "Placement",
    "Redaction",
    "Retelling",
    "RetoldAnswer",
    "RetoldLine",
    "Selection",
    "SessionNote",
    "StoryWord",
    "TakenOut",
]
