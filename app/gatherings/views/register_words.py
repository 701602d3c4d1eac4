"""What pages say about a register that was saved."""

from __future__ import annotations

from collections.abc import Iterator

from app.gatherings.actions.attendance import Clash, Saved
from app.gatherings.rules.attendance import CHOICES

# A notice travels in a cookie, which holds only so much.
MOST_TOLD = 5


def say_saved(saved: Saved) -> Iterator[tuple[str, str]]:
    """What became of the changes: kinds of notice and their words."""
    if saved.people:
        people = "1 person" if saved.people == 1 else f"{saved.people} people"
        yield "success", f"Saved for {people}."
    elif not saved.clashes:
        yield "info", "Nothing was changed, so all is as it was."
    for clash in saved.clashes[:MOST_TOLD]:
        yield "error", say_clash(clash)
    more = len(saved.clashes) - MOST_TOLD
    if more > 0:
        yield "error", f"The same happened with {more} more. Look through the list once more."


def say_clash(clash: Clash) -> str:
    """Why one change was not made."""
    kept = clash.kept
    by = kept.by or "Somebody else"
    noted = f"{by} noted “{CHOICES[kept.how]}”" if kept.how else "somebody else took the note away"
    return (
        f"{kept.name}: {noted} while you had this page open, so your "
        f"“{CHOICES[clash.wanted]}” is not saved. Choose again if it should be changed."
    )
