"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "reporting"
    label = "reporting"

    def ready(self) -> None:
        from reporting.aftercare import figures as aftercare
        from reporting.crises import figures as crises
        from reporting.disclosure import jobs as publications
        from reporting.exports import jobs as exports
        from reporting.exports import notices as export_emails
        from reporting.facts import gauges
        from reporting.figures.registering import register_figures
        from reporting.history import jobs as history
        from reporting.navigation import register_pages
        from reporting.packs import jobs as packs
        from reporting.packs import notices as pack_emails
        from reporting.people import figures as people
        from reporting.surveys import figures as surveys
        from reporting.surveys import publishing
        from reporting.voice import figures as voice
        from reporting.yearly import figures as yearly

        register_pages()
        register_figures()
        gauges.register_gauges()
        crises.register_figures()
        aftercare.register_figures()
        voice.register_figures()
        publications.register_jobs()
        people.register_figures()
        yearly.register_figures()
        surveys.register_figures()
        publishing.register()
        history.register()
        exports.register()
        export_emails.register()
        packs.register()
        pack_emails.register()
        _be_in_the_demo()


def _be_in_the_demo() -> None:
    from ccs.demo import registry

    registry.register("reporting.demo.builder.build", parts=["norfolk", "tower_hamlets"])
    registry.register("reporting.demo.asked.build", parts=["norfolk", "tower_hamlets", "swansea"])
    registry.register("reporting.demo.packs.build", parts=["norfolk"])
