"""Addresses of notices: inboxes, the links in mails, what left, and the simulator's outbox."""

from django.urls import path

from minka.notices.views import inbox, leaving, proving

app_name = "notices"
urlpatterns = [
    path("mi-voz/avisos/", inbox.inbox, name="inbox"),
    path("mi-voz/avisos/leidos/", inbox.inbox_read, name="inbox-read"),
    path("mi-voz/avisos/<int:number>/abrir/", inbox.notice_open, name="notice-open"),
    path("mi-trabajo/avisos/", inbox.work_inbox, name="work-inbox"),
    path("mi-trabajo/avisos/leidos/", inbox.work_inbox_read, name="work-inbox-read"),
    path("mi-trabajo/avisos/correo/", inbox.work_mail, name="work-mail"),
    path("mi-trabajo/avisos/<int:number>/abrir/", inbox.work_notice_open, name="work-notice-open"),
    path("avisos/correo/<str:token>/", proving.prove, name="prove"),
    path("avisos/baja/<str:token>/", leaving.unsubscribe, name="unsubscribe"),
    path("bandeja-de-salida/", leaving.outbox, name="outbox"),
    path("<slug:site>/gestion/avisos/", leaving.deliveries, name="deliveries"),
]
