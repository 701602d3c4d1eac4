"""The words for roles, standings and states, and what each state allows."""

from __future__ import annotations

from datetime import timedelta

PARTICIPANT = "participant"
FACILITATOR = "facilitator"

ROLES = {PARTICIPANT: "Participant", FACILITATOR: "Facilitator"}
STANDINGS = {
    "pcn_staff": "PCN staff",
    "community_health_creator": "Community health creator",
    "local_partner": "Local partner",
    "lived_experience": "Lived experience",
}

INVITED = "invited"
JOINED = "joined"
DECLINED = "declined"
LEFT = "left"
STATES = {
    INVITED: "Invited",
    JOINED: "Joined",
    DECLINED: "Said no thanks",
    LEFT: "Left",
}
# Who may move to which state; a person who left or said no can be invited again.
MOVES = {
    INVITED: {JOINED, DECLINED, LEFT},
    JOINED: {LEFT},
    DECLINED: {INVITED, JOINED},
    LEFT: {INVITED},
}

LONGEST_PHONE = 40
# Nobody gets the same invitation twice in one day.
BETWEEN_INVITATIONS = timedelta(days=1)


def may_become(state: str) -> list[str]:
    """The states from which somebody may move to `state`, in the order of the alphabet."""
    return sorted(start for start, ends in MOVES.items() if state in ends)


def invitation_occurrence(invitations: int) -> str:
    """The word that tells the nth invitation of one person from the others (n from 1)."""
    return "" if invitations <= 1 else f"again-{invitations - 1}"
