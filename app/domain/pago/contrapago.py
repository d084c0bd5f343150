"""What turns a payment round: a cancelación, a devolución, a cheque that the bank returned.

Nothing is erased: each is a new record with opposite amounts. Part of a payment is turned round in the order opposite
to that in which it was applied; the discount of a recibo that is no longer paid whole goes back with it, since a
benefit is given with the payment that settles (decision `abono_con_beneficio = al_liquidar`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from app.domain.beneficio.programa import Descuento, Subsidiado
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido import (
    aplicacion_de,
    datos_de_aplicacion,
    datos_de_cuenta,
    datos_de_descuento,
    datos_de_medio,
    descuento_de,
    medio_de,
)
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Aplicacion, Folio, Medio, Pago
from app.domain.periodo import Periodo

#: Kinds of asiento, each of which files the same rows.
CLASES = ("pago_cancelado", "devolucion", "cheque_devuelto")
#: Class of their folios.
CLASE_DE_FOLIO = "C"


@dataclass(frozen=True, slots=True)
class Partes:
    """Lines of a payment, or, with opposite signs, of what turns it round."""

    aplicado: tuple[Aplicacion, ...]
    descuentos: tuple[Descuento, ...]
    redondeo: Dinero
    medios: tuple[Medio, ...]

    @property
    def total(self) -> Dinero:
        """What was paid, or (below zero) given back."""
        return suma(a.importe for a in self.aplicado) + suma(d.importe for d in self.descuentos) + self.redondeo

    @property
    def favor(self) -> Dinero:
        """By how much the cuenta's credit changes: what was paid ahead less what was paid with it."""
        return suma(a.importe for a in self.aplicado if a.clave == "anticipo") - self.con("saldo_a_favor")

    def con(self, medio: str) -> Dinero:
        """How much of it by that medio."""
        return suma(m.importe for m in self.medios if m.medio == medio)

    def contrarias(self) -> Partes:
        """The same with opposite signs."""
        return Partes(
            tuple(replace(a, importe=-a.importe) for a in self.aplicado),
            tuple(replace(d, importe=-d.importe) for d in self.descuentos),
            -self.redondeo,
            tuple(replace(m, importe=-m.importe) for m in self.medios),
        )


@dataclass(frozen=True, slots=True)
class Contrapago:
    """A payment turned round, whole or in part, as the diario has it; amounts have the opposite sign of the payment's.

    Attributes:
        clase: one of `CLASES`.
        id: UUID of the order, by which a retry is told.
        cancela: folio of the payment.
        saldo_anterior, saldo_restante: all that the cuenta owed before and owes after.
        saldo_a_favor: credit of the cuenta after.
        autorizo: clave of the supervisor.
        datos: what only its kind has: `entrega`, or `banco`, `numero` and `causa` of a cheque.
    """

    clase: str
    id: str
    folio: Folio
    cancela: Folio
    cuenta: str
    titular: str
    momento: datetime
    turno: int
    cajero: str
    cajero_nombre: str
    partes: Partes
    saldo_anterior: Dinero
    saldo_restante: Dinero
    saldo_a_favor: Dinero
    motivo: str
    autorizo: str
    datos: Mapping[str, Any]
    seq: int = 0
    hash: str = ""

    @property
    def importe(self) -> Dinero:
        """What went back, above zero."""
        return -self.partes.total


_Linea = TypeVar("_Linea", Aplicacion, Descuento, Medio)


def vigentes(pago: Pago, contrapagos: Iterable[Contrapago]) -> Partes:
    """What of a payment still stands, given all that has turned it round, in order."""
    hechos = tuple(contrapagos)
    medios = pago.medios
    for hecho in hechos:
        if hecho.clase == "cheque_devuelto":
            medios = _restar(medios, hecho.partes.medios)
        else:
            medios, _ = tomar_medios(medios, hecho.importe)
    return Partes(
        _restar(pago.aplicado, [a for h in hechos for a in h.partes.aplicado]),
        _restar(pago.descuentos, [d for h in hechos for d in h.partes.descuentos]),
        pago.redondeo + suma(h.partes.redondeo for h in hechos),
        medios,
    )


def _restar(lineas: Sequence[_Linea], contrarias: Iterable[_Linea]) -> tuple[_Linea, ...]:
    """Lines less those of opposite sign that are otherwise equal, the last ones first."""
    restas: dict[_Linea, int] = {}
    for contraria in contrarias:
        llave = replace(contraria, importe=CERO)
        restas[llave] = restas.get(llave, 0) + contraria.importe.centavos
    quedan: list[_Linea] = []
    for linea in reversed(lineas):
        llave, importe = replace(linea, importe=CERO), linea.importe.centavos
        resta = restas.get(llave, 0)
        parte = max(resta, -importe) if importe > 0 else min(resta, -importe)
        restas[llave] = resta - parte
        if importe + parte:
            quedan.append(replace(linea, importe=Dinero(importe + parte)))
    return tuple(reversed(quedan))


def tomar_medios(medios: Sequence[Medio], importe: Dinero) -> tuple[tuple[Medio, ...], tuple[Medio, ...]]:
    """Split means of payment: what is left, and what goes back, the last ones first (cash, where there is any)."""
    quedan: list[Medio] = []
    tomados: list[Medio] = []
    for medio in reversed(medios):
        parte = min(importe, medio.importe)
        importe -= parte
        tomados += [replace(medio, importe=parte)] if parte else []
        quedan += [replace(medio, importe=medio.importe - parte)] if medio.importe > parte else []
    return tuple(reversed(quedan)), tuple(reversed(tomados))


def revertir(partes: Partes, medios: tuple[Medio, ...]) -> Partes:
    """The lines that turn round so much of a payment as `medios` add up to, with opposite signs.

    Args:
        partes: what stands of the payment.
        medios: what goes back, at most that.
    """
    importe = suma(m.importe for m in medios)
    if importe == partes.total:
        return replace(partes, medios=medios).contrarias()
    aplicado: list[Aplicacion] = []
    descuentos: dict[Periodo | None, tuple[Descuento, ...]] = {}
    resta = importe
    for linea in reversed(partes.aplicado):
        if not resta:
            break
        if linea.periodo not in descuentos:
            descuentos[linea.periodo] = tuple(d for d in partes.descuentos if d.periodo == linea.periodo)
            resta -= suma(d.importe for d in descuentos[linea.periodo])
        parte = min(resta, linea.importe)
        aplicado.append(replace(linea, importe=parte))
        resta -= parte
    perdidos = tuple(d for suyos in descuentos.values() for d in suyos)
    return Partes(tuple(reversed(aplicado)), perdidos, CERO, medios).contrarias()


def is_rota(partes: Partes, posterior: Partes, subsidiado: Iterable[Subsidiado] = ()) -> bool:
    """Whether turning `partes` round would leave a benefit of a later payment without what it rests on.

    The later one settled, with a benefit, a recibo that this one had paid in part.

    Args:
        posterior, subsidiado: what stands of the later one.
    """
    pagados = {a.periodo for a in partes.aplicado if a.periodo is not None}
    apoyados = {d.periodo for d in posterior.descuentos} | {s.periodo for s in subsidiado}
    return bool(pagados & apoyados)


def datos_de_contrapago(
    hecho: Contrapago, pago: Pago, ref: str, permiso: str, recibos: list[dict[str, Any]]
) -> dict[str, Any]:
    """Content of its asiento (v1).

    Args:
        ref: of the payment's asiento.
        permiso: ref of the authorisation.
        recibos: of each recibo touched, its total, lote and balance before and after.
    """
    return (
        {
            "cobro": hecho.id,
            "folio": {"serie": hecho.folio.serie, "numero": hecho.folio.numero},
            "cancela": str(hecho.cancela),
            "pago": ref,
            "pagado": pago.fecha.isoformat(),
            "cuenta": datos_de_cuenta(pago),
            "fecha": hecho.momento.date().isoformat(),
            "momento": hecho.momento.isoformat(),
            "turno": hecho.turno,
            "cajero": hecho.cajero,
            "cajero_nombre": hecho.cajero_nombre,
            "saldo_anterior": hecho.saldo_anterior.centavos,
            "saldo_restante": hecho.saldo_restante.centavos,
            "favor_antes": (hecho.saldo_a_favor - hecho.partes.favor).centavos,
            "favor_despues": hecho.saldo_a_favor.centavos,
            "recibos": recibos,
            "motivo": hecho.motivo,
            "autorizo": hecho.autorizo,
            "permiso": permiso,
        }
        | _datos_de_partes(hecho.partes)
        | dict(hecho.datos)
    )


def _datos_de_partes(partes: Partes) -> dict[str, Any]:
    return {
        "aplicado": [datos_de_aplicacion(a) for a in partes.aplicado],
        "descuentos": [datos_de_descuento(d) for d in partes.descuentos],
        "redondeo": partes.redondeo.centavos,
        "medios": [datos_de_medio(m) for m in partes.medios],
        "total": partes.total.centavos,
    }


def contrapago_de(asiento: Asiento) -> Contrapago:
    """What an asiento of one of `CLASES` records."""
    d = asiento.datos()
    return Contrapago(
        clase=asiento.tipo,
        id=d["cobro"],
        folio=Folio(asiento.caja, d["folio"]["serie"], d["folio"]["numero"], CLASE_DE_FOLIO),
        cancela=Folio.from_texto(d["cancela"]),
        cuenta=d["cuenta"]["numero"],
        titular=d["cuenta"]["titular"],
        momento=datetime.fromisoformat(d["momento"]),
        turno=d["turno"],
        cajero=d["cajero"],
        cajero_nombre=d["cajero_nombre"],
        partes=Partes(
            tuple(aplicacion_de(x) for x in d["aplicado"]),
            tuple(descuento_de(x) for x in d["descuentos"]),
            Dinero(d["redondeo"]),
            tuple(medio_de(x) for x in d["medios"]),
        ),
        saldo_anterior=Dinero(d["saldo_anterior"]),
        saldo_restante=Dinero(d["saldo_restante"]),
        saldo_a_favor=Dinero(d["favor_despues"]),
        motivo=d["motivo"],
        autorizo=d["autorizo"],
        datos={c: d[c] for c in ("entrega", "banco", "numero", "causa") if c in d},
        seq=asiento.seq,
        hash=asiento.hash.hex(),
    )


def dia_en_que_cuenta(clase: str, fecha: date, pagado: date) -> date:
    """The day from which the debt is unpaid again.

    A payment cancelled, or by a cheque without funds, never was one: recargos run as if it had not been made. Money
    that the organismo gave back had paid the debt until that day.
    """
    return fecha if clase == "devolucion" else pagado
