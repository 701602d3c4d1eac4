"""Small pieces that the parts of a pack are put together from."""

from __future__ import annotations

from app.kit.booklet import Grid, Listing, Prose, Run, Runs


def bare(text: str, *, strong: bool = False) -> Runs:
    """Plain words as the words of one cell or paragraph."""
    return (Run(text=text, strong=strong),) if text else ()


def prose(text: str, *, is_quiet: bool = False) -> Prose:
    """One plain paragraph."""
    return Prose(runs=bare(text), is_quiet=is_quiet)


def labelled(label: str, text: str) -> Prose:
    """A paragraph that begins with what it is about."""
    return Prose(runs=(Run(text=f"{label}: ", strong=True), Run(text=text)))


def bullets(*items: str) -> Listing:
    """A list of plain sentences."""
    return Listing(items=tuple((prose(item),) for item in items))


def grid(header: tuple[str, ...], *rows: tuple[str, ...], widths: tuple[int, ...] = ()) -> Grid:
    """A table of plain words."""
    return Grid(
        header=tuple(bare(cell) for cell in header),
        rows=tuple(tuple(bare(cell) for cell in row) for row in rows),
        widths=widths,
    )


def minutes(number: int) -> str:
    """So many minutes, in words."""
    return "1 minute" if number == 1 else f"{number} minutes"
