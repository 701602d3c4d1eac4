"""Files that hold secrets: made once, whole or not at all, and readable by one user alone."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from pathlib import Path


def kept_once(path: Path, make: Callable[[], str]) -> str:
    """What the file holds; made by whoever comes first, even when two start at once.

    Raises: OSError when the file can neither be read nor made.
    """
    if not path.is_file():
        draft = _draft(path, make())
        # A link is made whole or not at all, so two processes starting at once share one secret.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def replace_kept(path: Path, text: str) -> None:
    """Put another text into the file; whoever reads meanwhile finds the old or the new one, whole.

    Raises: OSError.
    """
    draft = _draft(path, text)
    try:
        draft.replace(path)
    except OSError:
        draft.unlink()
        raise


def _draft(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(text, encoding="ascii")
    except OSError:
        # Half of a secret is no use to anybody, and takes room on a full disk.
        draft.unlink()
        raise
    return draft
