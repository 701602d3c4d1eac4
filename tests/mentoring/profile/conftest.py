"""Everybody who has to do with mentoring, and what a browser sends of a profile."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.make.mentoring import Mentors

PROFILE = "/mentoring/profile"


@pytest.fixture
def mentors(db: Session) -> Mentors:
    """Two who could be paired, and everybody who might look on; committed."""
    return Mentors(db)


@pytest.fixture
def no_form_tokens(app: Flask) -> None:
    """Forms are taken without the token of their page."""
    app.config["WTF_CSRF_ENABLED"] = False


def form(**more: Any) -> dict[str, Any]:
    """What a browser sends."""
    return {
        "what_i_bring": "I grow beans.",
        "offers": ["listening", "food_and_growing"],
        "offer_words": "Come and see.",
        "wishes": ["computers_and_phones"],
        "contact_modes": ["in_person", "phone"],
        "first_language": "cy",
        "languages": ["en"],
        "times": ["tue_evening"],
        "furthest_km": "8",
        "capacity": "2",
        "side": "proposes",
        "seen": "",
        **more,
    }


def page_of(text: str) -> str:
    """A page without its line breaks."""
    return " ".join(text.split())
