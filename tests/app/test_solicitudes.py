"""Requests at the counter: what is received, what is missing, until when, and what may not be asked for twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.beneficio.evidencia import Evidencia, Presentado, requisitos
from app.domain.beneficio.programa import Medida
from app.domain.pago.pago import Folio
from app.domain.usuario import Usuario
from app.tramites.solicitudes import (
    anotar_estudio,
    completar_solicitud,
    recibir_solicitud,
    ver_solicitud,
    ver_solicitudes,
)
from tests.cajeme import casos
from tests.factories import DEMO, SUPER, CajaDePrueba, gente, importar, un_beneficio, una_cuenta
from tests.otorgamientos import CURP, OTRA, clave_de, en_los_cuatro, otorgado
from tests.solicitudes import BAJA, INAPAM, estudiada, recibida, resuelta, sin_trabajo, un_estudio, un_pedimento

CASOS = casos("solicitudes")
NADIE = Folio("2", "A", 99, "T")


@pytest.fixture(scope="module")
def cajas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, CajaDePrueba]]:
    with en_los_cuatro(tmp_path_factory.mktemp("solicitudes")) as hechas:
        yield hechas
        assert all(caja.verificar().errores == () for caja in hechas.values())


def _documentos(lista: tuple[str, ...], texto: str) -> tuple[Presentado, ...]:
    hechos = []
    for parte in filter(None, texto.split("|")):
        cual, _, dato = parte.partition("=")
        numero, _, dia = dato.partition("@")
        clase = lista[int(cual) - 1] if cual.isdecimal() else cual
        hechos.append(Presentado(clase, numero, date.fromisoformat(dia) if dia else None))
    return tuple(hechos)


@pytest.mark.parametrize(("n", "caso"), list(enumerate(CASOS)), ids=[c["caso"] for c in CASOS])
def test_what_is_received(cajas: dict[str, CajaDePrueba], n: int, caso: dict[str, str]) -> None:
    caja, numero = cajas[caso["perfil"]], f"{caso['perfil']}-{n}"
    importar(caja, [una_cuenta(numero, uso=caso["uso"], area=caja.perfil.areas[0][0])])
    lista = requisitos(caja.perfil.programa(caso["programa"]))
    documentos = _documentos(lista, caso["documentos"])
    pedimento = un_pedimento(
        cuenta=numero, programa=caso["programa"], curp=caso["curp"], documentos=documentos, beneficiario=f"Eva {n}"
    )
    if caso["error"]:
        assert clave_de(recibir_solicitud, caja.ctx, pedimento, DEMO) == caso["error"]
        assert ver_solicitudes(caja.ctx, numero) == ()
        return
    hecha = recibir_solicitud(caja.ctx, pedimento, DEMO)
    hoy = caja.reloj.ahora().date()
    assert (len(hecha.faltan), hecha.estado(hoy)) == (int(caso["faltan"]), caso["estado"])
    assert (hecha.plazo.isoformat() if hecha.plazo else "") == caso["plazo"]
    assert ver_solicitudes(caja.ctx, numero) == (hecha,) and ver_solicitud(caja.ctx, hecha.folio) == hecha
    # The next row may be the same person's.
    resuelta(caja, hecha.folio, "desistida")


@pytest.fixture
def con_cuentas(caja: CajaDePrueba) -> CajaDePrueba:
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300")])
    return caja


def test_a_request_says_all_that_it_was_received_with(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    papel = Presentado(INAPAM, " INAPAM 123 ", date(2026, 1, 1), "a" * 64)
    hecha = recibida(caja, solicitante="Rosa  Peña", nota="es su hija", documentos=(papel,))
    assert hecha.documentos == (Evidencia(INAPAM, "INAPAM 123", "a" * 64, date(2026, 1, 1)),)
    assert (str(hecha.folio), hecha.solicitante, hecha.titular) == ("T2A-000001", "Rosa Peña", "Titular 100")
    assert (hecha.quien, hecha.quien_nombre, hecha.nota) == ("demo", DEMO.nombre, "es su hija")
    assert hecha.fundamento == caja.perfil.programa("insen").fundamento and len(hecha.hash) == 64
    with caja.uow() as uow:
        assert uow.cola.pendientes() == ("T2A-000001",)
        assert uow.tramites.siguiente_folio().numero == 2


@pytest.mark.parametrize(
    ("otros", "clave"),
    [
        ({"cuenta": "999"}, "cuenta_desconocida"),
        ({"programa": "nada"}, "programa_desconocido"),
        ({"beneficiario": "  "}, "falta_dato"),
        ({"beneficiario": "Ana\nRuiz"}, "texto_invalido"),
        ({"solicitante": "x" * 201}, "texto_invalido"),
        ({"nota": "\x1b[2J"}, "texto_invalido"),
        ({"documentos": (Presentado(" ", "1"),)}, "falta_dato"),
        ({"documentos": (Presentado(INAPAM, "1\x00"),)}, "texto_invalido"),
    ],
)
def test_what_is_no_request_leaves_nothing(con_cuentas: CajaDePrueba, otros: dict[str, object], clave: str) -> None:
    assert clave_de(recibida, con_cuentas, **otros) == clave
    assert ver_solicitudes(con_cuentas.ctx) == ()


def test_who_has_one_waiting_asks_for_no_other(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    primera = recibida(caja)
    for otra in ({}, {"curp": "", "documentos": ()}, {"cuenta": "200"}, {"cuenta": "200", "programa": "pensionado"}):
        assert clave_de(recibida, caja, **otra) == "solicitud_pendiente", otra
    ajena = recibida(caja, cuenta="200", curp=OTRA, beneficiario="Rosa Gil")
    tercera = recibida(caja, cuenta="300", curp="", beneficiario="Luz Mar")
    assert clave_de(completar_solicitud, caja.ctx, tercera.folio, (), DEMO, OTRA) == "solicitud_pendiente"
    resuelta(caja, primera.folio, "negada")
    recibida(caja)
    assert [s.folio.numero for s in ver_solicitudes(caja.ctx)] == [ajena.folio.numero, tercera.folio.numero, 4]
    assert caja.verificar().errores == ()


def test_who_has_it_here_or_elsewhere_asks_in_vain(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    otorgado(caja)
    assert clave_de(recibida, caja, curp=OTRA) == "beneficio_vigente"
    assert clave_de(recibida, caja, cuenta="200", programa="pensionado") == "beneficio_en_otra"
    importar(caja, beneficios=[un_beneficio("300", "nomina")])
    # Another program of the cuenta may have ended by the day of the answer; then it is looked at again.
    hecha = recibida(caja, cuenta="300", curp=OTRA, beneficiario="Rosa Gil")
    assert clave_de(resuelta, caja, hecha.folio) == "beneficio_excluyente"
    assert ver_solicitud(caja.ctx, hecha.folio).respuesta is None


def test_what_was_missing_is_brought_and_the_term_runs_from_then(cajas: dict[str, CajaDePrueba]) -> None:
    caja = cajas["loreto"]
    importar(caja, [una_cuenta("L-1", area=caja.perfil.areas[0][0])])
    talones, ine, recibo = requisitos(caja.perfil.programa("pensionado"))
    una = recibida(caja, cuenta="L-1", programa="pensionado", curp="", documentos=(Presentado(ine, "7"),))
    assert una.faltan == (talones, recibo) and una.plazo is None
    dos = completar_solicitud(caja.ctx, una.folio, [Presentado(talones, "8")], SUPER)
    assert dos.faltan == (recibo,) and dos.plazo is None
    antes = caja.reloj.momento
    caja.reloj.momento = antes + timedelta(days=3)
    tres = completar_solicitud(caja.ctx, una.folio, [Presentado(recibo, "2A-000009")], DEMO)
    # 8 September 2025, a Monday, and thirty working days: the 16th is a holiday.
    assert (tres.faltan, tres.plazo) == ((), date(2025, 10, 21)) and "Art. 154" in tres.plazo_fundamento
    cuatro = completar_solicitud(caja.ctx, una.folio, [Presentado(ine, "otra", date(2030, 1, 1))], DEMO)
    assert cuatro.plazo == tres.plazo and [d.numero for d in cuatro.documentos] == ["otra", "8", "2A-000009"]
    resuelta(caja, una.folio, "desistida")
    caja.reloj.momento = antes


def test_a_curp_completes_and_is_not_changed(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    folio = recibida(caja, curp="").folio
    assert clave_de(completar_solicitud, caja.ctx, folio, (), DEMO) == "falta_dato"
    assert clave_de(completar_solicitud, caja.ctx, folio, (), DEMO, "BOXW") == "curp_invalida"
    assert completar_solicitud(caja.ctx, folio, (), DEMO, CURP.lower()).curp == CURP
    assert clave_de(completar_solicitud, caja.ctx, folio, (), DEMO, OTRA) == "curp_distinta"
    assert completar_solicitud(caja.ctx, folio, [Presentado("carta", "s/n")], DEMO, CURP).curp == CURP
    assert clave_de(completar_solicitud, caja.ctx, NADIE, (), DEMO, CURP) == "folio_desconocido"
    resuelta(caja, folio)
    assert clave_de(completar_solicitud, caja.ctx, folio, [Presentado("carta", "2")], DEMO) == "solicitud_resuelta"
    assert caja.verificar().errores == ()


def test_a_study_is_written_down_by_a_supervisor_and_the_last_one_counts(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    folio = recibida(caja, programa="social", curp="", documentos=()).folio
    assert clave_de(anotar_estudio, caja.ctx, folio, un_estudio(), DEMO) == "requiere_supervisor"
    for otros, clave in (
        ({"numero": " "}, "falta_dato"),
        ({"hizo": ""}, "falta_dato"),
        ({"nota": "\x07"}, "texto_invalido"),
        ({"fecha": date(2023, 9, 6)}, "fecha_invalida"),
        ({"medida": Medida(m3=27)}, "programa_incompleto"),
        ({"medida": Medida(m3=5), "favorable": False}, "programa_incompleto"),
    ):
        assert clave_de(estudiada, caja, folio, **otros) == clave, otros
    estudiada(caja, folio, medida=Medida(m3=25))
    hecha = estudiada(caja, folio, numero="ES-9", medida=Medida(m3=15), archivo="b" * 64, nota="visita")
    assert hecha.hecho == un_estudio(
        numero="ES-9", medida=Medida(m3=15), archivo="b" * 64, nota="visita", quien="super"
    )
    assert hecha.estado(date(2023, 9, 5)) == "por_resolver"
    otra = recibida(caja, cuenta="200").folio
    assert clave_de(estudiada, caja, otra) == "sin_estudio"
    assert clave_de(estudiada, caja, NADIE) == "folio_desconocido"


def test_the_most_urgent_comes_first_and_what_was_answered_last(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    una = sin_trabajo(caja)
    caja.reloj.momento += timedelta(days=10)
    dos, tres = recibida(caja, cuenta="200"), sin_trabajo(caja, cuenta="300", beneficiario="Luz Mar")
    resuelta(caja, dos.folio, "negada")
    assert [s.folio for s in ver_solicitudes(caja.ctx)] == [una.folio, tres.folio]
    assert [s.folio for s in ver_solicitudes(caja.ctx, dias=5)] == [una.folio, tres.folio, dos.folio]
    assert [s.folio for s in ver_solicitudes(caja.ctx, "200", dias=5)] == [dos.folio]
    caja.reloj.momento += timedelta(days=10)
    assert [s.folio for s in ver_solicitudes(caja.ctx, dias=5)] == [una.folio, tres.folio]
    assert clave_de(ver_solicitudes, caja.ctx, "999") == "cuenta_desconocida"
    assert clave_de(ver_solicitud, caja.ctx, NADIE) == "folio_desconocido"


def test_only_who_serves_people_receives_one(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    auditora = Usuario("audi", "Auditora", ("auditor",))
    gente(caja, auditora)
    assert clave_de(recibir_solicitud, caja.ctx, un_pedimento(), auditora) == "requiere_supervisor"
    folio = recibir_solicitud(caja.ctx, un_pedimento(curp=""), SUPER).folio
    assert clave_de(completar_solicitud, caja.ctx, folio, (), auditora, CURP) == "requiere_supervisor"
    ido = replace(DEMO, clave="nadie")
    assert clave_de(recibir_solicitud, caja.ctx, un_pedimento(cuenta="200"), ido) == "usuario_desactivado"


def test_a_document_that_expired_meanwhile_must_be_brought_again(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    folio = recibida(caja, documentos=(Presentado(INAPAM, "INE 7", date(2023, 9, 30)),)).folio
    caja.reloj.momento += timedelta(days=30)
    hoy = caja.reloj.ahora().date()
    hecha = ver_solicitud(caja.ctx, folio)
    assert hecha.estado(hoy) == "incompleta" and "venció el 30/09/2023" in hecha.por_traer(hoy)[0]
    assert clave_de(resuelta, caja, folio) == "solicitud_incompleta"
    completar_solicitud(caja.ctx, folio, [Presentado(INAPAM, "INE 8", date(2033, 1, 1))], DEMO)
    assert resuelta(caja, folio).otorgado is not None
    assert caja.verificar().errores == ()


def test_a_folio_is_shared_with_the_other_tramites(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    assert [str(recibida(caja).folio), str(sin_trabajo(caja, cuenta="200").folio)] == ["T2A-000001", "T2A-000002"]
    assert caja.reabrir().verificar().errores == ()
    assert BAJA in {d.clase for s in ver_solicitudes(caja.ctx) for d in s.documentos}
