"""The pages of the progress room."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("progress", "app.progress", template_folder="templates")
