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

# Somebody asks by a key, and a facilitator says yes or no.
ASKED = "asked"
# In line for a seat, and a seat kept for a while for whoever's turn it is.
WAITING = "waiting"
OFFERED = "offered"
INVITED = "invited"
JOINED = "joined"
DECLINED = "declined"
LEFT = "left"
# A facilitator took it back: the invitation, the place in line, or the asking.
WITHDRAWN = "withdrawn"
STATES = {
    ASKED: "Asked to join",
    WAITING: "In line for a seat",
    OFFERED: "A seat is kept",
    INVITED: "Invited",
    JOINED: "Joined",
    DECLINED: "Said no thanks",
    LEFT: "Left",
    WITHDRAWN: "Not any more",
}
# Who may move to which state. A person who is out can be asked in again, ask again, or be moved
# here from another cohort; whoever is to run the cohort is invited from any line. A no to running
# it can be made final, since a yes would come without anybody asking anew.
MOVES = {
    ASKED: {INVITED, JOINED, WAITING, DECLINED, WITHDRAWN},
    WAITING: {OFFERED, INVITED, JOINED, DECLINED, WITHDRAWN},
    OFFERED: {INVITED, JOINED, WAITING, DECLINED, WITHDRAWN},
    INVITED: {JOINED, DECLINED, WITHDRAWN},
    JOINED: {LEFT},
    DECLINED: {INVITED, JOINED, WAITING, ASKED, WITHDRAWN},
    LEFT: {INVITED, JOINED, WAITING, ASKED},
    WITHDRAWN: {INVITED, JOINED, WAITING, ASKED},
}
# The kinds of letter by which somebody may come in.
WAYS_IN = ("invitation", "offer", "in_line")
# Whose seat nobody else can have.
SEATED = (INVITED, OFFERED, JOINED)
# Who has nothing to do with the cohort any more, and can be added again.
OUT = (DECLINED, LEFT, WITHDRAWN)

LONGEST_PHONE = 40
# Nobody gets the same invitation twice in one day.
BETWEEN_INVITATIONS = timedelta(days=1)


def may_become(state: str) -> list[str]:
    """The states from which somebody may move to `state`, in the order of the alphabet."""
    return sorted(start for start, ends in MOVES.items() if state in ends)


def invitation_occurrence(invitations: int) -> str:
    """The word that tells the nth invitation of one person from the others (n from 1)."""
    return "" if invitations <= 1 else f"again-{invitations - 1}"


def is_earlier(occurrence: str, invitations: int) -> bool:
    """Whether an invitation has been followed by another one, of so many."""
    return occurrence in {invitation_occurrence(earlier) for earlier in range(1, invitations)}
