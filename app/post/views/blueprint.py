"""The pages of the post."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("post", "app.post", template_folder="templates")
