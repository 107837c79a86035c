"""A real installation. Everything comes from the environment; what is unsafe stops the start."""

import os

from ccs.settings.base import *  # noqa: F403 - a settings module is its base, changed
from ccs.settings.councils import councils_in_environment
from ccs.settings.environment import Problems, database, email, number, redis_database, words
from ccs.settings.keys import older_keys, refuse_weak_keys
from ccs.settings.scanning import scanner_in_environment
from ccs.settings.texts import TOKEN_LENGTH, refuse_unsafe_texts, texts_in_environment

problems = Problems()


def starts(value: str, *prefixes: str) -> bool:
    """Whether a value that is there starts as it should."""
    return not value or value.startswith(prefixes)


SECRET_KEY = problems.required("SECRET_KEY")
SECRET_KEY_FALLBACKS = older_keys()
# Apart from the other, which is changed now and then: a changed one would know nobody again.
PSEUDONYM_KEY = problems.required("PSEUDONYM_KEY")
DATABASE_URL = problems.required("DATABASE_URL")
MIGRATION_DATABASE_URL = os.environ.get("MIGRATION_DATABASE_URL", "")
REDIS_URL = problems.required("REDIS_URL")
EMAIL_URL = problems.required("EMAIL_URL")
DEFAULT_FROM_EMAIL = problems.required("DEFAULT_FROM_EMAIL")
SITE_URL = problems.required("SITE_URL").rstrip("/")
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "").strip()
ALLOWED_HOSTS = words("ALLOWED_HOSTS")
problems.required("ALLOWED_HOSTS")

# What is missing has been said above; the rest is about values that are there.
refuse_weak_keys(problems, secret=SECRET_KEY, pseudonym=PSEUDONYM_KEY)
problems.refuse("ALLOWED_HOSTS must name the hosts, not '*'", when="*" in ALLOWED_HOSTS)
problems.refuse("SITE_URL must start with https://", when=not starts(SITE_URL, "https://"))
problems.refuse(
    "SECURITY_CONTACT must start with mailto: or https://",
    when=not starts(SECURITY_CONTACT, "mailto:", "https://"),
)
problems.refuse(
    "DATABASE_URL must be a postgres:// address",
    when=not starts(DATABASE_URL, "postgres://", "postgresql://"),
)
problems.refuse(
    "MIGRATION_DATABASE_URL must be another role than DATABASE_URL's",
    when=bool(DATABASE_URL) and DATABASE_URL == MIGRATION_DATABASE_URL,
)
problems.refuse(
    "REDIS_URL must be a redis:// or rediss:// address",
    when=not starts(REDIS_URL, "redis://", "rediss://"),
)
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "").strip()
problems.refuse(
    f"METRICS_TOKEN is too short (it needs {TOKEN_LENGTH} characters)",
    when=0 < len(METRICS_TOKEN) < TOKEN_LENGTH,
)
problems.refuse("DEBUG must not be set", when=bool(os.environ.get("DEBUG")))
refuse_unsafe_texts(problems)
COUNCILS = councils_in_environment(problems)
CLAMAV_URL = scanner_in_environment(problems)
problems.stop_if_any()

DEBUG = False
DATABASES = {"default": database(DATABASE_URL)}
# Only `migrate` needs it: keep it from the web, the worker and the scheduler.
MIGRATION_DATABASE = database(MIGRATION_DATABASE_URL) if MIGRATION_DATABASE_URL else None
# Only `backup` needs it: a role that reads past the walls.
BACKUP_DATABASE_URL = os.environ.get("BACKUP_DATABASE_URL", "")
BACKUP_DATABASE = database(BACKUP_DATABASE_URL) if BACKUP_DATABASE_URL else None
CELERY_BROKER_URL = REDIS_URL
# The broker must never evict, a cache may: give the cache its own server where you can.
CACHE_URL = os.environ.get("CACHE_URL") or redis_database(REDIS_URL, 1)
CACHES = {
    "default": {
        "BACKEND": "ccs.cache.Cache",
        "LOCATION": CACHE_URL,
    }
}
globals().update(email(EMAIL_URL))
globals().update(texts_in_environment())

# None but those that are named: nobody who may start an import can make the server ask elsewhere.
FEED_HOSTS = [host.lower() for host in words("FEED_HOSTS")]

# Without the number of proxies in front, every visitor would share one rate limit, or fake theirs.
ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXIES", 1)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True

# The prefix makes browsers refuse the cookie from anywhere but this host over TLS.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
DEVICE_COOKIE_NAME = "__Host-device"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
OWN_VIEW_COOKIE_NAME = "__Secure-own"  # for one path alone, which the other prefix forbids
