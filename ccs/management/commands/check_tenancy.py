"""`manage.py check_tenancy`: whether the walls stand as the models say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ccs.tenancy.checks import role_problems
from ccs.tenancy.inspection import OUR_GLOBAL_TABLES, database_problems, model_problems, our_models


class Command(BaseCommand):
    """Compares models with what the database enforces; ends with 1 when they differ."""

    help = "Check that every table is walled off as its model says. Names the few global ones."
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every problem, or what stands."""
        problems = [*role_problems(), *model_problems(), *database_problems()]
        if problems:
            raise CommandError("\n".join([*problems, f"{len(problems)} problems."]))
        for table, reason in OUR_GLOBAL_TABLES.items():
            self.stdout.write(f"{table} is global: {reason}.")
        self.stdout.write(f"{len(our_models())} tables checked: every wall stands.")
