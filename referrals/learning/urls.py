"""Below /<network>/learning/: what the network has learnt."""

from django.urls import path

from referrals.learning import quote_views as quotes
from referrals.learning import views

urlpatterns = [
    path("", views.learning, name="learning"),
    path("new/", views.write, name="write_learning"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<uuid:quote_id>/", quotes.choose, name="choose_quote"),
    path("<uuid:note_id>/", views.note, name="learning_note"),
    path("<uuid:note_id>/change/", views.change, name="change_learning"),
    path("<uuid:note_id>/shown/", views.shown, name="show_learning"),
    path("<uuid:note_id>/quotes/<uuid:quote_id>/", quotes.remove, name="remove_quote"),
]
