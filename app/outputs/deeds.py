"""What people do with what they offer and with outputs, as the record says it.

Words can stand without a name, so that programme leads do not read here whose they are: what was
entered for somebody is read by whoever entered it, and by them.
"""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own, unrecorded

DEEDS: Deeds = {
    "add_message": cohort("wrote a key message"),
    "add_note": cohort("wrote notes of what was talked about"),
    "add_recipient": cohort("noted who has got a report"),
    "allow_otherwise": own("changed what may be done with own words"),
    "alter_message": cohort("changed a key message"),
    "alter_note": cohort("changed notes of what was talked about"),
    "answer_by_link": unrecorded("nobody is signed in, and each answer says how it was given"),
    "answer_in_place": own("answered about own words in a report"),
    "answer_one_ask": cohort("wrote down what came of something a report asks"),
    "answer_own_redaction": own("answered about a piece to leave out"),
    "answer_retold_words": own("answered about own words in other words"),
    "ask_about_retelling": cohort("asked authors about words told in other words"),
    "ask_build": cohort("asked for a report to be built"),
    "ask_output": cohort("began a report"),
    "ask_the_authors": cohort("asked authors about words of a report"),
    "begin_easy_read": cohort("began an Easy Read edition"),
    "begin_translation": cohort("began a translation"),
    "change_one_answer": cohort("changed what came of something a report asks"),
    "change_one_ask": cohort("changed something that a report asks"),
    "change_words": own("changed offered words"),
    "choose_day": cohort("chose until when authors can answer"),
    "decide_ask": cohort("decided about something to ask in a report"),
    "drop_redaction": cohort("took back a piece to leave out"),
    "end_told_words": own("ended all words to a story", whom="contribution_id"),
    "end_word": own("ended a word to a story"),
    "end_words": own("ended all words to a story"),
    "enter_gift": own("wrote down something that was told", whom="person"),
    "enter_one_answer": own("entered an answer about words in a report", whom="selection_id"),
    "enter_one_consent": own("entered what may be done with words", whom="contribution_id"),
    "enter_one_withdrawal": own("took words back", whom="contribution_id"),
    "enter_one_wording": own("entered other words", whom="contribution_id"),
    "enter_redaction_answer": own(
        "entered an answer about a piece to leave out", whom="contribution_id"
    ),
    "enter_retold_answer": own("entered an answer about words told in other words"),
    "give_story": own("gave somebody a word to a story"),
    "keep_lines": cohort("wrote lines of an edition in other words"),
    "move": cohort("moved a key message"),
    "offer": own("offered words"),
    "offer_gift": own("offered something to the cohort"),
    "propose_one": own("proposed something to ask in a report"),
    "publish": cohort("published a report"),
    "publish_in_other_words": cohort("published an edition in other words"),
    "put_in_groups": cohort("put contributions in groups"),
    "put_indicators": cohort("chose which numbers go into a report"),
    "put_one": cohort("wrote down something that a report asks"),
    "remove_retelling": cohort("took down an edition in other words"),
    "reply_to_wish": cohort("said what became of a wish"),
    "suggest_redaction": cohort("suggested a piece to leave out"),
    "take_away": cohort("took away a key message"),
    "take_down_one_answer": cohort("took down what came of something a report asks"),
    "take_own_out": own("left out a piece of own words"),
    "tell_recipient": cohort("noted that somebody was told about a report"),
    "throw_note_away": cohort("threw notes away"),
    "withdraw": own("took own words back"),
}
