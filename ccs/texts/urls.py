"""The two addresses to give to GOV.UK Notify."""

from django.urls import path

from ccs.texts import views

urlpatterns = [
    path("receipt/", views.receipt, name="notify_receipt"),
    path("received/", views.received, name="notify_received"),
]
