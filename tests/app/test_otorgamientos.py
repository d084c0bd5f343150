"""Benefits granted and renewed at the counter: to whom, on what, for how long, one at a time and on one property."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.consulta import estado_de_cuenta
from app.curp import exigir_curp, velar
from app.domain.cuenta import Beneficio
from app.domain.dinero import Dinero
from app.domain.otorgamiento import Evidencia, SolicitudBeneficio
from app.domain.programa import Medida
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.otorgados import ver_beneficios
from app.otorgamientos import Otorgado, otorgar, renovar
from app.retiros import SolicitudRetiro, retirar
from tests.cajeme import casos
from tests.factories import (
    DEMO,
    SUPER,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.organismos import perfil_de_prueba

CURP = "BOXW310820HNERXN09"
OTRA = "GOMC600101MSRNRR03"
AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
CASOS = casos("otorgamientos")


def _solicitud(caso: str = "", **otros: Any) -> SolicitudBeneficio:
    campos: dict[str, Any] = {
        "cuenta": "100",
        "programa": "insen",
        "beneficiario": "María López Peña",
        "documento": "INAPAM 123",
        "curp": CURP,
    }
    return SolicitudBeneficio(**(campos | otros))


def _clave(hacer: Any, *palabras: Any, **otras: Any) -> str:
    with pytest.raises(NegocioError) as error:
        hacer(*palabras, **otras)
    return error.value.clave


def _otorgar(caja: CajaDePrueba, **otros: Any) -> Otorgado:
    return otorgar(caja.ctx, _solicitud(**otros), SUPER)


def _suyo(caja: CajaDePrueba, cuenta: str = "100") -> Beneficio:
    return estado_de_cuenta(caja.ctx, cuenta).beneficios[-1]


def _medida(texto: str) -> Medida:
    partes = dict(parte.split("=") for parte in texto.split())
    return Medida(
        int(partes["m3"]) if "m3" in partes else None,
        Decimal(partes["porcentaje"]) if "porcentaje" in partes else None,
        Dinero.from_texto(partes["importe"]) if "importe" in partes else None,
    )


@pytest.fixture(scope="module")
def cajas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, CajaDePrueba]]:
    """One caja of each organismo, on 5 September 2023; Loreto's on 5 September 2025, when its tariff is in force."""
    carpeta = tmp_path_factory.mktemp("otorgamientos")
    hechas = {}
    for organismo, ejercicio in (("cajeme", 2023), ("loreto", 2025), ("ocampo", 2025), ("romita", 2020)):
        perfil = perfil_de_prueba(organismo)
        momento = datetime(ejercicio, 9, 5, 10, tzinfo=ZoneInfo(perfil.zona))
        hechas[organismo] = una_caja(carpeta / organismo, perfil=perfil, momento=momento)
    yield hechas
    for caja in hechas.values():
        caja.cerrar()


@pytest.mark.parametrize(("n", "caso"), list(enumerate(CASOS)), ids=[c["caso"] for c in CASOS])
def test_who_may_be_granted_what(cajas: dict[str, CajaDePrueba], n: int, caso: dict[str, str]) -> None:
    caja, numero = cajas[caso["perfil"]], f"{caso['perfil']}-{n}"
    toma = {campo: caso[campo] for campo in ("uso", "giro", "medidor_estado") if caso[campo]}
    area = caja.perfil.areas[0][0]
    importar(caja, [una_cuenta(numero, **({"area": area} | toma))])
    solicitud = _solicitud(
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
        assert _clave(otorgar, caja.ctx, solicitud, SUPER) == caso["error"]
        assert estado_de_cuenta(caja.ctx, numero).beneficios == ()
        return
    hecho = otorgar(caja.ctx, solicitud, SUPER).beneficio
    assert (hecho.hasta.isoformat() if hecho.hasta else "") == caso["termina"]
    assert hecho == _suyo(caja, numero) and hecho.origen.startswith("asiento:2/")
    if caso["curp"]:
        # The next row may be the same person's.
        retirar(caja.ctx, SolicitudRetiro(numero, caso["programa"], "renuncia", hecho.desde), SUPER)


def test_what_was_granted_is_charged_like_an_imported_one(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo(n, **AGOSTO) for n in ("100", "200")], [
        un_beneficio("200")
    ])  # fmt: skip
    hecho = _otorgar(caja, evidencias=(Evidencia("INE", "0123"),))
    assert hecho.beneficio == Beneficio(
        "100", "insen", "María López Peña", "INAPAM 123", date(2023, 9, 5), curp=CURP,
        origen=f"asiento:2/{caja.ctx.caja.epoca}/{hecho.seq}", quien="super",
    )  # fmt: skip
    propio, importado = un_pago(caja, "100"), un_pago(caja, "200")
    assert propio.descuentos == importado.descuentos and propio.total.texto() == "197.57"
    assert caja.verificar().errores == ()


def test_how_much_a_study_set_is_kept(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo("100", **AGOSTO)])
    _otorgar(caja, programa="social", curp="", medida=Medida(m3=10))
    assert _suyo(caja).m3 == 10 and un_pago(caja).descuentos
    oficio = {"autorizacion": "DG-7", "motivo": "fuga en la red"}
    _otorgar(caja, cuenta="200", programa="direccion", curp="", medida=Medida(importe=Dinero(150_00)), **oficio)
    assert (_suyo(caja, "200").importe, _suyo(caja, "200").autorizacion) == (Dinero(150_00), "DG-7")
    _, retiro = _suyo(caja, "200"), SolicitudRetiro("200", "direccion", "renuncia", date(2023, 9, 5))
    retirar(caja.ctx, retiro, SUPER)
    _otorgar(caja, cuenta="200", programa="infonavit", curp="", medida=Medida(porcentaje=Decimal("12.50")), **oficio)
    assert _suyo(caja, "200").porcentaje == Decimal("12.5")


@pytest.mark.parametrize("quien", [DEMO, Usuario("demo", "Jefa de caja", ("cajero", "supervisor"))])
def test_whoever_charges_grants_nothing(caja: CajaDePrueba, quien: Usuario) -> None:
    importar(caja, [una_cuenta()], beneficios=[un_beneficio(hasta=date(2023, 9, 30))])
    un_turno(caja)
    esperada = "autoriza_otro" if quien.is_rol("supervisor") else "requiere_supervisor"
    assert _clave(otorgar, caja.ctx, _solicitud(programa="pensionado"), quien) == esperada
    assert _clave(renovar, caja.ctx, "100", "insen", "INAPAM 9", quien) == esperada
    assert _clave(retirar, caja.ctx, SolicitudRetiro("100", "insen", "renuncia"), quien) == esperada


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
    assert _clave(_otorgar, caja, **otros) == clave


# --- one at a time ---


def test_one_benefit_at_a_time(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100"), una_cuenta("200")], beneficios=[un_beneficio("200", hasta=date(2023, 10, 31))])
    _otorgar(caja, hasta=date(2023, 12, 31))
    assert _clave(_otorgar, caja) == "beneficio_vigente"
    assert _clave(_otorgar, caja, programa="pensionado") == "beneficio_excluyente"
    # The imported one counts too, and what begins when the other has ended may be granted today.
    assert _clave(_otorgar, caja, cuenta="200", programa="pensionado", curp=OTRA) == "beneficio_excluyente"
    luego = _otorgar(caja, cuenta="200", programa="pensionado", curp=OTRA, desde=date(2023, 11, 1)).beneficio
    assert luego.situacion(date(2023, 9, 5)) == "por_empezar"
    assert _clave(_otorgar, caja, cuenta="200", programa="social", curp="", medida=Medida(m3=5)) == (
        "beneficio_excluyente"
    )


def test_where_the_law_gives_the_larger_right_several_stand(cajas: dict[str, CajaDePrueba]) -> None:
    caja = cajas["loreto"]
    importar(caja, [una_cuenta("L-1", area="general")])
    for programa, tasa in (("pensionado", 20), ("adulto_mayor", 30)):
        medida = Medida(porcentaje=Decimal(tasa))
        _otorgar(caja, cuenta="L-1", programa=programa, curp="", medida=medida)
    assert [b.programa for b in estado_de_cuenta(caja.ctx, "L-1").beneficios] == ["pensionado", "adulto_mayor"]
    assert _clave(_otorgar, caja, cuenta="L-1", programa="pensionado", curp="", medida=medida) == "beneficio_vigente"
    pago_sin = un_recibo("L-1", "2025-08", m3=10, agua="200.00")
    importar(caja, recibos=[pago_sin])
    assert {d.programa for d in un_pago(caja, "L-1").descuentos} == {"adulto_mayor"}


# --- one property a person ---


def test_a_person_has_it_on_one_property_however_the_curp_is_written(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300")], beneficios=[
        un_beneficio("200", "pensionado", curp=" boxw-310820 HNERXN09", desde=date(2023, 1, 1))
    ])  # fmt: skip
    with pytest.raises(NegocioError, match="en la cuenta 200") as error:
        _otorgar(caja)
    assert error.value.clave == "beneficio_en_otra" and CURP not in error.value.mensaje
    retirar(caja.ctx, SolicitudRetiro("200", "pensionado", "cambio_de_titular"), SUPER)
    _otorgar(caja)
    with pytest.raises(NegocioError, match="en la cuenta 100"):
        _otorgar(caja, cuenta="300")
    _otorgar(caja, cuenta="300", curp=OTRA)
    assert caja.verificar().errores == ()


def test_an_ended_one_elsewhere_is_in_nobody_s_way_until_it_is_renewed(caja: CajaDePrueba) -> None:
    viejo = un_beneficio("200", curp=CURP, hasta=date(2023, 8, 31))
    importar(caja, [una_cuenta("100"), una_cuenta("200")], beneficios=[viejo])
    _otorgar(caja)
    assert _clave(renovar, caja.ctx, "200", "insen", "INAPAM 5", SUPER, hasta=date(2024, 8, 31)) == "beneficio_en_otra"


@pytest.mark.parametrize("mala", ["BOXW310820HNERXN08", "BOXW310820", "boxw310820hnerxn0z", "BOXW311320HNERXN09", "x"])
def test_a_curp_that_cannot_be(mala: str) -> None:
    assert _clave(exigir_curp, mala) == "curp_invalida"


def test_a_curp_is_compared_in_one_form_and_shown_in_part() -> None:
    assert exigir_curp("boxw 310820-hnerxn09") == CURP
    assert velar(CURP) == "BOXW" + "*" * 14 and velar("") == ""


# --- renewing ---


@pytest.fixture
def vencido(caja: CajaDePrueba) -> CajaDePrueba:
    """A cuenta whose imported benefit ended on 31 August."""
    importar(caja, [una_cuenta()], [un_recibo(**AGOSTO)], [un_beneficio(curp=CURP, hasta=date(2023, 8, 31))])
    return caja


def test_an_ended_one_says_since_when_and_what_to_bring_and_renewed_it_is_given(vencido: CajaDePrueba) -> None:
    antes = un_pago(vencido, monto="1.00").avisos
    assert antes[0].startswith("Tarifa INSEN: venció el 31/08/2023. Hay que renovarlo con: credencial INSEN o INAPAM")
    hecho = renovar(vencido.ctx, "100", "insen", "INAPAM 9", SUPER, hasta=date(2024, 8, 31)).beneficio
    assert (hecho.desde, hecho.renovado, hecho.hasta) == (date(2023, 1, 1), date(2023, 9, 5), date(2024, 8, 31))
    assert hecho == _suyo(vencido) and hecho.documento == "INAPAM 9" and hecho.origen.startswith("lote:")
    assert un_pago(vencido).descuentos
    assert vencido.verificar().errores == ()


def test_a_renewal_stands_when_the_row_is_imported_again(vencido: CajaDePrueba) -> None:
    renovar(vencido.ctx, "100", "insen", "INAPAM 9", SUPER, hasta=date(2024, 8, 31))
    importar(vencido, beneficios=[un_beneficio(hasta=date(2023, 9, 30))])
    assert _suyo(vencido).hasta == date(2024, 8, 31)
    importar(vencido, beneficios=[un_beneficio(hasta=date(2025, 1, 31))])
    assert _suyo(vencido).hasta == date(2025, 1, 31)


def test_a_term_follows_the_one_before(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], beneficios=[un_beneficio(hasta=date(2023, 9, 30))])
    primero = renovar(caja.ctx, "100", "insen", "INAPAM 9", SUPER, hasta=date(2023, 10, 31)).beneficio
    assert (primero.renovado, primero.is_vigente(date(2023, 9, 5))) == (date(2023, 10, 1), True)
    assert renovar(caja.ctx, "100", "insen", "INAPAM 10", SUPER, hasta=date(2023, 11, 30)).beneficio.documento == (
        "INAPAM 10"
    )
    assert _clave(renovar, caja.ctx, "100", "insen", "INAPAM 11", SUPER, hasta=date(2024, 1, 1)) == (
        "renovacion_temprana"
    )


@pytest.mark.parametrize(
    ("hasta", "pedido", "termina"),
    [
        ("2025-10-01", None, "2026-10-01"),
        ("2025-10-01", date(2026, 10, 1), "2026-10-01"),
        ("2025-10-01", date(2026, 10, 2), "vigencia_excede"),
        ("2025-08-01", None, "2026-09-04"),
        ("2025-10-01", date(2025, 9, 30), "vigencia_invalida"),
    ],
)
def test_each_year_in_loreto(tmp_path: Path, hasta: str, pedido: date | None, termina: str) -> None:
    """Art. 156: «cada año»; a term is of twelve months at most."""
    perfil = perfil_de_prueba("loreto")
    momento = datetime(2025, 9, 5, 10, tzinfo=ZoneInfo(perfil.zona))
    with una_caja(tmp_path / "caja", perfil=perfil, momento=momento) as caja:
        dado = un_beneficio(
            programa="pensionado", porcentaje=Decimal(20), desde=date(2024, 10, 2), hasta=date.fromisoformat(hasta)
        )
        importar(caja, [una_cuenta(area="general")], beneficios=[dado])
        try:
            hecho = renovar(caja.ctx, "100", "pensionado", "talón 8", SUPER, hasta=pedido).beneficio
        except NegocioError as error:
            assert error.clave == termina
        else:
            assert hecho.hasta is not None and hecho.hasta.isoformat() == termina


@pytest.mark.parametrize(
    ("dado", "otros", "clave"),
    [
        (un_beneficio(), {}, "no_se_renueva"),
        (un_beneficio(programa="direccion", hasta=date(2023, 9, 30)), {"programa": "direccion"}, "no_se_renueva"),
        (un_beneficio(hasta=date(2023, 9, 30)), {}, "falta_vigencia"),
        (un_beneficio(hasta=date(2023, 9, 30)), {"programa": "social"}, "beneficio_desconocido"),
        (un_beneficio(hasta=date(2023, 9, 30)), {"cuenta": "999"}, "cuenta_desconocida"),
        (un_beneficio(hasta=date(2023, 9, 30)), {"documento": " "}, "falta_dato"),
        (
            un_beneficio(programa="asociacion", hasta=date(2023, 9, 30)),
            {"programa": "asociacion"},
            "programa_no_aplica",
        ),
    ],
)
def test_what_is_not_renewed(caja: CajaDePrueba, dado: Beneficio, otros: dict[str, str], clave: str) -> None:
    importar(
        caja,
        [una_cuenta(medidor_estado="no_funciona" if clave == "programa_no_aplica" else "funciona")],
        beneficios=[dado],
    )
    campos = {"cuenta": "100", "programa": "insen", "documento": "INAPAM 9"} | otros
    assert _clave(renovar, caja.ctx, campos["cuenta"], campos["programa"], campos["documento"], SUPER) == clave


def test_another_benefit_of_those_days_is_in_its_way(caja: CajaDePrueba) -> None:
    dados = [un_beneficio(hasta=date(2023, 8, 31)), un_beneficio(programa="pensionado", desde=date(2023, 9, 1))]
    importar(caja, [una_cuenta()], beneficios=dados)
    assert _clave(renovar, caja.ctx, "100", "insen", "INAPAM 9", SUPER, hasta=date(2024, 1, 1)) == (
        "beneficio_excluyente"
    )


# --- who holds what ---


def test_lists_of_benefits(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300", "400", "500")], beneficios=[
        un_beneficio("200", hasta=date(2023, 10, 1)), un_beneficio("300", hasta=date(2023, 8, 1)),
        un_beneficio("500", hasta=date(2021, 8, 1)),
    ])  # fmt: skip
    _otorgar(caja)
    _otorgar(caja, cuenta="400", curp=OTRA)
    retirar(caja.ctx, SolicitudRetiro("400", "insen", "defuncion"), SUPER)
    listas = ver_beneficios(caja.ctx)
    assert [b.cuenta for b in listas.vigentes] == ["100", "200"]
    assert [b.cuenta for b in listas.por_renovar] == ["200", "300"]
    assert [(b.cuenta, b.quien) for b in listas.retirados] == [("400", "super")]
    assert [b.cuenta for b in ver_beneficios(caja.ctx, dias=3).por_renovar] == []
    assert [b.cuenta for b in ver_beneficios(caja.ctx, "200").vigentes] == ["200"]
    assert _clave(ver_beneficios, caja.ctx, "999") == "cuenta_desconocida"


def test_the_law_s_end_is_told_though_the_file_brings_none(cajas: dict[str, CajaDePrueba]) -> None:
    caja = cajas["loreto"]
    dado = un_beneficio("L-9", "pensionado", porcentaje=Decimal(20), desde=date(2024, 9, 5))
    importar(caja, [una_cuenta("L-9", area="general")], beneficios=[dado])
    assert _suyo(caja, "L-9") == replace(dado, hasta=date(2025, 9, 4), origen=_suyo(caja, "L-9").origen)
    assert _suyo(caja, "L-9").situacion(date(2025, 9, 5)) == "vencido"
