"""The pages for whoever runs cohorts: who needs them, and how far people are."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("insights", "app.insights", template_folder="templates")
