"""Keys under which what a form sends is kept once, and other words beside it."""

from __future__ import annotations

from uuid import UUID, uuid5


def sending_key(form: UUID, *said: object) -> UUID:
    """The key under which one sending is kept: the same form with the same words gives the same.

    The same form with other words is another sending, so that nothing written is lost. Nobody can
    tell from the key what was said: the key of the form is kept nowhere.
    """
    return uuid5(form, "\n".join(map(str, said)))
