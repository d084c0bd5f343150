"""The ticket of a payment that nobody has, and what takes it back."""

from __future__ import annotations

import pytest

from app.domain.diario.asiento import GENESIS, Asiento, canonico
from app.domain.diario.auditoria_recuperados import AuditoriaDeRecuperados
from app.domain.dinero import Dinero
from app.domain.pago.recuperado import datos_de_anulacion, leer_verificacion

LINEA = {"clave": "agua", "importe": 1000, "periodo": "2023-08"}
DESCUENTO = {"programa": "insen", "clave": "agua", "importe": -200, "periodo": "2023-08"}
HECHO = {
    "folio": "2A-000007",
    "verificacion": "0123456789",
    "prueba": "tecleada",
    "cuenta": {"numero": "100"},
    "fecha": "2023-09-05",
    "aplicado": [LINEA, {"clave": "anticipo", "importe": 300}],
    "descuentos": [DESCUENTO],
    "redondeo": 0,
    "medios": [{"medio": "efectivo", "forma": "01", "importe": 1100}],
    "total": 1100,
    "saldo_anterior": 1000,
    "saldo_restante": 0,
    "favor_antes": 0,
    "favor_despues": 300,
    "recibos": [{"periodo": "2023-08", "lote": "", "total": 1000, "antes": 1000, "despues": 0}],
    "motivo": "se quemó",
    "permiso": "2/e/4",
}


def test_it_is_taken_back_line_by_line() -> None:
    asiento = Asiento("o", "2", "e", 5, "pago_recuperado", 1, canonico(HECHO), GENESIS, b"", b"")
    anulacion = datos_de_anulacion(asiento, "2/d/9", "aparecio")
    assert (anulacion["recuperado"], anulacion["pago"], anulacion["motivo"]) == ("2/e/5", "2/d/9", "aparecio")
    assert (anulacion["favor"], anulacion["queda"], anulacion["total"]) == (-300, 0, -1100)
    for campo in ("aplicado", "descuentos"):
        assert [x["importe"] + y["importe"] for x, y in zip(HECHO[campo], anulacion[campo], strict=True)] == [
            0 for _ in anulacion[campo]
        ]


@pytest.mark.parametrize(("dejado", "queda"), [(-50, 0), (0, 0), (100, 100), (400, 300)])
def test_of_its_credit_stays_what_the_payment_itself_left(dejado: int, queda: int) -> None:
    asiento = Asiento("o", "2", "e", 5, "pago_recuperado", 1, canonico(HECHO), GENESIS, b"", b"")
    assert datos_de_anulacion(asiento, "2/d/9", "aparecio", Dinero(dejado))["queda"] == queda


def test_people_type_it_as_they_like() -> None:
    assert leer_verificacion(" 01234 ABCDE ") == "01234abcde"


def revisar(auditoria: AuditoriaDeRecuperados, **otros: object) -> list[str]:
    return list(auditoria.revisar("2", HECHO | otros))


def test_the_audit_finds_what_is_there_already_what_is_twice_and_what_nobody_allowed() -> None:
    auditoria = AuditoriaDeRecuperados()
    assert revisar(auditoria) == []
    assert revisar(auditoria) == ["el ticket 2A-000007 se repuso dos veces"]
    assert revisar(auditoria, folio="2A-000008", total=5)[0].startswith("lo aplicado")
    auditoria.pagar("2A-000009", "ff" * 32)
    assert revisar(auditoria, folio="2A-000009") == []
    assert revisar(auditoria, folio="2A-000009", verificacion="f" * 10) == [
        "se repuso el pago 2A-000009, que está en el diario"
    ]
    for raro in ({"verificacion": "012345678"}, {"verificacion": "012345678G"}, {"folio": "3A-000001"}):
        assert "que no puede ser de esta caja" in revisar(AuditoriaDeRecuperados(), **raro)[0]
    for falta in ({"motivo": ""}, {"permiso": ""}):
        assert revisar(AuditoriaDeRecuperados(), **falta) == ["se repuso un pago sin autorización o sin motivo"]
