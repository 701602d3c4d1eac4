"""The pages of the practice room, and what its templates know."""

from __future__ import annotations

from flask import Blueprint

from app.practice.rules.looks import FIELD, HIGHEST, LOWEST, MOMENTS, PARTS, UNSURE

bp = Blueprint("practice", "app.practice", template_folder="templates")


@bp.context_processor
def words() -> dict[str, object]:
    """The looks, the parts of the framework, and the numbers of the scale."""
    return {
        "FIELD": FIELD,
        "MOMENTS": MOMENTS,
        "PARTS": PARTS,
        "SCALE": range(LOWEST, HIGHEST + 1),
        "UNSURE": UNSURE,
    }
