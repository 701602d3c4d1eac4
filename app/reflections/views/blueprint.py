"""The blueprint of the reflections room."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("reflections", __name__, template_folder="../templates")
