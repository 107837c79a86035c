"""What the scheduler starts. What is due stands in our tables; these only ask."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

from ccs.settings.outbox import OUTBOX_SWEEP

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # Finds the emails whose call to the queue was lost, or whose worker died.
    "outbox": {
        "task": "ccs.outbox.tasks.deliver",
        "schedule": OUTBOX_SWEEP,
        "options": {"expires": OUTBOX_SWEEP.total_seconds()},
    },
    "jobs": {
        "task": "ccs.jobs.tasks.run",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    # What is written is counted at once; this only keeps what has to be added up small.
    "fold the facts": {
        "task": "reporting.facts.tasks.fold",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},
    },
    # Tables about people are counted once, when nobody can be late any more.
    "publish figures": {
        "task": "reporting.disclosure.tasks.publish_figures",
        "schedule": crontab(hour=4, minute=30),
    },
    "check the clocks": {
        "task": "referrals.clocks.tasks.check_clocks",
        "schedule": crontab(hour=4, minute=0),
    },
    # Before the figures of the night: who is over is not counted as somebody who is there.
    "look for what is over": {
        "task": "referrals.retention.tasks.look_for_what_is_over",
        "schedule": crontab(hour=2, minute=15),
    },
    # The day before is sealed, and what stood out in it is found; managers hear in the morning.
    "watch reading": {
        "task": "referrals.audit.tasks.watch_reading",
        "schedule": crontab(hour=7, minute=0),
    },
    # Emails in the day: who is asked whether they still need this reads it then.
    "look for dormant accounts": {
        "task": "organisations.people.tasks.look_for_dormant_accounts",
        "schedule": crontab(hour=8, minute=30),
    },
    # How it went, of those whose referral ended some days ago: in working hours alone.
    "ask at the end": {
        "task": "referrals.voice.tasks.ask_at_the_end",
        "schedule": crontab(minute=20),
        "options": {"expires": 3600},
    },
    # Of a quarter, a week after its end.
    "draft the reports": {
        "task": "reporting.packs.tasks.draft_packs",
        "schedule": crontab(hour=7, minute=40),
    },
    "forget old emails": {
        "task": "ccs.outbox.tasks.forget_old",
        "schedule": crontab(hour=3, minute=10),
    },
    "forget old sessions": {
        "task": "ccs.accounts.tasks.forget_old_sessions",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget old idempotency keys": {
        "task": "organisations.roles.tasks.forget_old_idempotency_keys",
        "schedule": crontab(hour=3, minute=30),
    },
}
