"""Rings for the worker through Celery's queue; carries a task's name and nothing else."""

from __future__ import annotations

import structlog
from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = structlog.get_logger()


class CeleryBell:
    """Puts the name of a task on the queue; the rows say what there is to do."""

    def __init__(self, redis_url: str) -> None:
        self._queue = Celery("bell", broker=redis_url, set_as_current=False)
        self._queue.conf.broker_transport_options = {
            "socket_timeout": 2,
            "socket_connect_timeout": 2,
        }

    def ring(self, task: str) -> None:
        """Ask for `task` soon; when the queue is away, the sweep finds the row all the same."""
        try:
            self._queue.send_task(task, retry=False, ignore_result=True)
        except (OperationalError, RedisError, OSError) as error:
            log.warning("bell_not_heard", task=task, error=type(error).__name__)
