"""The paper and the list of the requests of some days."""

from __future__ import annotations

from datetime import date

from app.documentos.documento import Cuadro, Dato, Documento, Encabezado, Separador, Texto
from app.documentos.marco import marcas
from app.documentos.nombres import nombre_programa
from app.documentos.reporte import cabeza
from app.documentos.rotulos import dias_de
from app.domain.beneficio.solicitud import ESTADOS, Solicitud
from app.domain.reporte.reporte_solicitudes import ReporteSolicitudes, SumaSolicitudes, is_fuera_de_plazo
from app.papel.exportacion import Listado

_TITULO = "Solicitudes de beneficio"


def papel_de_solicitudes(reporte: ReporteSolicitudes, encabezado: Encabezado) -> Documento:
    """By program, and then the ones that waited, the ones answered late and why the others were refused."""
    titulos = ("Programa", "Recibidas", "Otorgadas", "Negadas", "Desistidas", "Pendientes", "Fuera de plazo")
    filas = tuple((nombre_programa(s.programa, encabezado), *_cifras(s)) for s in reporte.sumas)
    lista = tuple(
        (str(s.folio), s.cuenta, f"{s.fecha:%d/%m/%y}", situacion_de(s, reporte.filtro.hasta))
        for s in reporte.solicitudes
    )
    lineas = (
        *cabeza(_TITULO, reporte.filtro, reporte.sello, encabezado),
        Dato("Centro", reporte.centro),
        Cuadro(titulos, filas, ("Todas", *_cifras(reporte.total))),
        Separador(),
        Texto("Una por una", enfasis=True),
        Cuadro(("Folio", "Cuenta", "Recibida", "Cómo está"), lista),
        *marcas(encabezado, 0),
    )
    return Documento(f"{_TITULO} · {dias_de(reporte.filtro)}", lineas)


def listado_de_solicitudes(reporte: ReporteSolicitudes, encabezado: Encabezado) -> Listado:
    """A row for each request."""
    titulos = (
        "Folio", "Recibida", "Cuenta", "Beneficiario", "Programa", "Fundamento", "Recibió", "Estado", "Falta", "Plazo",
        "Fuera de plazo", "Resuelta", "Resolvió", "Motivo", "Otorgado",
    )  # fmt: skip
    return Listado(
        f"{_TITULO} {dias_de(reporte.filtro)}",
        titulos,
        tuple(_fila(s, reporte.filtro.hasta, encabezado) for s in reporte.solicitudes),
    )


def situacion_de(s: Solicitud, dia: date) -> str:
    """How it was at the end of a day, in words."""
    tarde = ", fuera de plazo" if is_fuera_de_plazo(s, dia) else ""
    motivo = f": {s.respuesta.motivo}" if s.respuesta is not None and s.respuesta.motivo else ""
    return f"{ESTADOS[s.estado(dia)]}{motivo}{tarde}"


def _cifras(s: SumaSolicitudes) -> tuple[str, ...]:
    cifras = (s.recibidas, s.otorgadas, s.negadas, s.desistidas, s.pendientes, s.fuera_de_plazo)
    return tuple(f"{cifra:,}" for cifra in cifras)


def _fila(s: Solicitud, dia: date, encabezado: Encabezado) -> tuple[object, ...]:
    respuesta = s.respuesta
    respondida = (
        ("", "", "", "")
        if respuesta is None
        else (respuesta.momento.date(), respuesta.quien, respuesta.motivo, respuesta.otorgado)
    )
    falta = "; ".join(s.por_traer(dia)) if respuesta is None else ""
    de_que = (str(s.folio), s.fecha, s.cuenta, s.beneficiario, nombre_programa(s.programa, encabezado), s.fundamento)
    tarde = "sí" if is_fuera_de_plazo(s, dia) else ""
    return (*de_que, s.quien, ESTADOS[s.estado(dia)], falta, s.plazo or "", tarde, *respondida)
