"""Erasures, copies of what is kept about somebody, accounts made one, and which rows are gone."""

from __future__ import annotations

from app.rights.models.copies import AccessCopy, AccessCopyPiece
from app.rights.models.erasures import Erasure
from app.rights.models.gone import GoneRow
from app.rights.models.merges import AccountMerge
from app.rights.models.retention import LegalHold, RetentionNotice

__all__ = [
    "AccessCopy",
    "AccessCopyPiece",
    "AccountMerge",
    "Erasure",
    "GoneRow",
    "LegalHold",
    "RetentionNotice",
]
