"""Phone numbers on pages: never broken at the end of a line."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Figures with single spaces between them, as many as the shortest number with its area has.
A_NUMBER = re.compile(r"\+?\(?\d(?:[ ()\-]{0,2}\d){5,18}")


def unbroken(text: str) -> Markup:
    """A text in which each phone number stays in one line; it may hold other words, too."""
    return Markup(  # noqa: S704 - escaped before, and what is put around has no words of others.
        A_NUMBER.sub(r'<span class="dlp-nowrap">\g<0></span>', str(escape(text)))
    )
