"""What tests of requests share: an order to receive one, to complete it, to study and to answer it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.beneficio.evidencia import Presentado, requisitos
from app.domain.beneficio.solicitud import Estudio, Solicitud
from app.domain.pago.pago import Folio
from app.tramites.resoluciones import Resolucion, Resuelta, resolver_solicitud
from app.tramites.solicitudes import Pedimento, anotar_estudio, recibir_solicitud
from tests.factories import DEMO, SUPER, CajaDePrueba, importar, una_caja, una_cuenta
from tests.organismos import perfil_de_prueba
from tests.otorgamientos import CURP

#: The only document of insen besides the CURP, and that of desempleo besides its study.
INAPAM = "credencial INSEN o INAPAM, INE vigente o acta de nacimiento (60 años o más)"
BAJA = "baja del IMSS"


def un_pedimento(**otros: Any) -> Pedimento:
    """Insen for the cuenta 100, complete, unless said otherwise."""
    campos: dict[str, Any] = {
        "cuenta": "100",
        "programa": "insen",
        "beneficiario": "María López Peña",
        "curp": CURP,
        "documentos": (Presentado(INAPAM, "INAPAM 123"),),
    }
    return Pedimento(**(campos | otros))


def recibida(caja: CajaDePrueba, **otros: Any) -> Solicitud:
    """A request just received by the cashier."""
    return recibir_solicitud(caja.ctx, un_pedimento(**otros), DEMO)


def sin_trabajo(caja: CajaDePrueba, **otros: Any) -> Solicitud:
    """One of desempleo, complete, that waits for its study."""
    campos: dict[str, Any] = {"programa": "desempleo", "curp": "", "documentos": (Presentado(BAJA, "IMSS 4"),)}
    return recibida(caja, **(campos | otros))


def un_estudio(**otros: Any) -> Estudio:
    """A favourable one of the day on which test cajas begin."""
    campos: dict[str, Any] = {"numero": "ES-8", "fecha": date(2023, 9, 5), "hizo": "Lic. Soto", "favorable": True}
    return Estudio(**(campos | otros))


def estudiada(caja: CajaDePrueba, folio: Folio, **otros: Any) -> Solicitud:
    """The request with such a study."""
    return anotar_estudio(caja.ctx, folio, un_estudio(**otros), SUPER)


def resuelta(caja: CajaDePrueba, folio: Folio, resultado: str = "aceptada", **otros: Any) -> Resuelta:
    """The request answered by the supervisor."""
    campos: dict[str, Any] = {} if resultado == "aceptada" else {"motivo": "no reside en el inmueble"}
    return resolver_solicitud(caja.ctx, Resolucion(folio, resultado, **(campos | otros)), SUPER)


@contextlib.contextmanager
def en_loreto(carpeta: Path) -> Iterator[tuple[CajaDePrueba, Folio]]:
    """A caja of Loreto on 5 September 2025, with a request of a pensioner that lacks nothing."""
    perfil = perfil_de_prueba("loreto")
    momento = datetime(2025, 9, 5, 10, tzinfo=ZoneInfo(perfil.zona))
    with una_caja(carpeta / "loreto", perfil=perfil, momento=momento) as caja:
        importar(caja, [una_cuenta(area=perfil.areas[0][0])])
        documentos = tuple(Presentado(r, "7") for r in requisitos(perfil.programa("pensionado")))
        yield caja, recibida(caja, programa="pensionado", curp="", documentos=documentos).folio
