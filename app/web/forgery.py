"""Guards forms against being sent by other sites; the one way around it is named here."""

from __future__ import annotations

from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
"""`@csrf.exempt` is for addresses that are the key themselves and that machines may send to."""
