"""What people do with sessions, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own, people, unrecorded

DEEDS: Deeds = {
    "add_follow_up": cohort("put somebody on the list of people to ring"),
    "answer_proposal": cohort("answered a proposal for a session"),
    "call_off": cohort("called off a session"),
    "change": cohort("changed a session"),
    "choose": cohort("chose when reminders go out"),
    "end_calendar": own("ended the address of a calendar"),
    "enter_one_proposal": cohort("entered a proposal for a session", whom="person"),
    "enter_reply": cohort("entered whether somebody comes to a session", whom="enrolment_id"),
    "give_role": cohort("gave somebody a part in a session"),
    "go_in": own("went into the room of a session"),
    "keep": cohort("noted who took part in a session"),
    "keep_catch_up": cohort("changed what there is to catch up on"),
    "look_at_file": unrecorded("it shows what a file would do and writes nothing"),
    "make_calendar": own("made the address of a calendar"),
    "mark_for": cohort("entered how far somebody is with catching up"),
    "mark_own": own("noted how far catching up is"),
    "move": cohort("moved a session"),
    "open_one": people("opened a cohort"),
    "own": cohort("took on a call, or gave it back"),
    "plan_many": cohort("planned a series of sessions"),
    "plan_one": cohort("planned a session"),
    "preview_rerun": unrecorded("it shows what would be and writes nothing"),
    "preview_series": unrecorded("it shows what could be and writes nothing"),
    "propose": cohort("proposed a session"),
    "register_csv": cohort("took the file of a register"),
    "register_file": cohort("took the file of a register"),
    "renew_calendar": own("renewed the address of a calendar"),
    "reply": own("answered whether to come to a session"),
    "run_again": people("opened a cohort that runs another one again"),
    "take_role": cohort("took back a part in a session"),
    "tell": cohort("noted what came of a call"),
    "withdraw_one_proposal": cohort("took back a proposal for a session"),
}
