"""An auditor who knows only the asientos finds what does not follow in the recibos de subsidio."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_subsidio import datos_de_archivo, datos_de_firma
from app.domain.subsidio.subsidio import ArchivoSubsidio, FirmaSubsidio, Subsidio
from tests.auditorias import Cambio, alterado, hallazgos_de
from tests.factories import CajaDePrueba, un_pago
from tests.reversos import cancelado
from tests.subsidios import un_subsidio, una_caja_de_loreto

SHA = "ab" * 32


def _firmar(caja: CajaDePrueba, subsidio: Subsidio, modo: str) -> None:
    recibo = subsidio.recibo
    trazo = "" if modo == "papel" else SHA
    firma = FirmaSubsidio(
        recibo.folio, "Josefa", "pagador", modo, recibo.documento, recibo.momento, "demo", "Cajera", trazo, trazo, trazo
    )
    with caja.uow() as uow:
        uow.diario.asentar("subsidio_firmado", datos_de_firma(firma))
        if modo == "papel":
            archivo = ArchivoSubsidio(recibo.folio, SHA, "imagen", 9, "demo")
            uow.diario.asentar("subsidio_archivado", datos_de_archivo(archivo))
        uow.commit()


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    """Two payments: the first one's recibo is signed on paper and put away, and goes back; the second's, on the pad."""
    with una_caja_de_loreto(tmp_path_factory.mktemp("subsidios") / "caja") as caja:
        pago, subsidio = un_subsidio(caja)
        _firmar(caja, subsidio, "papel")
        cancelado(caja, pago)
        caja.reloj.momento += timedelta(minutes=5)
        _firmar(caja, un_subsidio(caja)[1], "pantalla")
        with caja.uow() as uow:
            return list(uow.diario.asientos())


def test_true_ones_have_nothing_to_say(diario: list[Asiento]) -> None:
    assert hallazgos_de(diario) == []
    assert {"recibo_subsidio", "subsidio_firmado", "subsidio_archivado", "subsidio_revertido"} <= {
        a.tipo for a in diario
    }


def _al_mes(d: dict[str, Any]) -> None:
    d["periodos"][0]["importe"] += 100


@pytest.mark.parametrize(
    ("tipo", "cambio", "hallazgo"),
    [
        ("recibo_subsidio", _al_mes, "no es lo que su pago descontó"),
        ("recibo_subsidio", lambda d: d.update(pago="2A-000009"), "no es lo que su pago descontó"),
        ("recibo_subsidio", lambda d: d.update(pago_hash=SHA), "no es lo que su pago descontó"),
        ("recibo_subsidio", lambda d: d["cuenta"].update(numero="9"), "no es lo que su pago descontó"),
        ("recibo_subsidio", lambda d: d.update(importe=1), "no suman su importe"),
        ("recibo_subsidio", lambda d: d.update(periodos=[], importe=0), "no suman su importe"),
        ("recibo_subsidio", lambda d: d.update(beneficiario="Otra"), "no es el que se emitió"),
        ("recibo_subsidio", lambda d: d["folio"].update(numero=3), "se esperaba el folio S2A-000001"),
        ("subsidio_firmado", lambda d: d.update(folio="S2A-000009"), "no se emitió"),
        ("subsidio_firmado", lambda d: d.update(documento=SHA), "otro texto"),
        ("subsidio_firmado", lambda d: d.update(firmante=""), "le falta quién o con qué"),
        ("subsidio_firmado", lambda d: d.update(trazo=SHA), "le falta quién o con qué"),
        ("subsidio_firmado", lambda d: d.update(modo="pantalla", trazo=SHA), "no espera su papel"),
        ("subsidio_revertido", _al_mes, "no es lo que se devolvió"),
        ("subsidio_revertido", _al_mes, "más de lo otorgado"),
        ("subsidio_revertido", lambda d: d.update(contrapago="C2A-000007"), "no es lo que se devolvió"),
        ("subsidio_revertido", lambda d: d.update(importe=1), "o no suma"),
    ],
)
def test_what_does_not_follow_is_found(diario: list[Asiento], tipo: str, cambio: Cambio, hallazgo: str) -> None:
    assert any(hallazgo in mensaje for mensaje in hallazgos_de(alterado(diario, tipo, cambio)))


@pytest.mark.parametrize(
    ("tipo", "hallazgo"),
    [
        ("recibo_subsidio", "dos recibos"),
        ("subsidio_firmado", "se firmó dos veces"),
        ("subsidio_archivado", "no espera su papel"),
    ],
)
def test_what_happens_once_is_found_twice(diario: list[Asiento], tipo: str, hallazgo: str) -> None:
    repetido = [b for a in diario for b in ((a, a) if a.tipo == tipo else (a,))]
    assert any(hallazgo in mensaje for mensaje in hallazgos_de(repetido))


def test_a_cancelled_payment_of_before_is_no_subsidy(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What goes back of a payment without discounts concerns no recibo."""
    with una_caja_de_loreto(tmp_path_factory.mktemp("sin") / "caja") as caja:
        cancelado(caja, un_pago(caja, sin_beneficio=True))
        assert caja.verificar().errores == ()
