"""Erasures, and copies of what is kept about somebody."""

from __future__ import annotations

from app.rights.models.copies import AccessCopy, AccessCopyPiece
from app.rights.models.erasures import Erasure

__all__ = ["AccessCopy", "AccessCopyPiece", "Erasure"]
