"""The pages of sessions, and the page of a cohort with its next one."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("gatherings", "app.gatherings", template_folder="templates")
