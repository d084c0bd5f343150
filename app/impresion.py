"""Printing after the commit: from rows of the queue to papers on a device, each outcome written down.

Nothing here can undo a payment and nothing is printed that is not on the disk. A paper is marked as being sent before
its first byte leaves; if the program dies there, the next start finds it in doubt and offers it again, as a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.ajustes import Impresora
from app.context import Contexto
from app.documentos import Dato, Documento, Encabezado, Importe, Separador, Texto
from app.domain.dinero import Dinero
from app.domain.papel import (
    DESCARTADO,
    DESCONOCIDO,
    ENVIADO,
    FALLO,
    IMPRESO,
    PENDIENTE,
    PapelEnCola,
    SalidaDePapel,
)
from app.errors import EquipoError, NegocioError
from app.papeles import documento_de, papel_de_folio
from app.ports import UnitOfWork

__all__ = ["ENVIADO", "IMPRESO", "Dispositivo", "PapelDudoso", "imprimir_pendientes", "reimprimir_papel"]

_SIN_IMPRESORA = "Sin impresora: el papel quedó en cola."
_INTERRUMPIDO = "El programa se cerró mientras se imprimía."


class Dispositivo(Protocol):
    """Where papers come out; every call ends in a few seconds, whatever the device does."""

    def sacar(self, documento: Documento, nombre: str) -> str:
        """Put one paper out.

        Args:
            nombre: of the paper, fit for a file's name and different for each copy.

        Returns:
            `IMPRESO` when the device answered that it came out, `ENVIADO` when it took everything and says nothing.

        Raises:
            PapelDudoso: it began and nobody knows how it ended.
            EquipoError: nothing came out.
        """
        ...

    @property
    def tiene_cajon(self) -> bool:
        """Whether a cash drawer may hang from it."""
        ...

    def abrir_cajon(self) -> None:
        """Send the pulse that opens the drawer.

        Raises:
            EquipoError: it did not leave.
        """
        ...


class PapelDudoso(EquipoError):
    """Bytes left and nobody knows whether the paper came out."""


def imprimir_pendientes(
    ctx: Contexto, dispositivo: Dispositivo | None, encabezado: Encabezado, folios: Sequence[str] = (), quien: str = ""
) -> tuple[SalidaDePapel, ...]:
    """Print those papers of the queue, or all of it; stops at the first that fails, the others stay in the queue.

    A paper in doubt comes out marked as a copy. Without a device nothing is tried and all stay as they are.
    """
    salidas: list[SalidaDePapel] = []
    for papel in papeles_en_cola(ctx, folios):
        if dispositivo is None:
            salidas.append(SalidaDePapel(papel.folio, papel.clase, 0, PENDIENTE, _SIN_IMPRESORA))
            continue
        salida = _imprimir(ctx, dispositivo, encabezado, papel.folio, quien)
        if salida is not None:
            salidas.append(salida)
            if not salida.is_bien:
                break
    return tuple(salidas)


def papeles_en_cola(ctx: Contexto, folios: Sequence[str] = ()) -> tuple[PapelEnCola, ...]:
    """The queue, oldest first; only those folios if any are given."""
    with ctx.uow() as uow:
        papeles = uow.cola.papeles()
    return tuple(p for p in papeles if not folios or p.folio in folios)


def recuperar_cola(ctx: Contexto) -> tuple[PapelEnCola, ...]:
    """The queue at the start: what was being sent when the program died is now in doubt."""
    with ctx.uow() as uow:
        if uow.cola.recuperar(_INTERRUMPIDO):
            uow.commit()
    return papeles_en_cola(ctx)


def descartar_papel(ctx: Contexto, folio: str, quien: str) -> None:
    """Take a paper out of the queue unprinted, because nobody wants it; the diario says who."""
    with ctx.uow() as uow:
        papel = uow.cola.tomar(folio)
        if papel is None:
            return
        uow.cola.quitar(folio)
        _asentar(uow, papel, 0, DESCARTADO, quien)
        uow.commit()


def reimprimir_papel(
    ctx: Contexto, dispositivo: Dispositivo | None, encabezado: Encabezado, folio: str, quien: str
) -> SalidaDePapel:
    """Print any paper again by its folio, marked COPIA n.

    Raises:
        NegocioError: `folio_desconocido`.
        EquipoError: `sin_impresora`; any other failure of the device is in what is returned.
    """
    if dispositivo is None:
        raise EquipoError("sin_impresora", "No hay impresora configurada. Elíjala en F6, Ajustes.")
    papel = papel_de_folio(folio)
    with ctx.uow() as uow:
        copia = uow.cola.copias(folio) + 1
        documento = documento_de(ctx, uow, papel.folio, encabezado, copia)
    salida = _sacar(dispositivo, documento, papel, copia)
    with ctx.uow() as uow:
        _asentar(uow, papel, copia, salida.estado, quien)
        uow.commit()
    return salida


def _imprimir(
    ctx: Contexto, dispositivo: Dispositivo, encabezado: Encabezado, folio: str, quien: str
) -> SalidaDePapel | None:
    """One paper of the queue; None when somebody else is sending it."""
    with ctx.uow() as uow:
        papel = uow.cola.tomar(folio)
        if papel is None:
            return None
        # Of what may be in somebody's hand already, only copies come out.
        copia = uow.cola.copias(folio) + 1 if papel.estado == DESCONOCIDO else 0
        documento = documento_de(ctx, uow, papel.folio, encabezado, copia)
        uow.commit()
    salida = _sacar(dispositivo, documento, papel, copia)
    with ctx.uow() as uow:
        _asentar(uow, papel, copia, salida.estado, quien)
        if salida.is_bien:
            uow.cola.quitar(folio)
        else:
            uow.cola.dejar(folio, DESCONOCIDO if copia else salida.estado, salida.detalle)
        uow.commit()
    return salida


def _sacar(dispositivo: Dispositivo, documento: Documento, papel: PapelEnCola, copia: int) -> SalidaDePapel:
    nombre = f"{papel.folio}-copia-{copia}" if copia else papel.folio
    try:
        estado, detalle = dispositivo.sacar(documento, nombre), ""
    except PapelDudoso as error:
        estado, detalle = DESCONOCIDO, error.mensaje
    except (EquipoError, NegocioError) as error:
        estado, detalle = FALLO, error.mensaje
    return SalidaDePapel(papel.folio, papel.clase, copia, estado, detalle)


def _asentar(uow: UnitOfWork, papel: PapelEnCola, copia: int, resultado: str, quien: str) -> None:
    datos = {"folio": papel.folio, "clase": papel.clase, "copia": copia, "resultado": resultado, "quien": quien}
    uow.diario.asentar("papel", datos)


def papel_de_prueba(encabezado: Encabezado, impresora: Impresora, momento: datetime) -> Documento:
    """A paper that shows whether the width, the accents, the bold and the large letters come out well."""
    regla = "".join(str(n % 10) for n in range(1, impresora.columnas + 1))
    return Documento(
        "Prueba de impresión",
        (
            Texto("PRUEBA DE IMPRESIÓN", "centro", enfasis=True, grande=True),
            Texto(encabezado.nombre, "centro", enfasis=True),
            Separador(),
            Dato("Papel", f"{impresora.ancho} mm, {impresora.columnas} columnas"),
            Dato("Fecha", f"{momento:%d/%m/%Y %H:%M:%S}"),
            Texto("áéíóúü ñ Ñ ÁÉÍÓÚÜ ¿? ¡! «» º ª"),
            Texto(regla),
            Importe("Importe de prueba", Dinero(123_456), enfasis=True),
            Separador(),
            Texto("Si la regla cabe en un renglón y se leen los acentos, la impresora está lista.", "centro"),
        ),
    )
