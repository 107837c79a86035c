"""Files of figures, and long lists. They come before the page of any figure."""

from django.urls import path

from reporting.exports import downloads, views

pages = [
    path("reports/exports/", views.exports, name="exports"),
    path("reports/exports/<uuid:export_id>/", views.export, name="export"),
    path("reports/exports/<uuid:export_id>/file/", views.export_file, name="export_file"),
    path("reports/exports/<uuid:export_id>/again/", views.again, name="export_again"),
    path("reports/<slug:code>/download/<slug:format>/", downloads.download, name="download"),
]
