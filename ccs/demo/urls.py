"""Included only where settings say DEMO."""

from django.urls import path

from ccs.demo import views

urlpatterns = [
    path("", views.people, name="demo"),
    path("people.json", views.people_json, name="demo_people_json"),
    path("sign-in/<uuid:user_id>/<slug:home>/", views.sign_in, name="demo_sign_in"),
    path("mail/", views.mail, name="demo_mail"),
    path("mail.json", views.mail_json, name="demo_mail_json"),
    path("texts/", views.texts, name="demo_texts"),
    path("texts.json", views.texts_json, name="demo_texts_json"),
    path("texts/<str:key>/answer/", views.answer_text, name="demo_answer_text"),
    path("mail/<str:key>/", views.mail_html, name="demo_mail_html"),
]
