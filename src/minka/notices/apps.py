from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "minka.notices"

    def ready(self) -> None:
        from minka.notices import personal_data  # noqa: F401, PLC0415 - registers what the app holds; needs the models
        from minka.notices.mail import Mail  # noqa: PLC0415
        from minka.notices.registry import register  # noqa: PLC0415
        from minka.notices.simulator import Phone  # noqa: PLC0415

        register(Mail())
        for channel in ("sms", "chat"):
            register(Phone(channel))
