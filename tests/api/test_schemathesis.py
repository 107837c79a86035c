"""The API asked with what its own document allows, and with what it does not."""

from base64 import b64encode
from collections.abc import Iterator

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi

from tests.api.caller import AMINA, Caller
from tests.referrals.attachments.made import PDF
from tests.world import World

described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def there(world: World, school: Caller) -> Iterator[dict[str, str]]:
    """What the addresses name. Requests stay inside the test's transaction."""
    told = school.post("assessments", AMINA).body["id"]
    letter = {"name": "letter.pdf", "content": b64encode(PDF).decode()}
    file = school.post(f"assessments/{told}/files", letter).body["id"]
    [reference] = school.sent(world.advice)
    # Django's own test client does the same around each of its requests.
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield {
        "slug": world.network.slug,
        "assessment_id": told,
        "reference": reference,
        "service_id": str(world.advice.pk),
        "attachment_id": file,
        "name": "routes",
    }
    for end in ends:
        end.connect(close_old_connections)


@described.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_documented(
    case: schemathesis.Case,
    there: dict[str, str],
    school: Caller,
    advice: Caller,
    analyst: Caller,
) -> None:
    of_sender = case.path.endswith(
        (
            "/assessments",
            "{assessment_id}/referrals",
            "{assessment_id}/files",
            "/answer",
            "/withdraw",
        )
    )
    caller = school if of_sender else analyst if "/reports/" in case.path else advice

    case.path_parameters = {name: there[name] for name in case.path_parameters}
    response = case.call(headers={"Authorization": f"Bearer {caller.key}"})

    case.validate_response(
        response,
        checks=[
            checks.not_a_server_error,
            openapi.status_code_conformance,
            openapi.content_type_conformance,
            openapi.response_schema_conformance,
        ],
    )
