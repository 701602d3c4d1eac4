"""The tables of peer mentoring."""

from app.mentoring.models.agreements import Agreement, AgreementReading, AgreementSignature
from app.mentoring.models.check_ins import CheckIn, CheckInText, MentoringCall
from app.mentoring.models.meetings import (
    MentoringGoal,
    MentoringHours,
    MentoringMeeting,
    NotebookEntry,
)
from app.mentoring.models.pairings import (
    MentoringAbsence,
    Pairing,
    PairingChange,
    PairingMember,
)
from app.mentoring.models.profiles import (
    MentoringApart,
    MentoringChoice,
    MentoringProfile,
    ProfileChange,
)
from app.mentoring.models.recognition import Recognition, RecognitionRate
from app.mentoring.models.runs import MatchingLine, MatchingRun
from app.mentoring.models.worries import Worry, WorryChange

__all__ = [
    "Agreement",
    "AgreementReading",
    "AgreementSignature",
    "CheckIn",
    "CheckInText",
    "MatchingLine",
    "MatchingRun",
    "MentoringAbsence",
    "MentoringApart",
    "MentoringCall",
    "MentoringChoice",
    "MentoringGoal",
    "MentoringHours",
    "MentoringMeeting",
    "MentoringProfile",
    "NotebookEntry",
    "Pairing",
    "PairingChange",
    "PairingMember",
    "ProfileChange",
    "Recognition",
    "RecognitionRate",
    "Worry",
    "WorryChange",
]
