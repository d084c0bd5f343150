"""What tests of benefits at the counter share: whose they are, an order to grant, and how a refusal is read."""

from __future__ import annotations

from typing import Any

import pytest

from app.consulta import estado_de_cuenta
from app.domain.cuenta import Beneficio
from app.domain.otorgamiento import SolicitudBeneficio
from app.errors import NegocioError
from app.otorgamientos import Otorgado, otorgar
from tests.factories import SUPER, CajaDePrueba

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
