"""The last application to load: it wires the packages together."""

from django.apps import AppConfig

from turbota.kernel import planning


class ProjectConfig(AppConfig):
    """Installs the wiring: which jobs follow which step of which subject."""

    name = "turbota.project"
    label = "project"

    def ready(self) -> None:
        """Connect the workflow with the table of jobs."""
        from turbota.project import wiring  # noqa: PLC0415 - models are loaded only now

        planning.on_step(wiring.plan_jobs)
