"""The paper and the list of what the Ayuntamiento must cover (Loreto, Reglamento 2025, Art. 159)."""

from __future__ import annotations

from app.documentos.documento import Cuadro, Dato, Documento, Encabezado, Importe, Nota, Separador
from app.documentos.grafica import BarraDeImporte, Grafica
from app.documentos.marco import marcas
from app.documentos.nombres import nombre_programa
from app.documentos.reporte import cabeza
from app.documentos.rotulos import dias_de
from app.domain.dinero import CERO, Dinero
from app.domain.reporte.reporte_subsidios import ReporteSubsidios, SubsidiosDeCentro
from app.domain.subsidio.subsidio import ESTADOS
from app.papel.exportacion import Listado

_TITULO = "Subsidios por cubrir"


def papel_de_subsidios(reporte: ReporteSubsidios, encabezado: Encabezado) -> Documento:
    """By program, article and month, with the months as a picture."""
    filas = tuple(
        (f"{nombre_programa(s.programa, encabezado)} {s.periodo}", f"{s.recibos:,}", str(s.revertido), str(s.neto))
        for s in reporte.sumas
    )
    articulos = dict.fromkeys((s.programa, s.fundamento) for s in reporte.sumas)
    lineas = (
        *cabeza(_TITULO, reporte.filtro, reporte.sello, encabezado),
        Dato("Centro", reporte.centro),
        Dato("Caja", f"{reporte.caja}, y ninguna otra"),
        grafica_de_subsidios(reporte),
        Cuadro(("Programa y mes", "Recibos", "Revertido", "Por cubrir"), filas),
        Separador(),
        Importe("POR CUBRIR", reporte.neto, enfasis=True, grande=True),
        *(Dato(ESTADOS[estado].capitalize(), f"{cuantos:,}") for estado, cuantos in reporte.estados),
        *(Nota(aviso) for aviso in sin_importe_de(reporte)),
        *(Nota(f"{nombre_programa(programa, encabezado)}: {articulo}") for programa, articulo in articulos),
        *marcas(encabezado, 0),
    )
    return Documento(f"{_TITULO} · {dias_de(reporte.filtro)}", lineas)


def sin_importe_de(reporte: ReporteSubsidios | SubsidiosDeCentro) -> tuple[str, ...]:
    """That the sums leave something out, where they do."""
    cuantos = reporte.sin_importe
    if not cuantos:
        return ()
    recibos = "1 recibo no dice" if cuantos == 1 else f"{cuantos:,} recibos no dicen"
    return (f"{recibos} cuánto se descontó al facturar: no está en la suma.",)


def grafica_de_subsidios(reporte: ReporteSubsidios) -> Grafica:
    """What is to be covered of each month."""
    meses: dict[str, Dinero] = {}
    for s in reporte.sumas:
        meses[s.periodo] = meses.get(s.periodo, CERO) + s.neto
    return Grafica(tuple(BarraDeImporte(mes, meses[mes]) for mes in sorted(meses)), de_tiempo=True)


def listado_de_subsidios(reporte: ReporteSubsidios, encabezado: Encabezado) -> Listado:
    """A row for each program, article and month."""
    titulos = ("Centro", "Programa", "Fundamento", "Mes", "Recibos", "Otorgado", "Revertido", "Por cubrir")
    filas = tuple(
        (
            reporte.centro, nombre_programa(s.programa, encabezado), s.fundamento, s.periodo, s.recibos, s.otorgado,
            s.revertido, s.neto,
        )
        for s in reporte.sumas
    )  # fmt: skip
    return Listado(f"{_TITULO} {dias_de(reporte.filtro)}", titulos, filas)
