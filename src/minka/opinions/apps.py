from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "minka.opinions"

    def ready(self) -> None:
        from minka.opinions import personal_data  # noqa: F401, PLC0415 - models are ready only now
        from minka.opinions.kind import Opinions  # noqa: PLC0415
        from minka.processes.kinds import register  # noqa: PLC0415

        register(Opinions())
