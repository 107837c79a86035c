"""The test suite: the embedded settings, but strict where a mistake should show."""

import os

from jinja2 import StrictUndefined

from ccs.settings.embedded import *  # noqa: F403 - a settings module is its base, changed
from ccs.settings.embedded import BASE_DIR, CACHES, DATABASES, INSTALLED_APPS, REDIS_URL, TEMPLATES
from ccs.settings.environment import redis_database

# `lintmigrations`: the old version keeps working while a migration runs. On the very first tables
# nobody works yet.
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
MIGRATION_LINTER_OPTIONS = {
    "ignore_name": ["0001_initial"],
    "include_apps": ["ccs", "networks", "organisations", "referrals", "reporting"],
    "no_cache": True,
    "project_root_path": str(BASE_DIR),
    "quiet": ["ok", "ignore"],
}

# No texts, but where a test starts a GOV.UK Notify of its own.
NOTIFY_API_KEY = os.environ.get("TEST_NOTIFY_API_KEY", "")

# No scanner either, but where a test starts one.
CLAMAV_URL = ""

TEST_DATABASE = os.environ.get("CCS_TEST_DB", "test_ccs")
# A whole run has migrated a database already: each worker gets a copy, and migrates none itself.
TEST_TEMPLATE = os.environ.get("CCS_TEST_TEMPLATE")
DATABASES["default"]["TEST"] = {"NAME": TEST_DATABASE, "TEMPLATE": TEST_TEMPLATE}
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Runs beside each other share a Redis server, and tests must not see each other's keys.
CACHES["default"]["LOCATION"] = redis_database(REDIS_URL, 3)
CACHES["default"]["KEY_FUNCTION"] = "tests.cache.key"
CELERY_BROKER_URL = redis_database(REDIS_URL, 2)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": f"{TEST_DATABASE}{WORKER}:"}

# Static files are found when asked for: each new browser of a test would list them all.
WHITENOISE_AUTOREFRESH = True

PAGES, OTHERS = TEMPLATES
PAGES["OPTIONS"]["undefined"] = StrictUndefined
