"""Telling a true recibo de subsidio from one that was touched, wherever that was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from app.documentos import componer
from app.domain.subsidio.subsidio import Subsidio
from app.errors import NegocioError
from app.papel.papeles import documento_de
from app.subsidio.cotejo import Dictamen, cotejar_pdf, cotejar_subsidio, revisar_asientos
from tests.db.escena import sin_disparadores
from tests.factories import CajaDePrueba
from tests.firmas import una_firma
from tests.subsidios import ENCABEZADO, firmado, un_sellador


def _publicas(caja: CajaDePrueba) -> dict[str, str]:
    return {caja.ctx.caja.epoca: caja.llave.publica}


def _cotejo(caja: CajaDePrueba, subsidio: Subsidio) -> Dictamen:
    return cotejar_subsidio(caja.ctx, subsidio.recibo.folio, _publicas(caja), un_sellador(caja))


def _pdf(caja: CajaDePrueba, subsidio: Subsidio) -> bytes:
    assert subsidio.firma is not None
    contenido = caja.ctx.anexos.leer(subsidio.firma.pdf)
    assert contenido is not None
    return contenido


def test_ten_thousand_changed_bytes_are_all_found(
    loreto: CajaDePrueba, emitido: Subsidio, pytestconfig: pytest.Config
) -> None:
    """Single bytes of the content, of the strokes and of the PDF: whichever is touched, it is told."""
    hecho = firmado(loreto, emitido)
    assert hecho.firma is not None
    azar, sellador = random.Random(semilla := random.randrange(10**9)), un_sellador(loreto)
    pdf, publicas = _pdf(loreto, hecho), _publicas(loreto)
    trazo = loreto.carpeta / "anexos" / hecho.firma.trazo
    sano = trazo.read_bytes()
    with loreto.uow() as uow:
        asientos = uow.subsidios.asientos(emitido.recibo.folio)
    for n in range(10_000 if pytestconfig.getoption("--largo") else 400):
        if n % 3 == 0:
            assert not cotejar_pdf(sellador, _tocado(azar, pdf), publicas).ok, semilla
        elif n % 3 == 1:
            uno = azar.randrange(len(asientos))
            cambiado = replace(asientos[uno], contenido=_tocado(azar, asientos[uno].contenido))
            assert next(revisar_asientos([*asientos[:uno], cambiado, *asientos[uno + 1 :]], publicas)), semilla
        else:
            trazo.write_bytes(_tocado(azar, sano))
            assert not _cotejo(loreto, hecho).ok, semilla
            trazo.write_bytes(sano)
    assert _cotejo(loreto, hecho).ok


def _tocado(azar: random.Random, sano: bytes) -> bytes:
    lugar = azar.randrange(len(sano))
    return sano[:lugar] + bytes([sano[lugar] ^ azar.randrange(1, 256)]) + sano[lugar + 1 :]


@pytest.mark.parametrize(
    ("tipo", "antes", "despues"),
    [
        ("recibo_subsidio", "4219", "4291"),
        ("recibo_subsidio", "Josefa", "Josela"),
        ("recibo_subsidio", '"fecha":"2025-03-05"', '"fecha":"2025-03-06"'),
        ("subsidio_firmado", "beneficiario", "beneficiaria"),
        ("subsidio_firmado", '"trazo":"', '"trazo":"0'),
    ],
)
def test_what_is_changed_in_the_diario_is_told(
    loreto: CajaDePrueba, emitido: Subsidio, tipo: str, antes: str, despues: str
) -> None:
    hecho = firmado(loreto, emitido)
    orden = "UPDATE diario SET contenido = CAST(replace(CAST(contenido AS TEXT), ?, ?) AS BLOB) WHERE tipo = ?"
    sin_disparadores(loreto, (orden, (antes, despues, tipo)))
    dictamen = _cotejo(loreto, hecho)
    assert not dictamen.ok and "no es el que se escribió" in dictamen.motivo


def test_an_asiento_of_another_key_is_told(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    hecho = firmado(loreto, emitido)
    dictamen = cotejar_subsidio(loreto.ctx, hecho.recibo.folio, {"otra": "ab" * 32}, un_sellador(loreto))
    assert not dictamen.ok and "no lo firmó la llave" in dictamen.motivo


def test_what_is_kept_and_was_changed_is_told_here_and_by_verificar(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    hecho = firmado(loreto, emitido)
    assert hecho.firma is not None
    carpeta = loreto.carpeta / "anexos"
    otro = una_firma(semilla=9).canonica()
    for sha, que in ((hecho.firma.trazo, "trazos"), (hecho.firma.trazo_cajero, "cajero"), (hecho.firma.pdf, "pdf")):
        sano = (carpeta / sha).read_bytes()
        (carpeta / sha).write_bytes(otro)
        assert que in _cotejo(loreto, hecho).motivo
        (hallazgo,) = loreto.verificar().errores
        assert hallazgo.tipo == "anexo"
        (carpeta / sha).write_bytes(sano)
    assert loreto.verificar().errores == ()


def test_what_was_erased_by_order_leaves_its_hash_and_no_fault(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    hecho = firmado(loreto, emitido)
    assert hecho.firma is not None
    (loreto.carpeta / "anexos" / hecho.firma.trazo).unlink()
    assert _cotejo(loreto, hecho).ok and loreto.verificar().errores == ()
    with loreto.uow() as uow:
        papel = documento_de(loreto.ctx, uow, "S2A-000001", ENCABEZADO)
    assert "trazos retirados del archivo" in "\n".join(componer(papel, 48))


def test_an_unknown_folio_is_refused(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    with pytest.raises(NegocioError) as error:
        otro = replace(emitido.recibo, folio=replace(emitido.recibo.folio, numero=99))
        _cotejo(loreto, Subsidio(otro))
    assert error.value.clave == "folio_desconocido"
