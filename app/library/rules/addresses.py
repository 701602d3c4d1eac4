"""Links within the course, on pages that do not stand where its steps do."""

from __future__ import annotations

# Safe HTML of the course is written by one renderer, always in this way.
ONE_UP = 'href="../'


def led_from(html: str, course: str) -> str:
    """Safe HTML of the course whose links to steps and words begin at the `course`'s address.

    `course` is the folder that holds modules and library, such as `/modules/riverside`.
    """
    return html.replace(ONE_UP, f'href="{course}/')
