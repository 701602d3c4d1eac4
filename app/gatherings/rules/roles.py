"""Roles at a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

# The words on pages and in letters, in the order in which they are shown.
ROLES = {
    "chair": "Chair",
    "speaker": "Speaker",
    "panel": "Panel",
    "lived_experience": "Lived experience",
}
# What a person is told who has the role.
YOURS = {
    "chair": "You are chairing this session.",
    "speaker": "You are speaking at this session.",
    "panel": "You are on the panel of this session.",
    "lived_experience": "You bring your lived experience to this session.",
}
LONGEST_NAME = 80


@dataclass(frozen=True)
class RoleLine:
    """Who has a role; `person_id` only for people of the platform."""

    id: UUID
    role: str
    name: str
    person_id: UUID | None


def in_order(lines: Sequence[RoleLine]) -> list[RoleLine]:
    """Roles in the order in which they are shown, names within each."""
    places = {role: place for place, role in enumerate(ROLES)}
    return sorted(lines, key=lambda line: (places[line.role], line.name.lower()))


def by_role(lines: Sequence[RoleLine]) -> list[tuple[str, list[str]]]:
    """The words for each role with the names of those who have it."""
    found = [
        (words, [line.name for line in in_order(lines) if line.role == role])
        for role, words in ROLES.items()
    ]
    return [(words, names) for words, names in found if names]


def say_yours(roles: Sequence[str]) -> str:
    """What somebody's roles are, told to them; empty when they have none."""
    return " ".join(words for role, words in YOURS.items() if role in roles)
