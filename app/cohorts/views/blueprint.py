"""The pages of cohorts and of the people in them."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("cohorts", "app.cohorts", template_folder="templates")
