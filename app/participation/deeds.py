"""What people decide and say together, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own, unrecorded

SECRET = "a secret vote and the time of a row of the record could be put together"  # noqa: S105

DEEDS: Deeds = {
    "add": own("put something good on the list of the cohort"),
    "answer": cohort("said whether a count of votes on paper is right"),
    "answer_asset": own("answered whether something is still there"),
    "answer_one": own("answered in a discussion"),
    "answer_skill": own("said that a skill is still offered"),
    "answer_suggested": cohort("answered what somebody would change on the list"),
    "ask": cohort("asked the cohort to vote"),
    "cast": unrecorded(SECRET),
    "change": cohort("changed something on the list of the cohort"),
    "change_support": own("changed a support map"),
    "end_own_map_share": own("ended the sharing of a support map"),
    "enter": unrecorded(SECRET),
    "enter_one_poll": cohort("entered a question to vote on", whom="person"),
    "erase_asset": cohort("erased something from the list of the cohort"),
    "erase_whole_map": own("erased a support map"),
    "keep_strengths": own("changed the strengths on a support map"),
    "offer": own("offered a skill to the cohort"),
    "put_on": own("put support on a map"),
    "remove": cohort("took back a vote before anybody voted"),
    "remove_post": own("took back something said in a discussion"),
    "return_to": own("brought back an earlier support map"),
    "say_on_step": own("said something about a page"),
    "share_own_map": own("shared a support map"),
    "stop": cohort("stopped a vote"),
    "suggest": own("suggested a change to the list of the cohort"),
    "take_back": own("took back a skill"),
    "take_support_off": own("took support off a map"),
    "tally": cohort("entered a count of votes on paper"),
    "told_support": own("entered support on a map", whom="person"),
}
