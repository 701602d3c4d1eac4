"""A service that vouches for people, so that they can sign in with its account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class ProviderRefuses(Exception):  # noqa: N818 - named by what it means
    """What the service said cannot be trusted, or it refused; the message is for the log only."""


class ProviderAway(Exception):  # noqa: N818 - named by what it means
    """The service does not answer now."""


@dataclass(frozen=True)
class Vouched:
    """For whom a service vouches: `subject` never changes there, all else may."""

    subject: str
    # Empty unless the service says that it has checked it.
    email: str
    # How the person knows that account again.
    label: str


@dataclass(frozen=True)
class Trip:
    """One way there and back: what only this browser and the service know of it."""

    state: str
    nonce: str
    verifier: str
    # The address at which the service sends the browser back.
    back: str


class Provider(Protocol):
    """Signs people in elsewhere."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def issuer(self) -> str:
        """Its own address, under which its subjects are known."""
        ...

    def way_there(self, trip: Trip) -> str:
        """The address to which the browser goes.

        Raises: ProviderAway, ProviderRefuses.
        """
        ...

    def vouched(self, trip: Trip, code: str, *, now: datetime) -> Vouched:
        """For whom the service vouches with this code.

        Raises: ProviderAway, ProviderRefuses.
        """
        ...
