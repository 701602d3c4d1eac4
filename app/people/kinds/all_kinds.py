"""The kinds of letters of this room but for the link that lets somebody in."""

from __future__ import annotations

from app.people.kinds.email_changes import (
    ContactChangedKind,
    EmailNewKind,
    EmailOldKind,
    EmailTakenKind,
)
from app.people.kinds.new_ways import NewWayKind
from app.people.kinds.second_steps import SecondStepResetKind, ShutOutKind
from app.people.kinds.text_codes import PhoneCodeKind, TextCodeKind
from app.post.kinds import LetterKind

WAYS_IN_KINDS: tuple[LetterKind, ...] = (
    TextCodeKind(),
    PhoneCodeKind(),
    SecondStepResetKind(),
    ShutOutKind(),
    NewWayKind(),
    EmailNewKind(),
    EmailOldKind(),
    EmailTakenKind(),
    ContactChangedKind(),
)
