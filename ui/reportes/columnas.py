"""The columns of each report."""

from __future__ import annotations

from datetime import date
from functools import partial

from app.documentos import Encabezado
from app.documentos.nombres import nombre_programa
from app.documentos.reporte import autorizo, evidencia_de, vigencia
from app.documentos.reporte_solicitudes import situacion_de
from app.documentos.rotulos import columna_de, rotulo, veces_de
from app.domain.beneficio.solicitud import Solicitud
from app.domain.centro.incidencia import Incidencia
from app.domain.corte.diferencia import DiferenciaDeCorte, DiferenciasDeCajero
from app.domain.reporte.reporte import DE_TIEMPO, RenglonReporte
from app.domain.reporte.reporte_beneficios import BeneficioAplicado
from app.domain.reporte.reporte_solicitudes import SumaSolicitudes
from app.domain.reporte.reporte_subsidios import SumaSubsidio
from ui.piezas.modelos import Columna


def de_cobranza(por: str, encabezado: Encabezado) -> tuple[Columna[RenglonReporte], ...]:
    """Of a report by that dimension; time sorts by its clave."""

    def palabras(r: RenglonReporte) -> str:
        return rotulo(por, r.clave, encabezado)

    def clave(r: RenglonReporte) -> str:
        return r.clave

    return (
        Columna(columna_de(por), palabras, orden=clave if por in DE_TIEMPO else None, explica=palabras),
        Columna(veces_de(por), lambda r: f"{r.veces:,}", derecha=True, orden=lambda r: r.veces),
        Columna("Descontado" if por == "programa" else "Cobrado", lambda r: r.cobrado, derecha=True),
        Columna(
            "Reversos", lambda r: f"{r.reversos:,}" if r.reversos else "", derecha=True, orden=lambda r: r.reversos
        ),
        Columna("Revertido", lambda r: r.revertido if r.reversos else "", derecha=True, orden=lambda r: r.revertido),
        Columna("Neto", lambda r: r.neto, derecha=True),
    )


def de_beneficios(encabezado: Encabezado) -> tuple[Columna[BeneficioAplicado], ...]:
    """Of the benefits."""
    return (
        Columna("Programa", partial(_programa, encabezado), explica=partial(_programa, encabezado)),
        Columna("Cuenta", lambda b: b.cuenta or "todas"),
        Columna("Beneficiario", lambda b: b.beneficiario, explica=lambda b: b.beneficiario),
        Columna("Evidencia", evidencia_de, explica=evidencia_de),
        Columna("Autorizó", autorizo, explica=autorizo),
        Columna("Descontado", lambda b: b.descontado, derecha=True),
    )


def de_subsidios(encabezado: Encabezado) -> tuple[Columna[SumaSubsidio], ...]:
    """Of what the Ayuntamiento must cover."""
    return (
        Columna("Programa", partial(_programa, encabezado), explica=lambda s: s.fundamento),
        Columna("Mes", lambda s: rotulo("mes", s.periodo, encabezado), orden=lambda s: s.periodo),
        Columna("Recibos", lambda s: f"{s.recibos:,}", derecha=True, orden=lambda s: s.recibos),
        Columna("Otorgado", lambda s: s.otorgado, derecha=True),
        Columna("Revertido", lambda s: s.revertido, derecha=True),
        Columna("Por cubrir", lambda s: s.neto, derecha=True),
    )


def de_solicitudes(encabezado: Encabezado) -> tuple[Columna[SumaSolicitudes], ...]:
    """Of the requests, by program."""
    return (
        Columna("Programa", partial(_programa, encabezado)),
        Columna("Recibidas", lambda s: s.recibidas, derecha=True),
        Columna("Otorgadas", lambda s: s.otorgadas, derecha=True),
        Columna("Negadas", lambda s: s.negadas, derecha=True),
        Columna("Desistidas", lambda s: s.desistidas, derecha=True),
        Columna("Pendientes", lambda s: s.pendientes, derecha=True),
        Columna("Fuera de plazo", lambda s: s.fuera_de_plazo, derecha=True),
    )


def de_solicitud(dia: date) -> tuple[Columna[Solicitud], ...]:
    """Of each request, as it was at the end of that day."""
    return (
        Columna("Folio", lambda s: str(s.folio)),
        Columna("Recibida", lambda s: f"{s.fecha:%d/%m/%y}", orden=lambda s: s.momento),
        Columna("Cuenta", lambda s: s.cuenta),
        Columna("Beneficiario", lambda s: s.beneficiario, explica=lambda s: s.beneficiario),
        Columna("Cómo está", lambda s: situacion_de(s, dia), explica=lambda s: situacion_de(s, dia)),
        Columna("Resolvió", lambda s: s.respuesta.quien if s.respuesta else ""),
    )


def _programa(encabezado: Encabezado, b: BeneficioAplicado | SumaSubsidio | SumaSolicitudes) -> str:
    return nombre_programa(b.programa, encabezado)


def en_palabras(b: BeneficioAplicado) -> str:
    """What of a benefit has no column."""
    return " · ".join(parte for parte in (b.fundamento, vigencia(b)) if parte)


INCIDENCIAS: tuple[Columna[Incidencia], ...] = (
    Columna("Estado", lambda i: i.estado),
    Columna("Qué", lambda i: i.titulo, explica=lambda i: i.resumen),
    Columna("Cuenta", lambda i: i.cuenta),
    Columna("Folios", lambda i: ", ".join(i.folios), explica=lambda i: ", ".join(i.folios)),
    Columna("Importe", lambda i: i.importe, derecha=True),
    Columna("Desde", lambda i: f"{i.momento[8:10]}/{i.momento[5:7]}/{i.momento[2:4]}", orden=lambda i: i.momento),
)

CORTES: tuple[Columna[DiferenciaDeCorte], ...] = (
    Columna("Corte", lambda c: f"Z {c.corte}", orden=lambda c: c.corte),
    Columna("Fecha", lambda c: f"{c.dia:%d/%m/%y}", orden=lambda c: c.dia),
    Columna("Cajero", lambda c: c.cajero),
    Columna("Esperado", lambda c: c.esperado, derecha=True),
    Columna("Contado", lambda c: c.contado, derecha=True),
    Columna("Recuento", lambda c: c.recontado, derecha=True),
    Columna("Diferencia", lambda c: c.diferencia, derecha=True),
)

CAJEROS: tuple[Columna[DiferenciasDeCajero], ...] = (
    Columna("Cajero", lambda c: c.cajero),
    Columna("Cortes", lambda c: c.cortes, derecha=True),
    Columna("Exactos", lambda c: c.exactos, derecha=True),
    Columna("Faltó", lambda c: c.faltante, derecha=True),
    Columna("Sobró", lambda c: c.sobrante, derecha=True),
    Columna("Neto", lambda c: c.neto, derecha=True),
)
