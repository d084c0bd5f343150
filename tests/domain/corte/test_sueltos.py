"""What asientos other than payments add to the figures of a turno."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.corte.corte import Cifras
from app.domain.corte.novedades import Novedades, Vuelta
from app.domain.corte.sueltos import con_sueltos, datos_de_salto
from app.domain.diario.asiento import GENESIS, Asiento, canonico
from app.domain.dinero import CERO, Dinero
from app.domain.salto import Salto

SIN_CIFRAS = Cifras((), (), (), (), (), 0, CERO, "", "", ())


def asiento(tipo: str, **datos: object) -> Asiento:
    return Asiento("loreto", "2", "epoca", 7, tipo, 1, canonico(datos), GENESIS, bytes(32), bytes(64))


def emitido(numero: int, pago: str) -> Asiento:
    return asiento("recibo_subsidio", folio={"serie": "A", "numero": numero}, pago=pago)


def test_a_subsidy_is_unsigned_until_it_is_signed_or_its_payment_cancelled() -> None:
    cancela = asiento("pago_cancelado", cuenta={"uso": ""}, total=-500, cancela="2A-000003")
    leidas = con_sueltos(
        SIN_CIFRAS,
        [
            emitido(1, "2A-000001"),
            emitido(2, "2A-000002"),
            asiento("subsidio_firmado", folio="S2A-000001"),
            emitido(3, "2A-000003"),
            cancela,
            asiento("subsidio_firmado", folio="S1A-000009"),
        ],
    )
    assert leidas.novedades == Novedades((Vuelta("pago_cancelado", "2A-000003", Dinero(500)),), ("S2A-000002",))
    assert leidas.cancelados == ("2A-000003",)


def test_a_jump_of_the_clock_comes_back_as_it_went() -> None:
    zona = ZoneInfo("America/Hermosillo")
    salto = Salto(datetime(2023, 9, 6, tzinfo=zona), datetime(2023, 9, 5, tzinfo=zona), "inicio")
    assert datos_de_salto(salto)["segundos"] == -86400
    leidas = con_sueltos(SIN_CIFRAS, [asiento("reloj_saltado", **datos_de_salto(salto))])
    assert leidas.novedades.saltos == (salto,)


def test_of_what_went_back_each_kind_is_told_apart() -> None:
    def vuelto(tipo: str, **mas: object) -> Asiento:
        return asiento(tipo, cuenta={"uso": "domestico"}, total=-100, cancela=f"de {tipo}", redondeo=10, **mas)

    leidas = con_sueltos(
        SIN_CIFRAS, [vuelto("devolucion"), vuelto("cheque_devuelto", numero="77"), vuelto("pago_cancelado")]
    )
    novedades = leidas.novedades
    assert [v.pago for v in novedades.devoluciones] == ["de devolucion"]
    assert novedades.cheques_del_banco == (Vuelta("cheque_devuelto", "de cheque_devuelto", Dinero(100), "77"),)
    assert leidas.devueltos == ("de devolucion", "de cheque_devuelto")
    assert (leidas.usos, leidas.conceptos) == ((("domestico", Dinero(-300)),), (("redondeo", Dinero(30)),))
