import json

from django.test import Client
from openapi_spec_validator import validate

DOCUMENT = "/api/v1/openapi.json"


def test_the_document_is_open_and_valid() -> None:
    answer = Client().get(DOCUMENT)

    document = json.loads(answer.content)
    assert (answer.status_code, document["openapi"]) == (200, "3.1.0")
    validate(document)


def test_every_call_documents_its_errors_as_problems() -> None:
    document = json.loads(Client().get(DOCUMENT).content)

    for operations in document["paths"].values():
        for operation in operations.values():
            errors = {
                status: answer
                for status, answer in operation["responses"].items()
                if not status.startswith("2")
            }
            assert {"401", "404", "429", "500"} <= set(errors)
            assert {kind for answer in errors.values() for kind in answer["content"]} == {
                "application/problem+json"
            }


def test_requests_hold_no_other_fields() -> None:
    document = json.loads(Client().get(DOCUMENT).content)

    bodies = [
        schema
        for name, schema in document["components"]["schemas"].items()
        if name.endswith("Body")
    ]
    assert {schema["additionalProperties"] for schema in bodies} == {False}
