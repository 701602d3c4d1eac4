"""Erasures, copies of what is kept about somebody, and which rows are gone."""

from __future__ import annotations

from app.rights.models.copies import AccessCopy, AccessCopyPiece
from app.rights.models.erasures import Erasure
from app.rights.models.gone import GoneRow

__all__ = ["AccessCopy", "AccessCopyPiece", "Erasure", "GoneRow"]
