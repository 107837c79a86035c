"""The network's reports to councils: before the pages of figures."""

from django.urls import path

from reporting.packs import views, writing_views

pages = [
    path("reports/packs/", views.packs, name="packs"),
    path("reports/packs/<uuid:pack_id>/", views.pack, name="pack"),
    path("reports/packs/<uuid:pack_id>/preview/", views.preview, name="pack_preview"),
    path("reports/packs/<uuid:pack_id>/document.pdf", views.document, name="pack_pdf"),
    path("reports/packs/<uuid:pack_id>/count/", views.count_again, name="pack_count"),
    path(
        "reports/packs/<uuid:pack_id>/sections/<slug:section>/",
        writing_views.section,
        name="pack_section",
    ),
    path("reports/packs/<uuid:pack_id>/send/", writing_views.send, name="pack_send"),
    path("reports/packs/<uuid:pack_id>/correct/", writing_views.correct, name="pack_correct"),
]
