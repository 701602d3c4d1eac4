"""Why somebody is rung, in words; and which letters a coordinator brings by hand."""

from __future__ import annotations

WAS_LOW = "low"
TWO_MISSED = "two_missed"
WANTS_CALL = "wants_call"
UNREAD_TEXT = "unread_text"
NO_WAY_TO_REACH = "no_way_to_reach"
ABSENT = "absent"
NO_ANSWER_YET = "no_answer_yet"
MORE_THAN_ROOM = "more_than_room"
ROLE_UNREACHED = "role_unreached"
WHYS = {
    WAS_LOW: "They said that it is not going well",
    TWO_MISSED: "Two check-ins went by without an answer",
    WANTS_CALL: "They would like a call",
    UNREAD_TEXT: "They sent a text that we could not read as an answer. Ask what they meant",
    NO_WAY_TO_REACH: "We have no way to reach them that works. Ask how they would like it",
    ABSENT: "They have not been in touch with the other for a while",
    NO_ANSWER_YET: "They have not answered yet",
    MORE_THAN_ROOM: "They walk with more people than they say they have room for",
    ROLE_UNREACHED: "They keep people in mentoring safe, and have neither e-mail nor phone. Ask "
    "them to look at their page today, and by which e-mail or number they can be told",
}

# Letters of mentoring that are nobody's list but a coordinator's. Those about worries are not
# among them: they are for the safeguarding lead and for whoever told them.
BROUGHT_BY_COORDINATORS = (
    "check_in",
    "pair_proposed",
    "pair_agreed",
    "pair_not_now",
    "agreement_to_sign",
    "agreement_signed",
    "meeting_planned",
    "meeting_changed",
    "meeting_cancelled",
    "meeting_reminder",
    "pair_paused",
    "pair_back",
    "pair_closing",
    "pair_closed",
    "pair_missed",
    "payment_offered",
    "payment_made",
)
