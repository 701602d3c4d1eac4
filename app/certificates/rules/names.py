"""Names of files: plain letters only, whatever somebody is called."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60


def file_name(name: str, code: str) -> str:
    """A name for the file of a certificate, such as `amina-example-0123.pdf`; no two are alike.

    The first letters of the code stand in it: two people may have one name.
    """
    return "-".join(filter(None, [plain(name), code[:8].lower()])) + ".pdf"


def plain(name: str) -> str:
    """A name in small plain letters, with dashes; empty when nothing is left of it."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-")
