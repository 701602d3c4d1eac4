"""Forms about certificates."""

from __future__ import annotations

from wtforms import TextAreaField

from app.certificates.rules.states import LONGEST_REASON
from app.web.forms import WebForm


class TakeBackForm(WebForm):
    """Why a certificate does not count any more."""

    reason = TextAreaField(
        "Why does it not count any more?", render_kw={"maxlength": LONGEST_REASON}
    )
