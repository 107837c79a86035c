"""The organisations app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "organisations"
    label = "organisations"

    def ready(self) -> None:
        from organisations.agreements import jobs as agreement_jobs
        from organisations.agreements import notices as agreement_notices
        from organisations.capacity import jobs
        from organisations.capacity import notices as capacity_notices
        from organisations.directory import jobs as directory_jobs
        from organisations.directory import notices as directory_notices
        from organisations.engagement.announcements import notices as announcement_notices
        from organisations.engagement.facts import register_history
        from organisations.engagement.lead import effect as lead_effect
        from organisations.engagement.lead import notices as lead_notices
        from organisations.engagement.navigation import register_pages as register_engagement
        from organisations.engagement.questions import jobs as question_jobs
        from organisations.engagement.questions import notices as question_notices
        from organisations.engagement.surveys import notices as survey_notices
        from organisations.joining import registering as joining
        from organisations.members import notices
        from organisations.navigation import register_pages
        from organisations.needs.actions import sync_needs
        from organisations.people import dormant
        from organisations.people import notices as people_notices
        from organisations.practice import jobs as practice
        from organisations.standing import actions as standing

        register_pages()
        register_engagement()
        register_history()
        announcement_notices.register()
        notices.register()
        agreement_jobs.register()
        agreement_notices.register()
        people_notices.register()
        dormant.register()
        standing.register()
        capacity_notices.register()
        jobs.register()
        lead_effect.register()
        lead_notices.register()
        question_jobs.register()
        question_notices.register()
        survey_notices.register()
        directory_jobs.register()
        directory_notices.register()
        joining.register()
        practice.register()
        post_migrate.connect(sync_needs, sender=self)
        _register_demo()


def _register_demo() -> None:
    from ccs.demo import registry
    from organisations.demo.reading import PILOTS

    registry.register("organisations.demo.places.build", parts=["places"])
    registry.register("organisations.demo.programme.build", parts=["programme"])
    registry.register("organisations.demo.builder.build", parts=PILOTS)
    registry.register("organisations.demo.remembered.build", parts=PILOTS)
    registry.register_people("organisations.demo.people.places")
