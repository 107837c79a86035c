"""What is left below /find-help/ once every room has named its pages there."""

from django.urls import path

from organisations.public import views

urlpatterns = [path("<path:rest>", views.elsewhere, name="find_help_elsewhere")]
