"""What tests of benefits at the counter share: whose they are, an order to grant, and how a refusal is read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.beneficiarios.otorgamientos import Otorgado, otorgar
from app.cobro.consulta import estado_de_cuenta
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.cuenta import Beneficio
from app.errors import NegocioError
from tests.factories import SUPER, CajaDePrueba, una_caja
from tests.organismos import perfil_de_prueba

#: Of two invented people; their check digits are right.
CURP = "BOXW310820HNERXN09"
OTRA = "GOMC600101MSRNRR03"


def una_solicitud_de_beneficio(**otros: Any) -> SolicitudBeneficio:
    """An order to grant insen to the cuenta 100, unless said otherwise."""
    cuenta = otros.get("cuenta", "100")
    campos: dict[str, Any] = {
        "cuenta": "100",
        "programa": "insen",
        "beneficiario": "María López Peña" if cuenta == "100" else f"Titular {cuenta}",
        "documento": "INAPAM 123",
        "curp": CURP,
    }
    return SolicitudBeneficio(**(campos | otros))


def otorgado(caja: CajaDePrueba, **otros: Any) -> Otorgado:
    """The benefit that such an order grants."""
    return otorgar(caja.ctx, una_solicitud_de_beneficio(**otros), SUPER)


def suyo(caja: CajaDePrueba, cuenta: str = "100") -> Beneficio:
    """The last benefit of a cuenta, as everybody reads it."""
    return estado_de_cuenta(caja.ctx, cuenta).beneficios[-1]


def clave_de(hacer: Any, *palabras: Any, **otras: Any) -> str:
    """Why something is refused."""
    with pytest.raises(NegocioError) as error:
        hacer(*palabras, **otras)
    return error.value.clave


@contextlib.contextmanager
def en_los_cuatro(carpeta: Path) -> Iterator[dict[str, CajaDePrueba]]:
    """A caja of each organismo, on a 5 September on which its tariff is in force."""
    with contextlib.ExitStack() as abiertas:
        hechas = {}
        for organismo, ejercicio in (("cajeme", 2023), ("loreto", 2025), ("ocampo", 2025), ("romita", 2020)):
            perfil = perfil_de_prueba(organismo)
            momento = datetime(ejercicio, 9, 5, 10, tzinfo=ZoneInfo(perfil.zona))
            caja = una_caja(carpeta / organismo, perfil=perfil, momento=momento)
            hechas[organismo] = abiertas.enter_context(caja)
        yield hechas
