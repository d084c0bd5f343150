"""What the cuenta's tables say, in words: recibos with their state, and each concepto with how it comes about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.cobro.explicacion import Linea
from app.documentos import Encabezado
from app.documentos.nombres import nombre_concepto, nombre_programa
from app.domain.beneficio.programa import Descuento, Programa
from app.domain.cuenta import CONCEPTOS, Beneficio
from app.domain.deuda.saldo import Saldo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Aplicacion
from app.domain.perfil import Perfil
from app.domain.periodo import MESES, Periodo
from app.domain.tarifa.tarificacion import por_ciento
from ui.cobro.curso import Curso, Ficha

_MORA = ("mora", "iva_mora")


@dataclass(frozen=True, slots=True)
class RenglonRecibo:
    """A recibo with something left to pay, or (without `periodo`) the late charge.

    Attributes:
        dia: when it is due; None for the late charge.
        breve: `vence`, where there is little room.
        elegido: this payment touches it.
        parcial: it pays only a part.
    """

    periodo: Periodo | None
    titulo: str
    m3: str
    vence: str
    vencido: bool
    importe: Dinero
    descuento: Dinero
    a_pagar: Dinero
    elegido: bool
    parcial: bool = False
    dia: date | None = None
    breve: str = ""


@dataclass(frozen=True, slots=True)
class RenglonConcepto:
    """A line under «Cómo resulta»; `tono` is "bueno" for what is taken off, "aviso" for what is late."""

    nombre: str
    importe: Dinero
    detalle: str
    tono: str = ""


def recibos_de(ficha: Ficha, curso: Curso) -> tuple[RenglonRecibo, ...]:
    """The recibos owed, oldest first, and the late charge after them."""
    fecha = ficha.adeudo.fecha
    renglones = [_recibo(s, ficha, curso, fecha) for s in ficha.adeudo.pendientes]
    if ficha.adeudo.mora:
        pagado = suma(a.importe for a in ficha.aplicado if _is_mora(a))
        total = ficha.adeudo.total_mora
        renglones.append(
            RenglonRecibo(
                None,
                "Cargo por mora",
                "",
                "segundo mes vencido",
                True,
                total,
                CERO,
                pagado,
                bool(pagado),
                CERO < pagado < total,
                breve="2.º mes",
            )
        )
    return tuple(renglones)


def _is_mora(a: Aplicacion) -> bool:
    """The late charge of today; one that a recibo bills is that recibo's."""
    return a.clave in _MORA and a.causado


def _recibo(saldo: Saldo, ficha: Ficha, curso: Curso, fecha: date) -> RenglonRecibo:
    periodo = saldo.recibo.periodo
    aplicado = suma(a.importe for a in ficha.aplicado if a.periodo == periodo and not _is_mora(a))
    descuento = suma(d.importe for d in ficha.descuentos if d.periodo == periodo)
    debido = saldo.total + ficha.adeudo.recargo_de(periodo)
    convenido = periodo in ficha.adeudo.convenidos
    sin_propuesta = not ficha.aplicado and (not curso.elegidos or periodo in curso.elegidos)
    return RenglonRecibo(
        periodo=periodo,
        titulo=str(periodo).capitalize() + ("" if saldo.recibo.is_del_mes else " · otros cargos"),
        m3=f"{saldo.recibo.m3:f}" if saldo.recibo.is_del_mes else "",
        vence="en convenio" if convenido else vencimiento(saldo.recibo.vence, fecha),
        vencido=saldo.is_vencido(fecha) and not convenido,
        importe=debido,
        descuento=descuento,
        a_pagar=aplicado + descuento,
        elegido=bool(aplicado) or sin_propuesta,
        parcial=CERO < aplicado < debido,
        dia=saldo.recibo.vence,
        breve="en convenio" if convenido else vencimiento_breve(saldo.recibo.vence, fecha),
    )


def vencimiento(vence: date, hoy: date) -> str:
    """`15 sep · en 10 días`, `20 ago · vencido hace 16 días`: said in words, not by colour alone."""
    dia = dia_corto(vence, hoy)
    dias = (vence - hoy).days
    if dias == 0:
        return f"{dia} · vence hoy"
    cuantos = "1 día" if abs(dias) == 1 else f"{abs(dias)} días"
    return f"{dia} · en {cuantos}" if dias > 0 else f"{dia} · vencido hace {cuantos}"


def vencimiento_breve(vence: date, hoy: date) -> str:
    """`vence 15 sep`, `vencido 20 ago`: the same where the days do not fit."""
    return f"{'vencido' if vence < hoy else 'vence'} {dia_corto(vence, hoy)}"


def dia_corto(dia: date, hoy: date) -> str:
    """`15 sep`, with its year when it is not this one's."""
    corto = f"{dia.day} {MESES[dia.month - 1][:3]}"
    return corto if dia.year == hoy.year else f"{corto} {dia.year}"


def conceptos_de(
    ficha: Ficha, periodo: Periodo | None, perfil: Perfil, encabezado: Encabezado
) -> tuple[RenglonConcepto, ...]:
    """The lines of one recibo (None: of the late charge) with what is taken off it."""
    if periodo is None:
        return tuple(
            RenglonConcepto(nombre_concepto(a.clave, encabezado), a.importe, _unir(a.detalle, articulo(a.fundamento)))
            for a in ficha.adeudo.mora
        )
    explicado = ficha.explicacion.del_periodo(periodo)
    if explicado is None:
        return ()
    lineas = [_concepto(linea, encabezado) for linea in explicado.lineas if linea.debido]
    lineas += [
        RenglonConcepto(nombre_concepto(a.clave, encabezado), a.importe, _unir(a.detalle, a.fundamento))
        for a in ficha.explicacion.recargos
        if a.periodo == periodo
    ]
    lineas += _descuentos(explicado.descuentos, ficha, perfil, encabezado)
    if explicado.aviso:
        facturado = suma(x.facturado for x in explicado.lineas if x.clave in CONCEPTOS)
        lineas.append(RenglonConcepto("Facturado", facturado, explicado.aviso, "aviso"))
    return tuple(lineas)


def _concepto(linea: Linea, encabezado: Encabezado) -> RenglonConcepto:
    queda = "" if linea.debido == linea.facturado else f"queda de {linea.facturado}"
    nombre = nombre_concepto(linea.clave, encabezado, linea.detalle)
    detalle = "" if linea.difiere or linea.detalle == nombre else linea.detalle
    return RenglonConcepto(nombre, linea.debido, _unir(queda, detalle, ley_de(linea.clave, linea.fundamento)))


def _descuentos(
    descuentos: tuple[Descuento, ...], ficha: Ficha, perfil: Perfil, encabezado: Encabezado
) -> list[RenglonConcepto]:
    renglones = []
    for clave, grupo in groupby(descuentos, key=lambda d: d.programa):
        partes = list(grupo)
        razon = _razon(perfil.programa(clave), ficha)
        total = suma(d.importe for d in partes)
        nombre = nombre_programa(clave, encabezado)
        renglones.append(RenglonConcepto(nombre[:1].upper() + nombre[1:], total, razon, "bueno"))
    return renglones


def _razon(programa: Programa, ficha: Ficha) -> str:
    """Why it is given: how much, until when, on what paper."""
    tasa = programa.porcentaje(ficha.estado.cuenta.area)
    cuanto = por_ciento(tasa) if programa.primeros_m3 is None else f"{por_ciento(tasa)} hasta {programa.primeros_m3} m³"
    if programa.automatico:
        return _unir(cuanto, "pagado antes de su vencimiento", articulo(programa.fundamento))
    beneficio = otorgado(ficha, programa.clave)
    if beneficio is None:
        return _unir(cuanto, articulo(programa.fundamento))
    hasta = "" if beneficio.hasta is None else f"vigente al {beneficio.hasta.day} {_mes(beneficio.hasta)}"
    return _unir(cuanto, hasta, beneficio.documento)


def _mes(fecha: date) -> str:
    return f"{MESES[fecha.month - 1][:3]} {fecha.year}"


def otorgado(ficha: Ficha, programa: str = "") -> Beneficio | None:
    """The benefit in force that the cuenta holds, of that program or of any."""
    fecha = ficha.adeudo.fecha
    vigentes = [b for b in ficha.estado.beneficios if b.is_vigente(fecha) and programa in ("", b.programa)]
    return max(vigentes, key=lambda b: b.desde, default=None)


def articulo(fundamento: str) -> str:
    """The article alone, without the name of its law, which the explanation gives in full."""
    lugar = fundamento.find("Art.")
    return fundamento[lugar:] if lugar > 0 else fundamento


def ley_de(clave: str, fundamento: str) -> str:
    """What orders a line: the article of what the recibo bills; with its law, of anything else."""
    return articulo(fundamento) if clave in CONCEPTOS else fundamento


def _unir(*partes: str) -> str:
    return " · ".join(p for p in partes if p)
