"""Sign a recibo de subsidio, once: on the screen, by a file, or on two papers whose scan is put away later.

Loreto, Reglamento 2025, Art. 157-158: by the beneficiary or whoever pays, and by who collects. The strokes and the
signed PDF are kept beside the diario; only their hashes enter it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.context import Contexto
from app.documentos import Encabezado, papel_subsidio
from app.domain.diario.contenido_subsidio import datos_de_archivo, datos_de_firma, firma_de
from app.domain.pago.pago import Folio
from app.domain.renglon import exigir_renglon
from app.domain.subsidio.firma import Firma, exigir_firma
from app.domain.subsidio.subsidio import CALIDADES, ESTADOS, ArchivoSubsidio, FirmaSubsidio, Subsidio
from app.domain.usuario import Usuario
from app.errors import IntegridadError, NegocioError
from app.gente.acceso import exigir
from app.ports import UnitOfWork
from app.subsidio.anexos import Anexos, Sellador, Sello
from app.subsidio.subsidios import exigir_subsidio


@dataclass(frozen=True, slots=True)
class SolicitudFirma:
    """What was signed and by whom.

    Attributes:
        folio: of the recibo de subsidio.
        calidad: one of `CALIDADES`.
        modo: one of `app.domain.subsidio.subsidio.MODOS`.
        trazos: of who signs; None on paper.
        trazos_cajero: of the cashier, where they drew theirs; identified by their PIN they sign anyway.
    """

    folio: Folio
    firmante: str
    calidad: str
    modo: str
    trazos: Firma | None = None
    trazos_cajero: Firma | None = None


def firmar_subsidio(
    ctx: Contexto, solicitud: SolicitudFirma, cajero: Usuario, encabezado: Encabezado, sellador: Sellador
) -> Subsidio:
    """Record both signatures; on the screen or by a file, with the signed PDF. Its paper waits for the printer.

    Raises:
        NegocioError: `folio_desconocido`, `ya_firmado`, `subsidio_revertido`, `firma_de_otro`, `falta_firmante`,
            `calidad_desconocida`, `falta_firma`, `firma_vacia`; nothing is recorded.
        EquipoError: the disk.
    """
    _exigir_datos(solicitud)
    with ctx.uow() as uow:
        subsidio = _exigir_firmable(uow, solicitud.folio, cajero)
    firma = _firma(ctx, subsidio, solicitud, cajero)
    if solicitud.trazos is not None:
        firma = _con_anexos(ctx.anexos, subsidio, firma, solicitud, encabezado, sellador)
    with ctx.uow() as uow:
        # Again: between both somebody else may have signed it, or turned its payment round.
        _exigir_firmable(uow, solicitud.folio, cajero)
        asiento = uow.diario.asentar("subsidio_firmado", datos_de_firma(firma))
        uow.cola.encolar(str(solicitud.folio), "subsidio")
        uow.commit()
    return replace(subsidio, firma=firma_de(asiento))


def archivar_subsidio(ctx: Contexto, folio: Folio, contenido: bytes, quien: Usuario, sellador: Sellador) -> Subsidio:
    """Put away the scan or photo of one that was signed on paper.

    Raises:
        NegocioError: `folio_desconocido`, `no_espera_papel`, `escaneo_invalido`.
        EquipoError: the disk.
    """
    with ctx.uow() as uow:
        _exigir_en_papel(uow, folio, quien)
    clase = sellador.clase_de_escaneo(contenido)
    archivo = ArchivoSubsidio(folio, ctx.anexos.guardar(contenido), clase, len(contenido), quien.clave)
    with ctx.uow() as uow:
        subsidio = _exigir_en_papel(uow, folio, quien)
        uow.diario.asentar("subsidio_archivado", datos_de_archivo(archivo))
        uow.commit()
    return replace(subsidio, archivo=archivo)


def trazos_de(anexos: Anexos, subsidio: Subsidio) -> tuple[Firma | None, Firma | None]:
    """The strokes of who signed and of the cashier; None for those that were not drawn, were erased or changed."""
    firma = subsidio.firma
    if firma is None:
        return None, None
    return _trazos(anexos, firma.trazo), _trazos(anexos, firma.trazo_cajero)


def _trazos(anexos: Anexos, sha: str) -> Firma | None:
    try:
        contenido = anexos.leer(sha) if sha else None
        return None if contenido is None else Firma.from_canonica(contenido)
    except (IntegridadError, NegocioError):
        return None


def _exigir_datos(solicitud: SolicitudFirma) -> None:
    if not exigir_renglon(solicitud.firmante).strip():
        raise NegocioError("falta_firmante", "Escriba el nombre de quien firma.")
    if solicitud.calidad not in CALIDADES:
        raise NegocioError("calidad_desconocida", f"Quien firma lo hace como {' o '.join(CALIDADES)}.")
    if (solicitud.trazos is None) != (solicitud.modo == "papel"):
        raise NegocioError("falta_firma", "Falta la firma: dibújela, o diga que se firma en papel.")
    for trazos in (solicitud.trazos, solicitud.trazos_cajero):
        if trazos is not None:
            exigir_firma(trazos)


def _exigir_firmable(uow: UnitOfWork, folio: Folio, cajero: Usuario) -> Subsidio:
    subsidio = exigir_subsidio(uow, folio)
    de_quien = subsidio.recibo.cajero
    # Art. 158 fr. VI: who collects. When they are not there any more, a supervisor answers for it.
    exigir(uow, cajero, "firmar_subsidio" if cajero.clave == de_quien else "firmar_subsidio_ajeno")
    if subsidio.estado == "revertido":
        raise NegocioError("subsidio_revertido", f"El recibo {folio} se revirtió con su pago: ya no se firma.")
    if subsidio.firma is not None:
        raise NegocioError(
            "ya_firmado", f"El recibo {folio} ya lo firmó {subsidio.firma.firmante}: cada uno se firma una sola vez."
        )
    return subsidio


def _exigir_en_papel(uow: UnitOfWork, folio: Folio, quien: Usuario) -> Subsidio:
    exigir(uow, quien, "archivar_subsidio")
    subsidio = exigir_subsidio(uow, folio)
    if subsidio.estado != "por_archivar":
        raise NegocioError(
            "no_espera_papel", f"El recibo {folio} está {ESTADOS[subsidio.estado]}: no espera ningún papel firmado."
        )
    return subsidio


def _firma(ctx: Contexto, subsidio: Subsidio, solicitud: SolicitudFirma, cajero: Usuario) -> FirmaSubsidio:
    return FirmaSubsidio(
        folio=solicitud.folio,
        firmante=" ".join(solicitud.firmante.split()),
        calidad=solicitud.calidad,
        modo=solicitud.modo,
        documento=subsidio.recibo.documento,
        momento=ctx.reloj.ahora(),
        cajero=cajero.clave,
        cajero_nombre=cajero.nombre,
    )


def _con_anexos(
    anexos: Anexos,
    subsidio: Subsidio,
    firma: FirmaSubsidio,
    solicitud: SolicitudFirma,
    encabezado: Encabezado,
    sellador: Sellador,
) -> FirmaSubsidio:
    """The same with its strokes and its PDF kept: without the asiento they are orphans that nobody reads."""
    trazo, trazo_cajero = (
        "" if t is None else anexos.guardar(t.canonica()) for t in (solicitud.trazos, solicitud.trazos_cajero)
    )
    firma = replace(firma, trazo=trazo, trazo_cajero=trazo_cajero)
    trazos = solicitud.trazos, solicitud.trazos_cajero
    papel = papel_subsidio(replace(subsidio, firma=firma), encabezado, trazos=trazos)
    sello = Sello(str(solicitud.folio), firma.documento, firma.momento)
    return replace(firma, pdf=anexos.guardar(sellador.sellar(papel, sello)))
