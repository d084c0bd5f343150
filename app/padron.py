"""Import the billing system's files: the lote on the disk, then the asiento that names it, then the fold.

Whatever is unplugged in between, nothing is lost: a lote that no asiento names is ignored, and one that is named and
not yet folded is folded at the next start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.beneficiarios.otorgados import registro_de
from app.beneficiarios.parecidos import avisos_de_parecidos
from app.context import Contexto
from app.domain.cuenta import Marca
from app.domain.pago.pago import Folio
from app.domain.perfil import Perfil
from app.errors import NegocioError, UsoError
from app.importacion import Importacion, Reglas

NINGUNO = "ninguno"
#: Reads the files and writes the lote: (rules, payments included, whether to write) → outcome.
Preparar = Callable[[Reglas, tuple[Marca, ...], bool], Importacion]


def importar(ctx: Contexto, preparar: Preparar, con_recibos: bool, hasta: str, quien: str) -> Importacion:
    """Import into the padrón; a `quien` that is empty only simulates.

    Args:
        con_recibos: recibos are among the files.
        hasta: last folio of this caja that the recibos' amounts already include, or `ninguno`; empty while the caja
            has taken no payment.

    Raises:
        UsoError: `falta_pagos_hasta`, or a folio that is not one.
        NegocioError: `folio_desconocido`, or a file that cannot be taken.
    """
    with ctx.uow() as uow:
        if con_recibos and not hasta and not uow.pagos.is_vacio():
            raise UsoError(
                "falta_pagos_hasta",
                "Esta caja ya cobró: diga con --pagos-hasta FOLIO (o ninguno) qué pagos suyos incluyen ya los recibos.",
            )
        folio = None if hasta in ("", NINGUNO) else _folio(hasta)
        try:
            marcas = uow.pagos.marcas_hasta(folio)
        except LookupError as error:
            raise NegocioError("folio_desconocido", f"Esta caja no tiene ningún pago con el folio {hasta}.") from error
    hecha = preparar(reglas_de(ctx.perfil), marcas, bool(quien))
    with ctx.uow() as uow:
        avisos = avisos_de_parecidos(registro_de(ctx, uow), ctx.reloj.ahora().date(), hecha.otorgados)
    hecha = replace(hecha, avisos=(*hecha.avisos, *avisos))
    if hecha.lote is not None:
        with ctx.uow() as uow:
            uow.diario.asentar("lote_importado", datos_de_lote(hecha, hecha.lote, hasta, quien))
            uow.commit()
    return hecha


def reglas_de(perfil: Perfil) -> Reglas:
    """What the organismo's profile knows of what an import may say."""
    return Reglas(
        usos=tuple(clave for clave, _ in perfil.usos),
        areas=tuple(clave for clave, _ in perfil.areas),
        servicios=perfil.servicios_de_toma,
        programas=tuple(p.clave for p in perfil.programas),
    )


def _folio(texto: str) -> Folio:
    try:
        return Folio.from_texto(texto)
    except NegocioError as error:
        raise UsoError(error.clave, error.mensaje) from error


def datos_de_lote(hecha: Importacion, lote: str, hasta: str, quien: str) -> dict[str, object]:
    """What the asiento says of an import."""
    return {
        "sha": lote,
        "filas": hecha.altas + hecha.cambios + hecha.bajas,
        "altas": hecha.altas,
        "cambios": hecha.cambios,
        **({"bajas": hecha.bajas} if hecha.bajas else {}),
        "rechazadas": len(hecha.rechazadas) + hecha.sin_detalle,
        "total": hecha.total,
        "pagado": hecha.pagado,
        "pagos_hasta": hasta,
        "quien": quien,
        "origen": "archivos",
    }
