"""What people do with plumblines, wellbeing, indicators and pledges, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own

DEEDS: Deeds = {
    "agree": cohort("noted that the cohort agreed on what to look at"),
    "amend": own("wrote other words beside a pledge"),
    "answer": own("said how a pledge goes"),
    "begin": own("began a plumbline"),
    "begin_together": own("began the plumbline of a group"),
    "change": own("changed a pledge"),
    "choose_group_readers": own("chose who may read the plumbline of a group"),
    "count": own("chose whether a plumbline counts in the picture of the cohort"),
    "enter": own("entered a plumbline", whom="person"),
    "enter_told_scale": own("entered answers to a scale", whom="person"),
    "enter_told_wellbeing": own("entered answers about wellbeing", whom="person"),
    "erase": own("erased a plumbline"),
    "erase_together": own("erased the plumbline of a group"),
    "give": own("gave numbers of a plumbline"),
    "give_together": own("gave the numbers of a group's plumbline"),
    "join_together": own("came into a group"),
    "leave_together": own("left a group"),
    "make": own("made a pledge"),
    "name_in_group": own("chose whether a name stands in a group"),
    "propose": cohort("proposed what the cohort could look at"),
    "put_down_in_group": own("noted that somebody was in a group", whom="person"),
    "questions": own("chose whether to be asked about a pledge"),
    "readers": own("chose who may read a pledge"),
    "record": cohort("added a number to what the cohort looks at"),
    "remove": own("erased a pledge"),
    "retire": cohort("took out of use what the cohort looked at"),
    "say": own("answered about wellbeing"),
    "say_scale": own("answered a scale"),
    "strike": cohort("struck out a number that was wrong"),
    "take_back": own("erased answers about wellbeing"),
    "take_back_scale_answers": own("erased answers to a scale"),
    "told_answer": own("entered how a pledge goes", whom="person"),
    "told_change": own("entered a change of a pledge", whom="person"),
    "told_pledge": own("entered a pledge", whom="person"),
}
