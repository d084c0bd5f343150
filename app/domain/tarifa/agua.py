"""How much agua is billed: which volume, by which of the ways the law gives, and what it is made of.

Where a meter cannot tell, each law has its own order: a fixed volume or the cuenta's own (Cajeme 2023, Art. 33), a
cuota fija (Romita 2020, Art. 14 fr. II), the average of six months' amounts (Ocampo 2022, Art. 57), the
highest reading of twelve months (Loreto 2025, Art. 141 fr. V). The profile lists the ways in the order to be tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from app.domain.dinero import Dinero, redondear, suma
from app.domain.errores import NegocioError
from app.domain.tarifa.escala import Escala, Parte, partes, suma_de
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Escuelas, Tarifa

#: More m³ in a month than any toma can deliver: a typing error.
LIMITE_M3 = 999_999
_MESES_PROMEDIO = 6
_MESES_MAXIMO = 12


@dataclass(frozen=True, slots=True)
class Agua:
    """The agua of a month, before anything is worked out on it.

    Attributes:
        m3: what is billed; whole, but for volumes that the law derives.
        aclara: how that volume came about, as the beginning of a sentence; empty when a meter told it.
        unidades: the volume is shared by so many, each at the price of its share.
        fijo: pesos that do not depend on a volume (cuota fija, average of amounts); None when they do.
        clase: of the fixed amount: `cuota_fija` or `promedio`.
        fundamento: article.
    """

    m3: Decimal
    fundamento: str
    aclara: str = ""
    unidades: int = 1
    fijo: Decimal | None = None
    clase: str = ""


def exigir_m3(m3: Decimal) -> Decimal:
    """A volume that can be.

    Raises:
        NegocioError: `m3_invalido`, it is negative, absurd or no number.
    """
    if not m3.is_finite() or not 0 <= m3 <= LIMITE_M3:
        raise NegocioError("m3_invalido", f"Los m³ van de 0 a {LIMITE_M3:,}; se leyó {m3}.")
    return m3


def medir_agua(tarifa: Tarifa, suministro: Suministro) -> Agua:
    """The volume, or the fixed amount, that is billed.

    Raises:
        NegocioError: `m3_invalido`, `volumen_desconocido`, `alumnos_faltantes`, `nivel_desconocido`, and what
            `Tarifa.cuadro` and `Tarifa.cuota_fija` raise.
    """
    m3 = exigir_m3(suministro.m3)
    if suministro.deshabitado and tarifa.m3_deshabitado is not None:
        cuadro = tarifa.cuadro(suministro.uso, suministro.area)
        return Agua(Decimal(tarifa.m3_deshabitado), cuadro.fundamento, "deshabitado: ")
    if suministro.regimen == "fijo":
        return _sin_lectura(tarifa, suministro, tarifa.regimen_fijo)
    con_m3_fijos = any(c.uso == suministro.uso and c.m3_fijos is not None for c in tarifa.cuadros)
    # Before its table is asked for: a uso may have only a cuota fija.
    if not suministro.con_medidor and not con_m3_fijos:
        return _sin_lectura(tarifa, suministro, tarifa.sin_medidor)
    cuadro = tarifa.cuadro(suministro.uso, suministro.area)
    if cuadro.m3_fijos is not None:
        return Agua(Decimal(cuadro.m3_fijos), cuadro.fundamento)
    escuelas = tarifa.escuelas
    if escuelas is not None and suministro.uso in escuelas.usos:
        return _de_escuela(suministro, escuelas, tarifa.clave)
    leidos = Decimal(int(m3))
    if suministro.unidades > 1 and tarifa.condominio == "por_unidad":
        return Agua(leidos, cuadro.fundamento, f"condominio de {suministro.unidades}: ", suministro.unidades)
    return Agua(leidos, cuadro.fundamento)


def _de_escuela(suministro: Suministro, escuelas: Escuelas, tarifa: str) -> Agua:
    """What a public school consumed beyond its free volume, truncated to whole m³; within it nothing is charged.

    «Cuando sus consumos mensuales sean mayores que la asignación volumétrica gratuita, se les cobrará cada metro
    cúbico de acuerdo a la tabla para el servicio doméstico» (Romita 2020, Art. 14 fr. I e).
    """
    escuela = suministro.escuela
    if escuela is None:
        raise NegocioError(
            "alumnos_faltantes", "Falta cuántos alumnos tiene la escuela y de qué nivel: de ahí salen sus m³ libres."
        )
    factores = dict(escuelas.m3_por_alumno)
    if escuela.nivel not in factores:
        conocidos = ", ".join(factores)
        raise NegocioError(
            "nivel_desconocido", f"«{escuela.nivel[:40]}» no es un nivel escolar de {tarifa}. Son: {conocidos}."
        )
    libres = factores[escuela.nivel] * escuela.alumnos * escuela.turnos
    leidos = Decimal(int(suministro.m3))
    if leidos <= libres:
        aclara = f"escuela, {leidos} m³ de {libres.normalize():f} libres: "
        return Agua(Decimal(0), escuelas.fundamento, aclara, fijo=Decimal(0), clase="asignacion")
    m3 = Decimal(int(leidos - libres))
    return Agua(m3, escuelas.fundamento, f"escuela, {leidos} m³ menos {libres.normalize():f} libres: ")


def _sin_lectura(tarifa: Tarifa, suministro: Suministro, maneras: tuple[str, ...]) -> Agua:
    for manera in maneras:
        hallada = _POR_MANERA[manera](tarifa, suministro)
        if hallada is not None:
            return hallada
    raise NegocioError(
        "volumen_desconocido",
        f"No hay lectura de la toma ni con qué suponer su consumo por la tarifa {tarifa.clave}: registre en el padrón "
        "su volumen presuntivo, su clase de cuota fija o sus consumos anteriores.",
    )


def _por_volumen_presuntivo(tarifa: Tarifa, suministro: Suministro) -> Agua | None:
    if suministro.volumen_presuntivo is None:
        return None
    m3 = suministro.volumen_presuntivo
    cuadro = tarifa.cuadro(suministro.uso, suministro.area)
    return Agua(Decimal(m3), cuadro.fundamento, f"sin lectura, volumen presuntivo de {m3} m³: ")


def _por_maximo(tarifa: Tarifa, suministro: Suministro) -> Agua | None:
    if not suministro.historia:
        return None
    m3 = Decimal(int(max(c.m3 for c in suministro.historia[-_MESES_MAXIMO:])))
    cuadro = tarifa.cuadro(suministro.uso, suministro.area)
    return Agua(m3, cuadro.fundamento, f"sin lectura, la mayor de los últimos doce meses, {m3} m³: ")


def _por_promedio(tarifa: Tarifa, suministro: Suministro) -> Agua | None:
    """The average of the amounts of agua of the six months before; a month without its amount is priced now."""
    meses = suministro.historia[-_MESES_PROMEDIO:]
    if len(meses) < _MESES_PROMEDIO:
        return None
    cuadro = tarifa.cuadro(suministro.uso, suministro.area)
    importes = [_agua_de(tarifa, suministro, c.m3) if c.agua is None else c.agua for c in meses]
    promedio = Decimal(suma(importes).centavos) / 100 / len(meses)
    return Agua(Decimal(0), cuadro.fundamento, "sin lectura, ", fijo=promedio, clase="promedio")


def _agua_de(tarifa: Tarifa, suministro: Suministro, m3: Decimal) -> Dinero:
    como_medida = replace(suministro, m3=m3, con_medidor=True)
    return redondear(suma_de(partes_de_agua(tarifa, como_medida, medir_agua(tarifa, como_medida))))


def _por_m3_fijos(tarifa: Tarifa, suministro: Suministro) -> Agua | None:
    cuadro = tarifa.cuadro(suministro.uso, suministro.area)
    m3 = cuadro.m3_sin_medidor
    if m3 is None:
        return None
    return Agua(Decimal(m3), cuadro.fundamento, f"sin medidor, volumen fijo de {m3} m³: ")


def _por_cuota_fija(tarifa: Tarifa, suministro: Suministro) -> Agua | None:
    tarifa.exigir_area(suministro.area)
    cuota = tarifa.cuota_fija(suministro.uso, suministro.clase, suministro.periodo)
    if cuota is None:
        return None
    return Agua(Decimal(0), cuota[1], fijo=cuota[0], clase="cuota_fija")


_POR_MANERA = {
    "volumen_presuntivo": _por_volumen_presuntivo,
    "maximo_12_meses": _por_maximo,
    "promedio_6_meses": _por_promedio,
    "m3_fijos": _por_m3_fijos,
    "cuota_fija": _por_cuota_fija,
}


def partes_de_agua(tarifa: Tarifa, suministro: Suministro, agua: Agua, limite: int | None = None) -> tuple[Parte, ...]:
    """What the agua of a month is made of, in pesos before rounding.

    Args:
        limite: count only the first so many m³; a fixed amount has none, and counts whole.

    Raises:
        NegocioError: as `Tarifa.escala_del_mes`.
    """
    if agua.fijo is not None:
        return (Parte(agua.clase, agua.fijo),)
    escala = tarifa.escala_del_mes(suministro.uso, suministro.area, suministro.periodo)
    if agua.unidades == 1:
        return partes(escala, tarifa.metodo, agua.m3, limite)
    return _por_unidad(escala, tarifa.metodo, agua.m3, agua.unidades)


def _por_unidad(escala: Escala, metodo: str, m3: Decimal, unidades: int) -> tuple[Parte, ...]:
    """So many bills of an equal share each (Reglamento de Loreto 2025, Art. 125 fr. I).

    Ranges so many times as wide, over the whole volume: the same amount, with no share that has to be rounded.
    """
    if metodo == "tabla":
        una = partes(escala, metodo, Decimal(int(m3) // unidades))
        return tuple(replace(p, importe=p.importe * unidades, m3=p.m3 * unidades) for p in una)
    anchos = tuple(replace(r, hasta=None if r.hasta is None else r.hasta * unidades) for r in escala.rangos)
    ancha = replace(escala, base=escala.base * unidades, incluidos=escala.incluidos * unidades, rangos=anchos)
    return partes(ancha, metodo, m3)
