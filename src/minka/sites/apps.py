from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "minka.sites"

    def ready(self) -> None:
        from minka.sites import personal_data  # noqa: F401, PLC0415 - registers what the app holds; needs the models
