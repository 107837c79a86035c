from datetime import datetime
from hashlib import sha256

from django.db import transaction

from organisations.agreements.models import AgreementSignature
from organisations.members.models import Organisation


@transaction.atomic
def sign_agreement(
    *, organisation: Organisation, version: str, text: str, name: str, role: str, at: datetime
) -> AgreementSignature:
    """Evidence of who signed which words. Until there is one, no share reaches the organisation."""
    return AgreementSignature.objects.create(
        network_id=organisation.network_id,
        organisation=organisation,
        version=version,
        text_sha256=sha256(text.encode()).hexdigest(),
        signed_by_name=name,
        signed_by_role=role,
        signed_at=at,
    )
