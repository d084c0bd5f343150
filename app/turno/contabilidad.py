"""What accounting and treasury take from several cortes: the concentrado and the póliza, as values and as lists."""

from __future__ import annotations

from datetime import date

from app.context import Contexto
from app.domain.corte.concentrado import Concentrado, concentrar
from app.domain.corte.corte import Totales
from app.domain.corte.poliza import RenglonPoliza, hacer_poliza
from app.papel.exportacion import Listado
from app.turno.cortes import cortes_de_dias


def ver_concentrado(ctx: Contexto, desde: date, hasta: date) -> Concentrado:
    """The cortes of some days, together.

    Raises:
        NegocioError: `sin_cortes`.
    """
    return concentrar(ctx.caja.centro, cortes_de_dias(ctx, desde, hasta))


def ver_poliza(ctx: Contexto, desde: date, hasta: date) -> tuple[RenglonPoliza, ...]:
    """The póliza of the cortes of some days.

    Raises:
        NegocioError: `sin_cortes`, or `falta_cuenta_contable`.
    """
    return hacer_poliza(cortes_de_dias(ctx, desde, hasta), ctx.perfil.contabilidad)


def listado_de_poliza(renglones: tuple[RenglonPoliza, ...], desde: date, hasta: date) -> Listado:
    """A póliza as a list for a spreadsheet or the accounting system."""
    filas = tuple((r.cuenta, r.concepto, r.cargo, r.abono) for r in renglones)
    return Listado(f"poliza {desde} {hasta}", ("Cuenta", "Concepto", "Cargo", "Abono"), filas)


def listado_de_concentrado(concentrado: Concentrado) -> Listado:
    """A concentrado as a list: a row for each figure, of each corte and of all of them."""
    titulos = ("Corte", "Fecha", "Caja", "Turno", "Cajero", "Grupo", "Concepto", "Importe")
    filas: list[tuple[object, ...]] = []
    for corte in concentrado.cortes:
        de_quien = (f"Z-{corte.numero}", corte.abierto.date(), corte.caja, corte.turno, corte.cajero)
        for grupo, totales in _grupos(corte.medios, corte.conceptos, corte.programas):
            filas += [(*de_quien, grupo, clave, importe) for clave, importe in totales]
        cuentas = (
            ("esperado", corte.esperado),
            ("contado", corte.contado),
            ("recontado", None if corte.recuento is None else corte.recuento.importe),
            ("diferencia del cajero", corte.diferencia),
            ("diferencia", corte.diferencia_final),
        )
        filas += [(*de_quien, "arqueo", clave, importe) for clave, importe in cuentas if importe is not None]
    return Listado("concentrado", titulos, tuple(filas))


def _grupos(medios: Totales, conceptos: Totales, programas: Totales) -> tuple[tuple[str, Totales], ...]:
    return ("medio", medios), ("concepto", conceptos), ("programa", programas)
