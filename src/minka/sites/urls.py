"""Addresses of the network's own pages. Staff pages stand under ``gestion``."""

from django.urls import path

from minka.sites.views import demonstration, invitation, network, organizations, people

app_name = "sites"
urlpatterns = [
    path("cuenta/demostracion/", demonstration.demonstration, name="demonstration"),
    path("empezar/", network.start, name="start"),
    path("invitacion/<str:token>/", invitation.invitation, name="invitation"),
    path("<slug:site>/gestion/sedes/", network.site_list, name="sites"),
    path("<slug:site>/gestion/sedes/nueva/", network.site_new, name="site-new"),
    path("<slug:site>/gestion/personas/", people.people, name="people"),
    path("<slug:site>/gestion/personas/invitar/", people.invitation_new, name="invitation-new"),
    path("<slug:site>/gestion/personas/<int:member>/", people.member, name="member"),
    path("<slug:site>/gestion/personas/<int:member>/quitar/", people.member_remove, name="member-remove"),
    path(
        "<slug:site>/gestion/invitaciones/<int:invitation>/retirar/",
        people.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path(
        "<slug:site>/gestion/invitaciones/<int:invitation>/otra-vez/", people.invitation_again, name="invitation-again"
    ),
    path("<slug:site>/gestion/organizaciones/", organizations.organizations, name="organizations"),
    path("<slug:site>/gestion/organizaciones/nueva/", organizations.organization_new, name="organization-new"),
    path(
        "<slug:site>/gestion/organizaciones/<int:organization>/",
        organizations.organization_edit,
        name="organization-edit",
    ),
]
