from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "minka.law"

    def ready(self) -> None:
        from minka.law import personal_data  # noqa: F401, PLC0415 - models are ready only now
