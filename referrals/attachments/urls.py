"""Below the address of one conversation."""

from django.urls import path

from referrals.attachments import views

urlpatterns = [
    path("", views.files, name="files"),
    path("<uuid:attachment_id>/", views.own_file, name="file"),
    path("<uuid:attachment_id>/remove/", views.remove, name="remove_file"),
]
