"""Letters, what became of them, and what people choose to get."""

from __future__ import annotations

from app.post.models.contact import ContactTry, LetterChoice, OpeningWords
from app.post.models.letters import Letter

__all__ = ["ContactTry", "Letter", "LetterChoice", "OpeningWords"]
