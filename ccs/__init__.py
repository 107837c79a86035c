"""The ground: settings, tenancy, audit, outbox, and what every page and task needs."""

from ccs.celery import app as celery_app

__all__ = ["celery_app"]
