from referrals.papers.sections import processors


def test_companies_are_those_of_this_sites_settings(settings):
    settings.EMAIL_BACKEND = "anymail.backends.amazon_ses.EmailBackend"
    settings.NOTIFY_API_KEY = "live-key"

    assert processors().rows == [("Email", "amazon ses"), ("Text messages", "GOV.UK Notify")]


def test_a_site_without_texts_says_so_and_who_hosts_it_is_open(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"
    settings.NOTIFY_API_KEY = ""

    section = processors()

    assert section.rows == [
        ("Email", "A mail server: mail.example.org"),
        ("Text messages", "None: this site sends no texts"),
    ]
    assert section.open == ["Who runs the computers, and in which country? The site does not know."]
