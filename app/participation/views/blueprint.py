"""The pages on which a community of learning decides together."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("participation", "app.participation", template_folder="templates")
