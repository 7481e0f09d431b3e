"""Django application of the package."""

import logging

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """Registers the models of the package and quietens the libraries that repeat certificates in logs."""

    name = "turbota.signatures"
    label = "signatures"

    def ready(self) -> None:
        """pyHanko writes a traceback with the subject of the certificate at WARNING for every failed path."""
        for name in ("pyhanko", "pyhanko_certvalidator"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
