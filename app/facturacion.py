"""Bill a month: readings to recibos for the whole padrón, as one lote, and the list of what somebody must look at.

The same padrón and month always make the same lote, byte by byte: a run that was cut leaves nothing that counts and is
simply given again. No recibo of a month that a cuenta already has is made, touched or replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from app.context import Contexto
from app.domain.calendario import Ciclo
from app.domain.cuenta import CONCEPTOS
from app.domain.dinero import Dinero
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo, sumar_meses
from app.domain.tarifa.facturacion import Facturado, ReglaFacturacion, facturar_cuenta, tarificador
from app.domain.tarifa.medicion import PorRevisar
from app.errors import NegocioError
from app.importacion.puertos import EscritorLote, Fila, Lotes
from app.padron import NINGUNO
from app.ports import Expedientes, Padron

#: Months before the one billed that are read of each cuenta, at least.
MESES_DE_HISTORIA = 12
#: Months from today until the day of issue, at most: later it is a typing error, and nobody would ever owe.
LIMITE_EMISION = 3
#: Cuentas told one by one; a month whose readings are all wrong must not fill the memory with them.
LIMITE_REVISAR = 10_000
_FILAS = 1_000

#: Told while it works: cuentas read so far, and of how many.
Avance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PedidoFacturacion:
    """What is to be billed.

    Attributes:
        rutas: only these; all of them when there are none.
        emision: day of issue, when it is to be later than that of the calendar.
    """

    mes: Periodo
    rutas: tuple[str, ...] = ()
    emision: date | None = None


@dataclass(slots=True)
class Ruta:
    """What was billed of a ruta: how many recibos, what they sum to, the first and last dates of all of them."""

    ruta: str
    ciclo: Ciclo
    facturadas: int = 0
    total: Dinero = field(default=Dinero(0))


@dataclass(frozen=True, slots=True)
class Facturacion:
    """The outcome of a run.

    Attributes:
        facturadas: new recibos; `total` is what they sum to.
        omitidas: cuentas that needed no recibo, by reason (`ya_facturada`, or their estado).
        revisar: cuentas that somebody must look at, at most `LIMITE_REVISAR`; `sin_detalle` counts those past it.
        rutas: those with new recibos, by name.
        lote: SHA-256, None when nothing was billed or it was only simulated.
    """

    mes: Periodo
    facturadas: int
    total: Dinero
    omitidas: tuple[tuple[str, int], ...]
    revisar: tuple[PorRevisar, ...]
    sin_detalle: int
    rutas: tuple[Ruta, ...]
    lote: str | None

    @property
    def por_revisar(self) -> int:
        """How many cuentas somebody must look at."""
        return len(self.revisar) + self.sin_detalle


def facturar(
    ctx: Contexto, padron: Padron, lotes: Lotes, pedido: PedidoFacturacion, quien: str, avance: Avance | None = None
) -> Facturacion:
    """Bill a month; a `quien` that is empty only simulates.

    Args:
        avance: told while it works; what it raises ends the run with nothing written.

    Raises:
        NegocioError: `mes_futuro`, `emision_lejana`, `tarifa_no_vigente`, `inpc_faltante`, `sin_lecturas`,
            `ruta_desconocida`, `vencimiento_pasado`; or `padron_cambio`, when something was imported meanwhile. Nothing
            was billed.
        EquipoError: the disk.
    """
    with padron.expedientes() as expedientes:
        hoy = ctx.reloj.ahora().date()
        destino = lotes if quien else None
        hecha = tandear(ctx.perfil, ctx.caja.organismo, expedientes, destino, pedido, hoy, avance)
        vistos = expedientes.lotes
    if hecha.lote is not None:
        _asentar(ctx, hecha, hecha.lote, vistos, quien)
    return hecha


def tandear(
    perfil: Perfil,
    organismo: str,
    expedientes: Expedientes,
    lotes: Lotes | None,
    pedido: PedidoFacturacion,
    hoy: date,
    avance: Avance | None = None,
) -> Facturacion:
    """Make the recibos of a month as a lote that nothing names yet; without a place for lotes, only count them.

    Raises:
        NegocioError: what `facturar` raises, `padron_cambio` aside.
        EquipoError: the disk.
    """
    if pedido.mes > Periodo.from_fecha(hoy):
        raise NegocioError("mes_futuro", f"{str(pedido.mes).capitalize()} aún no empieza: no se puede facturar.")
    if pedido.emision is not None and pedido.emision > sumar_meses(hoy, LIMITE_EMISION):
        raise NegocioError(
            "emision_lejana", f"La emisión no puede ser de más de {LIMITE_EMISION} meses después de hoy: revise el día."
        )
    escritor = lotes.nuevo(organismo, ()) if lotes else None
    try:
        tanda = _Tanda(perfil, pedido, hoy, escritor)
        tanda.correr(expedientes, avance)
        lote = escritor.cerrar(tanda.total, 0) if escritor and tanda.facturadas else None
    finally:
        if escritor:
            escritor.descartar()
    return tanda.resultado(lote)


def _asentar(ctx: Contexto, hecha: Facturacion, lote: str, vistos: Sequence[str], quien: str) -> None:
    """The one commit. What was not there when the padrón was read may hold recibos of the same month."""
    with ctx.uow() as uow:
        if list(vistos) != list(uow.diario.lotes()):
            raise padron_cambio()
        uow.diario.asentar("lote_importado", datos_de_facturacion(hecha, lote, quien))
        uow.commit()


def datos_de_facturacion(hecha: Facturacion, lote: str, quien: str) -> dict[str, Any]:
    """What the asiento says of a month that was billed."""
    return {
        "sha": lote,
        "filas": hecha.facturadas,
        "total": hecha.total.centavos,
        "pagado": 0,
        "pagos_hasta": NINGUNO,
        "mes": hecha.mes.texto(),
        "revisar": hecha.por_revisar,
        "quien": quien,
        "origen": "facturacion",
    }


def padron_cambio() -> NegocioError:
    """Something was imported while a month was billed over what had been read before."""
    return NegocioError("padron_cambio", "Se importó algo mientras se facturaba. Repita: no se facturó nada.")


class _Tanda:
    """A run under way.

    Attributes:
        facturadas, total: recibos made, and their sum in centavos.
    """

    def __init__(self, perfil: Perfil, pedido: PedidoFacturacion, hoy: date, escritor: EscritorLote | None) -> None:
        self._pedido = pedido
        self._hoy = hoy
        self._regla: ReglaFacturacion = perfil.facturacion
        self._tarificar = tarificador(perfil.tarifa_de(pedido.mes))
        self._ciclo = lru_cache(maxsize=10_000)(self._ciclo_de)
        self._escritor = escritor
        self._filas: list[Fila] = []
        self._omitidas: Counter[str] = Counter()
        self._revisar: list[PorRevisar] = []
        self._sin_detalle = 0
        self._rutas: dict[str, Ruta] = {}
        self.facturadas = 0
        self.total = 0

    def correr(self, expedientes: Expedientes, avance: Avance | None) -> None:
        """Bill every cuenta of the rutas asked for."""
        mes, rutas = self._pedido.mes, frozenset(self._pedido.rutas)
        texto = mes.texto()
        leidas = con_lectura = sin_lectura = de_las_rutas = 0
        historia = max(MESES_DE_HISTORIA, self._regla.lectura.meses_de_promedio)
        for expediente in expedientes.leer(mes.mas(-historia), mes):
            leidas += 1
            if avance and leidas % _FILAS == 0:
                avance(leidas, expedientes.total)
            if rutas and expediente.cuenta.ruta not in rutas:
                continue
            de_las_rutas += 1
            con_lectura += any(x.periodo == texto for x in expediente.lecturas)
            hecho = facturar_cuenta(expediente, mes, self._regla.lectura, self._tarificar, self._ciclo)
            if isinstance(hecho, Facturado):
                self._guardar(expediente.cuenta.ruta, hecho)
            elif isinstance(hecho, PorRevisar):
                sin_lectura += hecho.clave == "sin_lectura"
                self._apartar(hecho)
            else:
                self._omitidas[hecho.motivo] += 1
        self._vaciar()
        if avance:
            avance(leidas, expedientes.total)
        self._exigir(de_las_rutas, con_lectura, sin_lectura)

    def _exigir(self, de_las_rutas: int, con_lectura: int, sin_lectura: int) -> None:
        mes = self._pedido.mes
        if self._pedido.rutas and not de_las_rutas:
            raise NegocioError("ruta_desconocida", f"Ninguna cuenta es de la ruta {', '.join(self._pedido.rutas)}.")
        if sin_lectura and not con_lectura:
            raise NegocioError(
                "sin_lecturas", f"No hay ninguna lectura de {mes}. Impórtelas primero: importar --lecturas ARCHIVO."
            )

    def _ciclo_de(self, ruta: str, leida: date | None) -> Ciclo:
        pedido = self._pedido
        ciclo = self._regla.calendario.ciclo(ruta, pedido.mes, leida, pedido.emision)
        if ciclo.vence <= self._hoy:
            de_ruta = f" de la ruta {ruta}" if ruta else ""
            raise NegocioError(
                "vencimiento_pasado",
                f"Los recibos{de_ruta} vencerían el {ciclo.vence:%d/%m/%Y}. Diga con --emision desde qué día se"
                " emiten, y el vencimiento se cuenta desde ahí.",
            )
        return ciclo

    def _guardar(self, nombre: str, hecho: Facturado) -> None:
        total = hecho.recibo.total
        self.facturadas += 1
        self.total += total.centavos
        ruta = self._rutas.get(nombre)
        if ruta is None:
            ruta = self._rutas[nombre] = Ruta(nombre, self._ciclo(nombre, None))
        ruta.facturadas += 1
        ruta.total += total
        if self._escritor:
            self._filas.append(_fila(hecho, total))
            if len(self._filas) == _FILAS:
                self._vaciar()

    def _apartar(self, hecho: PorRevisar) -> None:
        if len(self._revisar) < LIMITE_REVISAR:
            self._revisar.append(hecho)
        else:
            self._sin_detalle += 1

    def _vaciar(self) -> None:
        if self._escritor and self._filas:
            self._escritor.escribir("recibos", self._filas)
            self._filas = []

    def resultado(self, lote: str | None) -> Facturacion:
        """What is told at the end."""
        return Facturacion(
            mes=self._pedido.mes,
            facturadas=self.facturadas,
            total=Dinero(self.total),
            omitidas=tuple(sorted(self._omitidas.items())),
            revisar=tuple(self._revisar),
            sin_detalle=self._sin_detalle,
            rutas=tuple(self._rutas[nombre] for nombre in sorted(self._rutas)),
            lote=lote,
        )


def _fila(hecho: Facturado, total: Dinero) -> Fila:
    """A row of `recibos`, as an import would make it."""
    recibo = hecho.recibo
    importes = {c.clave: c.importe.centavos for c in recibo.cargos}
    return (
        recibo.cuenta, recibo.periodo.texto(), recibo.referencia, recibo.emitido.isoformat() if recibo.emitido else "",
        recibo.vence.isoformat(), hecho.anterior, hecho.actual, int(recibo.m3 * 1000),
        *(importes.get(clave, 0) for clave in CONCEPTOS), total.centavos, 0, "",
    )  # fmt: skip
