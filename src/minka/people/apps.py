from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "minka.people"

    def ready(self) -> None:
        from minka.people import holdings  # noqa: F401, PLC0415 - registers what the app holds; needs the models
