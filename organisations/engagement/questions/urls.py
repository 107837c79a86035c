"""Below /<network>/help/."""

from django.urls import path

from organisations.engagement.questions import desk_views as desk
from organisations.engagement.questions import views

urlpatterns = [
    path("", views.help_, name="help"),
    path("ask/", views.ask, name="ask_help"),
    path("about/<slug:slug>/", views.product, name="help_product"),
    path("questions/", desk.questions, name="questions"),
    path("questions/record/", desk.record, name="record_question"),
    path("questions/<uuid:question_id>/", views.question, name="question"),
    path("questions/<uuid:question_id>/helps/", views.helps, name="question_helps"),
    path("questions/<uuid:question_id>/join/", desk.join, name="join_question"),
    path("questions/<uuid:question_id>/apart/", desk.apart, name="question_apart"),
    path("pages/", desk.pages, name="help_pages"),
    path("pages/new/", desk.write, name="write_help"),
    path("pages/<uuid:page_id>/", views.help_page, name="help_page"),
    path("pages/<uuid:page_id>/change/", desk.change, name="change_help"),
    path("pages/<uuid:page_id>/shown/", desk.shown, name="show_help"),
    path("pages/<uuid:page_id>/up/", desk.move, name="move_help"),
]
