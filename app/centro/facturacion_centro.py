"""A month's bills at the centre: the same engine as at a caja, over the padrón of all of them.

What cajas granted and withdrew since the padrón was imported counts too; it is read beside the padrón, cuenta by cuenta
in the same order, and never all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.medicion import Expediente
from app.facturacion import Avance, Facturacion, PedidoFacturacion, datos_de_facturacion, tandear
from app.importacion.puertos import Lotes
from app.ports import Expedientes, Padron


@dataclass(frozen=True, slots=True)
class CambioDelMes:
    """A program that a cuenta has in a month, or (`is_baja`) no longer has, by what was done at a caja."""

    cuenta: str
    programa: str
    is_baja: bool


class CentroQueFactura(Protocol):
    """What billing needs of a centre's database."""

    def lotes(self, organismo: str) -> list[str]:
        """What was merged into an organismo's padrón, in order."""
        ...

    def cambios_del_mes(self, organismo: str, mes: Periodo) -> AbstractContextManager[Iterator[CambioDelMes]]:
        """What cajas granted or withdrew, as it stands in that month, by cuenta; read while the block lasts."""
        ...

    def fundir(
        self, organismo: str, lotes: Any, sha: str, datos: dict[str, Any], vistos: Sequence[str] | None = None
    ) -> None:
        """Merge a lote; with `vistos`, only over the padrón that is the fold of those.

        Raises:
            NegocioError: `padron_cambio`.
        """
        ...


class ConCambios:
    """Expedientes with what cajas granted and withdrew.

    Args:
        cambios: by cuenta, in the order of their code points, as the expedientes are.
    """

    def __init__(self, expedientes: Expedientes, cambios: Iterable[CambioDelMes]) -> None:
        self._expedientes = expedientes
        self._cambios = iter(cambios)
        self.lotes = expedientes.lotes
        self.total = expedientes.total

    def leer(self, desde: Periodo, hasta: Periodo) -> Iterator[Expediente]:
        """Every cuenta by number, with the programs that it holds by then."""
        cambio = next(self._cambios, None)
        for expediente in self._expedientes.leer(desde, hasta):
            programas = set(expediente.programas)
            # What is of no cuenta of the padrón is left behind.
            while cambio is not None and cambio.cuenta <= expediente.cuenta.numero:
                if cambio.cuenta == expediente.cuenta.numero:
                    (programas.discard if cambio.is_baja else programas.add)(cambio.programa)
                cambio = next(self._cambios, None)
            yield replace(expediente, programas=tuple(sorted(programas)))


def facturar_en_centro(
    centro: CentroQueFactura,
    perfil: Perfil,
    padron: Padron,
    lotes: Lotes,
    pedido: PedidoFacturacion,
    hoy: date,
    *,
    simular: bool,
    avance: Avance | None = None,
) -> Facturacion:
    """Bill a month for every caja, or only look at what would be billed; the padrón is up to date already.

    Raises:
        NegocioError: what `app.facturacion.tandear` raises, or `padron_cambio`; nothing was billed.
        EquipoError: the disk, or the centre cannot be reached.
    """
    with centro.cambios_del_mes(perfil.organismo, pedido.mes) as cambios, padron.expedientes() as expedientes:
        con_cambios = ConCambios(expedientes, cambios)
        hecha = tandear(perfil, perfil.organismo, con_cambios, None if simular else lotes, pedido, hoy, avance)
        vistos = list(expedientes.lotes)
    if hecha.lote is not None:
        centro.fundir(perfil.organismo, lotes, hecha.lote, datos_de_facturacion(hecha, hecha.lote, "centro"), vistos)
    return hecha
