from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "minka.ideas"

    def ready(self) -> None:
        from minka.ideas.kind import Ideas  # noqa: PLC0415 - models are ready only now
        from minka.processes.kinds import register  # noqa: PLC0415

        register(Ideas())
