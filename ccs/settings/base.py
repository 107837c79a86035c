"""Settings that hold everywhere. Where it runs is for embedded, test and production to say."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ccs.logs.configuration import LOGGING as LOGGING
from ccs.settings.accounts import *  # noqa: F403 - allauth finds its settings here by their names
from ccs.settings.api import *  # noqa: F403 - so does the REST framework
from ccs.settings.councils import Council
from ccs.settings.outbox import *  # noqa: F403 - Django finds its mail settings here
from ccs.settings.scanning import CLAMAV_TIMEOUT as CLAMAV_TIMEOUT
from ccs.settings.schedule import BEAT_SCHEDULE
from ccs.settings.texts import NOTIFY_TIMEOUT as NOTIFY_TIMEOUT

BASE_DIR = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "ccs",
    "networks",
    "organisations",
    "referrals",
    "reporting",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "anymail",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "guardian",
    "rest_framework",
]

MIDDLEWARE = [
    "ccs.logs.middleware.RequestIdMiddleware",
    "ccs.headers.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "ccs.api.plain.TlsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ccs.accounts.idle.IdleMiddleware",
    "ccs.accounts.devices.DeviceMiddleware",
    "ccs.tenancy.middleware.TenancyMiddleware",
    "ccs.accounts.second.middleware.SecondStepMiddleware",
]

ROOT_URLCONF = "ccs.urls"
WSGI_APPLICATION = "ccs.wsgi.application"
AUTH_USER_MODEL = "ccs.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Our pages are Jinja2. Django's own language is only for the apps of others that insist on it.
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "ccs.ui.jinja.environment",
            "cache_size": -1,  # all of them: there are more than the 400 that Jinja2 keeps
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ccs.ui.context.page",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "ccs.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "ccs.ui.errors.csrf_failure"
# Files of a request stay in memory, and no more of them than this, in bytes: what is too much is
# read to its end, so that the page can say so.
FILE_UPLOAD_HANDLERS = ["ccs.limits.uploads.BoundedUploadHandler"]
UPLOAD_MAX_KEPT = 32 * 1024 * 1024
CLAMAV_URL = ""  # the virus scanner: see scanning.py
SERVICE_NAME = "CCS Referrals"
# Whose own accounts sign in here too, by their keys. See councils.py.
COUNCILS: dict[str, Council] = {}
SECURITY_CONTACT = ""  # where somebody who finds a weakness writes: /.well-known/security.txt
SHOW_COMPONENTS = False  # the gallery at /components/
# Where this app reaches upwards: the function that lists a person's other networks for the header.
SWITCHER = "organisations.members.presenters.switcher"
# And the one that counts what the programme sees of a network, and the one that makes a network.
NETWORK_FIGURES = "reporting.programme.queries.standing_of"
FOUND_NETWORK = "organisations.members.founding.found_network"
# And the one that counts what waits for an answer, service by service.
SERVICE_BACKLOGS = "referrals.referrals.queries.backlogs.backlogs"

# Which hosts a directory is read from; None is any.
FEED_HOSTS: list[str] | None = None

# Cookies. How long a person stays signed in is in accounts.py.
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Roles are rows of ours with direct foreign keys; guardian's anonymous user is not wanted.
ANONYMOUS_USER_NAME = None

# The walls: the role that policies bind, and who can say what a user may do in a network.
DATABASE_APP_ROLE = "ccs_app"
TENANCY_ACTOR_FOR = "organisations.members.seen.actor_here"

# Texts are for embedded and production to switch on: see texts.py.
NOTIFY_API_KEY = NOTIFY_URL = NOTIFY_TEMPLATE_ID = NOTIFY_CALLBACK_TOKEN = NOTIFY_SENDER_ID = ""

# What opens /metrics; without it there is none.
METRICS_TOKEN = ""

# Signing in as made-up people and reading their mail: only on a machine of one's own.
DEMO = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
# That it is they, on the pages of the person helped and on no other.
OWN_VIEW_COOKIE_NAME = "ccs_own"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Headers. Nothing runs or is shown that does not come from this server as a file, and only the
# open feed is for pages of other sites. The rest of them: ccs/headers/middleware.py.
WHITENOISE_ALLOW_ALL_ORIGINS = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Who watches asks without TLS; programs that do are refused: see ccs/api/plain.py.
OF_PROGRAMS = r"^(api|notify|oruk)/"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$", OF_PROGRAMS]
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Work outside the request. A task is put back when its worker dies, so every task may run twice.
CELERY_TIMEZONE = TIME_ZONE
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    # Longer than the longest task, or a slow task would be handed out a second time.
    "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,
    # A request that tells the queue something must not wait for one that has gone silent.
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    # Nor for one that is away: what is owed stands in a table, and the next sweep finds it.
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
