"""Why a store cannot be started here, in one sentence."""

from __future__ import annotations

ANOTHER_FOLDER = "Stop it first, or set DLP_DATA_DIR to another folder."


class CannotStart(Exception):  # noqa: N818 - read by the person who starts the platform
    """Something on this machine is in the way; the message says what, and what to do."""
