"""The worker: Celery carries the names of tasks, the rows are the jobs, and no rule lives here."""
