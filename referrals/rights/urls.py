"""Below /<network>/rights/: what people ask for by right."""

from django.urls import path

from referrals.rights import views

urlpatterns = [
    path("", views.requests, name="rights"),
    path("new/", views.find, name="find_for_rights"),
    path("<uuid:request_id>/", views.one, name="rights_request"),
    path("<uuid:request_id>/copy/<slug:form>/", views.copy, name="rights_copy"),
    path("<uuid:request_id>/<slug:deed>/", views.step, name="rights_step"),
]
