"""Adopting, writing, publishing and signing what members promise each other."""

from organisations.agreements.actions.adopting import adopt_templates
from organisations.agreements.actions.signing import Signed, sign, sign_agreement

__all__ = [
    "Signed",
    "adopt_templates",
    "sign",
    "sign_agreement",
]
