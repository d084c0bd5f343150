"""What a cuenta consumed in a month by its readings, or why somebody must look at them first.

A reading is billed by its whole m³, so that the fraction of one month is in the next one's and none is lost. Nothing is
guessed: a reading that is not there, goes back or is out of all proportion is billed when a person has corrected it, or
said in its `observacion` what became of it («verificada», «dio la vuelta», «medidor nuevo»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.domain.cuenta import Cuenta
from app.domain.periodo import Periodo
from app.domain.tarifa.suministro import is_medida

#: What to do with a meter that works and was not read.
SIN_LECTURA = ("revisar", "presuntivo")
#: What an `observacion` may say, alone or between commas: the reading was checked at the meter; the meter went past its
#: last figure and began again; it is another meter, which began at zero.
VERIFICADA, VUELTA, NUEVO = "verificada", "dio la vuelta", "medidor nuevo"

_PARTES = re.compile(r"\s*[,;:.]\s*").split
#: Figures of the smallest meter, in m³.
_CIFRAS = 4


class Lectura(NamedTuple):
    """What a meter showed for a month, in litres; `periodo` is `AAAA-MM`, `fecha` ISO or empty."""

    periodo: str
    litros: int
    fecha: str
    observacion: str


class MesFacturado(NamedTuple):
    """The little of an earlier recibo that the next one needs: litres, centavos of agua, reading it went up to."""

    periodo: str
    litros: int
    agua: int
    lectura: int | None


@dataclass(frozen=True, slots=True)
class Expediente:
    """A cuenta with its recibos and readings of some months, oldest first, and the programs it holds by then."""

    cuenta: Cuenta
    recibos: tuple[MesFacturado, ...] = ()
    lecturas: tuple[Lectura, ...] = ()
    programas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReglaLectura:
    """When a reading is believed, and which cuentas get no recibo.

    Attributes:
        veces_promedio: so many times its own average is too much to be believed.
        meses_de_promedio: last recibos that the average is made of.
        m3_sin_revisar: up to so many m³ no consumption is too much.
        m3_sin_uso: up to so many m³ are nothing, where nobody should consume.
        meses_entre_lecturas: a consumption of more months than these is looked at before it is billed in one.
        sin_lectura: one of `SIN_LECTURA`.
        estados_sin_recibo: of a cuenta that is not billed.
    """

    veces_promedio: Decimal
    meses_de_promedio: int
    m3_sin_revisar: int
    m3_sin_uso: int
    meses_entre_lecturas: int
    sin_lectura: str
    estados_sin_recibo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consumo:
    """What is billed of a month: whole m³ between two readings, in litres.

    Attributes:
        anterior, actual: the readings; None for a consumption that was not measured.
        con_medidor: whether `m3` was measured; if not, the tariff says how much is billed.
    """

    m3: int
    anterior: int | None = None
    actual: int | None = None
    con_medidor: bool = True


@dataclass(frozen=True, slots=True)
class PorRevisar:
    """A cuenta that gets no recibo until somebody has looked at it.

    Attributes:
        clave: why: `sin_lectura`, `sin_lectura_anterior`, `lectura_atrasada`, `lectura_menor`, `fecha_de_lectura`,
            `consumo_alto`, `consumo_sin_servicio`, or that of the tariff's own refusal.
        mensaje: the same for people, with what to do.
        anterior, actual, m3: readings and consumption in whole m³, as far as they are known.
        promedio: average m³ of its last recibos, one decimal; None without any.
    """

    cuenta: Cuenta
    clave: str
    mensaje: str
    anterior: int | None = None
    actual: int | None = None
    m3: int | None = None
    promedio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Omitida:
    """A cuenta that gets no recibo and needs nobody: `ya_facturada`, or the `estado` it is in."""

    motivo: str


def medir(expediente: Expediente, periodo: Periodo, regla: ReglaLectura) -> Consumo | PorRevisar | Omitida:
    """What a cuenta consumed in a month; a recibo of that month that exists already is never made again."""
    cuenta, mes = expediente.cuenta, periodo.texto()
    if any(r.periodo == mes for r in expediente.recibos):
        return Omitida("ya_facturada")
    lectura = lectura_de(expediente, periodo)
    if cuenta.estado in regla.estados_sin_recibo:
        return _sin_servicio(expediente, periodo, lectura, regla)
    if not is_medida(cuenta):
        return Consumo(0, con_medidor=False)
    if lectura is not None:
        return _Medicion(expediente, periodo, lectura, regla).consumo()
    if cuenta.estado == "deshabitada":
        return Consumo(0)
    if regla.sin_lectura == "presuntivo":
        return Consumo(0, con_medidor=False)
    return PorRevisar(
        cuenta, "sin_lectura", f"No hay lectura de {periodo}. Impórtela, o corrija el estado del medidor."
    )


def _sin_servicio(
    expediente: Expediente, periodo: Periodo, lectura: Lectura | None, regla: ReglaLectura
) -> PorRevisar | Omitida:
    """No recibo; but water that runs where there is no service is worth a look."""
    cuenta = expediente.cuenta
    if lectura is not None and is_medida(cuenta):
        medido = _Medicion(expediente, periodo, lectura, regla).consumo()
        if isinstance(medido, PorRevisar) and medido.clave == "consumo_sin_servicio":
            return medido
    return Omitida(cuenta.estado)


def lectura_de(expediente: Expediente, periodo: Periodo) -> Lectura | None:
    """The reading of a month."""
    mes = periodo.texto()
    return next((x for x in expediente.lecturas if x.periodo == mes), None)


class _Medicion:
    """Two readings of a meter set against each other and against its own past."""

    def __init__(self, expediente: Expediente, periodo: Periodo, lectura: Lectura, regla: ReglaLectura) -> None:
        self._cuenta = expediente.cuenta
        self._regla = regla
        self._mes = periodo
        self._dicho = _PARTES(lectura.observacion.strip().lower())
        self._actual = lectura.litros // 1000
        self._fecha = lectura.fecha
        antes = [r for r in expediente.recibos if r.periodo < lectura.periodo]
        self._pasados = antes[-regla.meses_de_promedio :]
        self._anterior = _anterior(antes, [x for x in expediente.lecturas if x.periodo < lectura.periodo])

    def consumo(self) -> Consumo | PorRevisar:
        """Whole m³ between the two, if they can be believed."""
        if self._fecha > self._ultimo_dia():
            return self._revisar("fecha_de_lectura", f"Dice que se leyó el {self._fecha}. Corrija la fecha.")
        if NUEVO in self._dicho:
            return self._creible(0, self._actual)
        if self._anterior is None:
            return self._revisar(
                "sin_lectura_anterior",
                "Es su primera lectura: importe también la anterior, o ponga «medidor nuevo» si empezó en cero.",
            )
        periodo, litros = self._anterior
        anterior = litros // 1000
        meses = self._mes.desde(Periodo(int(periodo[:4]), int(periodo[5:])))
        if meses > self._regla.meses_entre_lecturas and VERIFICADA not in self._dicho:
            return self._revisar(
                "lectura_atrasada",
                f"La lectura anterior es de hace {meses} meses. Revise lo ya cobrado y ponga «verificada» para facturar"
                " la diferencia.",
                anterior,
            )
        if self._actual >= anterior:
            return self._creible(anterior, self._actual - anterior)
        vuelta = 10 ** max(_CIFRAS, len(str(anterior))) - anterior + self._actual
        if VUELTA in self._dicho:
            return self._creible(anterior, vuelta)
        return self._revisar(
            "lectura_menor",
            f"La lectura es menor que la anterior. Corríjala; si el medidor dio la vuelta son {vuelta} m³:"
            " ponga «dio la vuelta»; si es otro, «medidor nuevo».",
            anterior,
        )

    def _ultimo_dia(self) -> str:
        """Before which a reading of the month must have been taken: the end of the next one."""
        return self._mes.mas(2).texto()

    def _creible(self, anterior: int, m3: int) -> Consumo | PorRevisar:
        cuenta, regla = self._cuenta, self._regla
        if VERIFICADA in self._dicho:
            return Consumo(m3, anterior * 1000, self._actual * 1000)
        sin_uso = cuenta.estado == "deshabitada" or cuenta.estado in regla.estados_sin_recibo
        if sin_uso and m3 > regla.m3_sin_uso:
            mensaje = "La cuenta está como {} y su medidor avanzó. Corrija su estado, o ponga «verificada»."
            estado = cuenta.estado.replace("_", " ")
            return self._revisar("consumo_sin_servicio", mensaje.format(estado), anterior, m3)
        if m3 > regla.m3_sin_revisar and self._is_demasiado(m3):
            mensaje = "Es demasiado para lo que consume. Confirme la lectura en el medidor y ponga «verificada»."
            return self._revisar("consumo_alto", mensaje, anterior, m3)
        return Consumo(m3, anterior * 1000, self._actual * 1000)

    def _is_demasiado(self, m3: int) -> bool:
        """Without a past to be compared with, whatever is above `m3_sin_revisar` is."""
        pasados = self._pasados
        return not pasados or m3 * 1000 * len(pasados) > self._regla.veces_promedio * sum(p.litros for p in pasados)

    def _revisar(self, clave: str, mensaje: str, anterior: int | None = None, m3: int | None = None) -> PorRevisar:
        pasados = self._pasados
        promedio = Decimal(sum(p.litros for p in pasados)) / 1000 / len(pasados) if pasados else None
        if promedio is not None:
            promedio = promedio.quantize(Decimal("0.1"))
        return PorRevisar(self._cuenta, clave, mensaje, anterior, self._actual, m3, promedio)


def _anterior(recibos: list[MesFacturado], lecturas: list[Lectura]) -> tuple[str, int] | None:
    """Month and litres of the reading up to which was billed; of one month, what the recibo says, not a correction."""
    de_recibo = next(((r.periodo, r.lectura) for r in reversed(recibos) if r.lectura is not None), None)
    if lecturas and (de_recibo is None or lecturas[-1].periodo > de_recibo[0]):
        return lecturas[-1].periodo, lecturas[-1].litros
    return de_recibo
