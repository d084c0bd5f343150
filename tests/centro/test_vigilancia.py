"""What a caja and its centre let be seen of each other, and an incidencia resolved at the counter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app import VERSION
from app.armado_sede import SedeDeMaquina
from app.centro.contacto import Enlazada, ver_contacto, ver_enlazada
from app.centro.incidencias import resolver_incidencia
from app.domain.usuario import Usuario
from app.errors import EquipoError, IntegridadError, NegocioError
from tests.factories import DEMO, SUPER, CajaDePrueba, un_pago, un_recibo, una_caja, una_cuenta
from tests.sede import PuestoDePrueba, consultar, enlazada, importar_al_centro, invitar, servir

RELOJ = (
    "INSERT INTO incidencia (organismo, id, caja, clase, cuenta, centavos, refs, detalle, momento, folios, importes)"
    " VALUES ('cajeme', :id, '2', 'reloj', '', 0, '[]', 'El reloj.', '2023', '[]', '[]')"
)


def enlazada_de(caja: CajaDePrueba) -> Enlazada:
    vista = ver_enlazada(caja.ctx)
    assert vista is not None
    return vista


@pytest.fixture
def doble(sede: SedeDeMaquina, caja: CajaDePrueba, tmp_path: Path) -> Iterator[tuple[PuestoDePrueba, PuestoDePrueba]]:
    """Cajas 2 and 3 have both charged the same recibo, and both know it."""
    with una_caja(tmp_path / "tres", numero="3") as tres:
        importar_al_centro(sede, tres, [una_cuenta("500")], [un_recibo("500", agua="100.00")])
        puestos = enlazada(sede, caja), enlazada(sede, tres)
        for puesto in puestos:
            puesto.sincronizar()
        for puesto in puestos:
            un_pago(puesto.caja, "500")
        for puesto in puestos:
            puesto.sincronizar()
        yield puestos


def test_a_caja_alone_has_nothing_to_show(caja: CajaDePrueba) -> None:
    assert ver_enlazada(caja.ctx) is None and not ver_contacto(caja.ctx).is_enlazada


def test_what_is_still_to_be_sent_and_since_when(puesto: PuestoDePrueba) -> None:
    puesto.sincronizar()
    vacia = enlazada_de(puesto.caja)
    assert (vacia.por_enviar.asientos, vacia.por_enviar.pagos, vacia.por_enviar.desde) == (0, 0, None)
    antes = puesto.caja.reloj.ahora()
    pago = un_pago(puesto.caja, "101", monto="25.00")
    un_pago(puesto.caja, "102", monto="10.00")
    vista = enlazada_de(puesto.caja)
    assert vista.por_enviar.asientos == vista.contacto.pendientes > 1
    assert (vista.por_enviar.pagos, str(vista.cobrado)) == (2, "35.00")
    assert vista.por_enviar.desde is not None and antes <= vista.por_enviar.desde <= pago.momento


def test_both_sides_of_each_epoca(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja, monto="25.00")
    puesto.sincronizar()
    vista = enlazada_de(puesto.caja)
    (cotejo,) = vista.cotejos
    assert cotejo.is_igual and cotejo.alla == cotejo.aqui == (1, 2500, 1)
    assert (cotejo.epoca, vista.epoca, vista.serie) == (vista.epoca, puesto.caja.ctx.caja.epoca, "A")
    assert vista.centro == sede.casa.centro_id and vista.generacion
    consultar(sede, "UPDATE caja_cursor SET centavos = centavos + 1 WHERE caja = '2'")
    puesto.sincronizar()
    (cotejo,) = enlazada_de(puesto.caja).cotejos
    assert not cotejo.is_igual and cotejo.alla == (1, 2501, 1) and cotejo.aqui == (1, 2500, 1)


def test_an_epoca_that_only_the_centre_has(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    puesto.sincronizar()
    with puesto.caja.uow() as uow:
        nota = uow.sincronia.nota("cotejo").replace(puesto.caja.ctx.caja.epoca, "otra")
        uow.sincronia.anotar("cotejo", nota)
        uow.commit()
    (cotejo,) = enlazada_de(puesto.caja).cotejos
    assert cotejo.aqui is None and not cotejo.is_igual


@pytest.mark.parametrize(
    ("minutos", "dicho"),
    [(4, ""), (-4, ""), (7, "Reloj adelantado 7 min"), (-61, "Reloj atrasado 61 min"), (525_600, "Reloj adelantado")],
)
def test_both_clocks_are_compared_at_each_round(puesto: PuestoDePrueba, minutos: int, dicho: str) -> None:
    """A year off as well: nothing is ordered by it, and it is told on both sides."""
    puesto.desfase = timedelta(minutes=minutos, seconds=20 if minutos > 0 else -20)
    puesto.sincronizar()
    contacto = ver_contacto(puesto.caja.ctx)
    assert contacto.reloj.startswith(dicho) and bool(contacto.reloj) == bool(dicho)
    assert contacto.pendientes == 0
    (vista,) = puesto.sede.centro().estado().cajas
    assert abs(vista.desfase + contacto.desfase) <= abs(vista.desfase) * 2 and abs(vista.desfase) // 60 == abs(minutos)


def test_the_centre_knows_of_a_caja_that_has_nothing_to_send(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    (antes,) = sede.centro().estado().cajas
    assert (antes.sin_enviar, antes.programa, antes.contacto) == (None, "", "")
    puesto.sincronizar()
    consultar(sede, "UPDATE caja_cursor SET contacto = now() - interval '1 day'")
    puesto.sincronizar()
    (vista,) = sede.centro().estado().cajas
    assert (vista.sin_enviar, vista.programa, vista.serie, vista.aviso) == (0, VERSION, "A", "")
    assert datetime.now(UTC) - datetime.fromisoformat(vista.contacto) < timedelta(minutes=5)
    servir(sede)
    assert consultar(sede, "SELECT count(*) FROM saludo") == [(1,)]


def test_a_caja_that_is_stopped_says_why(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    puesto.sincronizar()
    puesto.cambiar(centro_id="otro")
    with pytest.raises(IntegridadError):
        puesto.sincronizar()
    (vista,) = sede.centro().estado().cajas
    assert "no es el que enlazó" in vista.aviso


def test_a_centre_of_an_older_version_is_said_to_be_one(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    """Its views are not those that this program asks for; nothing is lost, and it goes on once it is up to date."""
    un_pago(puesto.caja)
    consultar(sede, "DROP VIEW mis_incidencias")
    with pytest.raises(EquipoError) as error:
        puesto.sincronizar()
    assert error.value.clave == "centro_otra_version" and "centro iniciar" in error.value.mensaje
    sede.iniciar(())
    assert puesto.sincronizar().pendientes == 0


def test_the_days_collection_by_caja_and_hour(doble: tuple[PuestoDePrueba, PuestoDePrueba]) -> None:
    dos, _ = doble
    pago = un_pago(dos.caja, "101", monto="25.00")
    dos.sincronizar()
    centro = dos.sede.centro()
    filas = centro.recaudacion(pago.momento.date())
    assert {(f.caja, f.pagos) for f in filas} == {("2", 2), ("3", 1)}
    total = sum(f.centavos for f in filas)
    assert consultar(dos.sede, "SELECT sum(total) FROM pago") == [(total,)]
    assert all(f.hora == pago.momento.hour for f in filas) and centro.recaudacion(date(1999, 1, 1)) == ()


# --- resolved at the counter ---


def test_a_caja_sees_what_concerns_it_without_the_network(doble: tuple[PuestoDePrueba, PuestoDePrueba]) -> None:
    dos, tres = doble
    (suya,) = enlazada_de(tres.caja).incidencias
    assert suya.clase == "doble_pago" and "2A-000001" in suya.resumen and "3A-000001" in suya.resumen
    assert enlazada_de(dos.caja).incidencias == ()
    dos.sincronizar()
    assert [i.id for i in enlazada_de(dos.caja).incidencias] == [suya.id]
    assert ver_contacto(dos.caja.ctx).incidencias == 1


def test_it_is_resolved_with_a_reason_and_both_know_it(doble: tuple[PuestoDePrueba, PuestoDePrueba]) -> None:
    dos, tres = doble
    dos.sincronizar()
    (suya,) = enlazada_de(dos.caja).incidencias
    resolver_incidencia(dos.caja.ctx, suya.id, "a_favor", "  se queda en la cuenta ", SUPER)
    # Here at once; at the centre and at the other caja, with their next rounds.
    assert enlazada_de(dos.caja).incidencias == ()
    assert [i.id for i in dos.sede.centro().estado().incidencias] == [suya.id]
    dos.sincronizar()
    assert dos.sede.centro().estado().incidencias == ()
    tres.sincronizar()
    (cerrada,) = enlazada_de(tres.caja).incidencias
    assert (cerrada.resolucion, cerrada.quien, cerrada.estado) == ("a_favor", "super", "resuelta")
    assert ver_contacto(tres.caja.ctx).incidencias == 0
    fila = consultar(dos.sede, "SELECT caja, incidencia, resolucion, nota, quien FROM incidencia_fin")
    assert fila == [("2", suya.id, "a_favor", "se queda en la cuenta", "super")]
    assert dos.caja.verificar().errores == ()


@pytest.mark.parametrize(
    ("id", "resolucion", "nota", "quien", "clave"),
    [
        ("suya", "a_favor", " ", SUPER, "falta_motivo"),
        ("suya", "olvidada", "porque sí", SUPER, "resolucion_invalida"),
        ("suya", "a_favor", "porque sí", DEMO, "requiere_supervisor"),
        ("ajena", "a_favor", "porque sí", SUPER, "incidencia_desconocida"),
        ("reloj", "corregido", "porque sí", SUPER, "incidencia_del_centro"),
    ],
)
def test_what_is_refused_writes_nothing(
    doble: tuple[PuestoDePrueba, PuestoDePrueba], id: str, resolucion: str, nota: str, quien: Usuario, clave: str
) -> None:
    dos, _ = doble
    consultar(dos.sede, RELOJ, id="reloj")
    dos.sincronizar()
    suya = next(i for i in enlazada_de(dos.caja).incidencias if i.clase == "doble_pago")
    with pytest.raises(NegocioError) as error:
        resolver_incidencia(dos.caja.ctx, suya.id if id == "suya" else id, resolucion, nota, quien)
    assert error.value.clave == clave
    assert len(enlazada_de(dos.caja).incidencias) == 2


@pytest.mark.parametrize("clase", ["reloj", "bifurcacion"])
def test_a_caja_cannot_hide_what_is_about_the_trust_in_it(
    puesto: PuestoDePrueba, sede: SedeDeMaquina, clase: str
) -> None:
    """Whoever holds its key writes what he likes in its diario; the centre does not take it for an answer."""
    consultar(sede, RELOJ.replace("'reloj'", f"'{clase}'"), id="a" * 64)
    _resolver_a_mano(puesto, "a" * 64)
    assert [i.id for i in sede.centro().estado().incidencias] == ["a" * 64]
    sede.centro().resolver("a" * 64, "corregido", "se puso en hora", "jefa")
    assert sede.centro().estado().incidencias == ()


def test_a_caja_cannot_hide_what_is_of_another(doble: tuple[PuestoDePrueba, PuestoDePrueba], tmp_path: Path) -> None:
    dos, _ = doble
    (suya,) = dos.sede.centro().estado().incidencias
    with una_caja(tmp_path / "cuatro", numero="4") as cuatro:
        ajena = PuestoDePrueba(dos.sede, cuatro)
        ajena.enlazar(invitar(dos.sede, "4"))
        _resolver_a_mano(ajena, suya.id)
    assert [i.id for i in dos.sede.centro().estado().incidencias] == [suya.id]


def _resolver_a_mano(puesto: PuestoDePrueba, id: str) -> None:
    datos = {"incidencia": id, "clase": "x", "resolucion": "sin_efecto", "refs": [], "nota": "x", "quien": "x"}
    with puesto.caja.uow() as uow:
        uow.diario.asentar("incidencia_resuelta", datos)
        uow.commit()
    assert puesto.sincronizar().pendientes == 0
