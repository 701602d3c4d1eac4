"""The pages of the suggestions room."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("suggestions", "app.suggestions", template_folder="templates")
