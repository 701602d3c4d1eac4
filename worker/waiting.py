"""Tasks that wait quietly while everything is put back from a backup."""

from __future__ import annotations

import structlog
from celery import Task

from app.kit.errors import BeingRestored

log = structlog.get_logger()


class WaitingTask(Task):  # type: ignore[type-arg]
    """Leaves its work for the next tick while a restore holds the database: the rows are there."""

    def __call__(self, *args: object, **kwargs: object) -> object:
        """Do the work, or say that it waits."""
        try:
            return super().__call__(*args, **kwargs)
        except BeingRestored:
            log.warning("worker_waits", task=self.name, until="restored")
            return None
