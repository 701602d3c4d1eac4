"""The pages about a cohort's letters."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("correspondence", "app.correspondence", template_folder="templates")
