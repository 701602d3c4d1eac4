"""Makes profiles, pairings in any state, and all that hangs on a pairing, for tests."""

from tests.make.mentoring.agreements import make_agreement
from tests.make.mentoring.check_ins import make_call, make_check_in
from tests.make.mentoring.meetings import make_goal, make_hours, make_meeting, make_note
from tests.make.mentoring.pairings import make_pairing
from tests.make.mentoring.people import Mentors
from tests.make.mentoring.profiles import make_apart, make_profile
from tests.make.mentoring.recognition import make_offer, make_rate

__all__ = [
    "Mentors",
    "make_agreement",
    "make_apart",
    "make_call",
    "make_check_in",
    "make_goal",
    "make_hours",
    "make_meeting",
    "make_note",
    "make_offer",
    "make_pairing",
    "make_profile",
    "make_rate",
]
