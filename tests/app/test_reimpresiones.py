"""A copy says what the original said, of every kind of paper, whatever changed since."""

from __future__ import annotations

from dataclasses import replace

from app.documentos import Encabezado
from app.domain.papel import CLASES_DE_PAPEL
from app.papel.impresion import imprimir_pendientes, papeles_en_cola, reimprimir_papel
from app.papel.papeles import clase_de_papel
from tests.db.escena import un_dia
from tests.factories import PERFIL, CajaDePrueba, importar, un_recibo, un_turno, una_cuenta
from tests.fakes import FakeDispositivo
from tests.reversos import movido

CABEZA = Encabezado(PERFIL.nombre, organismo=PERFIL.organismo)
TITULOS = (
    "RECIBO OFICIAL DE PAGO", "COMPROBANTE DE CANCELACIÓN", "COMPROBANTE DE DEVOLUCIÓN", "CHEQUE DEVUELTO",
    "VALE DE ENTRADA", "VALE DE RETIRO", "VALE DE ENTREGA", "RECIBO DE SUBSIDIO", "CORTE Z",
    "CONVENIO DE PAGO", "CERTIFICADO DE NO ADEUDO", "RESPUESTA A SOLICITUD", "PAGO REPUESTO",
)  # fmt: skip


def de(texto: str) -> list[str]:
    """The lines of a paper without the mark of a copy, however wide it stands."""
    return [linea for linea in texto.split("\n") if "COPIA" not in linea]


def test_every_copy_says_what_its_original_said(caja: CajaDePrueba) -> None:
    un_dia(caja)
    un_turno(caja)
    movido(caja, "entrada", "1.00")
    originales = FakeDispositivo()
    salidas = imprimir_pendientes(caja.ctx, lambda clase: originales, CABEZA)
    assert all(s.is_bien and s.copia == 0 for s in salidas) and papeles_en_cola(caja.ctx) == ()
    # A recibo de subsidio may be asked for long after its payment: its first paper is asked for by its folio.
    if not any(s.clase == "subsidio" for s in salidas):
        reimprimir_papel(caja.ctx, lambda clase: originales, CABEZA, "S2A-000001", "demo")
    assert {clase_de_papel(nombre) for nombre, _ in originales.papeles} == set(CLASES_DE_PAPEL)
    todo = "\n".join(texto for _, texto in originales.papeles)
    assert [titulo for titulo in TITULOS if titulo not in todo] == []

    # Everybody moves, the law changes its names, the prices go up; and the program starts again.
    importar(
        caja,
        [una_cuenta(n, titular="Otro Titular", domicilio="Otra calle 1", medidor="OTRO") for n in ("100", "500")],
        [un_recibo("100", agua="999.00"), un_recibo("500", "2023-08", agua="999.00")],
    )
    caja.reabrir()
    caja.reloj.avanzar(days=30)
    caja.ctx = replace(caja.ctx, perfil=replace(PERFIL, segunda_copia=CLASES_DE_PAPEL))
    copias = FakeDispositivo()
    for nombre, _ in originales.papeles:
        reimprimir_papel(caja.ctx, lambda clase: copias, CABEZA, nombre.partition("-copia")[0], "demo")
    for (nombre, original), (de_la_copia, copia) in zip(originales.papeles, copias.papeles, strict=True):
        assert de_la_copia.startswith(nombre.partition("-copia")[0]) and "COPIA" in copia
        assert de(copia) == de(original), nombre
    assert copias.pulsos == [] and caja.verificar().ok
