"""What people do in this room, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own, people, unrecorded

# Who is on the list of a facilitator is for the facilitators of that cohort, whose page of somebody
# tells what was done, and for that person: programme leads do not read of it.
DEEDS: Deeds = {
    "excuse": cohort("left out a step for {whom}", whom="enrolment_id"),
    "more_time": cohort("gave more time for a module to {whom}", whom="enrolment_id"),
    "own_needs": own("took on, or gave back, to be in touch with {whom}", whom="enrolment_id"),
    "preview_message": unrecorded("it is only looked at"),
    "programme_csv": people("took the file of the programme in numbers"),
    "progress_csv": cohort("took the file of how far the people of the cohort are"),
    "progress_xlsx": cohort("took the file of how far the people of the cohort are"),
    "send": cohort("wrote a message to some of the cohort"),
    "stop_one_message": cohort("held back what had not gone of a message"),
    "take_back": cohort("asked a step of {whom} again", whom="enrolment_id"),
    "tell_of": own("noted what came of why {whom} is on the list", whom="enrolment_id"),
    "unlock_here": cohort("opened a module for {whom}", whom="enrolment_id"),
}
