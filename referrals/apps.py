"""The referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "referrals"
    label = "referrals"

    def ready(self) -> None:
        from ccs.texts.registry import register_stop
        from referrals.aftercare import jobs as aftercare
        from referrals.aftercare import notices as aftercare_emails
        from referrals.clocks import jobs as clocks
        from referrals.clocks import notices as reminders
        from referrals.consent import jobs as agreements
        from referrals.consent import notices as agreement_emails
        from referrals.desk import notices as offers
        from referrals.desk.waiting import register_kinds
        from referrals.drafts import jobs as drafts
        from referrals.drafts import notices as warnings
        from referrals.figures import jobs as figures
        from referrals.navigation import register_pages
        from referrals.practice import jobs as practice
        from referrals.referrals import notices
        from referrals.voice import messages as to_person
        from referrals.voice import notices as persons_doing
        from referrals.voice.actions.contact import no_more_texts
        from referrals.voice.questions import jobs as asking
        from referrals.voice.questions import notices as questions

        register_pages()
        _hand_over_what_is_open()
        _watch_reading()
        notices.register()
        reminders.register()
        clocks.register()
        aftercare.register()
        aftercare_emails.register()
        agreements.register()
        agreement_emails.register()
        offers.register()
        register_kinds()
        drafts.register()
        warnings.register()
        figures.register()
        practice.register()
        _keep_rights()
        to_person.register()
        persons_doing.register()
        asking.register()
        questions.register()
        register_stop(no_more_texts)
        _erase_what_is_over()
        _be_in_the_demo()


def _hand_over_what_is_open() -> None:
    """When people, teams or organisations go, pause or become others."""
    from organisations.people import registry as people
    from organisations.standing import registry as standing
    from organisations.teams import registry as teams
    from referrals.handover import organisations as leaving
    from referrals.handover.people import given_to, hand_back
    from referrals.handover.teams import HANDLER

    people.register("referrals", hand_back, counter=given_to)
    teams.register(HANDLER)
    standing.register(leaving.HANDLER)


def _watch_reading() -> None:
    from referrals.audit import notices, watching
    from referrals.emergency import notices as emergencies

    watching.register()
    notices.register()
    emergencies.register()


def _erase_what_is_over() -> None:
    from networks.settings.foreseeing import foresee
    from networks.settings.rules import Group
    from referrals.retention import jobs
    from referrals.retention.presenters import what_goes_tonight

    jobs.register()
    foresee(Group.KEEPING, what_goes_tonight)


def _keep_rights() -> None:
    from referrals.rights import again, notices

    notices.register()
    again.register()


def _be_in_the_demo() -> None:
    from ccs.demo import registry
    from organisations.demo.reading import PILOTS

    registry.register("referrals.demo.builder.build", parts=PILOTS)
    registry.register_own_views("referrals.demo.cards.own_views")
