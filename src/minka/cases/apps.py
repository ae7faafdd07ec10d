from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "minka.cases"

    def ready(self) -> None:
        from minka.cases import personal_data  # noqa: F401, PLC0415 - models are ready only now
        from minka.cases.handling import Cases  # noqa: PLC0415
        from minka.cases.watching import Counted  # noqa: PLC0415
        from minka.law.watching import register as watch  # noqa: PLC0415
        from minka.services.handling import register  # noqa: PLC0415

        register(Cases())
        watch(Counted())
