"""Roles at a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.post.rules.tongues import IN_ENGLISH, Tongue, mark

# The words on pages and in letters, in the order in which they are shown.
ROLES = {
    "chair": mark("Chair"),
    "speaker": mark("Speaker"),
    "panel": mark("Panel"),
    "lived_experience": mark("Lived experience"),
}
# What a person is told who has the role.
YOURS = {
    "chair": mark("You are chairing this session."),
    "speaker": mark("You are speaking at this session."),
    "panel": mark("You are on the panel of this session."),
    "lived_experience": mark("You bring your lived experience to this session."),
}
LONGEST_NAME = 80


@dataclass(frozen=True)
class RoleLine:
    """Who has a role; `person_id` only for people of the platform.

    `is_here`: a guest, or somebody who is in the cohort now.
    """

    id: UUID
    role: str
    name: str
    person_id: UUID | None
    is_here: bool = True


def in_order(lines: Sequence[RoleLine]) -> list[RoleLine]:
    """Roles in the order in which they are shown, names within each."""
    places = {role: place for place, role in enumerate(ROLES)}
    return sorted(lines, key=lambda line: (places[line.role], line.name.lower()))


def by_role(lines: Sequence[RoleLine], tongue: Tongue = IN_ENGLISH) -> list[tuple[str, list[str]]]:
    """The words for each role with the names of those who are here and have it."""
    here = [line for line in in_order(lines) if line.is_here]
    found = [
        (tongue.say(words), [line.name for line in here if line.role == role])
        for role, words in ROLES.items()
    ]
    return [(words, names) for words, names in found if names]


def say_yours(roles: Sequence[str], tongue: Tongue = IN_ENGLISH) -> str:
    """What somebody's roles are, told to them; empty when they have none."""
    return " ".join(tongue.say(words) for role, words in YOURS.items() if role in roles)
