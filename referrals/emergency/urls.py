from django.urls import path

from referrals.emergency import views

urlpatterns = [
    path("", views.ask, name="emergency"),
    path("<uuid:emergency_id>/", views.letter, name="emergency_letter"),
]
