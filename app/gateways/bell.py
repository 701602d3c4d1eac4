"""Rings for the worker through Celery's queue; carries a task's name and nothing else."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import structlog
from redis.exceptions import RedisError

from app.kit.later import Later

if TYPE_CHECKING:
    import celery
    from kombu import exceptions as queue_errors
else:
    celery, queue_errors = Later("celery"), Later("kombu.exceptions")

log = structlog.get_logger()


class CeleryBell:
    """Puts the name of a task on the queue; the rows say what there is to do."""

    def __init__(self, redis_url: str) -> None:
        self._redis_url = redis_url

    def ring(self, task: str) -> None:
        """Ask for `task` soon; when the queue is away, the sweep finds the row all the same."""
        try:
            self._queue.send_task(task, retry=False, ignore_result=True)
        except (queue_errors.OperationalError, RedisError, OSError) as error:
            log.warning("bell_not_heard", task=task, error=type(error).__name__)

    @cached_property
    def _queue(self) -> celery.Celery:
        queue = celery.Celery("bell", broker=self._redis_url, set_as_current=False)
        queue.conf.broker_transport_options = {"socket_timeout": 2, "socket_connect_timeout": 2}
        return queue
