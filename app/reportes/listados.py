"""Reports as lists for spreadsheets: values, not how paper writes them."""

from __future__ import annotations

from collections.abc import Callable

from app.documentos.documento import Encabezado
from app.documentos.nombres import nombre_programa
from app.documentos.reporte import autorizo
from app.documentos.rotulos import columna_de, dias_de, rotulo, titulo_de, veces_de
from app.domain.corte.diferencia import ReporteDiferencias
from app.domain.reporte.reporte import Reporte
from app.domain.reporte.reporte_beneficios import BeneficioAplicado, ReporteBeneficios
from app.papel.exportacion import Listado

TITULOS_DE_BENEFICIOS = (
    "Programa", "Cuenta", "Beneficiario", "Fundamento", "Evidencia", "Oficio", "Autorizó", "Desde", "Hasta",
    "Situación", "Descontado",
)  # fmt: skip


def listado_de_reporte(reporte: Reporte, encabezado: Encabezado) -> Listado:
    """Its rows, with the clave that orders them beside their words."""
    titulos = ("Clave", columna_de(reporte.por), veces_de(reporte.por), "Cobrado", "Reversos", "Revertido", "Neto")
    filas = tuple(
        (r.clave, rotulo(reporte.por, r.clave, encabezado), r.veces, r.cobrado, r.reversos, r.revertido, r.neto)
        for r in reporte.renglones
    )
    return Listado(f"{titulo_de(reporte.por)} {dias_de(reporte.filtro)}", titulos, filas)


def fila_de_beneficio(encabezado: Encabezado) -> Callable[[BeneficioAplicado], tuple[object, ...]]:
    """What turns each benefit into the row of `TITULOS_DE_BENEFICIOS`."""

    def fila(b: BeneficioAplicado) -> tuple[object, ...]:
        que, de_quien = nombre_programa(b.programa, encabezado), (b.cuenta, b.beneficiario)
        termino = (b.desde, b.hasta, b.situacion)
        return que, *de_quien, b.fundamento, b.documento, b.autorizacion, autorizo(b), *termino, b.descontado

    return fila


def listado_de_beneficios(reporte: ReporteBeneficios, encabezado: Encabezado) -> Listado:
    """A row for each benefit."""
    filas = tuple(map(fila_de_beneficio(encabezado), reporte.beneficios))
    return Listado(f"Beneficios aplicados {dias_de(reporte.filtro)}", TITULOS_DE_BENEFICIOS, filas)


def listado_de_diferencias(reporte: ReporteDiferencias) -> Listado:
    """A row for each corte."""
    titulos = ("Corte", "Fecha", "Turno", "Caja", "Cajero", "Esperado", "Contado", "Recuento", "Diferencia")
    filas = tuple(
        (c.corte, c.dia, c.turno, c.caja, c.cajero, c.esperado, c.contado, c.recontado, c.diferencia)
        for c in reporte.cortes
    )
    return Listado(f"Diferencias de los cortes {dias_de(reporte.filtro)}", titulos, filas)
