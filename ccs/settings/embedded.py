"""A person's own machine: the demo and development, on the engines from wheels.

Never for real people's data: sign-in is open to everybody who can reach the port.
"""

import os

from ccs.settings.base import *  # noqa: F403 - a settings module is its base, changed
from ccs.settings.councils import councils_in_environment
from ccs.settings.environment import Problems, database, email, redis_database, words
from ccs.settings.scanning import scanner_in_environment
from ccs.settings.texts import texts_in_environment

SECRET_KEY = os.environ.get("SECRET_KEY", "for-made-up-people-on-one-machine-only")
PSEUDONYM_KEY = os.environ.get("PSEUDONYM_KEY", f"pseudonyms-{SECRET_KEY}")
DEBUG = False
DEMO = True
# Made-up people sign in by a button, and have no telephone.
SECOND_STEP_REQUIRED = False
SHOW_COMPONENTS = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *words("ALLOWED_HOSTS")]

DATABASE_URL = os.environ.get("DATABASE_URL", "postgres://ccs_app@127.0.0.1:25432/ccs")
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:26379/0")
DATABASES = {"default": database(DATABASE_URL)}
MIGRATION_DATABASE = database(os.environ.get("MIGRATION_DATABASE_URL", DATABASE_URL))
# Who reads past the walls, for `manage.py backup`.
BACKUP_DATABASE_URL = os.environ.get("BACKUP_DATABASE_URL", "")
BACKUP_DATABASE = database(BACKUP_DATABASE_URL) if BACKUP_DATABASE_URL else None
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
CELERY_BROKER_URL = REDIS_URL
CACHES = {
    "default": {
        "BACKEND": "ccs.cache.Cache",
        "LOCATION": redis_database(REDIS_URL, 1),
    }
}

# Static files from where they lie: nothing to collect before a start or after a change.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

globals().update(email(os.environ.get("EMAIL_URL", "smtp://127.0.0.1:25025")))
globals().update(texts_in_environment())
problems = Problems()
COUNCILS = councils_in_environment(problems, on_localhost=True)
CLAMAV_URL = scanner_in_environment(problems)
problems.stop_if_any()
DEFAULT_FROM_EMAIL = "CCS Referrals <referrals@example.org>"
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "mailto:security@example.org")
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000")

# Browsers allow passkeys on http://localhost; nowhere else without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
