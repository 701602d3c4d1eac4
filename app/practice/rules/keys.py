"""The places that are part of each seal; all is sealed with the person's own key."""

from __future__ import annotations

NAME = "plumbline.name"
PLEDGE_WORDING = "pledge_wording.words"
PLEDGE_ANSWER = "pledge_answer.words"
GROUP_NAME = "group_plumbline.name"
GROUP_NOTE = "group_answer.note"
SCALE = "scale_answer.said"
