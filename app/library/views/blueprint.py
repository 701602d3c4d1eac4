"""The pages of the library room, and what its templates know."""

from __future__ import annotations

from flask import Blueprint
from markupsafe import Markup

from app.library.rules.addresses import led_from
from app.library.rules.months import say_month

bp = Blueprint("library", "app.library", template_folder="templates")
bp.add_app_template_filter(say_month, "say_month")


@bp.app_template_filter("in_course")
def in_course(html: str, course: str) -> Markup:
    """Text of the course as it was stored, safe, with links that lead on from any page."""
    return Markup(led_from(html, course))  # noqa: S704 - sanitised when it was loaded
