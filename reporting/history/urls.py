"""Past referrals from another system. They come before the page of any figure."""

from django.urls import path

from reporting.history import views

pages = [
    path("reports/history/", views.history, name="history"),
    path("reports/history/add/", views.add, name="add_history"),
    path("reports/history/template/<slug:file>.csv", views.template, name="history_template"),
    path("reports/history/files/<uuid:upload_id>/", views.files, name="history_files"),
    path(
        "reports/history/files/<uuid:upload_id>/progress/", views.progress, name="history_progress"
    ),
    path(
        "reports/history/files/<uuid:upload_id>/problems.csv",
        views.problems,
        name="history_problems",
    ),
    path("reports/history/files/<uuid:upload_id>/discard/", views.discard, name="discard_history"),
    path("reports/history/<uuid:import_id>/", views.one_import, name="history_import"),
]
