from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "minka.services"

    def ready(self) -> None:
        from minka.people.codes import register  # noqa: PLC0415 - models are ready only now
        from minka.services import personal_data  # noqa: F401, PLC0415
        from minka.services.deeds import Applications  # noqa: PLC0415

        register(Applications())
