"""What people do with their accounts, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deed, Deeds, own, people, unrecorded

BY_LET_IN = "whoever is let in by it is recorded where that happens, whichever way they came"
DEEDS: Deeds = {
    "add_passkey": own("added a passkey"),
    "answer_old_email": own("answered at the old e-mail address whether to change it"),
    "ask_email": own("asked for another e-mail address"),
    "ask_for_passkey": unrecorded("nothing changes until the passkey is shown"),
    "ask_to_show": unrecorded("nothing changes until the passkey is shown"),
    "change_account": own("changed the account: a name, or words about oneself"),
    "change_letters": own("changed how letters come"),
    "change_password": own("set a password"),
    "change_reading": unrecorded("how somebody likes to read is nobody's business"),
    "choose_who": unrecorded(BY_LET_IN),
    "confirm_app": own("began to use an app for codes"),
    "confirm_link": unrecorded(BY_LET_IN),
    "confirm_new_email": own("confirmed a new e-mail address"),
    "end_sign_ins_of_somebody": people("signed {whom} out everywhere"),
    "end_one": own("ended a sign-in"),
    "end_others": own("ended all other sign-ins"),
    "go_elsewhere": unrecorded("nothing changes until the other service answers"),
    "join_account": own("joined an account elsewhere to this one"),
    "join_elsewhere": unrecorded("nothing changes until the other service answers"),
    "new_recovery_codes": own("made new recovery codes"),
    "part_elsewhere": own("parted an account elsewhere from this one"),
    "remove_app": own("stopped using an app for codes"),
    "remove_passkey": own("removed a passkey"),
    "rename_passkey": own("gave a passkey another name"),
    "reset_lost_second_step": people("took away the second step of {whom}"),
    "send_code": unrecorded("nothing changes until the code is typed"),
    "show_passkey": unrecorded(BY_LET_IN),
    "sign_out": own("signed out"),
    "show_own_phone": own("showed that a phone is theirs, for texts"),
    "start_app": unrecorded("nothing changes until the app shows a code"),
    "still_here": unrecorded("it only says that somebody is still there"),
    "try_code": unrecorded(BY_LET_IN),
    "try_second_step": unrecorded(BY_LET_IN),
    "try_sign_in": unrecorded(BY_LET_IN),
    "try_step": own("showed the second step once more"),
    "withdraw_own_email": own("kept the e-mail address as it was"),
}

# What is done without an address, such as on the command line, or at several.
PERSON_ADDED = "person_added"
STEP_RESET = "second_step_reset"
EMAIL_CHANGED = "email_changed"
STEP_SHOWN = "step_shown"
# By the word kept in `sign_in.how`.
SIGNED_IN = {
    "link": "signed in with a link",
    "password": "signed in with a password",
    "text": "signed in with a code by text message",
    "passkey": "signed in with a passkey",
    "elsewhere": "signed in with an account elsewhere",
}
BESIDES: dict[str, Deed] = {
    PERSON_ADDED: people("added {whom}, or gave a role"),
    STEP_RESET: people("took away the second step of {whom}"),
    STEP_SHOWN: own("showed the second step once more, with a passkey"),
    **{f"signed_in_{how}": own(words) for how, words in SIGNED_IN.items()},
    EMAIL_CHANGED: own("let the new e-mail address of {whom} take the place of the old one"),
}
