"""What is done to bring an organisation in."""

from organisations.joining.actions.applying import Application, apply, confirm, withdraw
from organisations.joining.actions.deciding import approve, let_in, turn_down
from organisations.joining.actions.inviting import (
    Invitation,
    end_invitation,
    invite_all,
    invite_organisation,
    send_again,
)
from organisations.joining.actions.starting import start
from organisations.joining.actions.steps import Details, save_details, say_people, say_ready
from organisations.joining.actions.talking import needs_no_answer, write, write_by_link

__all__ = [
    "Application",
    "Details",
    "Invitation",
    "apply",
    "approve",
    "confirm",
    "end_invitation",
    "invite_all",
    "invite_organisation",
    "let_in",
    "needs_no_answer",
    "save_details",
    "say_people",
    "say_ready",
    "send_again",
    "start",
    "turn_down",
    "withdraw",
    "write",
    "write_by_link",
]
