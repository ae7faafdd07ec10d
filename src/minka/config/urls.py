"""The address space: fixed words first, then sites by their slug."""

from django.urls import include, path

urlpatterns = [
    path("cuenta/", include("allauth.urls")),
    path("idioma/", include("django.conf.urls.i18n")),
    path("", include("minka.web.urls")),
    path("", include("minka.people.urls")),
    path("", include("minka.notices.urls")),
    path("", include("minka.records.urls")),
    path("", include("minka.sites.urls")),
    path("", include("minka.law.urls")),
    path("", include("minka.processes.urls")),
    path("", include("minka.contributions.urls")),
    path("", include("minka.insights.urls")),
    path("", include("minka.ideas.urls")),
    path("", include("minka.opinions.urls")),
    path("", include("minka.services.urls")),
    path("", include("minka.cases.urls")),
]

handler429 = "minka.web.errors.too_many"
handler500 = "minka.web.errors.failed"
