"""The links in the header and footer, for the person who is here."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_login import current_user


@dataclass(frozen=True)
class Link:
    """One link of the navigation."""

    label: str
    href: str
    current: bool


# Pages that belong to a part of the platform, though their addresses begin with another word.
ALSO = {"/reflections/": ("/cpd/", "/shares/")}


def navigation() -> list[Link]:
    """The header's links; people who are not signed in see only what is public."""
    items = [("Outputs", "/outputs/")]
    if current_user.is_authenticated:
        items = [
            ("Home", "/home"),
            ("Modules", "/modules/"),
            ("Reflections", "/reflections/"),
            ("Mentoring", "/mentoring/"),
            ("Outputs", "/outputs/"),
            ("Account", "/account/"),
        ]
        if current_user.has_role("programme_lead"):
            items.insert(4, ("Programme", "/admin/"))
    return [
        Link(label, href, request.path.startswith((href, *ALSO.get(href, ()))))
        for label, href in items
    ]


def footer_links() -> list[Link]:
    """The footer's links, the same for everyone."""
    items = [
        ("About this service", "/about"),
        ("Accessibility", "/accessibility"),
        ("Your privacy", "/privacy"),
    ]
    return [Link(label, href, request.path == href) for label, href in items]
