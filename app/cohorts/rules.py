"""The words for roles, standings and states, and what each state allows."""

from __future__ import annotations

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

LONGEST_COHORT_NAME = 120
