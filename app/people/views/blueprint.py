"""Signing in and out, and one's own account."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("people", "app.people", template_folder="templates")
