"""The print queue: only after the commit, every outcome written down, nothing lost and no second original."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from app.ajustes import Impresora
from app.documentos import Encabezado, componer, papel_de_prueba
from app.domain.corte.corte import Arqueo
from app.domain.dinero import Dinero
from app.domain.papel import SalidaDePapel
from app.errors import EquipoError, NegocioError
from app.papel.impresion import (
    IMPRESO,
    PapelDudoso,
    descartar_papel,
    imprimir_pendientes,
    papeles_en_cola,
    recuperar_cola,
    reimprimir_papel,
)
from app.turno.caja import abrir_turno, cerrar_turno
from app.turno.cortes import corte_de_folio, ver_jornada
from db import almacen as almacenes
from tests.factories import DEMO, PERFIL, CajaDePrueba, importar, un_cobro, un_medio, un_pago, un_recibo, una_cuenta
from tests.fakes import FakeDispositivo

MEMBRETE = Encabezado(nombre=PERFIL.nombre, organismo=PERFIL.organismo)


def morir() -> None:
    raise KeyboardInterrupt


SIN_PAPEL = EquipoError("impresora_detenida", "La impresora está sin papel.")
A_MEDIAS = PapelDudoso("papel_en_duda", "La impresora dejó de responder.")


@pytest.fixture
def caja(caja: CajaDePrueba) -> Iterator[CajaDePrueba]:
    numeros = ("100", "200", "300")
    importar(caja, [una_cuenta(n) for n in numeros], [un_recibo(n) for n in numeros])
    yield caja


def imprimir(caja: CajaDePrueba, dispositivo: FakeDispositivo | None, *folios: str) -> tuple[SalidaDePapel, ...]:
    return imprimir_pendientes(caja.ctx, lambda clase: dispositivo, MEMBRETE, folios)


def reimprimir(caja: CajaDePrueba, dispositivo: FakeDispositivo | None, folio: str) -> SalidaDePapel:
    return reimprimir_papel(caja.ctx, lambda clase: dispositivo, MEMBRETE, folio, "demo")


def estados(caja: CajaDePrueba) -> list[tuple[str, str]]:
    return [(p.folio, p.estado) for p in papeles_en_cola(caja.ctx)]


def asientos(caja: CajaDePrueba) -> list[tuple[str, int, str]]:
    with caja.uow() as uow:
        papeles = [a.datos() for a in uow.diario.asientos() if a.tipo == "papel"]
    return [(d["folio"], d["copia"], d["resultado"]) for d in papeles]


def test_a_charge_leaves_its_ticket_in_the_queue_and_printing_takes_it_out(caja: CajaDePrueba) -> None:
    un_cobro(caja, "100", "200")
    assert estados(caja) == [("2A-000001", "pendiente"), ("2A-000002", "pendiente")]
    dispositivo = FakeDispositivo()
    salidas = imprimir(caja, dispositivo)
    assert [(s.folio, s.copia, s.estado) for s in salidas] == [("2A-000001", 0, IMPRESO), ("2A-000002", 0, IMPRESO)]
    assert [nombre for nombre, _ in dispositivo.papeles] == ["2A-000001", "2A-000002"]
    assert "COPIA" not in dispositivo.papeles[0][1]
    assert estados(caja) == [] and imprimir(caja, dispositivo) == ()
    assert asientos(caja) == [("2A-000001", 0, "impreso"), ("2A-000002", 0, "impreso")]


def test_only_the_papers_that_were_asked_for_come_out(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    un_pago(caja, "200")
    imprimir(caja, FakeDispositivo(), "2A-000002")
    assert estados(caja) == [("2A-000001", "pendiente")]


def test_nothing_is_printed_that_is_not_on_the_disk(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    vistos: list[tuple[object, ...]] = []

    def mirar() -> None:
        with closing(sqlite3.connect(caja.carpeta / "caja.db")) as otra:
            vistos.append(otra.execute("SELECT folio, estado FROM cola_impresion").fetchone())
            vistos.append(otra.execute("SELECT folio FROM pago").fetchone())

    imprimir(caja, FakeDispositivo(al_sacar=mirar))
    assert vistos == [("2A-000001", "enviando"), ("2A-000001",)]


def test_without_a_printer_all_stays_in_the_queue_and_nothing_is_recorded(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    (salida,) = imprimir(caja, None)
    assert (salida.estado, salida.detalle) == ("pendiente", "Sin impresora: el papel quedó en cola.")
    assert estados(caja) == [("2A-000001", "pendiente")] and asientos(caja) == []


def test_a_printer_without_paper_leaves_it_all_in_the_queue_and_the_payment_as_it_was(caja: CajaDePrueba) -> None:
    un_cobro(caja, "100", "200")
    dispositivo = FakeDispositivo(luego=SIN_PAPEL)
    (salida,) = imprimir(caja, dispositivo)
    assert (salida.folio, salida.estado, salida.detalle) == ("2A-000001", "fallo", "La impresora está sin papel.")
    assert papeles_en_cola(caja.ctx)[0].detalle == "La impresora está sin papel."
    assert estados(caja) == [("2A-000001", "fallo"), ("2A-000002", "pendiente")]
    imprimir(caja, dispositivo)
    assert [nombre for nombre, _ in dispositivo.papeles] == ["2A-000001", "2A-000002"]
    assert "COPIA" not in dispositivo.papeles[0][1]
    assert asientos(caja)[:2] == [("2A-000001", 0, "fallo"), ("2A-000001", 0, "impreso")]
    assert caja.verificar().ok


def test_a_paper_in_doubt_comes_out_again_as_a_copy(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    dispositivo = FakeDispositivo(luego=A_MEDIAS)
    imprimir(caja, dispositivo)
    assert estados(caja) == [("2A-000001", "desconocido")]
    (salida,) = imprimir(caja, dispositivo)
    assert (salida.copia, salida.estado) == (1, IMPRESO)
    assert dispositivo.papeles[0][0] == "2A-000001-copia-1" and "COPIA 1" in dispositivo.papeles[0][1]
    assert estados(caja) == []


def test_a_copy_that_fails_leaves_the_original_in_doubt(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    imprimir(caja, FakeDispositivo(luego=A_MEDIAS))
    imprimir(caja, FakeDispositivo(luego=SIN_PAPEL))
    assert estados(caja) == [("2A-000001", "desconocido")]
    (salida,) = imprimir(caja, FakeDispositivo())
    assert salida.copia == 1


def test_a_paper_that_was_being_sent_when_the_program_died_is_offered_again(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    with pytest.raises(KeyboardInterrupt):
        imprimir(caja, FakeDispositivo(al_sacar=morir))
    assert estados(caja.reabrir()) == [("2A-000001", "enviando")]
    (papel,) = recuperar_cola(caja.ctx)
    assert (papel.estado, papel.detalle) == ("desconocido", "El programa se cerró mientras se imprimía.")
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo)
    assert "COPIA 1" in dispositivo.papeles[0][1]


def test_a_paper_is_not_sent_by_two_at_once(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    otro = FakeDispositivo()
    uno = FakeDispositivo(al_sacar=lambda: imprimir(caja, otro))
    imprimir(caja, uno)
    assert (len(uno.papeles), len(otro.papeles)) == (1, 0)


@pytest.mark.parametrize("luego", [None, SIN_PAPEL, A_MEDIAS])
def test_a_newer_paper_of_its_folio_that_came_meanwhile_waits_on(caja: CajaDePrueba, luego: EquipoError | None) -> None:
    un_pago(caja, "100")

    def responder() -> None:
        with caja.uow() as uow:
            uow.cola.encolar("2A-000001", "pago")
            uow.commit()

    imprimir(caja, FakeDispositivo(luego, al_sacar=responder))
    assert estados(caja) == [("2A-000001", "pendiente")]


def test_of_many_that_send_it_at_once_one_does(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    juntos = Barrier(4)
    dispositivos = [FakeDispositivo() for _ in range(4)]

    def enviar(dispositivo: FakeDispositivo) -> tuple[SalidaDePapel, ...]:
        juntos.wait()
        return imprimir(caja, dispositivo, "2A-000001")

    with ThreadPoolExecutor(4) as hilos:
        salidas = list(hilos.map(enviar, dispositivos))
    assert sum(len(d.papeles) for d in dispositivos) == 1 and sum(map(len, salidas)) == 1
    assert estados(caja) == [] and asientos(caja) == [("2A-000001", 0, "impreso")]


def test_a_paper_that_nobody_wants_leaves_the_queue_and_the_diario_says_who(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    descartar_papel(caja.ctx, "2A-000001", "demo")
    descartar_papel(caja.ctx, "2A-000001", "demo")
    assert estados(caja) == [] and asientos(caja) == [("2A-000001", 0, "descartado")]


def test_reprints_are_numbered_by_what_came_out(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    imprimir(caja, FakeDispositivo())
    pasos = (None, SIN_PAPEL, None, A_MEDIAS, None)
    copias = [reimprimir(caja, FakeDispositivo(luego=paso), "2A-000001").copia for paso in pasos]
    assert copias == [1, 2, 2, 3, 4]
    assert estados(caja) == []


def test_a_reprint_needs_a_printer_and_a_paper(caja: CajaDePrueba) -> None:
    with pytest.raises(EquipoError, match="No hay impresora"):
        reimprimir(caja, None, "2A-000001")
    for folio in ("2A-000009", "Z-9", "Z-x"):
        with pytest.raises(NegocioError, match="No hay ningún"):
            reimprimir(caja, FakeDispositivo(), folio)


def test_the_corte_goes_through_the_queue_too_and_is_rebuilt_from_its_asiento(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    cerrado = cerrar_turno(caja.ctx, DEMO, Arqueo(((50000, 1), (10000, 1))), "")
    with caja.uow() as uow:
        assert corte_de_folio(caja.ctx, uow, "Z-1") == cerrado
    dispositivo = FakeDispositivo()
    imprimir(caja, dispositivo, "Z-1")
    assert "CONTADO" in dispositivo.papeles[0][1]
    reimprimir(caja, dispositivo, "Z-1")
    assert "COPIA 1" in dispositivo.papeles[1][1]
    assert caja.verificar().ok


def test_the_turno_by_hour_and_by_medio(caja: CajaDePrueba) -> None:
    assert ver_jornada(caja.ctx) is None
    abrir_turno(caja.ctx, DEMO, Dinero(50000))
    vacia = ver_jornada(caja.ctx)
    assert vacia is not None and vacia.horas == () and [m.cobros for m in vacia.medios] == [0, 0, 0, 0]
    un_pago(caja, "100")
    caja.reloj.avanzar(hours=2)
    un_cobro(caja, "200", medios=(un_medio("60.00"), un_medio("40.00", "tarjeta")))
    jornada = ver_jornada(caja.ctx)
    assert jornada is not None and not jornada.ciego
    assert [(h.hora, h.cobros, str(h.importe)) for h in jornada.horas] == [
        (10, 1, "90.00"), (11, 0, "0.00"), (12, 1, "90.00"),
    ]  # fmt: skip
    assert [(m.medio, m.cobros, str(m.importe)) for m in jornada.medios] == [
        ("efectivo", 2, "140.00"), ("tarjeta", 1, "40.00"), ("cheque", 0, "0.00"), ("transferencia", 0, "0.00"),
    ]  # fmt: skip


def test_the_test_paper_shows_the_width_and_the_accents() -> None:
    papel = papel_de_prueba(MEMBRETE, Impresora("red", "x", 32), PERFIL.demostracion.inicio)
    lineas = componer(papel, 32)
    assert "12345678901234567890123456789012" in lineas and any("¿? ¡!" in linea for linea in lineas)


def test_an_older_file_gets_the_new_column_and_a_copy_is_kept(caja: CajaDePrueba) -> None:
    un_pago(caja, "100")
    caja.cerrar()
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as base:
        base.execute("ALTER TABLE cola_impresion DROP COLUMN detalle")
        base.execute("UPDATE alembic_version SET version_num = '0002'")
    with pytest.raises(NegocioError, match="versión anterior"):
        almacenes.abrir(caja.carpeta, escribir=False)
    assert estados(caja.reabrir()) == [("2A-000001", "pendiente")]
    (copia,) = Path(caja.carpeta).glob("caja-antes-de-0003-*.db")
    with closing(sqlite3.connect(copia)) as base:
        assert base.execute("SELECT folio FROM cola_impresion").fetchall() == [("2A-000001",)]
        assert base.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
    imprimir(caja, FakeDispositivo())
    assert caja.verificar().ok
