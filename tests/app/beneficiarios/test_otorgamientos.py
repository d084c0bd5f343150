"""Benefits granted and renewed at the counter: to whom, on what, for how long, one at a time and on one property."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.beneficiarios.curp import exigir_curp, velar
from app.beneficiarios.otorgados import ver_beneficios
from app.beneficiarios.otorgamientos import otorgar, renovar
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.cobro.consulta import estado_de_cuenta
from app.domain.beneficio.evidencia import Evidencia
from app.domain.beneficio.programa import Medida
from app.domain.cuenta import Beneficio
from app.domain.dinero import CERO, Dinero
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.turno.caja import abrir_turno
from tests.cajeme import casos
from tests.factories import (
    DEMO,
    SUPER,
    CajaDePrueba,
    de_alta,
    importar,
    un_beneficio,
    un_pago,
    un_recibo,
    una_cuenta,
)
from tests.otorgamientos import CURP, OTRA, clave_de, en_los_cuatro, otorgado, suyo, una_solicitud_de_beneficio

AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
CASOS = casos("otorgamientos")


def _medida(texto: str) -> Medida:
    partes = dict(parte.split("=") for parte in texto.split())
    return Medida(
        int(partes["m3"]) if "m3" in partes else None,
        Decimal(partes["porcentaje"]) if "porcentaje" in partes else None,
        Dinero.from_texto(partes["importe"]) if "importe" in partes else None,
    )


@pytest.fixture(scope="module")
def cajas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, CajaDePrueba]]:
    with en_los_cuatro(tmp_path_factory.mktemp("otorgamientos")) as hechas:
        yield hechas


@pytest.mark.parametrize(("n", "caso"), list(enumerate(CASOS)), ids=[c["caso"] for c in CASOS])
def test_who_may_be_granted_what(cajas: dict[str, CajaDePrueba], n: int, caso: dict[str, str]) -> None:
    caja, numero = cajas[caso["perfil"]], f"{caso['perfil']}-{n}"
    toma = {campo: caso[campo] for campo in ("uso", "giro", "medidor_estado") if caso[campo]}
    area = caja.perfil.areas[0][0]
    importar(caja, [una_cuenta(numero, **({"area": area} | toma))])
    solicitud = una_solicitud_de_beneficio(
        cuenta=numero,
        programa=caso["programa"],
        beneficiario=caso["beneficiario"],
        documento=caso["documento"],
        curp=caso["curp"],
        medida=_medida(caso["medida"]),
        autorizacion=caso["autorizacion"],
        motivo=caso["motivo"],
        desde=date.fromisoformat(caso["desde"]) if caso["desde"] else None,
        hasta=date.fromisoformat(caso["hasta"]) if caso["hasta"] else None,
    )
    if caso["error"]:
        assert clave_de(otorgar, caja.ctx, solicitud, SUPER) == caso["error"]
        assert estado_de_cuenta(caja.ctx, numero).beneficios == ()
        return
    hecho = otorgar(caja.ctx, solicitud, SUPER).beneficio
    assert (hecho.hasta.isoformat() if hecho.hasta else "") == caso["termina"]
    assert hecho == suyo(caja, numero) and hecho.origen.startswith("asiento:2/")
    # The next row may be the same person's.
    retirar(caja.ctx, SolicitudRetiro(numero, caso["programa"], "renuncia", hecho.desde), SUPER)


def test_what_was_granted_is_charged_like_an_imported_one(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo(n, **AGOSTO) for n in ("100", "200")], [
        un_beneficio("200")
    ])  # fmt: skip
    hecho = otorgado(caja, evidencias=(Evidencia("INE", "0123"),))
    assert hecho.beneficio == Beneficio(
        "100", "insen", "María López Peña", "INAPAM 123", date(2023, 9, 5), curp=CURP,
        origen=f"asiento:2/{caja.ctx.caja.epoca}/{hecho.seq}", quien="super",
    )  # fmt: skip
    propio, importado = un_pago(caja, "100"), un_pago(caja, "200")
    assert propio.descuentos == importado.descuentos and propio.total.texto() == "197.57"
    assert caja.verificar().errores == ()


def test_how_much_a_study_set_is_kept(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100", **AGOSTO)])
    otorgado(caja, programa="social", curp="", medida=Medida(m3=10))
    assert suyo(caja).m3 == 10 and un_pago(caja).descuentos
    oficio = {"autorizacion": "DG-7", "motivo": "fuga en la red"}
    otorgado(caja, cuenta="200", programa="direccion", curp="", medida=Medida(importe=Dinero(150_00)), **oficio)
    assert (suyo(caja, "200").importe, suyo(caja, "200").autorizacion) == (Dinero(150_00), "DG-7")
    _, retiro = suyo(caja, "200"), SolicitudRetiro("200", "direccion", "renuncia", date(2023, 9, 5))
    retirar(caja.ctx, retiro, SUPER)
    otorgado(caja, cuenta="200", programa="infonavit", curp="", medida=Medida(porcentaje=Decimal("12.50")), **oficio)
    assert suyo(caja, "200").porcentaje == Decimal("12.5")


@pytest.mark.parametrize("quien", [DEMO, Usuario("jefa", "Jefa de caja", ("cajero", "supervisor"))])
def test_whoever_charges_grants_nothing(caja: CajaDePrueba, quien: Usuario) -> None:
    importar(caja, [una_cuenta()], beneficios=[un_beneficio(hasta=date(2023, 9, 30))])
    is_jefa = quien.is_rol("supervisor")
    abrir_turno(caja.ctx, de_alta(caja, quien) if is_jefa else quien, CERO)
    esperada = "autoriza_otro" if is_jefa else "requiere_supervisor"
    assert clave_de(otorgar, caja.ctx, una_solicitud_de_beneficio(programa="pensionado"), quien) == esperada
    assert clave_de(renovar, caja.ctx, "100", "insen", "INAPAM 9", quien) == esperada
    assert clave_de(retirar, caja.ctx, SolicitudRetiro("100", "insen", "renuncia"), quien) == esperada


@pytest.mark.parametrize(
    ("otros", "clave"),
    [
        ({"cuenta": "999"}, "cuenta_desconocida"),
        ({"programa": "nada"}, "programa_desconocido"),
        ({"evidencias": (Evidencia("INE", " "),)}, "falta_dato"),
        ({"evidencias": (Evidencia("", "12"),)}, "falta_dato"),
        ({"beneficiario": "María\x1b[2J"}, "texto_invalido"),
        ({"motivo": "x" * 201}, "texto_invalido"),
        ({"autorizacion": "a\nb"}, "texto_invalido"),
    ],
)
def test_what_cannot_stand_in_the_diario_for_ever(caja: CajaDePrueba, otros: dict[str, Any], clave: str) -> None:
    importar(caja, [una_cuenta()])
    assert clave_de(otorgado, caja, **otros) == clave


# --- one at a time ---


def test_one_benefit_at_a_time(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], beneficios=[un_beneficio("200", hasta=date(2023, 10, 31))])
    otorgado(caja, hasta=date(2023, 12, 31))
    assert clave_de(otorgado, caja) == "beneficio_vigente"
    assert clave_de(otorgado, caja, programa="pensionado") == "beneficio_excluyente"
    # The imported one counts too, and what begins when the other has ended may be granted today.
    assert clave_de(otorgado, caja, cuenta="200", programa="pensionado", curp=OTRA) == "beneficio_excluyente"
    luego = otorgado(caja, cuenta="200", programa="pensionado", curp=OTRA, desde=date(2023, 11, 1)).beneficio
    assert luego.situacion(date(2023, 9, 5)) == "por_empezar"
    assert clave_de(otorgado, caja, cuenta="200", programa="social", curp="", medida=Medida(m3=5)) == (
        "beneficio_excluyente"
    )


def test_where_the_law_gives_the_larger_right_several_stand(cajas: dict[str, CajaDePrueba]) -> None:
    caja = cajas["loreto"]
    importar(caja, [una_cuenta("L-1", area="general")])
    for programa, tasa in (("pensionado", 20), ("adulto_mayor", 30)):
        medida = Medida(porcentaje=Decimal(tasa))
        otorgado(caja, cuenta="L-1", programa=programa, curp="", medida=medida)
    assert [b.programa for b in estado_de_cuenta(caja.ctx, "L-1").beneficios] == ["pensionado", "adulto_mayor"]
    assert clave_de(otorgado, caja, cuenta="L-1", programa="pensionado", curp="", medida=medida) == "beneficio_vigente"
    pago_sin = un_recibo("L-1", "2025-08", m3=10, agua="200.00")
    importar(caja, recibos=[pago_sin])
    assert {d.programa for d in un_pago(caja, "L-1").descuentos} == {"adulto_mayor"}


# --- one property a person ---


def test_a_person_has_it_on_one_property_however_the_curp_is_written(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300")], beneficios=[
        un_beneficio("200", "pensionado", curp=" boxw-310820 HNERXN09", desde=date(2023, 1, 1))
    ])  # fmt: skip
    with pytest.raises(NegocioError, match="en la cuenta 200") as error:
        otorgado(caja)
    assert error.value.clave == "beneficio_en_otra" and CURP not in error.value.mensaje
    retirar(caja.ctx, SolicitudRetiro("200", "pensionado", "cambio_de_titular"), SUPER)
    otorgado(caja)
    with pytest.raises(NegocioError, match="en la cuenta 100"):
        otorgado(caja, cuenta="300")
    otorgado(caja, cuenta="300", curp=OTRA)
    assert caja.verificar().errores == ()


@pytest.mark.parametrize("curp", ["", OTRA])
def test_a_person_is_found_by_the_name_where_the_curp_is_missing_or_another(caja: CajaDePrueba, curp: str) -> None:
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300")], beneficios=[
        un_beneficio("200", "pensionado", curp=curp, beneficiario="LOPES PEÑA, MA.")
    ])  # fmt: skip
    with pytest.raises(NegocioError, match=r"LOPES PEÑA, MA\., que tiene .* en la cuenta 200") as error:
        otorgado(caja)
    assert error.value.clave == "posible_misma_persona"
    assert clave_de(otorgado, caja, otra_persona="\x1b") == "texto_invalido"
    hecho = otorgado(caja, otra_persona=" homónima: acta 33 ")
    datos = _otorgados(caja)[-1]
    assert (datos["otra_persona"], datos["parecidas"]) == ("homónima: acta 33", ["200"])
    # Found also where it was granted at the counter; not what has ended, nor what an oficio gave to a cuenta.
    with pytest.raises(NegocioError, match="en la cuenta 100"):
        otorgado(caja, cuenta="300", programa="nomina", curp="", beneficiario="Maria de Lopez Peña")
    for cuenta, programa in (("100", "insen"), ("200", "pensionado")):
        retirar(caja.ctx, SolicitudRetiro(cuenta, programa, "renuncia"), SUPER)
    otorgado(caja, cuenta="300", programa="nomina", curp="", beneficiario="Maria de Lopez Peña", otra_persona="vecina")
    datos = _otorgados(caja)[-1]
    assert datos["otra_persona"] == "vecina" and "parecidas" not in datos
    assert hecho.beneficio.quien == "super" and caja.verificar().errores == ()


def test_what_an_oficio_gives_is_not_a_person_s(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")])
    casas = {"programa": "infonavit", "curp": "", "beneficiario": "INFONAVIT", "autorizacion": "DG-2", "motivo": "suya"}
    for cuenta in ("100", "200"):
        otorgado(caja, cuenta=cuenta, medida=Medida(porcentaje=Decimal(35)), **casas)
    assert len(_otorgados(caja)) == 2


def _otorgados(caja: CajaDePrueba) -> list[dict[str, Any]]:
    with caja.uow() as uow:
        return [a.datos() for a in uow.diario.asientos() if a.tipo == "beneficio_otorgado"]


def test_an_ended_one_elsewhere_is_in_nobody_s_way_until_it_is_renewed(caja: CajaDePrueba) -> None:
    viejo = un_beneficio("200", curp=CURP, hasta=date(2023, 8, 31))
    importar(caja, [una_cuenta("100"), una_cuenta("200")], beneficios=[viejo])
    otorgado(caja)
    assert (
        clave_de(renovar, caja.ctx, "200", "insen", "INAPAM 5", SUPER, hasta=date(2024, 8, 31)) == "beneficio_en_otra"
    )


@pytest.mark.parametrize("mala", ["BOXW310820HNERXN08", "BOXW310820", "boxw310820hnerxn0z", "BOXW311320HNERXN09", "x"])
def test_a_curp_that_cannot_be(mala: str) -> None:
    assert clave_de(exigir_curp, mala) == "curp_invalida"


def test_a_curp_is_compared_in_one_form_and_shown_in_part() -> None:
    assert exigir_curp("boxw 310820-hnerxn09") == CURP
    assert velar(CURP) == "BOXW" + "*" * 14 and velar("") == ""


# --- who holds what ---


def test_lists_of_benefits(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300", "400", "500")], beneficios=[
        un_beneficio("200", hasta=date(2023, 10, 1)), un_beneficio("300", hasta=date(2023, 8, 1)),
        un_beneficio("500", hasta=date(2021, 8, 1)),
    ])  # fmt: skip
    otorgado(caja)
    otorgado(caja, cuenta="400", curp=OTRA)
    retirar(caja.ctx, SolicitudRetiro("400", "insen", "defuncion"), SUPER)
    listas = ver_beneficios(caja.ctx)
    assert [b.cuenta for b in listas.vigentes] == ["100", "200"]
    assert [b.cuenta for b in listas.por_renovar] == ["200", "300"]
    assert [(b.cuenta, b.quien) for b in listas.retirados] == [("400", "super")]
    assert [b.cuenta for b in ver_beneficios(caja.ctx, dias=3).por_renovar] == []
    assert [b.cuenta for b in ver_beneficios(caja.ctx, "200").vigentes] == ["200"]
    assert clave_de(ver_beneficios, caja.ctx, "999") == "cuenta_desconocida"


def test_the_law_s_end_is_told_though_the_file_brings_none(cajas: dict[str, CajaDePrueba]) -> None:
    caja = cajas["loreto"]
    dado = un_beneficio("L-9", "pensionado", porcentaje=Decimal(20), desde=date(2024, 9, 5))
    importar(caja, [una_cuenta("L-9", area="general")], beneficios=[dado])
    assert suyo(caja, "L-9") == replace(dado, hasta=date(2025, 9, 4), origen=suyo(caja, "L-9").origen)
    assert suyo(caja, "L-9").situacion(date(2025, 9, 5)) == "vencido"
