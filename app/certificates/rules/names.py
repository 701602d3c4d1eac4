"""Names of files: plain letters only, whatever somebody is called."""

from __future__ import annotations

from app.cohorts.rules.slugs import slug_from


def file_name(name: str, code: str) -> str:
    """A name for the file of a certificate, such as `amina-example-0123.pdf`; no two are alike.

    The first letters of the code stand in it: two people may have one name.
    """
    return "-".join(filter(None, [slug_from(name, ""), code[:8].lower()])) + ".pdf"
