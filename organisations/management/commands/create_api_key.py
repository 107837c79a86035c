"""`manage.py create_api_key`: a key for a team's own system, or for an analyst's reports."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.management.console import console_of
from organisations.members.models import Team
from organisations.roles.actions import create_api_key


class Command(BaseCommand):
    help = "Make an API key and print it, and nothing else. It is shown this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", metavar="SLUG", required=True)
        holder = parser.add_mutually_exclusive_group(required=True)
        holder.add_argument("--team", metavar="NAME", help="the team it acts for")
        holder.add_argument("--role", choices=["analyst"], help="reports alone, no personal data")
        parser.add_argument(
            "--name", metavar="X", required=True, help="what people see as its name, in events too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with console_of(options["network"]) as actor:
            team = _team(options["team"]).pk if options["team"] else None
            key = create_api_key(actor=actor, name=options["name"], team_id=team)
        self.stdout.write(key)


def _team(name: str) -> Team:
    team = Team.objects.filter(name=name, closed_on=None).first()
    if team is None:
        raise CommandError(f"There is no team {name} in this network.")
    return team
