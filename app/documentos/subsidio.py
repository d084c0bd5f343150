"""The paper of a recibo de subsidio (Loreto, Reglamento 2025, Art. 157-158): all that is signed, and by whom."""

from __future__ import annotations

from app.documentos.documento import (
    Codigo,
    Dato,
    Documento,
    Encabezado,
    Importe,
    Linea,
    Nota,
    Rubrica,
    Separador,
    Texto,
)
from app.documentos.marco import firma, hora, marcas, membrete
from app.documentos.ticket import CARACTERES_DE_VERIFICACION
from app.domain.letra import importe_en_letra
from app.domain.subsidio.firma import Firma
from app.domain.subsidio.subsidio import CALIDADES, SIN_IMPORTE, FirmaSubsidio, ReciboSubsidio, Subsidio

#: Signed lines that the paper shows in its own way: as its title, its header and its large amount.
_APARTE = ("Recibo de subsidio", "Organismo", "Subsidio otorgado")
#: Who keeps each of the two papers that are signed by hand.
_TANTOS = ("Tanto del organismo", "Tanto de quien firma")


#: Strokes of who signed and of the cashier; None for what was not drawn here, or is not kept any more.
DosFirmas = tuple[Firma | None, Firma | None]


def papel_subsidio(
    subsidio: Subsidio, encabezado: Encabezado, copia: int = 0, trazos: DosFirmas = (None, None)
) -> Documento:
    """The recibo, with what is signed and where; two of it, one under the other, where it is signed on paper."""
    en_papel = subsidio.firma is not None and subsidio.firma.modo == "papel"
    tantos = _TANTOS if en_papel else ("",)
    lineas = tuple(linea for tanto in tantos for linea in _tanto(subsidio, encabezado, copia, tanto, trazos))
    return Documento(f"Recibo de subsidio {subsidio.recibo.folio}", lineas)


def _tanto(subsidio: Subsidio, encabezado: Encabezado, copia: int, tanto: str, trazos: DosFirmas) -> tuple[Linea, ...]:
    recibo = subsidio.recibo
    borde = (*_reverso(subsidio), *marcas(encabezado, copia))
    return (
        *borde,
        *membrete(encabezado),
        Texto("RECIBO DE SUBSIDIO", "centro", enfasis=True),
        Texto(str(recibo.folio), "centro", enfasis=True, grande=True),
        *((Texto(tanto, "centro"),) if tanto else ()),
        *(Dato(rotulo, valor) for rotulo, valor in recibo.renglones() if rotulo not in _APARTE),
        Separador(),
        *_cuanto(recibo),
        Nota("El cobro se registra por el total del servicio, con este subsidio aparte."),
        *(_sin_firma(recibo) if subsidio.firma is None else _firmado(subsidio.firma, trazos)),
        *_pie(recibo, encabezado),
        *borde,
    )


def _cuanto(recibo: ReciboSubsidio) -> tuple[Linea, ...]:
    """How much, also in words; that nobody can tell, where nobody can."""
    if not recibo.importe:
        return (Texto(f"SUBSIDIO: {SIN_IMPORTE.upper()}", "centro", enfasis=True),)
    return (
        Importe("SUBSIDIO", recibo.importe, enfasis=True, grande=True),
        Texto(f"(SON: {importe_en_letra(recibo.importe)})"),
    )


def _reverso(subsidio: Subsidio) -> tuple[Linea, ...]:
    if not subsidio.reversos:
        return ()
    rotulo = "REVERTIDO" if subsidio.estado == "revertido" else "REVERTIDO EN PARTE"
    folios = ", ".join(str(r.contrapago) for r in subsidio.reversos)
    return (Texto(rotulo, "centro", enfasis=True, grande=True), Texto(f"con {folios}", "centro"))


def _sin_firma(recibo: ReciboSubsidio) -> tuple[Linea, ...]:
    return (
        *firma("Beneficiario o quien paga"),
        *firma(f"{recibo.cajero_nombre}, quien cobra"),
        Texto("POR FIRMAR", "centro", enfasis=True),
    )


def _firmado(hecha: FirmaSubsidio, trazos: DosFirmas) -> tuple[Linea, ...]:
    cobra = "quien cobra"
    if hecha.modo == "papel":
        cajero = firma(f"{hecha.cajero_nombre}, {cobra}")
        return (*firma(f"{hecha.firmante}, {CALIDADES[hecha.calidad]}"), *cajero, Dato("Impreso", hora(hecha.momento)))
    return (
        *_rubrica(trazos[0], hecha.trazo, f"{hecha.firmante}, {CALIDADES[hecha.calidad]}"),
        *_rubrica(trazos[1], hecha.trazo_cajero, f"{hecha.cajero_nombre}, {cobra}"),
        Dato("Firmado", hora(hecha.momento)),
        Dato("Huella de los trazos", hecha.trazo[:CARACTERES_DE_VERIFICACION]),
    )


def _rubrica(trazos: Firma | None, sha: str, quien: str) -> tuple[Linea, ...]:
    """The signature; of one that was erased only that it was there, of a cashier who drew none, their PIN."""
    if trazos is not None:
        return (Rubrica(trazos, quien),)
    como = "(trazos retirados del archivo)" if sha else "(identificado con su PIN)"
    return (Texto(""), Texto(como, "centro"), Texto(quien, "centro"))


def _pie(recibo: ReciboSubsidio, encabezado: Encabezado) -> tuple[Linea, ...]:
    verificacion = recibo.hash[:CARACTERES_DE_VERIFICACION]
    datos = ("VTN1", encabezado.organismo, str(recibo.folio), recibo.importe.texto(), recibo.fecha.isoformat())
    return (Codigo("|".join((*datos, verificacion)), pie=f"Verificación: {verificacion}"),)
