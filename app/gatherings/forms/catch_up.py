"""The form with what there is to catch up on after a session."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from app.gatherings.errors.catch_up import RecordingWrong, TaskTooLong, TranscriptTooLong
from app.gatherings.rules import LONGEST_LINK
from app.gatherings.rules.catch_up import LONGEST_TASK, LONGEST_TRANSCRIPT
from app.web.forms import WebForm


class CatchUpForm(WebForm):
    """A recording, a transcript and a task; each may be empty."""

    recording = StringField(
        "Address of the recording",
        validators=[Length(max=LONGEST_LINK, message=RecordingWrong.sentence)],
        render_kw={"type": "url", "autocomplete": "off"},
    )
    transcript = TextAreaField(
        "What was said, in writing",
        validators=[Length(max=LONGEST_TRANSCRIPT, message=TranscriptTooLong.sentence)],
    )
    task = TextAreaField(
        "What to do", validators=[Length(max=LONGEST_TASK, message=TaskTooLong.sentence)]
    )
