import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured

GOOD = {
    "SECRET_KEY": "q8Zr2mVx0LkT5nWb7YcJd1HsGf4PaE9uRi6oQ3tXyM5vKzB1wNjD",
    "PSEUDONYM_KEY": "h3Kp9XvT2mQe7WcZ5sRb1NyLf8DgJ4uAo6Ei0PtMxVqHkYwCnSrB",
    "DATABASE_URL": "postgres://ccs_app:one@db.example.org/ccs",
    "MIGRATION_DATABASE_URL": "postgres://ccs_owner:two@db.example.org/ccs",
    "REDIS_URL": "redis://:three@redis.example.org/0",
    "EMAIL_URL": "smtp+tls://post:four@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "referrals@example.org",
    "SITE_URL": "https://referrals.example.org",
    "ALLOWED_HOSTS": "referrals.example.org",
}
# A key's ids are made up, as is the token.
TEXTS = {
    "NOTIFY_API_KEY": "a-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222",
    "NOTIFY_TEMPLATE_ID": "33333333-3333-4333-8333-333333333333",
    "NOTIFY_CALLBACK_TOKEN": "Zr2mVx0LkT5nWb7YcJd1HsGf4PaE9uRi6o",
}


@pytest.fixture
def production(monkeypatch):
    def start(**changes):
        others = (
            "SECRET_KEY_FALLBACKS",
            "DEBUG",
            "CACHE_URL",
            "TRUSTED_PROXIES",
            "HSTS_SECONDS",
            "NOTIFY_URL",
            "COUNCIL_SIGN_IN",
            "CLAMAV_URL",
        )
        for name in (*GOOD, *TEXTS, *others):
            monkeypatch.delenv(name, raising=False)
        for name, value in {**GOOD, **changes}.items():
            if value:
                monkeypatch.setenv(name, value)
        return runpy.run_module("ccs.settings.production")

    return start


def test_production_starts_when_everything_is_given(production):
    settings = production()

    assert settings["DEBUG"] is False
    assert settings["DEMO"] is False
    assert settings["SECOND_STEP_REQUIRED"] is True
    assert settings["DATABASES"]["default"]["USER"] == "ccs_app"
    assert settings["MIGRATION_DATABASE"]["USER"] == "ccs_owner"
    assert settings["EMAIL_USE_TLS"] is True


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "PSEUDONYM_KEY",
        "DATABASE_URL",
        "REDIS_URL",
        "EMAIL_URL",
        "DEFAULT_FROM_EMAIL",
        "SITE_URL",
        "ALLOWED_HOSTS",
    ],
)
def test_production_names_what_is_missing(production, name):
    with pytest.raises(ImproperlyConfigured) as refusal:
        production(**{name: ""})

    assert f"{name} is missing" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "secretsecretsecretsecretsecretsecretsecretsecretsecret"),
        ("SECRET_KEY", "q8Zr2mVx0LkT5nWb7YcJd1HsGf4PaE9uRi6o"),
        ("SECRET_KEY_FALLBACKS", "an-old-one-that-is-short"),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("MIGRATION_DATABASE_URL", "postgres://ccs_app:one@db.example.org/ccs"),
        ("REDIS_URL", "memory://"),
        ("SITE_URL", "http://referrals.example.org"),
        ("SECURITY_CONTACT", "security@example.org"),
        ("ALLOWED_HOSTS", "referrals.example.org,*"),
        ("DEBUG", "1"),
        ("COUNCIL_SIGN_IN", "a-council"),
        ("CLAMAV_URL", "http://scanner.example.org:3310"),
        ("CLAMAV_URL", "tcp://scanner.example.org"),
        ("CLAMAV_URL", "unix:clamd.ctl"),
    ],
)
def test_production_names_what_is_unsafe_and_never_its_value(production, name, value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        production(**{name: value})

    assert name in str(refusal.value)
    assert value.replace(",*", "") not in str(refusal.value).replace(name, "")


def test_production_keeps_the_older_keys_in_their_order(production):
    older = [f"{number}{GOOD['SECRET_KEY']}" for number in (1, 2)]

    settings = production(SECRET_KEY_FALLBACKS=", ".join(older))

    assert settings["SECRET_KEY_FALLBACKS"] == older


@pytest.mark.parametrize(
    "changes",
    [
        {"SECRET_KEY_FALLBACKS": GOOD["SECRET_KEY"]},
        {"SECRET_KEY_FALLBACKS": GOOD["PSEUDONYM_KEY"]},
        {"PSEUDONYM_KEY": GOOD["SECRET_KEY"]},
    ],
)
def test_production_refuses_one_key_for_two_things(production, changes):
    with pytest.raises(ImproperlyConfigured) as refusal:
        production(**changes)

    assert "must not" in str(refusal.value)


def test_production_has_texts_only_with_a_key(production):
    without, with_key = production(), production(**TEXTS)

    assert without["NOTIFY_API_KEY"] == ""
    assert with_key["NOTIFY_API_KEY"] == TEXTS["NOTIFY_API_KEY"]
    assert with_key["NOTIFY_URL"] == "https://api.notifications.service.gov.uk"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NOTIFY_API_KEY", "live-22222222-2222-4222-8222-222222222222"),
        ("NOTIFY_URL", "http://notify.example.org"),
        ("NOTIFY_TEMPLATE_ID", ""),
        ("NOTIFY_CALLBACK_TOKEN", ""),
        ("NOTIFY_CALLBACK_TOKEN", "short-token"),
        ("NOTIFY_CALLBACK_TOKEN", f"{TEXTS['NOTIFY_CALLBACK_TOKEN']},"),
    ],
)
def test_production_names_what_is_unsafe_about_texts(production, name, value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        production(**{**TEXTS, name: value})

    assert name in str(refusal.value)
    assert not value or value not in str(refusal.value)


def test_production_says_all_that_is_wrong_at_once(production):
    with pytest.raises(ImproperlyConfigured) as refusal:
        production(SECRET_KEY="", REDIS_URL="", SITE_URL="http://referrals.example.org")

    assert "SECRET_KEY is missing" in str(refusal.value)
    assert "REDIS_URL is missing" in str(refusal.value)
    assert "SITE_URL must start with https://" in str(refusal.value)


def test_production_keeps_cookies_to_this_host_over_tls(production):
    settings = production()

    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["CSRF_COOKIE_SECURE"] is True
    assert settings["LANGUAGE_COOKIE_SECURE"] is True
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert settings["LANGUAGE_COOKIE_NAME"].startswith("__Host-")
    assert settings["DEVICE_COOKIE_NAME"].startswith("__Host-")
    assert settings["OWN_VIEW_COOKIE_NAME"].startswith("__Secure-")


def test_production_believes_no_proxy_that_is_not_there(production):
    settings = production(TRUSTED_PROXIES="0")

    assert "SECURE_PROXY_SSL_HEADER" not in settings
    assert settings["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


@pytest.mark.parametrize("directive", ["script-src", "style-src", "default-src"])
def test_no_inline_script_or_style_is_allowed(production, directive):
    settings = production()

    allowed = settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"][directive]
    assert "'unsafe-inline'" not in allowed
    assert "'unsafe-eval'" not in allowed
