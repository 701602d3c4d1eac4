"""The worker: Celery carries ids, the rows are the jobs, and no rule lives here."""
