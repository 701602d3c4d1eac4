"""What people do with cohorts and the people in them, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own, people, unrecorded

DEEDS: Deeds = {
    "add_batch": cohort("invited several people"),
    "add_one": cohort("invited somebody"),
    "add_one_place": people("put a place on the list"),
    "add_without_email": cohort("invited somebody who has no e-mail"),
    "answer": own("answered an invitation"),
    "answer_one_asking": cohort("answered {whom}, who asked to join", whom="person_id"),
    "apply_one_roster": cohort("brought in the people of a list"),
    "change_one_place": people("changed what is known of a place"),
    "change_settings": cohort("changed the settings of the cohort"),
    "close_one_key": cohort("closed a word to join with"),
    "come_in": own("used a word to join"),
    "depart": cohort("left the cohort"),
    "enter_answer": cohort("entered the answer to an invitation", whom="person_id"),
    "enter_contact": cohort("changed how letters reach {whom}", whom="person_id"),
    "make_facilitator": people("invited somebody to run the cohort"),
    "make_one_key": cohort("made a word to join with"),
    "preview": unrecorded("it shows what lines would do and writes nothing"),
    "refused_rows": cohort("took the file of lines that could not be read"),
    "send_again": cohort("sent {whom} one more invitation", whom="person_id"),
    "send_roster": cohort("sent in a list of people to look at"),
    "set_seats": cohort("changed how many seats there are"),
    "take_back": cohort("took back the invitation of {whom}", whom="person_id"),
    "take_out": cohort("took {whom} out of the cohort", whom="person_id"),
}
