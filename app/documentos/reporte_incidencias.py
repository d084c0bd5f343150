"""The paper and the list of the incidencias of some days."""

from __future__ import annotations

from collections.abc import Iterable

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import marcas
from app.documentos.reporte import cabeza
from app.documentos.rotulos import dias_de
from app.domain.centro.incidencia import RESOLUCIONES, Incidencia
from app.domain.reporte.reporte_incidencias import ReporteIncidencias
from app.papel.exportacion import Listado

_TITULO = "Incidencias"
TITULOS = (
    "Estado", "Qué", "Cuenta", "Caja", "Importe", "Qué pasó", "Folios", "Importes", "Desde", "Resolución", "Motivo",
    "Quién", "Cuándo", "Qué hacer",
)  # fmt: skip


def papel_de_incidencias(reporte: ReporteIncidencias, encabezado: Encabezado) -> Documento:
    """One after the other: what happened, with which papers, and what to do or how it ended."""
    lineas: list[Linea] = [*cabeza(_TITULO, reporte.filtro, reporte.sello, encabezado)]
    if reporte.hasta_cuando:
        lineas.append(Dato("Según el centro, al", reporte.hasta_cuando[:16].replace("T", " ")))
    for incidencia in reporte.incidencias:
        lineas += _una(incidencia)
    lineas += [
        Dato("Abiertas", f"{reporte.abiertas:,}", enfasis=True),
        Importe("En duda", reporte.en_duda, enfasis=True),
        *marcas(encabezado, 0),
    ]
    return Documento(f"{_TITULO} · {dias_de(reporte.filtro)}", tuple(lineas))


def _una(incidencia: Incidencia) -> Iterable[Linea]:
    yield Texto(f"{incidencia.titulo} · {incidencia.estado}", enfasis=True)
    yield Texto(incidencia.resumen)
    for folio, importe in zip(incidencia.folios, incidencia.importes, strict=True):
        yield Importe(f"  {folio}", importe)
    if incidencia.resolucion:
        yield Nota(f"{RESOLUCIONES.get(incidencia.resolucion, incidencia.resolucion).capitalize()}: {incidencia.nota}")
        yield Nota(f"Lo dijo {incidencia.quien}, {incidencia.resuelta[:16].replace('T', ' ')}")
    else:
        yield Nota(incidencia.que_hacer)
    yield Separador()


def en_palabras(incidencia: Incidencia) -> str:
    """What happened, and what to do or how it ended, in one line."""
    if not incidencia.resolucion:
        return f"{incidencia.resumen} {incidencia.que_hacer}"
    como = RESOLUCIONES.get(incidencia.resolucion, incidencia.resolucion).capitalize()
    return f"{incidencia.resumen} {como}, dijo {incidencia.quien}: {incidencia.nota}"


def listado_de_incidencias(incidencias: Iterable[Incidencia], titulo: str = _TITULO) -> Listado:
    """A row for each."""
    return Listado(titulo, TITULOS, tuple(map(_fila, incidencias)))


def _fila(i: Incidencia) -> tuple[object, ...]:
    fin = RESOLUCIONES.get(i.resolucion, i.resolucion), i.nota, i.quien, i.resuelta
    papeles = ", ".join(i.folios), ", ".join(map(str, i.importes))
    return (i.estado, i.titulo, i.cuenta, i.caja, i.importe, i.resumen, *papeles, i.momento, *fin, i.que_hacer)
