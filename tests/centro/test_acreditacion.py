"""What was paid twice is credit of the cuenta: made, spent and taken back at the caja of the later payment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Pago
from app.errors import NegocioError
from app.reversos.cancelaciones import prever_cancelacion
from db.remoto import contactar
from tests.centro.test_reemplazo import PcNueva
from tests.factories import DEMO, CajaDePrueba, importar, un_pago, un_recibo, una_caja, una_cuenta
from tests.reversos import cancelado, cerrado, devuelto
from tests.sede import PuestoDePrueba, consultar, dos_cajas, enlazada, importar_al_centro, invitar, servir

CIEN = Dinero.from_texto("100.00")
Dos = tuple[PuestoDePrueba, PuestoDePrueba]


@pytest.fixture
def dos(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[Dos]:
    """Cajas 2 and 3 with the padrón of the centre: cuenta 500, which owes two recibos of 100.00."""
    recibos = [un_recibo("500", mes) for mes in ("2023-07", "2023-08")]
    with dos_cajas(sede, tmp_path, [una_cuenta("500")], recibos) as puestos:
        yield puestos


def favor(caja: CajaDePrueba) -> Dinero:
    return estado_de_cuenta(caja.ctx, "500").adeudo.favor


def debe(caja: CajaDePrueba) -> Dinero:
    return estado_de_cuenta(caja.ctx, "500").adeudo.total


def pagado_dos_veces(dos: Dos, monto: str = "100.00") -> tuple[Pago, Pago]:
    """The oldest recibo, whole, at each caja while they do not know of each other."""
    una, otra = dos
    pagos = un_pago(una.caja, "500", monto=monto), un_pago(otra.caja, "500", monto=monto)
    una.sincronizar()
    otra.sincronizar()
    return pagos


def conviene(dos: Dos, sede: SedeDeMaquina) -> None:
    """Both cajas and the centre agree, and every sum comes out."""
    for puesto in (*dos, *dos):
        assert puesto.sincronizar().aviso == ""
        assert puesto.caja.verificar().errores == ()
    assert debe(dos[0].caja) == debe(dos[1].caja)
    assert sede.centro().verificar() == ()
    sumas = (
        "SELECT (SELECT sum(total) FROM pago) + (SELECT coalesce(sum(total), 0) FROM contrapago),"
        " (SELECT sum(least(pagado + aplicado, total)) FROM padron_recibo)"
        " + (SELECT coalesce(sum(importe), 0) FROM descuento) + (SELECT coalesce(sum(importe), 0) FROM favor)"
        " + (SELECT coalesce(sum(importe), 0) FROM medio WHERE medio = 'saldo_a_favor')"
        " - (SELECT coalesce(sum(falta), 0) FROM favor_acreditado)"
    )
    ((pagado, hecho),) = consultar(sede, sumas)
    assert pagado == hecho


def asentados(caja: CajaDePrueba) -> list[tuple[int, int, int]]:
    """(importe, objetivo, falta) of every credit of the diario."""
    with caja.uow() as uow:
        datos = [a.datos() for a in uow.diario.asientos() if a.tipo == "favor_acreditado"]
    return [(d["importe"], d["objetivo"], d["falta"]) for d in datos]


def test_the_later_payment_is_credit_at_its_caja_at_once_and_once(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    primero, segundo = pagado_dos_veces(dos)
    assert (favor(una.caja), favor(otra.caja)) == (CERO, CIEN)
    conviene(dos, sede)
    assert asentados(otra.caja) == [(10_000, 10_000, 0)] and asentados(una.caja) == []
    with otra.caja.uow() as uow:
        datos = next(a.datos() for a in uow.diario.asientos() if a.tipo == "favor_acreditado")
    (incidencia,) = sede.centro().estado().incidencias
    assert datos["incidencia"] == incidencia.id
    assert datos["folios"] == [str(primero.folio), str(segundo.folio)]
    # It pays the next recibo, and nothing else has to be paid for it.
    pago = un_pago(otra.caja, "500")
    assert [(m.medio, m.importe) for m in pago.medios] == [("saldo_a_favor", pago.total)]
    conviene(dos, sede)
    assert (debe(una.caja), favor(otra.caja)) == (CERO, CIEN - pago.total)


def test_a_cancelled_payment_whose_twin_now_fits_leaves_no_credit(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    primero, _ = pagado_dos_veces(dos)
    cancelado(una.caja, primero)
    conviene(dos, sede)
    assert favor(otra.caja) == CERO
    assert asentados(otra.caja) == [(10_000, 10_000, 0), (-10_000, 0, 0)]
    assert sede.centro().estado().incidencias == ()
    fin = "SELECT resolucion, quien FROM incidencia_fin"
    assert consultar(sede, fin) == [("sin_efecto", "centro")]


def test_credit_that_was_spent_before_it_could_be_taken_back(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    primero, segundo = pagado_dos_veces(dos)
    gasto = un_pago(otra.caja, "500").total
    cancelado(una.caja, primero)
    conviene(dos, sede)
    assert favor(otra.caja) == CERO
    assert asentados(otra.caja) == [(10_000, 10_000, 0), ((gasto - CIEN).centavos, 0, gasto.centavos)]
    (incidencia,) = sede.centro().estado().incidencias
    assert (incidencia.clase, incidencia.importe, incidencia.folios) == ("favor_gastado", gasto, (str(segundo.folio),))


def test_the_payment_itself_is_cancelled_with_its_credit(dos: Dos, sede: SedeDeMaquina) -> None:
    _, otra = dos
    _, segundo = pagado_dos_veces(dos)
    assert prever_cancelacion(otra.caja.ctx, segundo.folio, DEMO).saldo_a_favor == CERO
    hecho = cancelado(otra.caja, segundo)
    assert hecho.contrapago.saldo_a_favor == favor(otra.caja) == CERO
    assert otra.caja.verificar().errores == ()
    conviene(dos, sede)
    assert asentados(otra.caja) == [(10_000, 10_000, 0), (-10_000, 0, 0)]
    assert sede.centro().estado().incidencias == ()


def test_a_payment_whose_credit_was_spent_is_not_given_back(dos: Dos, sede: SedeDeMaquina) -> None:
    _, otra = dos
    _, segundo = pagado_dos_veces(dos)
    gasto = un_pago(otra.caja, "500")
    cerrado(otra.caja)
    un_pago(otra.caja, "500", monto="1.00")
    with pytest.raises(NegocioError) as error:
        devuelto(otra.caja, segundo)
    assert error.value.clave == "favor_gastado"
    devuelto(otra.caja, gasto)
    devuelto(otra.caja, segundo)
    conviene(dos, sede)


def test_part_of_the_payment_given_back_takes_its_part_of_the_credit(dos: Dos, sede: SedeDeMaquina) -> None:
    _, otra = dos
    _, segundo = pagado_dos_veces(dos)
    cerrado(otra.caja)
    un_pago(otra.caja, "500", monto="1.00")
    devuelto(otra.caja, segundo, "30.00")
    conviene(dos, sede)
    assert asentados(otra.caja)[-1] == (-3_000, 7_000, 0)
    (incidencia,) = sede.centro().estado().incidencias
    assert incidencia.importe == Dinero.from_texto("70.00") and "quedan 70.00 a favor" in incidencia.resumen
    assert incidencia.importes == (CIEN, Dinero.from_texto("70.00"))


def test_what_somebody_settled_stays_as_it_was_settled(dos: Dos, sede: SedeDeMaquina) -> None:
    _, otra = dos
    _, segundo = pagado_dos_veces(dos)
    (incidencia,) = sede.centro().estado().incidencias
    sede.centro().resolver(incidencia.id, "a_favor", "Se le avisó", "teso")
    cerrado(otra.caja)
    un_pago(otra.caja, "500", monto="1.00")
    devuelto(otra.caja, segundo, "30.00")
    conviene(dos, sede)
    assert consultar(sede, "SELECT centavos FROM incidencia") == [(10_000,)]


def test_money_that_somebody_gave_back_otherwise_is_no_credit(dos: Dos, sede: SedeDeMaquina) -> None:
    _, otra = dos
    pagado_dos_veces(dos)
    (incidencia,) = sede.centro().estado().incidencias
    sede.centro().resolver(incidencia.id, "devuelto", "Se le dio en tesorería", "teso")
    otra.sincronizar()
    assert favor(otra.caja) == CERO
    assert asentados(otra.caja)[-1] == (-10_000, 0, 0)
    assert otra.sincronizar().recibidos == 0


def test_what_was_resolved_at_a_caja_counts_like_what_the_centre_says(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    pagado_dos_veces(dos)
    (incidencia,) = sede.centro().estado().incidencias
    datos = {"incidencia": incidencia.id, "clase": "doble_pago", "resolucion": "devuelto", "refs": [], "nota": "sí"}
    with una.caja.uow() as uow:
        uow.diario.asentar("incidencia_resuelta", datos | {"quien": "super"})
        uow.commit()
    una.sincronizar()
    otra.sincronizar()
    assert favor(otra.caja) == CERO and sede.centro().estado().incidencias == ()


def test_a_recibo_that_became_less_is_credit_only_when_somebody_says_so(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    un_pago(una.caja, "500", monto="100.00")
    una.sincronizar()
    importar_al_centro(sede, otra.caja, [], [un_recibo("500", "2023-07", agua="40.00")])
    (incidencia,) = sede.centro().estado().incidencias
    assert (incidencia.clase, incidencia.importe) == ("pago_de_mas", Dinero.from_texto("60.00"))
    una.sincronizar()
    assert favor(una.caja) == CERO
    sede.centro().resolver(incidencia.id, "a_favor", "Se refacturó por fuga", "jefa")
    una.sincronizar()
    assert favor(una.caja) == Dinero.from_texto("60.00")
    conviene(dos, sede)
    # Billed again as it was, nothing is left over.
    importar_al_centro(sede, otra.caja, [], [un_recibo("500", "2023-07")])
    conviene(dos, sede)
    assert favor(una.caja) == CERO


def test_two_recibos_of_one_payment_are_told_apart(dos: Dos, sede: SedeDeMaquina) -> None:
    _, otra = dos
    pagado_dos_veces(dos, "200.00")
    conviene(dos, sede)
    assert favor(otra.caja) == Dinero.from_texto("200.00")
    assert len(sede.centro().estado().incidencias) == 2


def test_a_third_payment_stands_as_credit_whatever_becomes_of_the_second(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    primero, segundo = pagado_dos_veces(dos)
    with una_caja(una.caja.carpeta.parent / "cuatro", numero="4") as nueva:
        importar(nueva, [una_cuenta("500")], [un_recibo("500", "2023-07"), un_recibo("500", "2023-08")])
        tercera = enlazada(sede, nueva)
        un_pago(nueva, "500", monto="100.00")
        tercera.sincronizar()
        assert favor(nueva) == favor(otra.caja) == CIEN
        cancelado(otra.caja, segundo)
        otra.sincronizar()
        tercera.sincronizar()
        assert asentados(nueva) == [(10_000, 10_000, 0)]
        cancelado(una.caja, primero)
        una.sincronizar()
        tercera.sincronizar()
        assert favor(nueva) == CERO
        conviene((una, tercera), sede)


@pytest.mark.parametrize("ya", [False, True])
def test_a_replaced_caja_neither_loses_nor_doubles_the_credit(
    dos: Dos, sede: SedeDeMaquina, tmp_path: Path, ya: bool
) -> None:
    """Made by the broken PC or not: the new one, with its diario brought back, makes what is missing and no more."""
    una, otra = dos
    un_pago(una.caja, "500", monto="100.00")
    un_pago(otra.caja, "500", monto="100.00")
    una.sincronizar()
    if ya:
        otra.sincronizar()
    else:
        # The payment arrives, and the PC breaks before it hears what became of it.
        enviar_y_romper(otra)
    pc = PcNueva(sede, tmp_path / "nueva")
    pc.tomar(invitar(sede, "3"))
    with pc.abierta(otra.caja) as repuesta:
        repuesta.sincronizar()
        repuesta.sincronizar()
        assert asentados(repuesta.caja) == [(10_000, 10_000, 0)]
        assert favor(repuesta.caja) == CIEN
        assert consultar(sede, "SELECT sum(importe) FROM favor") == [(10_000,)]


def enviar_y_romper(puesto: PuestoDePrueba) -> None:
    """Send the diario, and never hear of it."""
    enlace = puesto.enlaces.leer(puesto.caja.ctx.caja)
    assert enlace is not None
    with contactar(enlace.url, enlace.rol, enlace.secreto) as centro, puesto.caja.uow() as uow:
        for epoca in uow.sincronia.epocas():
            centro.enviar(uow.sincronia.asientos(epoca.epoca, 1, 500), puesto.medios().ahora())
    servir(puesto.sede)
