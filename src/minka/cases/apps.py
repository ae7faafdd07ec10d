from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "minka.cases"

    def ready(self) -> None:
        from minka.cases import personal_data  # noqa: F401, PLC0415 - models are ready only now
