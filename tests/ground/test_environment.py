from ccs.settings.environment import database, email, redis_database, words


def test_a_plain_mail_server():
    settings = email("smtp://127.0.0.1:2525")

    assert settings["EMAIL_HOST"] == "127.0.0.1"
    assert settings["EMAIL_PORT"] == 2525
    assert "EMAIL_USE_TLS" not in settings


def test_a_mail_server_with_a_password_that_holds_odd_characters():
    settings = email("smtp+tls://post%40example.org:p%2Fss@mail.example.org:587")

    assert settings["EMAIL_HOST_USER"] == "post@example.org"
    assert settings["EMAIL_HOST_PASSWORD"] == "p/ss"
    assert settings["EMAIL_USE_TLS"] is True


def test_a_provider_of_anymail():
    settings = email("amazon-ses://?region=eu-west-2")

    assert settings["EMAIL_BACKEND"] == "anymail.backends.amazon_ses.EmailBackend"
    assert settings["ANYMAIL"] == {"AMAZON_SES_REGION": "eu-west-2"}


def test_another_database_of_the_same_redis():
    assert redis_database("redis://:pw@localhost:6379/0", 1) == "redis://:pw@localhost:6379/1"


def test_a_list_may_hold_spaces_and_nothing(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example.org, ,b.example.org,")

    assert words("HOSTS") == ["a.example.org", "b.example.org"]


def test_a_database_that_has_gone_silent_is_not_waited_for_unless_its_address_says_so():
    usual = database("postgres://ccs_app:pw@db/ccs")["OPTIONS"]
    asked = database("postgres://ccs_app:pw@db/ccs?sslmode=require&connect_timeout=60")["OPTIONS"]

    assert usual == {"connect_timeout": "5", "tcp_user_timeout": "10000"}
    assert asked["sslmode"] == "require"
    assert asked["connect_timeout"] in {60, "60"}
