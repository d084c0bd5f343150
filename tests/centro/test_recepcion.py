"""What arrives at the centre: exactly once, in order, and never dropped."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.enlace import contacto
from app.domain.diario.asiento import Asiento, canonico, hash_de
from app.sistema.llaves import Llave
from db.diario import leer
from tests.factories import CajaDePrueba, un_pago, un_turno
from tests.sede import PuestoDePrueba, consultar, diarios, enlazada, invitar, servir


def asientos(caja: CajaDePrueba) -> list[Asiento]:
    """The diario of a caja."""
    with caja.almacen.engine.begin() as conexion:
        return list(leer(conexion))


def enviar(puesto: PuestoDePrueba, *que: Asiento, ahora: datetime | None = None) -> None:
    """Leave asientos at the centre, whatever they are."""
    enlace = puesto.enlaces.leer(puesto.caja.ctx.caja)
    assert enlace is not None
    with contacto(puesto.enlaces, enlace) as centro:
        centro.enviar(que, ahora or datetime.now(UTC))


def cambiado(caja: CajaDePrueba, antes: Asiento, **otros: object) -> Asiento:
    """Another asiento in the same place, well signed by the caja's key."""
    nuevo = replace(antes, **otros)  # type: ignore[arg-type]
    nuevo = replace(nuevo, hash=nuevo.calcular_hash())
    return replace(nuevo, firma=caja.llave.firmar(nuevo.hash))


def motivos(sede: SedeDeMaquina) -> list[tuple[int, str]]:
    return [(f[0], f[1]) for f in consultar(sede, "SELECT seq, motivo FROM cuarentena ORDER BY seq, motivo")]


def clases(sede: SedeDeMaquina) -> list[str]:
    return [f[0] for f in consultar(sede, "SELECT clase FROM incidencia ORDER BY clase")]


def test_a_day_arrives_whole_and_is_projected_as_at_the_caja(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    pagos = [un_pago(puesto.caja, c, monto="10.00") for c in ("100", "101", "100")]
    ronda = puesto.sincronizar()
    propios = asientos(puesto.caja)
    assert (ronda.enviados, ronda.confirmados, ronda.pendientes, ronda.aviso) == (len(propios), len(propios), 0, "")
    assert diarios(sede) == [(a.seq, a.tipo) for a in propios]
    guardados = consultar(sede, "SELECT hash, contenido, firma FROM diario WHERE caja = '2' ORDER BY seq")
    assert [tuple(map(bytes, f)) for f in guardados] == [(a.hash, a.contenido, a.firma) for a in propios]
    folios = consultar(sede, "SELECT folio, total FROM pago ORDER BY numero")
    assert folios == [(str(p.folio), p.total.centavos) for p in pagos]
    assert sede.centro().verificar() == ()


def test_what_was_sent_twice_is_applied_once(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja)
    todos = asientos(puesto.caja)
    enviar(puesto, *todos)
    enviar(puesto, *todos)
    servir(sede)
    enviar(puesto, *todos)
    assert servir(sede) == len(todos)
    assert diarios(sede) == [(a.seq, a.tipo) for a in todos]
    assert motivos(sede) == [] and clases(sede) == []
    assert puesto.sincronizar().pendientes == 0


def test_a_gap_waits_for_what_is_missing(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja)
    todos = asientos(puesto.caja)
    enviar(puesto, *todos[:2], *todos[3:])
    servir(sede)
    assert len(diarios(sede)) == 2
    enviar(puesto, todos[2])
    servir(sede)
    assert len(diarios(sede)) == len(todos)
    assert consultar(sede, "SELECT * FROM entrada") == []


def test_order_does_not_come_from_arrival(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja)
    todos = asientos(puesto.caja)
    for asiento in reversed(todos):
        enviar(puesto, asiento)
        servir(sede)
    assert diarios(sede) == [(a.seq, a.tipo) for a in todos]


def test_another_payment_under_a_taken_identity_is_a_fork(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    pago = un_pago(puesto.caja)
    puesto.sincronizar()
    antes = next(a for a in asientos(puesto.caja) if a.tipo == "pago")
    otro = cambiado(puesto.caja, antes, contenido=canonico({**antes.datos(), "total": 1}))
    enviar(puesto, otro)
    servir(sede)
    assert motivos(sede) == [(antes.seq, "bifurcado")] and clases(sede) == ["bifurcacion"]
    assert consultar(sede, "SELECT total FROM pago") == [(pago.total.centavos,)]
    assert "apartó 1" in puesto.sincronizar().aviso


def test_what_its_caja_did_not_sign_is_set_aside_and_the_true_one_goes_in(
    puesto: PuestoDePrueba, sede: SedeDeMaquina
) -> None:
    un_pago(puesto.caja)
    todos = asientos(puesto.caja)
    ajena = Llave.nueva()
    falso = replace(todos[-1], firma=ajena.firmar(todos[-1].hash))
    roto = replace(todos[-2], contenido=b"{}")
    enviar(puesto, *todos[:-2], roto, falso)
    servir(sede)
    enviar(puesto, *todos)
    servir(sede)
    assert motivos(sede) == [(roto.seq, "alterado"), (falso.seq, "alterado")]
    assert puesto.sincronizar().pendientes == 0
    assert diarios(sede) == [(a.seq, a.tipo) for a in todos]


def test_a_poisoned_asiento_is_kept_and_the_rest_flows(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    """Signed by its caja and impossible to file: a fact all the same."""
    un_turno(puesto.caja)
    with puesto.caja.uow() as uow:
        uow.diario.asentar("nadie_lo_conoce", {})
        uow.commit()
    ultimo = asientos(puesto.caja)[-1]
    malos = [
        {},
        {"folio": 1},
        {"folio": "F\u0000", "copia": 1, "resultado": "x"},
        {"folio": {}, "copia": 1, "resultado": ""},
    ]
    seguidos: list[Asiento] = []
    for malo in malos:
        seq, previo, contenido = ultimo.seq + 1, ultimo.hash, canonico(malo)
        caja = puesto.caja.ctx.caja
        resumen = hash_de(caja.organismo, caja.numero, caja.epoca, seq, "papel", 1, contenido, previo)
        ultimo = Asiento(
            caja.organismo, caja.numero, caja.epoca, seq, "papel", 1, contenido, previo, resumen,
            puesto.caja.llave.firmar(resumen),
        )  # fmt: skip
        seguidos.append(ultimo)
    enviar(puesto, *asientos(puesto.caja), *seguidos)
    servir(sede)
    assert len(diarios(sede)) == ultimo.seq
    assert clases(sede) == ["sin_archivar"] * len(malos)
    assert motivos(sede) == [] and consultar(sede, "SELECT * FROM entrada") == []


def test_content_that_is_not_even_json_stops_nobody(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    antes = asientos(puesto.caja)[-1]
    caja, ultimo = puesto.caja.ctx.caja, antes
    seguidos = []
    for contenido in (b"\xff\x00", b"[" * 100_000, b"[]", b'{"total": 1.5, "folio": 3}'):
        campos = (caja.organismo, caja.numero, caja.epoca, ultimo.seq + 1, "pago", 1, contenido, ultimo.hash)
        resumen = hash_de(*campos)
        ultimo = Asiento(*campos, resumen, puesto.caja.llave.firmar(resumen))
        seguidos.append(ultimo)
    enviar(puesto, *asientos(puesto.caja), *seguidos)
    servir(sede)
    assert len(diarios(sede)) == ultimo.seq


@pytest.mark.parametrize("seq", [0, -1])
def test_a_seq_that_is_none_blocks_nothing(puesto: PuestoDePrueba, sede: SedeDeMaquina, seq: int) -> None:
    todos = asientos(puesto.caja)
    enviar(puesto, cambiado(puesto.caja, todos[0], seq=seq))
    servir(sede)
    assert diarios(sede) == []
    enviar(puesto, *todos)
    servir(sede)
    assert puesto.sincronizar().pendientes == 0
    assert len(diarios(sede)) == len(todos)


def test_a_key_that_nobody_registered_counts_for_nothing(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    """What a stolen file could do: enter as the caja and send the diario of another PC."""
    puesto = enlazada(sede, caja)
    ajena = Llave.nueva()
    primero = asientos(caja)[0]
    falso = replace(primero, epoca="otra", contenido=canonico({**primero.datos(), "publica": ajena.publica}))
    falso = replace(falso, hash=falso.calcular_hash())
    enviar(puesto, replace(falso, firma=ajena.firmar(falso.hash)))
    servir(sede)
    assert diarios(sede) == [] and motivos(sede) == [(1, "sin_registro")]
    assert puesto.sincronizar().pendientes == 0


def test_a_clock_a_year_off_is_told_and_orders_nothing(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    puesto.desfase = timedelta(days=-365)
    un_pago(puesto.caja)
    assert puesto.sincronizar().pendientes == 0
    assert clases(sede) == ["reloj"]
    ((desfase,),) = consultar(sede, "SELECT desfase FROM caja_cursor WHERE caja = '2'")
    assert abs(desfase - 365 * 86_400) < 60


def test_an_infinite_clock_stops_nobody(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    todos = asientos(puesto.caja)
    enviar(puesto, *todos, ahora=datetime.max.replace(tzinfo=UTC))
    consultar(sede, "UPDATE entrada SET enviado = 'infinity'")
    servir(sede)
    assert len(diarios(sede)) == len(todos)


def test_two_that_serve_at_once_apply_each_asiento_once(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    for _ in range(3):
        un_pago(puesto.caja, monto="1.00")
    todos = asientos(puesto.caja)
    for asiento in todos:
        enviar(puesto, asiento)
    hechos: list[int] = []
    hilos = [threading.Thread(target=lambda: hechos.append(servir(sede))) for _ in range(3)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert len(hechos) == 3
    assert diarios(sede) == [(a.seq, a.tipo) for a in todos]
    assert motivos(sede) == [] and sede.centro().verificar() == ()


def test_a_revoked_caja_is_put_out_and_what_it_sent_is_set_aside(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    puesto.sincronizar()
    bueno = len(asientos(puesto.caja))
    un_pago(puesto.caja)
    enviar(puesto, *asientos(puesto.caja)[bueno:])
    assert sede.centro().dar_de_baja("cajeme", "2", "robo")[1] == bueno
    servir(sede)
    assert len(diarios(sede)) == bueno
    assert {motivo for _, motivo in motivos(sede)} == {"sin_registro"}
    with pytest.raises(Exception, match="no deja entrar"):
        puesto.sincronizar()
    # Invited again, the same PC goes on in its epoca, and nothing was lost.
    puesto.caja.almacen.engine.dispose()
    with puesto.caja.uow() as uow:
        uow.sincronia.anotar("registro", "")
        uow.commit()
    puesto.enlazar(invitar(sede))
    assert puesto.sincronizar().pendientes == 0
    assert len(diarios(sede)) == len(asientos(puesto.caja))


def test_verifying_the_centre_finds_what_was_changed_in_it(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    un_pago(puesto.caja)
    puesto.sincronizar()
    assert sede.centro().verificar() == ()
    for orden, dice in (
        ("UPDATE diario SET contenido = '{}' WHERE caja = '2' AND seq = 3", "no es el que se asentó"),
        ("DELETE FROM pago", "archivados no son los que llegaron"),
        ("UPDATE caja_cursor SET firma = '' WHERE caja = '2'", "firma del centro"),
        ("DELETE FROM diario WHERE caja = '2' AND seq = 4", "no sigue"),
    ):
        consultar(sede, orden)
        assert any(dice in e.mensaje for e in sede.centro().verificar()), dice
