"""Every concepto explained by the tariff of its month, and said when it does not explain what was billed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.cobro.consulta import estado_de_cuenta
from app.cobro.explicacion import Explicacion, ReciboExplicado, explicar
from app.cobro.propuesta import proponer
from app.domain.dinero import CERO, Dinero, suma
from app.domain.periodo import Periodo
from app.domain.tarifa.suministro import Suministro
from app.domain.tarifa.tarificacion import tarifar
from tests.factories import (
    PERFIL,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_recibo,
    una_cuenta,
    una_solicitud,
)

AGOSTO = Periodo(2023, 8)


def facturado(m3: int, uso: str = "domestico", periodo: Periodo = AGOSTO, **otros: object) -> dict[str, str]:
    """What the tariff bills, by concepto."""
    suministro = Suministro(uso, "urbana", Decimal(m3), periodo, PERFIL.servicios_de_toma, **otros)  # type: ignore[arg-type]
    return {c.clave: c.importe.texto() for c in tarifar(PERFIL.tarifa_de(periodo), suministro)}


def explicacion(caja: CajaDePrueba, cuenta: str = "100") -> Explicacion:
    return explicar(PERFIL, estado_de_cuenta(caja.ctx, cuenta).adeudo)


def unico(caja: CajaDePrueba) -> ReciboExplicado:
    (recibo,) = explicacion(caja).recibos
    return recibo


def test_bill_by_the_tariff_is_explained_whole(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **facturado(30))])
    recibo = unico(caja)
    agua = recibo.lineas[0]
    assert (recibo.aviso, recibo.tarifa, recibo.m3) == ("", "cajeme/2023", 30)
    assert "30 m³ ×" in agua.detalle and "Art. 33" in agua.fundamento
    assert all(linea.tarifado == linea.facturado == linea.debido and not linea.difiere for linea in recibo.lineas)
    base, rango = agua.pasos
    assert base.texto == "cuota mínima del mes, a precios de agosto de 2023"
    assert "(rango de 21 a 30 m³)" in rango.texto
    porcentaje, redondeo = recibo.lineas[1].pasos
    assert porcentaje.texto.startswith("52 % de") and redondeo.texto == "redondeo al centavo"


def test_bill_that_differs_from_the_tariff_says_so(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **(facturado(30) | {"agua": "1.00"}))])
    recibo = unico(caja)
    assert recibo.lineas[0].difiere
    assert "Se cobra lo facturado" in recibo.aviso


def test_concepto_that_was_not_billed_is_told_beside_the_billed_ones(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(uso="comercial")], [un_recibo(m3=30, agua="300.00")])
    lineas = {linea.clave: linea for linea in unico(caja).lineas}
    assert lineas["iva"].facturado == CERO and lineas["iva"].difiere


def test_recargos_are_not_of_the_tariff(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **facturado(30), recargos="5.00")])
    recargos = unico(caja).lineas[-1]
    assert (recargos.clave, recargos.tarifado, recargos.difiere) == ("recargos", None, False)
    assert unico(caja).aviso == ""


def test_cuenta_without_meter_is_explained_by_its_fixed_volume(caja: CajaDePrueba) -> None:
    cargos = facturado(0, con_medidor=False)
    importar(caja, [una_cuenta(medidor_estado="sin_medidor")], [un_recibo(m3=0, **cargos)])
    recibo = unico(caja)
    assert recibo.aviso == "" and "sin medidor" in recibo.lineas[0].detalle


def test_cuenta_that_lost_its_meter_later_is_explained_by_what_was_measured(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(medidor_estado="sin_medidor")], [un_recibo(m3=7, **facturado(7))])
    recibo = unico(caja)
    assert (recibo.aviso, recibo.m3) == ("", 7)


def test_month_without_tariff_is_charged_as_billed(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(periodo="2019-08", agua="90.00")])
    (recibo,) = explicacion(caja).recibos
    assert recibo.tarifa == "" and not any(linea.pasos for linea in recibo.lineas)
    assert "No hay tarifa de agosto 2019" in recibo.aviso


def test_uso_unknown_to_the_tariff_does_not_hide_the_recibo(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(area="luna")], [un_recibo(agua="90.00")])
    recibo = unico(caja)
    assert recibo.aviso.startswith("La tarifa no explica este recibo:")
    assert recibo.facturado == Dinero(9000)


def test_part_already_paid_is_told_from_what_was_billed(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **facturado(30))])
    un_cobro(caja, "100", monto="50.00", efectivo="50.00")
    recibo = unico(caja)
    assert recibo.facturado - recibo.debido == Dinero(5000)
    assert suma(linea.debido for linea in recibo.lineas) == recibo.debido


def test_recibo_issued_with_its_program_says_so(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, agua="100.00", programa="insen")])
    assert "insen ya descontado" in unico(caja).aviso


def test_discounts_are_those_of_the_liquidation(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **facturado(30))], [un_beneficio()])
    (li,) = proponer(caja.ctx, una_solicitud("100")).liquidaciones
    hecha = explicar(PERFIL, li.adeudo, li.descuentos)
    recibo = hecha.del_periodo(AGOSTO)
    assert recibo is not None and recibo.descuentos == li.descuentos
    assert recibo.debido + recibo.descuento == li.total
    assert hecha.del_periodo(None) is None


def test_steps_of_a_benefit_add_up_to_what_it_takes_off(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **facturado(30))], [un_beneficio()])
    (liquidacion,) = proponer(caja.ctx, una_solicitud("100")).liquidaciones
    beneficios = estado_de_cuenta(caja.ctx, "100").beneficios
    (recibo,) = explicar(PERFIL, liquidacion.adeudo, liquidacion.descuentos, beneficios).recibos
    assert [d.clave for d in recibo.descuentos] == ["agua", "alcantarillado", "saneamiento"]
    agua, *otros = recibo.pasos
    assert agua[0].texto.startswith("50 % de ") and agua[0].texto.endswith(": los primeros 26 m³")
    assert sum(p.importe for p in agua) * 100 == recibo.descuentos[0].importe.centavos
    assert otros == [(), ()], "what follows from the agua says so in its own words"


def test_a_discount_that_the_tariff_does_not_give_is_told_without_steps(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=30, **facturado(30))], [un_beneficio()])
    (liquidacion,) = proponer(caja.ctx, una_solicitud("100")).liquidaciones
    otro = replace(liquidacion.descuentos[0], importe=Dinero(-1_00))
    (recibo,) = explicar(PERFIL, liquidacion.adeudo, (otro,)).recibos
    assert recibo.descuentos == (otro,) and recibo.pasos == ((),)
    importar(caja, [una_cuenta("200")], [un_recibo("200", m3=30, agua="1.00")], [un_beneficio("200")])
    (liquidacion,) = proponer(caja.ctx, una_solicitud("200")).liquidaciones
    (recibo,) = explicar(PERFIL, liquidacion.adeudo, liquidacion.descuentos).recibos
    assert recibo.aviso and recibo.pasos == (), "scaled to what was billed"


def test_mora_is_explained_with_its_article(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(periodo="2023-04", m3=30, **facturado(30, periodo=Periodo(2023, 4)))])
    hecha = explicacion(caja)
    assert [a.clave for a in hecha.mora] == ["mora", "iva_mora"]
    assert all(a.fundamento for a in hecha.mora)


@pytest.mark.parametrize("m3", [0, 1, 10, 11, 75, 5000])
def test_steps_add_up_to_every_line(caja: CajaDePrueba, m3: int) -> None:
    importar(caja, [una_cuenta()], [un_recibo(m3=m3, **facturado(m3))])
    recibo = unico(caja)
    for linea in recibo.lineas:
        assert sum(p.importe for p in linea.pasos) * 100 == linea.facturado.centavos
