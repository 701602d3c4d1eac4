"""What people do in this room, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own

DEEDS: Deeds = {
    "answer_helping_asked": own("answered whether to help {whom}"),
    "ask_for_help": own("asked somebody to help"),
    "confirm_helping": cohort("noted that {whom} said yes to a helper", "person_id"),
    "end_help": own("ended the help between them and {whom}"),
    "end_helping_for_them": cohort("ended the help for {whom}", "person_id"),
    "send_helping_code": cohort("sent {whom} a code to say yes to a helper", "person_id"),
    "set_up_helping": cohort("set up a helper with {whom}", "person_id"),
}
