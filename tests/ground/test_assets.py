from django.core.management import call_command

from ccs.management.assets import TARGET, our_css

CSS = (
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/bold.woff2)}"
    "p{font-family:GDS Transport,arial,sans-serif}"
    "i{background:url(/assets/images/govuk-crest.svg)}"
    "\n/*# sourceMappingURL=govuk-frontend.min.css.map */"
)


def test_the_font_and_crown_of_gov_uk_are_taken_out():
    ours = our_css(CSS)

    assert ours == "p{font-family:arial,sans-serif}i{background:none}\n"


def test_what_was_fetched_refers_to_no_file_that_is_not_there():
    css = (TARGET / "govuk-frontend.min.css").read_text()

    assert "GDS Transport" not in css
    assert "url(/" not in css
    assert "sourceMappingURL" not in css


def test_production_can_name_every_static_file_by_its_contents(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

    call_command("collectstatic", verbosity=0, interactive=False)

    assert (tmp_path / "staticfiles.json").exists()
