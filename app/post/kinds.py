"""What each kind of letter knows: whether it is still wanted, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.post.models import Letter


@dataclass(frozen=True)
class Draft:
    """What a letter says: a subject of one line and a plain text."""

    to_name: str
    to_address: str
    subject: str
    body: str


@dataclass(frozen=True)
class Lapse:
    """Why a letter is no longer wanted, in words for a facilitator."""

    reason: str


class LetterKind(Protocol):
    """A kind of letter; rooms write one for each, and wiring gathers them."""

    @property
    def name(self) -> str:
        """The word kept in `letter.kind`."""
        ...

    def prepare(
        self, db: Session, letters: Sequence[Letter], *, site: str, now: datetime
    ) -> Mapping[UUID, Draft | Lapse]:
        """Look again at the moment of sending, and write what is still wanted.

        Costs a constant number of statements however many letters; `site` is the platform's web
        address without a slash at its end. Every letter's id has an answer.
        """
        ...
