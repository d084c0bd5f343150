"""Signing a recibo de subsidio, putting away one signed on paper, and telling a true one from another."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from app.documentos import Documento, componer
from app.domain.subsidio.firma import Firma, Punto
from app.domain.subsidio.subsidio import Subsidio
from app.domain.usuario import Usuario
from app.errors import EquipoError
from app.gente.usuarios import dar_de_baja
from app.papel.papeles import documento_de
from app.subsidio.cotejo import Dictamen, cotejar_pdf, cotejar_subsidio
from app.subsidio.firmas import archivar_subsidio, trazos_de
from app.subsidio.subsidios import subsidios_pendientes
from tests.factories import DEMO, SUPER, CajaDePrueba, de_alta, importar, un_pago, un_recibo, una_cuenta
from tests.firmas import una_firma
from tests.otorgamientos import clave_de
from tests.printing.test_documentos import roto
from tests.reversos import cancelado
from tests.subsidios import ENCABEZADO, firmado, subsidios_de, un_sellador, un_subsidio


def _publicas(caja: CajaDePrueba) -> dict[str, str]:
    return {caja.ctx.caja.epoca: caja.llave.publica}


def _cotejo(caja: CajaDePrueba, subsidio: Subsidio) -> Dictamen:
    return cotejar_subsidio(caja.ctx, subsidio.recibo.folio, _publicas(caja), un_sellador(caja))


def _png(lado: int = 40) -> bytes:
    salida = BytesIO()
    Image.new("L", (lado, lado), 200).save(salida, "PNG")
    return salida.getvalue()


def _pdf(caja: CajaDePrueba, subsidio: Subsidio) -> bytes:
    assert subsidio.firma is not None
    contenido = caja.ctx.anexos.leer(subsidio.firma.pdf)
    assert contenido is not None
    return contenido


def test_signed_on_the_screen_strokes_and_pdf_are_kept_and_bound(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    hecho = firmado(loreto, emitido)
    assert hecho.firma is not None and hecho.estado == "firmado"
    assert trazos_de(loreto.ctx.anexos, hecho) == (una_firma(), una_firma(semilla=2))
    assert hecho.firma.trazo == una_firma().sha and hecho.firma.documento == emitido.recibo.documento
    assert subsidios_de(loreto.ctx, [un_pago_de(loreto)]) == (hecho,)
    assert subsidios_pendientes(loreto.ctx) == ()
    assert _cotejo(loreto, hecho) == Dictamen(True, "firmado", "S2A-000001", emitido.recibo.documento)
    assert loreto.verificar().errores == ()


def un_pago_de(caja: CajaDePrueba) -> Any:
    with caja.uow() as uow:
        return uow.pagos.ultimos(1)[0]


def test_its_pdf_is_checked_from_anywhere_with_the_public_key_alone(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    pdf = _pdf(loreto, firmado(loreto, emitido))
    dictamen = cotejar_pdf(un_sellador(loreto), pdf, {"exportada": loreto.llave.publica})
    assert (dictamen.ok, dictamen.folio, dictamen.documento) == (True, "S2A-000001", emitido.recibo.documento)
    assert not cotejar_pdf(un_sellador(loreto), pdf, {"otra": "ab" * 32}).ok


def test_the_diario_holds_hashes_and_no_stroke(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    hecho = firmado(loreto, emitido)
    crudo = una_firma().canonica()
    with loreto.uow() as uow:
        (asiento,) = [a for a in uow.diario.asientos() if a.tipo == "subsidio_firmado"]
    assert hecho.firma is not None and hecho.firma.hash == asiento.hash.hex()
    assert crudo[20:60] not in asiento.contenido and len(asiento.contenido) < 1000
    assert loreto.carpeta.joinpath("anexos", hecho.firma.trazo).read_bytes() == crudo


def test_its_paper_waits_for_the_printer_and_shows_both(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    firmado(loreto, emitido)
    with loreto.uow() as uow:
        assert "S2A-000001" in uow.cola.pendientes()
    texto = "\n".join(componer(_papel(loreto), 48))
    assert texto.count("[FIRMA]") == 2 and "POR FIRMAR" not in texto
    assert "Josefa Amador Murillo, beneficiario" in texto and "Cajera de demostración, quien cobra" in texto


def _papel(caja: CajaDePrueba) -> Documento:
    with caja.uow() as uow:
        return documento_de(caja.ctx, uow, "S2A-000001", ENCABEZADO)


def test_it_is_signed_once(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    firmado(loreto, emitido)
    assert clave_de(firmado, loreto, emitido) == "ya_firmado"
    assert clave_de(firmado, loreto, emitido, "papel") == "ya_firmado"


@pytest.mark.parametrize(
    ("cambio", "clave"),
    [
        ({"firmante": "   "}, "falta_firmante"),
        ({"firmante": "Josefa\x1b[2J"}, "texto_invalido"),
        ({"calidad": "vecino"}, "calidad_desconocida"),
        ({"trazos": None}, "falta_firma"),
        ({"trazos": Firma(())}, "firma_vacia"),
        ({"trazos": Firma(((Punto(9, 9, 0),),))}, "firma_vacia"),
        ({"trazos_cajero": Firma(((Punto(9, 9, 0),),))}, "firma_vacia"),
    ],
)
def test_bad_input_signs_nothing(loreto: CajaDePrueba, emitido: Subsidio, cambio: dict[str, Any], clave: str) -> None:
    assert clave_de(firmado, loreto, emitido, **cambio) == clave
    assert subsidios_pendientes(loreto.ctx) == (emitido,)


def test_one_turned_round_is_not_signed(loreto: CajaDePrueba) -> None:
    pago, emitido = un_subsidio(loreto)
    cancelado(loreto, pago)
    assert clave_de(firmado, loreto, emitido) == "subsidio_revertido"


def test_signed_and_then_cancelled_both_stay(loreto: CajaDePrueba) -> None:
    pago, emitido = un_subsidio(loreto)
    hecho = firmado(loreto, emitido)
    cancelado(loreto, pago)
    (despues,) = subsidios_de(loreto.ctx, [pago])
    assert (despues.estado, despues.firma) == ("revertido", hecho.firma)
    assert _cotejo(loreto, despues).motivo == "revertido con su pago"
    assert "REVERTIDO" in "\n".join(componer(_papel(loreto), 48))
    assert loreto.verificar().errores == ()


def test_who_collected_signs_or_a_supervisor_for_them(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    otra = de_alta(loreto, Usuario("otra", "Otra Cajera", ("cajero",)))
    assert clave_de(firmado, loreto, emitido, quien=otra) == "requiere_supervisor"
    dar_de_baja(loreto.ctx, "otra", SUPER)
    assert clave_de(firmado, loreto, emitido, quien=otra) == "usuario_desactivado"
    hecho = firmado(loreto, emitido, quien=SUPER)
    assert hecho.firma is not None and hecho.firma.cajero == "super"
    assert hecho.recibo.cajero == "demo" and loreto.verificar().errores == ()


def test_a_cashier_who_draws_nothing_signs_by_pin(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    firmado(loreto, emitido, trazos_cajero=None)
    texto = "\n".join(componer(_papel(loreto), 48))
    assert texto.count("[FIRMA]") == 1 and "identificado con su PIN" in texto


# --- on paper ---


def test_on_paper_two_copies_wait_for_their_scan(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    hecho = firmado(loreto, emitido, "papel")
    assert hecho.estado == "por_archivar" and subsidios_pendientes(loreto.ctx) == (hecho,)
    texto = "\n".join(componer(_papel(loreto), 48))
    assert "Tanto del organismo" in texto and "Tanto de quien firma" in texto and texto.count("____") >= 4
    archivado = archivar_subsidio(loreto.ctx, emitido.recibo.folio, _png(), DEMO, un_sellador(loreto))
    assert (archivado.estado, subsidios_pendientes(loreto.ctx)) == ("firmado", ())
    assert archivado.archivo is not None and archivado.archivo.clase == "imagen"
    assert loreto.ctx.anexos.leer(archivado.archivo.archivo) == _png()
    assert _cotejo(loreto, archivado).ok and loreto.verificar().errores == ()
    assert clave_de(archivar_subsidio, loreto.ctx, emitido.recibo.folio, _png(), DEMO, un_sellador(loreto)) == (
        "no_espera_papel"
    )


def test_a_pdf_is_a_scan_too(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    pdf = _pdf(loreto, firmado(loreto, emitido))
    assert un_sellador(loreto).clase_de_escaneo(pdf) == "pdf"


@pytest.mark.parametrize(
    "contenido",
    [
        b"",
        b"hola",
        b"%PDF-1.7 nada mas",
        _png()[:40],
        roto(),
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"\xff\xd8\xff\xe0" + bytes(40),
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
        b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n98\n%%EOF\n",
        bytes(10 * 2**20 + 1),
        _png(7_100),
    ],
)
def test_a_broken_or_huge_scan_is_refused(loreto: CajaDePrueba, emitido: Subsidio, contenido: bytes) -> None:
    firmado(loreto, emitido, "papel")
    folio = emitido.recibo.folio
    assert clave_de(archivar_subsidio, loreto.ctx, folio, contenido, DEMO, un_sellador(loreto)) == "escaneo_invalido"
    assert subsidios_pendientes(loreto.ctx)[0].estado == "por_archivar"


def test_one_that_is_not_on_paper_waits_for_none(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    folio = emitido.recibo.folio
    assert clave_de(archivar_subsidio, loreto.ctx, folio, _png(), DEMO, un_sellador(loreto)) == "no_espera_papel"


def test_a_full_disk_records_nothing(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    """What cannot be kept is not said to have been signed."""
    (loreto.carpeta / "anexos").write_text("no es una carpeta", encoding="ascii")
    with pytest.raises(EquipoError):
        firmado(loreto, emitido)
    assert subsidios_pendientes(loreto.ctx) == (emitido,)


def test_strokes_that_cannot_be_read_are_not_drawn(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    hecho = firmado(loreto, emitido)
    assert hecho.firma is not None
    (loreto.carpeta / "anexos" / hecho.firma.trazo).write_bytes(b"otra cosa")
    assert trazos_de(loreto.ctx.anexos, hecho)[0] is None
    assert trazos_de(loreto.ctx.anexos, emitido) == (None, None)


def test_a_payment_after_all_goes_on(loreto: CajaDePrueba, emitido: Subsidio) -> None:
    """An unsigned recibo does not stop the line."""
    importar(loreto, [una_cuenta("200", area="general", servicios=("agua",))], [un_recibo("200", "2025-02")])
    assert un_pago(loreto, "200").total
    assert subsidios_pendientes(loreto.ctx) == (emitido,)
