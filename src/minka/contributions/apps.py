from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "minka.contributions"

    def ready(self) -> None:
        from minka.contributions import personal_data  # noqa: F401, PLC0415 - registers what the app holds
