"""A month's bill by the tariff: each concepto with how it came about and the article that orders it.

Agua is rounded once; the services that are a percentage of it start from the rounded agua; IVA from the sum of the
rounded conceptos.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.dinero import CERO, Dinero, redondear, suma
from app.domain.errores import NegocioError
from app.domain.tarifa.agua import Agua, exigir_m3, medir_agua, partes_de_agua
from app.domain.tarifa.escala import Parte, suma_de
from app.domain.tarifa.fuente import ReglaFuente
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarifa import Porcentaje, Sobrecuota, Tarifa


@dataclass(frozen=True, slots=True)
class Concepto:
    """A gross line of a bill: amount, how it came about at the prices of its month, and its article."""

    clave: str
    importe: Dinero
    detalle: str
    fundamento: str


def m3_facturados(tarifa: Tarifa, suministro: Suministro) -> int:
    """The whole m³ that are billed; zero where the amount does not depend on them.

    Raises:
        NegocioError: as `medir_agua`.
    """
    if _is_solo_drenaje(suministro):
        return int(exigir_m3(suministro.m3))
    return int(medir_agua(tarifa, suministro).m3)


def tarifar(tarifa: Tarifa, suministro: Suministro) -> tuple[Concepto, ...]:
    """The bill of a month, gross: `agua` with its sobrecuota, the services of the drainage, and `iva` when it is due.

    Raises:
        NegocioError: `servicio_sin_tarifa`, `fuente_sin_regla`, `fuente_sin_precio`, `fuente_sin_volumen`, and what
            `medir_agua` and `Tarifa.escala_del_mes` raise.
    """
    if suministro.toma_muerta and tarifa.toma_muerta == "sin_consumo":
        fundamento = tarifa.cuadro(suministro.uso, suministro.area).fundamento
        return (Concepto("agua", CERO, "toma muerta: no se cobra consumo", fundamento),)
    if _is_solo_drenaje(suministro):
        conceptos = [_de_fuente(tarifa, suministro, regla, CERO) for regla in _reglas(tarifa, suministro)]
    else:
        conceptos = _con_agua(tarifa, suministro)
    base = base_de_iva(tarifa, suministro.uso, [(c.clave, c.importe) for c in conceptos])
    if base:
        detalle = f"{por_ciento(tarifa.iva.tasa)} de {base}"
        conceptos.append(Concepto("iva", base.por(tarifa.iva.tasa / 100), detalle, tarifa.iva.fundamento))
    return tuple(conceptos)


def _is_solo_drenaje(suministro: Suministro) -> bool:
    return suministro.fuente is not None and suministro.fuente.tipo == "exclusiva"


def _con_agua(tarifa: Tarifa, suministro: Suministro) -> list[Concepto]:
    if "agua" not in suministro.servicios:
        raise NegocioError(
            "servicio_sin_tarifa",
            f"La tarifa {tarifa.clave} se calcula sobre el consumo de agua, y la cuenta no tiene ese servicio. Si trae "
            "agua de otra fuente y solo usa el drenaje, regístrela en el padrón con fuente_propia «exclusiva».",
        )
    medida = medir_agua(tarifa, suministro)
    hechas = partes_de_agua(tarifa, suministro, medida)
    agua = redondear(suma_de(hechas))
    de_mas = sobrecuotas_de(tarifa, suministro)
    sobre = suma(agua.por(s.tasa / 100) for s in de_mas)
    detalle = medida.aclara + formula(hechas) + "".join(f" + {por_ciento(s.tasa)} por {s.motivo}" for s in de_mas)
    conceptos = [
        Concepto("agua", agua + sobre, detalle, "; ".join([medida.fundamento, *(s.fundamento for s in de_mas)]))
    ]
    de_fuente = {r.concepto: r for r in _reglas(tarifa, suministro)} if suministro.fuente is not None else {}
    for porcentaje in contratados(tarifa, suministro):
        if porcentaje.clave in de_fuente:
            conceptos.append(_de_fuente(tarifa, suministro, de_fuente[porcentaje.clave], agua))
        else:
            detalle = f"{por_ciento(porcentaje.tasa)} del agua"
            conceptos.append(Concepto(porcentaje.clave, derivar(porcentaje, agua), detalle, porcentaje.fundamento))
    return conceptos


def contratados(tarifa: Tarifa, suministro: Suministro) -> tuple[Porcentaje, ...]:
    """The services charged as a percentage of agua that the cuenta has."""
    if any(c.solo_agua for c in tarifa.cuadros if c.uso == suministro.uso):
        return ()
    return tuple(p for p in tarifa.porcentajes_de(suministro.area) if p.clave in suministro.servicios)


def sobrecuotas_de(tarifa: Tarifa, suministro: Suministro) -> tuple[Sobrecuota, ...]:
    """What its giro makes a toma pay on top of its agua; the services of the drainage do not count it."""
    giro = suministro.giro.strip().casefold()
    return tuple(
        s
        for s in tarifa.sobrecuotas
        if suministro.uso in s.usos and giro in (g.casefold() for g in s.giros) and s.salvo not in suministro.programas
    )


def derivar(porcentaje: Porcentaje, agua: Dinero) -> Dinero:
    """A service charged as a percentage of an amount of agua."""
    return agua.por(porcentaje.tasa / 100)


def base_de_iva(tarifa: Tarifa, uso: str, importes: Sequence[tuple[str, Dinero]]) -> Dinero:
    """What IVA is worked out on; zero for the usos that pay none."""
    if uso not in tarifa.iva.usos:
        return CERO
    return suma(importe for clave, importe in importes if clave in tarifa.iva.sobre)


def _reglas(tarifa: Tarifa, suministro: Suministro) -> tuple[ReglaFuente, ...]:
    """What the tariff says of a toma with such a source, for the services it has."""
    assert suministro.fuente is not None
    tipo = suministro.fuente.tipo
    del_tipo = [r for r in tarifa.fuentes_propias if r.tipo == tipo and suministro.uso in r.usos]
    if not del_tipo:
        raise NegocioError(
            "fuente_sin_regla",
            f"La tarifa {tarifa.clave} no dice qué paga el uso «{suministro.uso}» con fuente propia {tipo}.",
        )
    return tuple(r for r in del_tipo if r.concepto in suministro.servicios)


def _de_fuente(tarifa: Tarifa, suministro: Suministro, regla: ReglaFuente, agua: Dinero) -> Concepto:
    """One service of who has a source of its own; `agua` is what the organismo's own water costs, if there is any."""
    importe, detalle = _POR_FORMA[regla.forma](tarifa, suministro, regla)
    total = redondear(importe * regla.tasa / 100)
    if regla.tasa != 100:
        detalle = f"{por_ciento(regla.tasa)} de {detalle}"
    assert suministro.fuente is not None
    if regla.tasa_de_agua and (suministro.fuente.descarga is None or regla.medida != "solo_descarga"):
        total = redondear(importe * regla.tasa / 100 + Decimal(agua.centavos) * regla.tasa_de_agua / 10_000)
        detalle = f"{por_ciento(regla.tasa_de_agua)} del agua + {detalle}"
    return Concepto(regla.concepto, total, detalle, regla.fundamento)


def _por_m3(tarifa: Tarifa, suministro: Suministro, regla: ReglaFuente) -> tuple[Decimal, str]:
    if regla.precio is None:
        raise NegocioError(
            "fuente_sin_precio",
            f"Falta el precio por m³ de {regla.concepto} para fuente propia ({regla.fundamento}): impórtelo con "
            "«./ventanilla tarifa importar ARCHIVO.csv», renglón precio_fuente_propia.",
        )
    m3, detalle = _descargados(suministro, regla)
    return m3 * regla.precio, f"{detalle} × {pesos(regla.precio)}"


def _descargados(suministro: Suministro, regla: ReglaFuente) -> tuple[Decimal, str]:
    """The volume discharged: measured, or the law's part of what is declared as extracted, fraction and all."""
    fuente = suministro.fuente
    assert fuente is not None
    if fuente.descarga is not None:
        m3 = Decimal(int(exigir_m3(fuente.descarga)))
        if regla.medida == "resto":
            propios = max(Decimal(0), m3 - int(suministro.m3))
            return propios, f"{propios} m³ descargados de más"
        return m3, f"{m3} m³ descargados"
    if fuente.extraccion is not None:
        extraidos = exigir_m3(fuente.extraccion)
        m3 = extraidos * regla.parte_extraida / 100
        return m3, f"{m3.normalize():f} m³ ({por_ciento(regla.parte_extraida)} de {extraidos.normalize():f} extraídos)"
    raise NegocioError(
        "fuente_sin_volumen", "Falta saber cuánto descarga o cuánto extrae la fuente propia: diga sus m³ del mes."
    )


def _por_consumo_supuesto(tarifa: Tarifa, suministro: Suministro, regla: ReglaFuente) -> tuple[Decimal, str]:
    return _costo(tarifa, suministro, regla.uso_supuesto, Decimal(regla.m3))


def _por_consumo_extraido(tarifa: Tarifa, suministro: Suministro, regla: ReglaFuente) -> tuple[Decimal, str]:
    m3, detalle = _descargados(suministro, regla)
    importe, _ = _costo(tarifa, suministro, suministro.uso, m3)
    return importe, f"lo que cuestan {detalle}"


def _costo(tarifa: Tarifa, suministro: Suministro, uso: str, m3: Decimal) -> tuple[Decimal, str]:
    supuesto = Suministro(uso, suministro.area, m3, suministro.periodo, ("agua",))
    agua = Agua(m3, "")
    hechas = partes_de_agua(tarifa, supuesto, agua)
    return suma_de(hechas), f"({formula(hechas)})"


def _por_cuota(tarifa: Tarifa, suministro: Suministro, regla: ReglaFuente) -> tuple[Decimal, str]:
    cuota = tarifa.cuota_fija(suministro.uso, suministro.clase, suministro.periodo)
    if cuota is None:
        raise NegocioError(
            "clase_desconocida", f"La tarifa {tarifa.clave} no tiene cuota fija de la clase «{suministro.clase[:40]}»."
        )
    return cuota[0], f"la cuota fija de {pesos(cuota[0])}"


_POR_FORMA = {
    "por_m3": _por_m3,
    "consumo_supuesto": _por_consumo_supuesto,
    "consumo_extraido": _por_consumo_extraido,
    "cuota_fija": _por_cuota,
}


def formula(hechas: Sequence[Parte]) -> str:
    """`48.19 + 32 m³ × 13.71`: the sum as a person would write it."""
    return " + ".join(_sumando(p) for p in hechas)


def _sumando(parte: Parte) -> str:
    m3 = f"{parte.m3} m³"
    if parte.clase in ("rango", "excedente"):
        return f"{m3} × {pesos(parte.precio)}"
    if parte.clase == "tabla":
        return f"{pesos(parte.importe)} por {m3}"
    if parte.clase == "cuota_fija":
        return f"cuota fija de {pesos(parte.importe)}"
    if parte.clase == "asignacion":
        return "dentro de su asignación gratuita"
    if parte.clase == "promedio":
        return f"promedio de seis meses, {pesos(parte.importe)}"
    return pesos(parte.importe)


def pesos(precio: Decimal) -> str:
    """A unit price for people: at least two decimals, at most six."""
    entero, _, decimales = f"{precio:,.6f}".partition(".")
    return f"{entero}.{decimales.rstrip('0').ljust(2, '0')}"


def por_ciento(tasa: Decimal) -> str:
    """`52 %`, `7.5 %`."""
    return f"{tasa.normalize():f} %"
