"""The blueprint of the mentoring room."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("mentoring", __name__, template_folder="../templates")
