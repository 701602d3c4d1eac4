"""A picture or a voice note, and what is to be said of it."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.kit.cleaning import LARGEST
from app.reflections.actions.attach import Sent
from app.reflections.errors.attachments import DescriptionTooLong
from app.reflections.rules.attachments import ACCEPTED, LONGEST_DESCRIPTION
from app.web.forms import WebForm


class AttachmentForm(WebForm):
    """One file at a time: a telephone sends each as it is taken."""

    file = FileField("Picture or voice note", render_kw={"accept": ACCEPTED})
    description = TextAreaField(
        "What is it?",
        validators=[Length(max=LONGEST_DESCRIPTION, message=DescriptionTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    request_key = HiddenField()

    def sent(self) -> Sent:
        """What was sent; of a file that is too large, one byte more than we take."""
        file = self.file.data
        name, content = (file.filename or "", file.stream.read(LARGEST + 1)) if file else ("", b"")
        return Sent(name, self.description.data or "", content)
