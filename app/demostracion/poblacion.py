"""A demonstration's padrón: generated cuentas, six months of recibos priced by the tariff, benefits, and readings of
the month under way, so that it can be billed.

Every row follows from (semilla, number of the cuenta) alone, so that any number of cuentas is made in constant memory
and the same seed always gives the same padrón. Amounts are before any benefit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from random import Random

from app.demostracion.nombres import domicilio, medidor, persona
from app.domain.beneficio.programa import Programa
from app.domain.cuenta import CONCEPTOS
from app.domain.errores import NegocioError
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tarifa.facturacion import codigo_de_recibo
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarificacion import tarifar
from app.importacion.puertos import EscritorLote, Fila, Lotes

_FILAS = 5_000
#: Months of recibos before the clock.
MESES = 6


@dataclass(frozen=True, slots=True)
class _Toma:
    """What decides a cuenta's bills; `debe` are its last months unpaid, `programa` the benefit it holds."""

    numero: str
    uso: str
    area: str
    medidor_estado: str
    deshabitada: bool
    servicios: tuple[str, ...]
    habitual: int
    ruta: int
    debe: int
    programa: str


def poblar(perfil: Perfil, lotes: Lotes, hoy: date, cuentas: int, semilla: int) -> tuple[str, int]:
    """Write the lote of a demonstration's padrón; returns its SHA-256 and how many rows it has.

    Args:
        hoy: day of the demonstration's clock; the last recibo is of the month before and not yet due.
    """
    fuente = _Fuente(perfil, hoy, semilla)
    escritor = lotes.nuevo(perfil.organismo, ())
    try:
        filas = _escribir(escritor, "cuentas", map(fuente.cuenta, range(cuentas)))
        total = pagado = 0
        for bloque in _bloques(r for i in range(cuentas) for r in fuente.recibos(i)):
            escritor.escribir("recibos", bloque)
            total += sum(r[-3] for r in bloque)
            pagado += sum(r[-2] for r in bloque)
            filas += len(bloque)
        filas += _escribir(escritor, "lecturas", (x for i in range(cuentas) for x in fuente.lecturas(i)))
        filas += _escribir(escritor, "beneficios", (b for i in range(cuentas) for b in fuente.beneficios(i)))
        return escritor.cerrar(total, pagado), filas
    finally:
        escritor.descartar()


def _escribir(escritor: EscritorLote, clase: str, filas: Iterator[Fila]) -> int:
    cuantas = 0
    for bloque in _bloques(filas):
        escritor.escribir(clase, bloque)
        cuantas += len(bloque)
    return cuantas


def _bloques(filas: Iterator[Fila]) -> Iterator[Sequence[Fila]]:
    while bloque := list(islice(filas, _FILAS)):
        yield bloque


class _Fuente:
    """Gives the rows of any cuenta, in any order."""

    def __init__(self, perfil: Perfil, hoy: date, semilla: int) -> None:
        self._perfil = perfil
        self._hoy = hoy
        self._semilla = semilla
        self._areas = [clave for clave, _ in perfil.areas]
        self._usos = [clave for clave, _ in perfil.usos]
        # Of those that somebody is granted, the ones that need no study or authorisation to say how much.
        self._programas = [p for p in perfil.programas if p.forma == "porcentaje" and p.porcentajes]
        self._cobrar: Callable[..., tuple[int, ...]] = lru_cache(maxsize=50_000)(self._importes)
        self._ciclo = lru_cache(maxsize=1_000)(perfil.facturacion.calendario.ciclo)
        self._sin_medidor = self._se_factura_sin_medidor()

    def _se_factura_sin_medidor(self) -> bool:
        """Whether the tariff has a price for a toma without meter and without any month before."""
        periodo, area = Periodo.from_fecha(self._hoy).mas(-1), self._areas[-1]
        if not self._tiene_precios(periodo):
            return True
        try:
            for uso in self._usos[:3]:
                self._cobrar(uso, area, 1, periodo, self._perfil.servicios_de_toma, "sin_medidor", False)
        except NegocioError:
            return False
        return True

    def _rng(self, i: int, para: str) -> Random:
        return Random(f"{self._semilla}/{i}/{para}")

    def _toma(self, i: int) -> _Toma:
        rng = self._rng(i, "toma")
        casa, comercio, industria = self._usos[:3]
        uso = casa if rng.random() < 0.86 else rng.choice((comercio, comercio, comercio, industria))
        area = self._areas[0] if rng.random() < 0.85 else self._areas[-1]
        programa = self._programa(rng, uso)
        medidor_estado = "funciona"
        if not programa and self._sin_medidor and rng.random() < 0.08:
            medidor_estado = "no_funciona" if rng.random() < 0.6 else "sin_medidor"
        servicios = self._perfil.servicios_de_toma
        if rng.random() < 0.1:
            servicios = servicios[: rng.randrange(1, len(servicios))]
        habitual = int(min(rng.lognormvariate(2.9 if uso == casa else 3.4, 0.5), 400))
        return _Toma(
            numero=numero_de_cuenta(i + 1),
            uso=uso,
            area=area,
            medidor_estado=medidor_estado,
            deshabitada=not programa and rng.random() < 0.02,
            servicios=servicios,
            habitual=habitual,
            ruta=rng.randrange(1, 41),
            debe=self._meses_sin_pagar(rng, con_programa=bool(programa)),
            programa=programa,
        )

    def _programa(self, rng: Random, uso: str) -> str:
        """A tenth of the domésticos hold one of the programs of that uso that somebody is granted."""
        posibles: list[Programa] = [p for p in self._programas if uso in p.usos]
        return rng.choice(posibles).clave if uso == self._usos[0] and posibles and rng.random() < 0.1 else ""

    @staticmethod
    def _meses_sin_pagar(rng: Random, *, con_programa: bool) -> int:
        """Most owe only the last recibo, not yet due; some are in rezago, some have paid it already."""
        suerte = rng.random()
        if suerte < (0.05 if con_programa else 0.1):
            return rng.randrange(2, MESES + 1)
        return 1 if suerte < (0.95 if con_programa else 0.75) else 0

    def cuenta(self, i: int) -> Fila:
        """Row of `cuentas`."""
        toma, rng = self._toma(i), self._rng(i, "nombre")
        calle, colonia = domicilio(rng)
        serie = medidor(rng) if toma.medidor_estado != "sin_medidor" else ""
        estado = "deshabitada" if toma.deshabitada else "activa"
        quien, servicios = persona(rng), "|".join(toma.servicios)
        return (
            toma.numero, quien, calle, colonia, toma.uso, toma.area, "", "medido", serie, toma.medidor_estado,
            servicios, estado, nombre_de_ruta(toma.ruta), None, None, None, "", None, "", "", "", "",
        )  # fmt: skip

    def recibos(self, i: int) -> Iterator[Fila]:
        """Rows of `recibos`, oldest first; none of a month without prices to bill it by."""
        toma = self._toma(i)
        *meses, _ = self._consumos(i, toma)
        for atras, lectura, m3 in meses:
            periodo = Periodo.from_fecha(self._hoy).mas(-atras)
            if not self._tiene_precios(periodo):
                continue
            importes = self._cobrar(
                toma.uso, toma.area, m3, periodo, toma.servicios, toma.medidor_estado, toma.deshabitada
            )
            total = sum(importes)
            ciclo = self._ciclo(nombre_de_ruta(toma.ruta), periodo)
            leida = toma.medidor_estado == "funciona"
            antes, despues = (lectura * 1000, (lectura + m3) * 1000) if leida else (None, None)
            yield (
                toma.numero, periodo.texto(), codigo_de_recibo(toma.numero, periodo),
                ciclo.emision.isoformat(), ciclo.vence.isoformat(), antes, despues, m3 * 1000,
                *importes, total, 0 if atras <= toma.debe else total, "",
            )  # fmt: skip

    def _tiene_precios(self, periodo: Periodo) -> bool:
        return any(t.rige(periodo) and not t.sin_precios for t in self._perfil.tarifas)

    def _consumos(self, i: int, toma: _Toma) -> Iterator[tuple[int, int, int]]:
        """(months ago, reading at its beginning, m³) from the first month billed to the one under way."""
        rng = self._rng(i, "consumo")
        lectura = rng.randrange(50, 4000)
        for atras in range(MESES, 0, -1):
            m3 = max(0, round(toma.habitual * rng.uniform(0.7, 1.3)))
            yield atras, lectura, m3
            lectura += m3
        m3 = 0 if toma.deshabitada else max(0, round(toma.habitual * rng.uniform(0.7, 1.3)))
        yield 0, lectura, m3

    def lecturas(self, i: int) -> Iterator[Fila]:
        """Rows of `lecturas`, where there is a meter that works: of the month under way, and of the one before where no
        recibo holds it, having no prices to be billed by.

        One in a hundred was misread, and one in a hundred was not read.
        """
        toma, rng = self._toma(i), self._rng(i, "lectura")
        if toma.medidor_estado != "funciona" or rng.random() < 0.01:
            return
        *_, (_, lectura, m3) = self._consumos(i, toma)
        antes = Periodo.from_fecha(self._hoy).mas(-1)
        if not self._tiene_precios(antes):
            fecha = self._ciclo(nombre_de_ruta(toma.ruta), antes).lectura
            yield toma.numero, antes.texto(), lectura * 1000, fecha.isoformat(), ""
        leida = lectura + m3
        if rng.random() < 0.01:
            leida = rng.choice((leida // 10, leida * 10))
        periodo = Periodo.from_fecha(self._hoy)
        fecha = self._ciclo(nombre_de_ruta(toma.ruta), periodo).lectura
        yield toma.numero, periodo.texto(), leida * 1000, fecha.isoformat(), ""

    def beneficios(self, i: int) -> Iterator[Fila]:
        """Row of `beneficios`, for the cuentas that hold one; one in ten has expired."""
        toma = self._toma(i)
        if not toma.programa:
            return
        rng, quien = self._rng(i, "beneficio"), persona(self._nombre(i))
        ejercicio = self._hoy.year
        hasta = date(ejercicio, 6, 30) if rng.random() < 0.1 else date(ejercicio, 12, 31)
        documento = f"DEMO-{rng.randrange(10**6):06d}"
        yield (
            toma.numero, toma.programa, date(ejercicio, 1, 1).isoformat(), hasta.isoformat(), quien, "", documento,
            None, "", None, "",
        )  # fmt: skip

    def _nombre(self, i: int) -> Random:
        """The generator of the titular's name, left where `cuenta` takes the name from."""
        rng = self._rng(i, "nombre")
        domicilio(rng)
        if self._toma(i).medidor_estado != "sin_medidor":
            medidor(rng)
        return rng

    def _importes(
        self, uso: str, area: str, m3: int, periodo: Periodo, servicios: tuple[str, ...], estado: str, deshabitada: bool
    ) -> tuple[int, ...]:
        """Centavos of each of `CONCEPTOS`, by the tariff of the month."""
        suministro = Suministro(
            uso, area, Decimal(m3), periodo, servicios, con_medidor=estado == "funciona", deshabitado=deshabitada
        )
        importes = {c.clave: c.importe.centavos for c in tarifar(self._perfil.tarifa_de(periodo), suministro)}
        return tuple(importes.get(clave, 0) for clave in CONCEPTOS)


def nombre_de_ruta(n: int) -> str:
    """`R07`."""
    return f"R{n:02d}"


def numero_de_cuenta(n: int) -> str:
    """An account number with its check digit: `0012345-6` (Luhn's)."""
    digitos = f"{n:07d}"
    suma = 0
    for lugar, digito in enumerate(reversed(digitos)):
        doble = int(digito) * (2 if lugar % 2 == 0 else 1)
        suma += doble - 9 if doble > 9 else doble
    return f"{digitos}-{-suma % 10}"
