"""Agreements: read and signed by members, written by the desk."""

from django.urls import path

from organisations.agreements.views import reading, signing, writing

_SIGN = "agreements/versions/<uuid:version_id>/sign/<uuid:organisation_id>/"
_EDIT = "agreements/<slug:kind>/edit/"

pages = [
    path("agreements/", reading.agreements, name="agreements"),
    path("agreements/signed/", reading.signed, name="signed_agreements"),
    path("agreements/versions/<uuid:version_id>/", reading.version, name="agreement_version"),
    path(_SIGN, signing.sign_agreement, name="sign_agreement"),
    path(
        "agreements/versions/<uuid:version_id>/take-back/",
        writing.take_back,
        name="take_back_agreement",
    ),
    path(
        "agreements/signatures/<uuid:signature_id>/", reading.signature, name="agreement_signature"
    ),
    path(_EDIT, writing.edit, name="edit_agreement"),
    path(f"{_EDIT}add/", writing.add_clause, name="add_clause"),
    path(f"{_EDIT}preview/", writing.preview, name="preview_agreement"),
    path(f"{_EDIT}publish/", writing.publish, name="publish_agreement"),
    path(f"{_EDIT}discard/", writing.discard, name="discard_agreement"),
    path(f"{_EDIT}clauses/<slug:clause_id>/", writing.edit_clause, name="edit_clause"),
    path(f"{_EDIT}clauses/<slug:clause_id>/arrange/", writing.arrange, name="arrange_clause"),
]
