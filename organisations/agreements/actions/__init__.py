"""Adopting, writing, publishing and signing what members promise each other."""

from organisations.agreements.actions.adopting import adopt_templates
from organisations.agreements.actions.publishing import publish, take_back
from organisations.agreements.actions.signing import Signed, sign, sign_agreement
from organisations.agreements.actions.writing import (
    add_clause,
    bring_back,
    change_clause,
    discard_draft,
    move_clause,
    remove_clause,
    set_renewal,
)

__all__ = [
    "Signed",
    "add_clause",
    "adopt_templates",
    "bring_back",
    "change_clause",
    "discard_draft",
    "move_clause",
    "publish",
    "remove_clause",
    "set_renewal",
    "sign",
    "sign_agreement",
    "take_back",
]
