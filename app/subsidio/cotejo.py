"""Tell a true recibo de subsidio from one with a changed amount, name or stroke: by folio, or by the PDF alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.context import Contexto
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_subsidio import recibo_de
from app.domain.pago.pago import Folio
from app.domain.subsidio.firma import Firma
from app.domain.subsidio.subsidio import ESTADOS, Subsidio
from app.errors import IntegridadError, NegocioError
from app.sistema.llaves import is_firma
from app.subsidio.anexos import Sellador
from app.subsidio.subsidios import exigir_subsidio


@dataclass(frozen=True, slots=True)
class Dictamen:
    """Whether it is the one issued; `motivo` says why not, or in what state it is."""

    ok: bool
    motivo: str
    folio: str = ""
    documento: str = ""


def cotejar_pdf(sellador: Sellador, pdf: bytes, publicas: Mapping[str, str]) -> Dictamen:
    """Of a PDF, from any folder, with public keys alone."""
    cotejo = sellador.cotejar(pdf, publicas)
    if cotejo.motivo:
        return Dictamen(False, cotejo.motivo)
    return Dictamen(True, "cada byte es el que firmó la caja", cotejo.folio, cotejo.documento)


def cotejar_subsidio(ctx: Contexto, folio: Folio, publicas: Mapping[str, str], sellador: Sellador) -> Dictamen:
    """Of one of this caja, by its folio: its asientos, and what is kept beside the diario.

    Args:
        publicas: by epoca, or by the name of the file that was exported (it ends with the epoca).

    Raises:
        NegocioError: `folio_desconocido`.
    """
    with ctx.uow() as uow:
        subsidio = exigir_subsidio(uow, folio)
        asientos = uow.subsidios.asientos(folio)
    hallazgos = (*revisar_asientos(asientos, publicas), *_de_anexos(ctx, subsidio, publicas, sellador))
    if hallazgos:
        return Dictamen(False, hallazgos[0], str(folio))
    return Dictamen(True, ESTADOS[subsidio.estado], str(folio), subsidio.recibo.documento)


def revisar_asientos(asientos: Sequence[Asiento], publicas: Mapping[str, str]) -> Iterator[str]:
    """Each is the one that was signed, and all are on the same text."""
    for asiento in asientos:
        claves = [clave for nombre, clave in publicas.items() if nombre.endswith(asiento.epoca)]
        if asiento.calcular_hash() != asiento.hash:
            yield f"El asiento {asiento.seq} ({asiento.tipo}) no es el que se escribió."
        elif not any(is_firma(clave, asiento.hash, asiento.firma) for clave in claves):
            yield f"El asiento {asiento.seq} ({asiento.tipo}) no lo firmó la llave de esta caja."
    documentos = {a.datos()["documento"] for a in asientos if a.tipo in ("recibo_subsidio", "subsidio_firmado")}
    emitidos = {recibo_de(a).documento for a in asientos if a.tipo == "recibo_subsidio"}
    if documentos != emitidos:
        yield "El texto del recibo no es el que se firmó."


def _de_anexos(ctx: Contexto, subsidio: Subsidio, publicas: Mapping[str, str], sellador: Sellador) -> Iterator[str]:
    """What is kept is what was signed; what was erased by order leaves its hash, and that is no fault."""
    firma, archivo = subsidio.firma, subsidio.archivo
    trazos = () if firma is None else (("los trazos de la firma", firma.trazo), ("los del cajero", firma.trazo_cajero))
    for nombre, sha in trazos:
        try:
            contenido = ctx.anexos.leer(sha) if sha else None
            if contenido is not None:
                Firma.from_canonica(contenido)
        except (IntegridadError, NegocioError):
            yield f"No son los que se guardaron: {nombre}."
    papeles = (("pdf", "" if firma is None else firma.pdf), ("escaneo", "" if archivo is None else archivo.archivo))
    for nombre, sha in papeles:
        try:
            contenido = ctx.anexos.leer(sha) if sha else None
        except IntegridadError:
            yield f"El {nombre} guardado no es el que se archivó."
            continue
        if nombre == "pdf" and contenido is not None:
            cotejo = sellador.cotejar(contenido, publicas)
            esperado = (str(subsidio.recibo.folio), subsidio.recibo.documento)
            if cotejo.motivo or (cotejo.folio, cotejo.documento) != esperado:
                yield cotejo.motivo or "El PDF guardado es de otro recibo."
