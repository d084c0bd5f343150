"""Credit of what was paid twice when words come late, come twice, or come from somebody whom it does not concern."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.acreditaciones import acreditar
from app.domain.dinero import CERO
from app.domain.pago.pago import Pago
from app.reposicion.rescate import rescatar
from db.disco import leer_disco
from db.remoto import contactar
from tests import postgres
from tests.centro.test_acreditacion import CIEN, Dos, asentados, conviene, dos, enviar_y_romper, favor, pagado_dos_veces
from tests.centro.test_reemplazo import PcNueva
from tests.factories import CajaDePrueba, importar, un_pago, un_recibo, una_caja
from tests.reversos import cancelado
from tests.sede import PuestoDePrueba, consultar, copia_de, enlazada, invitar, servir

__all__ = ["dos"]


@pytest.fixture
def cuarta(sede: SedeDeMaquina, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    """A caja that none of it is about."""
    with una_caja(tmp_path / "cuatro", numero="4") as caja:
        yield enlazada(sede, caja)


def decir(puesto: PuestoDePrueba, incidencia: str, resolucion: str) -> None:
    """Say at a caja what was done about an incidencia, and send it."""
    datos = {"incidencia": incidencia, "clase": "doble_pago", "resolucion": resolucion, "refs": [], "nota": "sí"}
    asentar(puesto.caja, "incidencia_resuelta", datos | {"quien": "super"})
    puesto.sincronizar()


def asentar(caja: CajaDePrueba, tipo: str, datos: dict[str, Any], v: int = 1) -> None:
    with caja.uow() as uow:
        uow.diario.asentar(tipo, datos, v=v)
        uow.commit()


def ref_de(caja: CajaDePrueba, pago: Pago) -> str:
    with caja.uow() as uow:
        return uow.contrapagos.ref(pago.folio)


def un_abono(pago: str, importe: int = 0, **otros: object) -> dict[str, Any]:
    """Content of a `favor_acreditado` that nobody ordered."""
    dicho = {"cuenta": "500", "pago": pago, "folio": "3A-000001", "periodo": "2023-07", "incidencia": "x"}
    sumas = {"objetivo": importe, "acreditado_antes": 0, "importe": importe, "falta": 0}
    favores = {"favor_antes": 0, "favor_despues": importe, "quien": "centro"}
    return {**dicho, "clase": "doble_pago", "folios": [], **sumas, **favores, **otros}


def test_a_payment_cancelled_here_is_not_credited_by_a_word_older_than_that(dos: Dos, sede: SedeDeMaquina) -> None:
    """The centre is reached, and has not applied the cancellation yet: its money went back already."""
    una, otra = dos
    un_pago(una.caja, "500", monto="100.00")
    segundo = un_pago(otra.caja, "500", monto="100.00")
    una.sincronizar()
    enviar_y_romper(otra)
    cancelado(otra.caja, segundo)
    otra.trabajar = lambda: None
    otra.sincronizar()
    assert favor(otra.caja) == CERO and asentados(otra.caja) == []
    otra.trabajar = una.trabajar
    conviene(dos, sede)
    assert favor(otra.caja) == CERO


def test_only_whom_it_concerns_says_what_becomes_of_the_credit(dos: Dos, cuarta: PuestoDePrueba) -> None:
    pagado_dos_veces(dos)
    (incidencia,) = cuarta.sede.centro().estado().incidencias
    decir(cuarta, incidencia.id, "devuelto")
    dos[1].sincronizar()
    assert favor(dos[1].caja) == CIEN
    assert [i.id for i in cuarta.sede.centro().estado().incidencias] == [incidencia.id]


def test_the_first_word_counts_and_a_second_one_changes_nothing(dos: Dos, sede: SedeDeMaquina) -> None:
    una, otra = dos
    pagado_dos_veces(dos)
    (incidencia,) = sede.centro().estado().incidencias
    decir(una, incidencia.id, "devuelto")
    decir(otra, incidencia.id, "a_favor")
    otra.sincronizar()
    assert favor(otra.caja) == CERO
    otra.sincronizar()
    with otra.caja.uow() as uow:
        assert [(i.id, i.resolucion) for i in uow.sincronia.incidencias()] == [(incidencia.id, "devuelto")]


def test_what_was_resolved_counts_also_when_it_arrives_before_what_it_is_about(dos: Dos, sede: SedeDeMaquina) -> None:
    """As after the centre was put back from a copy, and cajas push again in any order."""
    una, otra = dos
    pagos = un_pago(una.caja, "500", monto="100.00"), un_pago(otra.caja, "500", monto="100.00")
    refs = sorted(ref_de(puesto.caja, pago) for puesto, pago in zip(dos, pagos, strict=True))
    id = hashlib.sha256("\n".join(["doble_pago", *refs, "2023-07"]).encode()).hexdigest()
    decir(una, id, "devuelto")
    otra.sincronizar()
    assert favor(otra.caja) == CERO
    assert sede.centro().estado().incidencias == ()


@pytest.mark.parametrize(
    ("tipo", "datos", "v"),
    [
        ("favor_acreditado", un_abono("2/x/1", falta="5"), 1),
        ("favor_acreditado", {"otra": "cosa"}, 2),
        ("incidencia_resuelta", {"otra": "cosa"}, 2),
    ],
)
def test_an_asiento_that_cannot_be_understood_stops_nobody(
    dos: Dos, sede: SedeDeMaquina, tipo: str, datos: dict[str, Any], v: int
) -> None:
    una, otra = dos
    asentar(una.caja, tipo, datos, v)
    pagado_dos_veces(dos)
    assert favor(otra.caja) == CIEN
    assert una.sincronizar().pendientes == otra.sincronizar().pendientes == 0
    clases = {i.clase for i in sede.centro().estado().incidencias}
    assert clases == {"doble_pago", *(["sin_cotejar"] if v == 1 else [])}


def test_another_caja_that_says_it_credited_it_takes_nobody_s_credit_away(
    dos: Dos, cuarta: PuestoDePrueba, sede: SedeDeMaquina
) -> None:
    una, otra = dos
    segundo = un_pago(otra.caja, "500", monto="100.00")
    asentar(cuarta.caja, "favor_acreditado", un_abono(ref_de(otra.caja, segundo), 10_000))
    cuarta.sincronizar()
    un_pago(una.caja, "500", monto="100.00")
    una.sincronizar()
    otra.sincronizar()
    assert favor(otra.caja) == CIEN
    (error,) = sede.centro().verificar()
    assert error.caja == "4" and "nadie ordenó" in error.mensaje


@pytest.mark.parametrize("al_reves", [False, True])
def test_a_centre_that_was_put_back_credits_one_excess_once(
    dos: Dos, sede: SedeDeMaquina, postgres_url: str, tmp_path: Path, al_reves: bool
) -> None:
    """From a copy of before both payments, which then arrive again, in whichever order."""
    una, otra = dos
    with postgres.database(postgres_url, sede.url.rpartition("/")[2].partition("?")[0]) as url:
        vieja = copia_de(sede, url, tmp_path / "vieja")
        pagado_dos_veces(dos)
        conviene(dos, sede)
        assert favor(otra.caja) == CIEN
        for puesto in dos:
            enlace = puesto.enlaces.leer(puesto.caja.ctx.caja)
            assert enlace is not None
            base = enlace.url.rpartition("/")[2].partition("?")[0]
            puesto.cambiar(url=enlace.url.replace(base, url.rpartition("/")[2].partition("?")[0]))
            puesto.sede = vieja
            puesto.trabajar = lambda: vieja.servir(lambda: False)
        vieja.centro().restaurar()
        for puesto in (otra, una) if al_reves else (una, otra):
            puesto.sincronizar()
        conviene(dos, vieja)
        assert favor(una.caja) + favor(otra.caja) == CIEN
        assert asentados(otra.caja) == [(10_000, 10_000, 0)] and asentados(una.caja) == []
        assert consultar(vieja, "SELECT sum(centavos) FROM acreditacion") == [(10_000,)]


def test_an_excess_that_another_pair_explains_now_is_told_once(
    dos: Dos, cuarta: PuestoDePrueba, sede: SedeDeMaquina
) -> None:
    """Of three payments the second is cancelled: the third is left over, beside the first."""
    _, otra = dos
    _, segundo = pagado_dos_veces(dos)
    cuarta.sincronizar()
    tercero = un_tercero(cuarta, dos)
    cancelado(otra.caja, segundo)
    otra.sincronizar()
    cuarta.sincronizar()
    (incidencia,) = sede.centro().estado().incidencias
    assert incidencia.folios[-1] == str(tercero.folio)
    sede.centro().resolver(incidencia.id, "devuelto", "Se le dio en tesorería", "teso")
    cuarta.sincronizar()
    assert favor(cuarta.caja) == CERO


def un_tercero(cuarta: PuestoDePrueba, dos: Dos) -> Pago:
    """Another whole payment of what both had paid, at a caja whose padrón does not say so."""
    importar(cuarta.caja, [], [un_recibo("500", "2023-07"), un_recibo("500", "2023-08")])
    pago = un_pago(cuarta.caja, "500", monto="100.00")
    cuarta.sincronizar()
    assert favor(cuarta.caja) == favor(dos[1].caja) == CIEN
    return pago


def test_credit_that_the_broken_pc_had_made_and_not_sent_is_told(dos: Dos, sede: SedeDeMaquina, tmp_path: Path) -> None:
    """Only its disk says so, once the PC in its place made it again."""
    una, otra = dos
    un_pago(una.caja, "500", monto="100.00")
    un_pago(otra.caja, "500", monto="100.00")
    una.sincronizar()
    enviar_y_romper(otra)
    enlace = otra.enlaces.leer(otra.caja.ctx.caja)
    assert enlace is not None
    with contactar(enlace.url, enlace.rol, enlace.secreto) as centro, otra.caja.uow() as uow:
        assert acreditar(uow, centro.acreditaciones()) == 1
        uow.commit()
    assert favor(otra.caja) == CIEN
    otra.caja.cerrar()
    pc = PcNueva(sede, tmp_path / "nueva")
    pc.tomar(invitar(sede, "3"))
    with pc.abierta(otra.caja) as repuesta:
        repuesta.sincronizar()
        repuesta.sincronizar()
        assert favor(repuesta.caja) == CIEN
        rescatar(repuesta.medios(), lambda: leer_disco(otra.caja.carpeta))
        servir(sede)
        (hallada,) = (i for i in sede.centro().estado().incidencias if i.clase == "abono_repetido")
        assert (hallada.importe, hallada.cuenta) == (CIEN, "500")
        assert favor(repuesta.caja) == CIEN
        assert repuesta.caja.verificar().errores == () and sede.centro().verificar() == ()
