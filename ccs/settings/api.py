"""How the REST API behaves: JSON in, JSON out, nothing else."""

from typing import Any

# Who may say what a key is: the API itself knows no other app.
TENANCY_ACTOR_OF_KEY = "organisations.roles.queries.actor_of_key"
API_REQUESTS_PER_MINUTE = 600

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["ccs.api.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["ccs.api.throttling.PerKey"],
    "DEFAULT_PARSER_CLASSES": ["ccs.api.formats.StrictJsonParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "ccs.api.formats.AlwaysJson",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "ccs.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "ccs.api.problems.answer_to",
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "CCS Referrals",
    "DESCRIPTION": "Warm referrals between the teams of one network, for case systems.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/networks/{slug}",
    "ENFORCE_NON_BLANK_FIELDS": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,
    # Choices stay where they are used: names of their own would clash and say nothing.
    "POSTPROCESSING_HOOKS": [],
}
