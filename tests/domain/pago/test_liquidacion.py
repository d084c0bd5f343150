"""From what is owed to what a payment extinguishes: order, abonos, discounts, payments ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.beneficio.programa import Descuento
from app.domain.cuenta import Cargo, Recibo
from app.domain.deuda.adeudo import Adeudo, calcular_adeudo
from app.domain.deuda.aplicado import Aplicado
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from app.domain.pago.liquidacion import Beneficiar, Liquidacion, Ofrecido, liquidar
from app.domain.pago.pago import Aplicacion
from app.domain.periodo import Periodo
from tests.cajeme import una_cuenta

HOY = date(2023, 9, 5)
JUNIO, JULIO, AGOSTO = (Periodo(2023, mes) for mes in (6, 7, 8))
CLAVES = ("agua", "alcantarillado", "saneamiento", "recargos", "otros")


def _recibo(periodo: Periodo, **cargos: int) -> Recibo:
    lineas = tuple(Cargo(clave, Dinero(importe)) for clave, importe in cargos.items())
    return Recibo("100", periodo, date(2023, 12, 20), Decimal(20), lineas)


def _adeudo(*recibos: Recibo, hechos: Sequence[Aplicado] = (), mora: tuple[int, int] = (0, 0)) -> Adeudo:
    adeudo = calcular_adeudo(una_cuenta(), recibos, hechos, CERO, lambda fecha: None, HOY)
    lineas = zip(("mora", "iva_mora"), mora, strict=True)
    return replace(adeudo, mora=tuple(Aplicacion(JUNIO, c, Dinero(i), "visita", "Art. 33") for c, i in lineas if i))


def _hechos(hecha: Liquidacion, seq: int) -> list[Aplicado]:
    """What the diario would say of a liquidation that was paid."""
    return [
        Aplicado("2", "e", seq, HOY, a.periodo.texto() if a.periodo else "", a.clave, a.importe, a.causado)
        for a in hecha.aplicado
    ]


def _ninguno(saldo: object) -> Ofrecido:
    return Ofrecido()


def _con(descuentos: dict[str, int], aviso: str = "") -> Beneficiar:
    return lambda saldo: Ofrecido(
        tuple(Descuento(saldo.recibo.periodo, "insen", c, Dinero(-i)) for c, i in descuentos.items()), aviso
    )


def _lineas(hecha: Liquidacion) -> list[tuple[str, str, int]]:
    return [(a.periodo.texto()[5:] if a.periodo else "", a.clave, a.importe.centavos) for a in hecha.aplicado]


def test_all_that_is_owed_accesorios_first_and_oldest_first() -> None:
    adeudo = _adeudo(
        _recibo(JULIO, agua=200, recargos=20), _recibo(JUNIO, agua=100, alcantarillado=52, recargos=10), mora=(50, 8)
    )
    hecha = liquidar(adeudo, _ninguno)
    assert _lineas(hecha) == [
        ("06", "mora", 50), ("06", "iva_mora", 8), ("06", "recargos", 10), ("07", "recargos", 20),
        ("06", "agua", 100), ("06", "alcantarillado", 52), ("07", "agua", 200),
    ]  # fmt: skip
    assert hecha.total == adeudo.total == Dinero(440) and hecha.saldo_restante == CERO == hecha.anticipo
    assert hecha.aplicado[0].detalle == "visita" and hecha.aplicado[0].fundamento == "Art. 33"
    assert {a.detalle for a in hecha.aplicado[2:]} == {""}


@pytest.mark.parametrize(
    ("monto", "lineas"),
    [
        (20, [("06", "mora", 20)]),
        (53, [("06", "mora", 50), ("06", "iva_mora", 3)]),
        (60, [("06", "mora", 50), ("06", "iva_mora", 8), ("06", "recargos", 2)]),
        (164, [("06", "mora", 50), ("06", "iva_mora", 8), ("06", "recargos", 10), ("07", "recargos", 20),
               ("06", "agua", 50), ("06", "alcantarillado", 26)]),
        (441, [("06", "mora", 50), ("06", "iva_mora", 8), ("06", "recargos", 10), ("07", "recargos", 20),
               ("06", "agua", 100), ("06", "alcantarillado", 52), ("07", "agua", 200), ("", "anticipo", 1)]),
    ],
)  # fmt: skip
def test_a_monto_is_applied_in_order_to_the_last_centavo(monto: int, lineas: list[tuple[str, str, int]]) -> None:
    adeudo = _adeudo(
        _recibo(JUNIO, agua=100, alcantarillado=52, recargos=10), _recibo(JULIO, agua=200, recargos=20), mora=(50, 8)
    )
    hecha = liquidar(adeudo, _ninguno, monto=Dinero(monto))
    assert _lineas(hecha) == lineas
    assert hecha.total == Dinero(monto)
    assert hecha.saldo_restante == max(adeudo.total - Dinero(monto), CERO)


def test_a_benefit_comes_with_the_payment_that_settles() -> None:
    adeudo = _adeudo(_recibo(AGOSTO, agua=100))
    completo = liquidar(adeudo, _con({"agua": 50}, "descuento"), monto=Dinero(50))
    assert completo.descuentos[0].importe == Dinero(-50) and completo.saldo_restante == CERO
    assert completo.avisos == ("descuento",)
    abono = liquidar(adeudo, _con({"agua": 50}), monto=Dinero(49))
    assert abono.descuentos == () and abono.saldo_restante == Dinero(51)
    assert abono.avisos == (
        "Abono a agosto 2023: el descuento de 0.50 se da con el pago que liquide el recibo, "
        "si ese día todavía le corresponde.",
    )
    assert abono.aplicado[0].detalle == "abono"


def test_what_is_left_over_after_settling_goes_on() -> None:
    adeudo = _adeudo(_recibo(JULIO, agua=100), _recibo(AGOSTO, agua=100))
    hecha = liquidar(adeudo, _con({"agua": 50}), monto=Dinero(80))
    assert _lineas(hecha) == [("07", "agua", 100), ("08", "agua", 30)] and len(hecha.descuentos) == 1


def test_an_abono_leaves_room_for_a_discount_on_one_concepto() -> None:
    """In proportion to face value it would leave 50 of agua, and 40 of its discount would be lost."""
    recibo, beneficio = _recibo(AGOSTO, agua=100, alcantarillado=100), _con({"agua": 90})
    abono = liquidar(_adeudo(recibo), beneficio, monto=Dinero(100))
    assert _lineas(abono) == [("08", "agua", 9), ("08", "alcantarillado", 91)]
    final = liquidar(_adeudo(recibo, hechos=_hechos(abono, 1)), beneficio)
    assert final.total == Dinero(10) and final.descuentos[0].importe == Dinero(-90)


def test_a_discount_is_no_more_than_what_is_left_of_its_concepto() -> None:
    recibo = replace(_recibo(AGOSTO, agua=100, alcantarillado=52), pagado=Dinero(140))
    hecha = liquidar(_adeudo(recibo), _con({"agua": 50, "alcantarillado": 26, "saneamiento": 5}))
    assert sorted(d.importe.centavos for d in hecha.descuentos) == [-8, -4]
    assert hecha.total == CERO == hecha.saldo_restante


def test_two_discounts_of_a_concepto_together_are_no_more_than_it() -> None:
    dos = (Descuento(AGOSTO, "uno", "agua", Dinero(-60)), Descuento(AGOSTO, "otro", "agua", Dinero(-60)))
    hecha = liquidar(_adeudo(_recibo(AGOSTO, agua=100)), lambda saldo: Ofrecido(dos))
    assert [(d.programa, d.importe.centavos) for d in hecha.descuentos] == [("uno", -60), ("otro", -40)]
    assert hecha.total == CERO


def test_accesorios_alone_get_no_discount() -> None:
    recibo = replace(_recibo(AGOSTO, agua=100, recargos=10), pagado=Dinero(0))
    hechos = [Aplicado("2", "e", 1, HOY, "2023-08", "agua", Dinero(100))]
    hecha = liquidar(_adeudo(recibo, hechos=hechos), _con({"agua": 50}))
    assert hecha.total == Dinero(10) and hecha.descuentos == ()


def test_a_payment_ahead_when_nothing_is_owed() -> None:
    hecha = liquidar(_adeudo(), _ninguno, monto=Dinero(500))
    assert hecha.anticipo == Dinero(500) == hecha.total and hecha.saldo_restante == CERO
    assert hecha.aplicado[0].detalle == "pago anticipado: queda como saldo a favor"


@pytest.mark.parametrize(
    ("elegidos", "monto", "salta", "clave", "mensaje"),
    [
        ((), 0, False, "importe_no_positivo", "El monto a pagar debe ser mayor que cero."),
        ((), -5, False, "importe_no_positivo", "El monto a pagar debe ser mayor que cero."),
        (
            (AGOSTO,), None, False, "recibo_anterior_pendiente",
            "Antes se paga junio 2023. Pagar un recibo posterior necesita la autorización de un supervisor.",
        ),
        (
            (JUNIO, AGOSTO), None, False, "recibo_anterior_pendiente",
            "Antes se paga julio 2023. Pagar un recibo posterior necesita la autorización de un supervisor.",
        ),
        (
            (Periodo(2023, 1),), None, True, "recibo_sin_adeudo",
            "El recibo de enero 2023 no existe o no debe nada.",
        ),
        (
            (JUNIO,), 101, False, "monto_excede_recibos",
            "Sobran 0.01 después de pagar los meses elegidos, y todavía se debe julio 2023. "
            "Elija también ese mes o baje el monto.",
        ),
        (
            (AGOSTO,), 101, True, "monto_excede_recibos",
            "Sobran 0.01 después de pagar los meses elegidos, y todavía se debe junio 2023. "
            "Elija también ese mes o baje el monto.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_paid_says_why(
    elegidos: tuple[Periodo, ...], monto: int | None, salta: bool, clave: str, mensaje: str
) -> None:
    adeudo = _adeudo(*(_recibo(p, agua=100) for p in (JUNIO, JULIO, AGOSTO)))
    cuanto = None if monto is None else Dinero(monto)
    with pytest.raises(NegocioError) as error:
        liquidar(adeudo, _ninguno, elegidos=elegidos, monto=cuanto, salta_rezago=salta)
    assert (error.value.clave, error.value.mensaje) == (clave, mensaje)


def test_nothing_owed_is_said() -> None:
    with pytest.raises(NegocioError) as error:
        liquidar(_adeudo(), _ninguno)
    assert (error.value.clave, error.value.mensaje) == ("sin_adeudo", "La cuenta 100 no debe nada.")


def test_chosen_months_oldest_first_or_by_a_supervisor() -> None:
    adeudo = _adeudo(*(_recibo(p, agua=100) for p in (JUNIO, JULIO, AGOSTO)))
    assert _lineas(liquidar(adeudo, _ninguno, elegidos=(JULIO, JUNIO))) == [("06", "agua", 100), ("07", "agua", 100)]
    assert _lineas(liquidar(adeudo, _ninguno, elegidos=(AGOSTO,), salta_rezago=True)) == [("08", "agua", 100)]
    with pytest.raises(NegocioError, match="Antes se paga junio 2023"):
        liquidar(adeudo, _ninguno, elegidos=(AGOSTO,))
    todos = liquidar(adeudo, _ninguno, elegidos=(JUNIO, JULIO, AGOSTO), monto=Dinero(301))
    assert todos.anticipo == Dinero(1)


def test_a_recibo_billed_again_for_less_is_told() -> None:
    hechos = [Aplicado("2", "e", 1, HOY, "2023-07", "agua", Dinero(100))]
    recibos = (_recibo(JULIO, agua=80), _recibo(AGOSTO, agua=100))
    assert liquidar(_adeudo(*recibos, hechos=hechos), _ninguno).avisos == (
        "El recibo de julio 2023 se facturó de nuevo por 0.20 menos de lo que ya tenía pagado. "
        "No se devuelve ni se abona solo: pida que lo aclaren.",
    )
    con_programa = (replace(recibos[0], programa="insen"), recibos[1])
    assert liquidar(_adeudo(*con_programa, hechos=hechos), _ninguno).avisos == ()
