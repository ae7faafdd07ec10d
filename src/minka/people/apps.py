from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "minka.people"

    def ready(self) -> None:
        from minka.people import adapters, holdings  # noqa: F401, PLC0415 - they register themselves; need the models
