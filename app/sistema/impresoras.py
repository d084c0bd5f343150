"""The printers of this machine, by whichever system it runs."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from app.sistema.windows import colas, enviar_a_cola, puertos, revisar_cola
else:
    from app.sistema.posix import colas, enviar_a_cola, puertos, revisar_cola

__all__ = ["colas", "enviar_a_cola", "puertos", "revisar_cola"]
