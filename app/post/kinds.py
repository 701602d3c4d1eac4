"""What each kind of letter knows: whether it is still wanted, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.post.models import Letter
from app.post.rules.drafts import Draft, Lapse
from app.post.rules.tongues import Tongue

__all__ = ["SAMPLE_NAME", "Desk", "Draft", "Lapse", "LetterKind", "Sampler"]

# The made-up person of every preview; never a real one.
SAMPLE_NAME = "Sam Sample"


@dataclass(frozen=True)
class Desk:
    """Where letters are written: what is the same for all that are written at once.

    `site` is the platform's web address without a slash at its end; all are in one language.
    """

    site: str
    now: datetime
    tongue: Tongue


class LetterKind(Protocol):
    """A kind of letter; rooms write one for each, and wiring gathers them."""

    @property
    def name(self) -> str:
        """The word kept in `letter.kind`."""
        ...

    @property
    def topic(self) -> str:
        """What people choose whether to get it by (see post/rules/topics.py); "": always sent."""
        ...

    @property
    def waits(self) -> bool:
        """Whether it waits until the person's quiet hours end."""
        ...

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Look again at the moment of sending, and write what is still wanted.

        Costs a constant number of statements however many letters. Every letter's id has an
        answer. `letter.channel` tells how it goes; what a facilitator reads out or prints must hold
        no sign-in link.
        """
        ...


class Sampler(Protocol):
    """Writes what a kind of letter says to a made-up person, for a preview.

    Beside its kinds each room has one for each of them.
    """

    def __call__(self, db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
        """The letter as people of this cohort would get it; a constant number of statements."""
        ...
