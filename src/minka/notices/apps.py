from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "minka.notices"

    def ready(self) -> None:
        from minka.notices import personal_data  # noqa: F401, PLC0415 - registers what the app holds
