"""Builds the platform and the Celery application around it."""

from __future__ import annotations

from celery import Celery
from kombu.transport.redis import Channel

from app.gateways.redis import redbeat_url
from app.kit.logs import configure_logging
from app.kit.memory import set_aside
from app.settings import read_settings
from app.wiring import Platform, build
from worker.schedule import TICKS
from worker.tasks import register
from worker.waiting import WaitingTask

# The queue carries bells, and the rows are the jobs: a bell that is lost is rung again by the
# schedule in seconds. So nothing is given back to the queue and nothing is acknowledged to it;
# a worker that lost Redis in the middle of a task tried both on a connection that was gone, and
# ended of it (see docs/decisions/0014).
Channel.do_restore = False


def make_celery(on: Platform) -> Celery:
    """The queue of a platform, with its tasks and its schedule."""
    queue: Celery = Celery("dlp", broker=on.settings.redis_url, task_cls=WaitingTask)
    queue.conf.update(
        timezone="UTC",
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"ack_emulation": False},
        beat_schedule={
            # A tick that no worker took before the next one comes is dropped.
            tick.task: {
                "task": tick.task,
                "schedule": tick.every,
                "options": {"expires": tick.every},
            }
            for tick in TICKS
        },
        beat_max_loop_interval=2,
        redbeat_redis_url=redbeat_url(on.settings.redis_url or ""),
        redbeat_lock_timeout=10,
        redbeat_redis_options={},
    )
    register(queue, on)
    return queue


def from_environment() -> Celery:
    """The queue of this process, from the settings of its environment."""
    settings = read_settings()
    configure_logging(settings.log)
    made = make_celery(build(settings))
    set_aside()
    return made


def __getattr__(name: str) -> Celery:
    """`worker.celery_app:celery`, made when it is first asked for, so imports touch no store."""
    if name == "celery":
        made = from_environment()
        globals()["celery"] = made
        return made
    raise AttributeError(name)
