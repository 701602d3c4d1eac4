"""The form for sharing a version: with whom, what for, until when; and the box for comments."""

from __future__ import annotations

from uuid import UUID

from wtforms import HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import Length

from app.mentoring.errors.sharing import (
    AudienceNeeded,
    LastDayWrong,
    MentorNeeded,
    PurposeNeeded,
    PurposeTooLong,
    SharedBefore,
)
from app.mentoring.forms.sharing import AudienceForm
from app.mentoring.rules.sharing import (
    LONGEST_COMMENT,
)
from app.reflections.errors.sharing import CommentTooLong, FileGone, NothingToShare
from app.web.context import request_key
from app.web.forms import WebForm


class SharingForm(AudienceForm):
    """One version of a reflection for one audience."""

    files = SelectMultipleField("Which pictures and voice notes go along?", validate_choice=False)

    def files_along(self) -> frozenset[UUID]:
        """The pictures and recordings that are ticked."""
        return frozenset(key for one in self.files.data or () if (key := request_key(one)))


class CommentForm(WebForm):
    """A few words about what somebody shared."""

    text = TextAreaField(
        "Write a few words back",
        validators=[Length(max=LONGEST_COMMENT, message=CommentTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    request_key = HiddenField()


# The field that each refusal is shown beside.
FIELDS = {
    AudienceNeeded: "audience",
    MentorNeeded: "mentor",
    PurposeNeeded: "purpose",
    PurposeTooLong: "purpose",
    LastDayWrong: "last_day",
    FileGone: "files",
    NothingToShare: "files",
    SharedBefore: "audience",
}
