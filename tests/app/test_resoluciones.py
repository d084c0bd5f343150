"""A request gets one answer, by somebody else than who received it; granted, nothing is written twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.beneficiarios.otorgados import ref_de
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.cobro.consulta import estado_de_cuenta
from app.documentos import Encabezado
from app.domain.beneficio.evidencia import Presentado, requisitos
from app.domain.beneficio.programa import Medida
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Folio
from app.domain.usuario import Usuario
from app.papel.impresion import PapelDudoso, imprimir_pendientes
from app.tramites.resoluciones import Resolucion, resolver_solicitud
from app.tramites.solicitudes import recibir_solicitud, ver_solicitud
from app.turno.caja import abrir_turno
from tests.factories import (
    DEMO,
    SUPER,
    CajaDePrueba,
    gente,
    importar,
    un_pago,
    un_recibo,
    una_cuenta,
)
from tests.fakes import FakeDispositivo
from tests.otorgamientos import CURP, clave_de, otorgado
from tests.solicitudes import INAPAM, en_loreto, estudiada, recibida, resuelta, sin_trabajo, un_pedimento

AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
JEFA = Usuario("jefa", "Jefa de caja", ("cajero", "supervisor"))


@pytest.fixture
def con_cuentas(caja: CajaDePrueba) -> CajaDePrueba:
    importar(caja, [una_cuenta(n) for n in ("100", "200")], [un_recibo("100", **AGOSTO)])
    return caja


def test_a_grant_carries_what_the_request_brought(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    documentos = (Presentado(INAPAM, "INAPAM 123", date(2030, 1, 1), "a" * 64), Presentado("carta", "s/n"))
    pedida = recibida(caja, documentos=documentos)
    hecha = resuelta(caja, pedida.folio, hasta=date(2024, 9, 4))
    assert hecha.otorgado is not None and hecha.solicitud.respuesta is not None
    dado, respuesta = hecha.otorgado.beneficio, hecha.solicitud.respuesta
    assert (dado.programa, dado.documento, dado.curp, dado.quien) == ("insen", "INAPAM 123", CURP, "super")
    assert (respuesta.otorgado, respuesta.hasta) == (ref_de(dado), date(2024, 9, 4)) and respuesta.motivo == ""
    with caja.uow() as uow:
        *_, grant, answer = uow.diario.asientos()
    assert (grant.tipo, answer.tipo) == ("beneficio_otorgado", "solicitud_resuelta")
    assert grant.datos()["solicitud"] == "T2A-000001"
    assert [e["numero"] for e in grant.datos()["evidencias"]] == ["INAPAM 123", "s/n"]
    assert un_pago(caja).total.texto() == "197.57"
    assert caja.verificar().errores == ()


def test_what_the_study_set_is_what_is_granted(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    folio = recibida(caja, programa="social", curp="", documentos=()).folio
    assert clave_de(resuelta, caja, folio) == "falta_estudio"
    estudiada(caja, folio, favorable=False)
    assert clave_de(resuelta, caja, folio) == "estudio_desfavorable"
    estudiada(caja, folio, medida=Medida(m3=10), numero="ES-9")
    assert clave_de(resuelta, caja, folio, medida=Medida(m3=5)) == "medida_del_estudio"
    hecha = resuelta(caja, folio, medida=Medida(m3=10))
    assert hecha.otorgado is not None
    assert (hecha.otorgado.beneficio.m3, hecha.otorgado.beneficio.documento) == (10, "ES-9")
    # A study that sets nothing leaves it to who answers, where the program leaves it open.
    otra = recibida(caja, cuenta="200", programa="subsidio_especial", curp="", documentos=(), beneficiario="Luz").folio
    estudiada(caja, otra)
    assert clave_de(resuelta, caja, otra) == "programa_incompleto"
    assert resuelta(caja, otra, medida=Medida(m3=6), documento="acta 4").solicitud.respuesta is not None
    assert estado_de_cuenta(caja.ctx, "200").beneficios[-1].documento == "acta 4"
    assert clave_de(estudiada, caja, otra) == "solicitud_resuelta"
    assert caja.verificar().errores == ()


@pytest.mark.parametrize("resultado", ["negada", "desistida"])
def test_one_that_is_not_granted_says_why(con_cuentas: CajaDePrueba, resultado: str) -> None:
    caja = con_cuentas
    folio = recibida(caja, documentos=()).folio
    assert clave_de(resuelta, caja, folio, resultado, motivo=" ") == "falta_motivo"
    assert clave_de(resuelta, caja, folio, resultado, motivo="a\tb") == "texto_invalido"
    hecha = resuelta(caja, folio, resultado, motivo="vive en otra casa", fundamento="Art. 33, INSEN").solicitud
    assert hecha.respuesta is not None and hecha.estado(date(2023, 9, 5)) == resultado
    assert (hecha.respuesta.motivo, hecha.respuesta.fundamento) == ("vive en otra casa", "Art. 33, INSEN")
    assert (hecha.respuesta.otorgado, hecha.respuesta.quien) == ("", "super")
    assert estado_de_cuenta(caja.ctx, "100").beneficios == ()
    for otra_vez in ("aceptada", "negada"):
        assert clave_de(resuelta, caja, folio, otra_vez, motivo="otra vez") == "solicitud_resuelta"
    assert caja.verificar().errores == ()


def test_nobody_answers_their_own(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    gente(caja, JEFA)
    resolucion = Resolucion(recibir_solicitud(caja.ctx, un_pedimento(), SUPER).folio, "aceptada")
    # Who received it, whoever they are.
    assert clave_de(resolver_solicitud, caja.ctx, resolucion, SUPER) == "autoriza_otro"
    assert clave_de(resolver_solicitud, caja.ctx, resolucion, DEMO) == "requiere_supervisor"
    # Who is charging, though they are a supervisor too.
    abrir_turno(caja.ctx, JEFA, CERO)
    assert clave_de(resolver_solicitud, caja.ctx, resolucion, JEFA) == "autoriza_otro"
    # Who asked for it, or whom it is for.
    tia = Usuario("tia", "LOPEZ PENA MARIA", ("supervisor",))
    gente(caja, tia)
    assert clave_de(resolver_solicitud, caja.ctx, resolucion, tia) == "solicitud_propia"
    for quien in (replace(tia, nombre="Rosa Gil"), replace(tia, clave="otra", nombre="Otra")):
        gente(caja, quien)
    assert resolver_solicitud(caja.ctx, resolucion, Usuario("otra", "Otra", ("supervisor",))).otorgado
    assert caja.verificar().errores == ()


def test_an_answer_that_is_none(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    assert clave_de(resuelta, caja, Folio("2", "A", 9, "T")) == "folio_desconocido"
    assert clave_de(resuelta, caja, recibida(caja).folio, "quizá") == "resultado_desconocido"
    assert clave_de(resuelta, caja, Folio("2", "A", 1, "T"), documento="x" * 201) == "texto_invalido"


def test_what_stands_in_the_way_is_looked_at_again_on_the_day_of_the_answer(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    folio = recibida(caja).folio
    dado = otorgado(caja, cuenta="200", programa="pensionado", beneficiario="María López Peña").beneficio
    assert clave_de(resuelta, caja, folio) == "beneficio_en_otra"
    assert ver_solicitud(caja.ctx, folio).respuesta is None
    retirar(caja.ctx, SolicitudRetiro("200", "pensionado", "renuncia", dado.desde), SUPER)
    assert resuelta(caja, folio).otorgado is not None
    otra = sin_trabajo(caja, cuenta="200", beneficiario="Maria Lopez Peña").folio
    estudiada(caja, otra)
    assert clave_de(resuelta, caja, otra) == "posible_misma_persona"
    assert resuelta(caja, otra, otra_persona="homónima, acta 33").otorgado is not None
    assert caja.verificar().errores == ()


def test_an_oficio_is_asked_for_where_the_law_does(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    (oficio,) = requisitos(caja.perfil.programa("direccion"))
    folio = recibida(caja, programa="direccion", curp="", documentos=(Presentado(oficio, "DG-7"),)).folio
    medida = Medida(importe=Dinero(150_00))
    assert clave_de(resuelta, caja, folio, medida=medida) == "falta_dato"
    assert resuelta(caja, folio, medida=medida, autorizacion="DG-7", motivo="fuga en la red").otorgado is not None


def test_its_paper_waits_once_and_says_the_last_state(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    folio = recibida(caja).folio
    resuelta(caja, folio, "negada")
    with caja.uow() as uow:
        assert uow.cola.pendientes() == (str(folio),)
        uow.cola.tomar(str(folio))
        uow.cola.quitar(str(folio))
        uow.commit()
    otra = recibida(caja).folio
    with caja.uow() as uow:
        assert uow.cola.pendientes() == (str(otra),)


def test_the_answer_is_an_original_though_nobody_knows_whether_the_acuse_came_out(con_cuentas: CajaDePrueba) -> None:
    caja = con_cuentas
    impresora = FakeDispositivo(luego=PapelDudoso("papel_en_duda", "Vea si salió."))
    folio = recibida(caja).folio
    for _ in range(2):
        imprimir_pendientes(caja.ctx, lambda clase: impresora, Encabezado("OOMAPAS"))
        if not impresora.papeles:
            resuelta(caja, folio, "negada")
    ((nombre, texto),) = impresora.papeles
    assert nombre == str(folio) and "RESPUESTA A SOLICITUD" in texto and "COPIA" not in texto


def test_in_loreto_the_documents_are_enough_and_the_study_may_come_later(tmp_path: Path) -> None:
    with en_loreto(tmp_path) as (caja, folio):
        assert clave_de(resuelta, caja, folio) == "programa_incompleto"
        assert resuelta(caja, folio, medida=Medida(porcentaje=Decimal(50))).otorgado is not None
        hecha = estudiada(caja, folio, favorable=False, fecha=date(2025, 9, 5))
        assert hecha.hecho is not None and hecha.estado(date(2025, 9, 5)) == "aceptada"
        assert clave_de(estudiada, caja, folio, fecha=date(2025, 9, 5)) == "solicitud_resuelta"
        assert caja.verificar().errores == ()
