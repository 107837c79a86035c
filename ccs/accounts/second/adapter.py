"""Where allauth asks us about passkeys, apps and backup codes."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ccs.outbox.sealing import seal, unseal


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not work. Check it and try again"),
    }

    def encrypt(self, text: str) -> str:
        """A copy of the database alone makes nobody's codes; a key that was changed still opens."""
        return seal({"secret": text})

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)["secret"]

    def get_totp_issuer(self) -> str:
        return settings.SERVICE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SERVICE_NAME}

    def _get_site_name(self) -> str:
        return settings.SERVICE_NAME
