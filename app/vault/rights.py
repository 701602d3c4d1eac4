"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import Back
from app.kit.rights import nobodys
from app.vault.models import VaultKey

DECLARED = (
    nobodys(
        VaultKey,
        "Keys that lock private writing. A person's own key is thrown away when they are erased.",
        locks="locked",
        # Codes and words that came since are locked with keys that came since.
        back=Back(came=True),
    ),
)
