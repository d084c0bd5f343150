"""Printing after the commit: from rows of the queue to papers on a device, each outcome written down.

Nothing here can undo a payment and nothing is printed that is not on the disk. A paper is marked as being sent before
its first byte leaves; if the program dies there, the next start finds it in doubt and offers it again, as a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from app.context import Contexto
from app.documentos import Documento, Encabezado, para_la_caja
from app.domain.papel import (
    DESCARTADO,
    DESCONOCIDO,
    ENVIADO,
    FALLO,
    IMPRESO,
    PENDIENTE,
    PapelEnCola,
    Respuesta,
    SalidaDePapel,
)
from app.errors import EquipoError, NegocioError
from app.papel.papeles import Hecho, clase_de_papel, documento_de, efectivo_movido, hecho_de, papel_de, papel_de_folio
from app.ports import UnitOfWork

__all__ = ["ENVIADO", "IMPRESO", "Dispositivo", "Elegir", "PapelDudoso", "imprimir_pendientes", "reimprimir_papel"]

#: How old cash may be when its paper still opens the drawer: what waits since this morning must not open it tonight.
VIGENCIA_DEL_PULSO = timedelta(minutes=5)

_SIN_IMPRESORA = "Sin impresora: el papel quedó en cola."
_INTERRUMPIDO = "El programa se cerró mientras se imprimía."


class Dispositivo(Protocol):
    """Where papers come out; every call ends in a few seconds, whatever the device does."""

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """Put one paper out.

        Args:
            nombre: of the paper, fit for a file's name and different for each copy.
            abre_cajon: open the drawer first, if one hangs from it.

        Raises:
            PapelDudoso: it began and nobody knows how it ended.
            EquipoError: nothing came out.
        """
        ...

    def preguntar(self) -> Respuesta:
        """How it is, without printing: `impreso` when it answers and can print, `enviado` when it says nothing.

        Raises:
            EquipoError: it cannot print now, and what to do.
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


#: The device of a kind of paper, not touched yet; None where it has none.
Elegir = Callable[[str], Dispositivo | None]


def imprimir_pendientes(
    ctx: Contexto, elegir: Elegir, encabezado: Encabezado, folios: Sequence[str] = (), quien: str = ""
) -> tuple[SalidaDePapel, ...]:
    """Print those papers of the queue, or all of it; a device that fails is left alone and its papers stay in it.

    A paper in doubt comes out marked as a copy. Without a device nothing is tried and all stay as they are.
    """
    salidas: list[SalidaDePapel] = []
    caidos: list[Dispositivo] = []
    for folio in folios or [papel.folio for papel in papeles_en_cola(ctx)]:
        dispositivo = elegir(clase_de_papel(folio))
        if dispositivo is not None and dispositivo in caidos:
            continue
        salida = _imprimir(ctx, dispositivo, encabezado, folio, quien)
        if salida is not None:
            salidas.append(salida)
            if dispositivo is not None and not salida.is_bien:
                caidos.append(dispositivo)
    return tuple(salidas)


def papeles_en_cola(ctx: Contexto) -> tuple[PapelEnCola, ...]:
    """The queue, oldest first."""
    with ctx.uow() as uow:
        return uow.cola.papeles()


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


def sacar_original(ctx: Contexto, dispositivo: Dispositivo, encabezado: Encabezado, folio: str) -> SalidaDePapel:
    """Have the paper of what was just confirmed come out elsewhere than at its printer; one that came out before (a
    repeated charge) is another copy. What the caja keeps for itself is a matter of its printer.

    Raises:
        NegocioError: see `reimprimir_papel`.
        EquipoError: the disk; any failure of the device is in what is returned.
    """
    salida = _imprimir(ctx, dispositivo, encabezado, folio, "", de_la_caja=False)
    return salida or reimprimir_papel(ctx, lambda clase: dispositivo, encabezado, folio, "")


def reimprimir_papel(ctx: Contexto, elegir: Elegir, encabezado: Encabezado, folio: str, quien: str) -> SalidaDePapel:
    """Print any paper again by its folio, marked COPIA n; it never opens the drawer.

    Raises:
        NegocioError: `folio_desconocido`; or the caja is stopped, see `app.ports.Diario.exigir_abierto`.
        EquipoError: `sin_impresora`; any other failure of the device is in what is returned.
    """
    papel = papel_de_folio(folio)
    dispositivo = elegir(papel.clase)
    if dispositivo is None:
        raise EquipoError("sin_impresora", "No hay impresora configurada. Elíjala en F6, Ajustes.")
    with ctx.uow() as uow:
        uow.diario.exigir_abierto()
        copia = uow.cola.copias(folio) + 1
        documento = documento_de(ctx, uow, papel.folio, encabezado, copia)
    salida = _sacar(dispositivo, _Envio(papel, documento, copia))
    with ctx.uow() as uow:
        _asentar(uow, papel, copia, salida.estado, quien)
        uow.commit()
    return salida


@dataclass(frozen=True, slots=True)
class _Envio:
    """What is to come out; `copia` is 0 for the original."""

    papel: PapelEnCola
    documento: Documento
    copia: int
    abre_cajon: bool = False


def _imprimir(
    ctx: Contexto,
    dispositivo: Dispositivo | None,
    encabezado: Encabezado,
    folio: str,
    quien: str,
    *,
    de_la_caja: bool = True,
) -> SalidaDePapel | None:
    """One paper of the queue; None when it does not wait in it, or somebody else is sending it."""
    with ctx.uow() as uow:
        papel = uow.cola.tomar(folio)
        if papel is None:
            return None
        if dispositivo is None:
            return SalidaDePapel(papel.folio, papel.clase, 0, PENDIENTE, _SIN_IMPRESORA)
        # Of a caja that is stopped nothing comes out that nobody could write down.
        uow.diario.exigir_abierto()
        envio = _leer(ctx, uow, dispositivo, papel, encabezado)
        uow.commit()
    salida = _sacar(dispositivo, envio)
    if de_la_caja and salida.is_bien and not envio.copia and papel.clase in ctx.perfil.segunda_copia:
        salida = _sacar_la_de_la_caja(dispositivo, envio.documento, salida)
    with ctx.uow() as uow:
        _asentar(uow, papel, envio.copia, salida.estado, quien, envio.abre_cajon and salida.estado != FALLO)
        if salida.is_bien:
            uow.cola.quitar(folio)
        else:
            uow.cola.dejar(folio, DESCONOCIDO if envio.copia else salida.estado, salida.detalle)
        uow.commit()
    return salida


def _leer(
    ctx: Contexto, uow: UnitOfWork, dispositivo: Dispositivo, papel: PapelEnCola, encabezado: Encabezado
) -> _Envio:
    # Of what may be in somebody's hand already, only copies come out.
    copia = uow.cola.copias(papel.folio) + 1 if papel.estado == DESCONOCIDO else 0
    hecho = hecho_de(ctx, uow, papel.folio)
    documento = papel_de(ctx, uow, hecho, encabezado, copia)
    # Whether the pulse of a paper in doubt left is in doubt too: it is not sent again.
    return _Envio(papel, documento, copia, not copia and dispositivo.tiene_cajon and _acaba_de_moverse(ctx, hecho))


def _acaba_de_moverse(ctx: Contexto, hecho: Hecho) -> bool:
    momento = efectivo_movido(hecho)
    # A clock that was set back makes what is old look as if it were still to come.
    return momento is not None and abs(ctx.reloj.ahora() - momento) <= VIGENCIA_DEL_PULSO


def _sacar(dispositivo: Dispositivo, envio: _Envio) -> SalidaDePapel:
    papel, copia = envio.papel, envio.copia
    nombre = f"{papel.folio}-copia-{copia}" if copia else papel.folio
    try:
        respuesta = dispositivo.sacar(envio.documento, nombre, abre_cajon=envio.abre_cajon)
        estado, detalle = respuesta.estado, respuesta.aviso
    except PapelDudoso as error:
        estado, detalle = DESCONOCIDO, error.mensaje
    except (EquipoError, NegocioError) as error:
        estado, detalle = FALLO, error.mensaje
    return SalidaDePapel(papel.folio, papel.clase, copia, estado, detalle)


def _sacar_la_de_la_caja(dispositivo: Dispositivo, documento: Documento, salida: SalidaDePapel) -> SalidaDePapel:
    """The second one, where the profile asks for it; the first came out whatever becomes of this."""
    try:
        dispositivo.sacar(para_la_caja(documento), f"{salida.folio}-caja")
    except (EquipoError, NegocioError) as error:
        que = "quedó en duda" if isinstance(error, PapelDudoso) else "no salió"
        return replace(salida, detalle=f"El de la caja {que}: {error.mensaje}")
    return salida


def _asentar(uow: UnitOfWork, papel: PapelEnCola, copia: int, resultado: str, quien: str, cajon: bool = False) -> None:
    datos = {"folio": papel.folio, "clase": papel.clase, "copia": copia, "resultado": resultado, "quien": quien}
    uow.diario.asentar("papel", datos | ({"cajon": 1} if cajon else {}))
