"""The ground that the other apps stand on. It knows none of them."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class CcsConfig(AppConfig):
    """Registers the app under its folder's name."""

    name = "ccs"
    label = "ccs"

    def ready(self) -> None:
        from ccs.accounts import notices
        from ccs.accounts.second import notices as second_step
        from ccs.accounts.second import wrong
        from ccs.health import away, measured, probes
        from ccs.jobs.queries import are_moving
        from ccs.outbox.queries import is_moving, mail_goes_out
        from ccs.scanning import measured as scanned
        from ccs.tenancy import checks  # noqa: F401 -- registers itself with Django's checks
        from ccs.tenancy.grants import grant_global_tables

        notices.register()
        second_step.register()
        wrong.register()
        probes.register("outbox", is_moving)
        probes.register("mail", mail_goes_out)
        probes.register("jobs", are_moving)
        probes.register("scanner", scanned.scanner_answers)
        measured.register_gauges()
        scanned.register_gauges()

        connection_created.connect(
            away.let_go_of_one_that_may_only_read, dispatch_uid="let_go_of_one_that_may_only_read"
        )
        # Without a sender: the tables of third parties come after ours.
        post_migrate.connect(grant_global_tables, dispatch_uid="grant_global_tables")
