"""Where logs go: to standard output, for whatever collects it."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ccs.logs.formatter.PrivateJsonFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        # Ours says method, route and status; Django's would say the path, which may name things.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": False},
        # A task's one line is ours too (ccs.logs.tasks).
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        # What it warns of, we say in a word of our own; its own words may hold a number.
        "notifications_python_client": {"level": "ERROR"},
        "django": {"handlers": [], "propagate": True},
    },
}
