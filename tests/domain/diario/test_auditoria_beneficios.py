"""An auditor who knows only the asientos finds what does not follow in benefits and in years paid ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.beneficiarios.otorgamientos import otorgar, renovar
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.corte.corte import Arqueo
from app.domain.diario.asiento import Asiento, canonico
from app.turno.caja import cerrar_turno
from tests.auditorias import alterado, hallazgos_de
from tests.db.escena import firmar_de_nuevo, hechos_de
from tests.factories import (
    DEMO,
    SUPER,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_pago,
    un_recibo,
    una_caja,
    una_cuenta,
)
from tests.organismos import perfil_de_prueba

Cambio = Callable[[dict[str, Any]], Any]
AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}


def _un_dia_de_beneficios(caja: CajaDePrueba) -> None:
    """One granted here that paid a recibo, renewed and withdrawn for false data; an imported one that resigns."""
    importar(caja, [una_cuenta("100"), una_cuenta("200")], [un_recibo(n, **AGOSTO) for n in ("100", "200")], [
        un_beneficio("200")
    ])  # fmt: skip
    solicitud = SolicitudBeneficio(
        "100", "pensionado", "María López", "IMSS 1", hasta=date(2023, 9, 30), curp="BOXW310820HNERXN09"
    )
    otorgar(caja.ctx, solicitud, SUPER)
    un_pago(caja, "100")
    un_pago(caja, "200")
    renovar(caja.ctx, "100", "pensionado", "IMSS 2", SUPER, hasta=date(2024, 9, 30))
    retirar(caja.ctx, SolicitudRetiro("100", "pensionado", "datos_falsos"), SUPER)
    retirar(caja.ctx, SolicitudRetiro("200", "insen", "renuncia"), SUPER)


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    with una_caja(tmp_path_factory.mktemp("beneficios") / "caja") as caja:
        _un_dia_de_beneficios(caja)
        cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("0"), "")
        with caja.uow() as uow:
            return list(uow.diario.asientos())


@pytest.fixture(scope="module")
def anual(tmp_path_factory: pytest.TempPathFactory) -> list[Asiento]:
    perfil = perfil_de_prueba("romita")
    momento = datetime(2020, 1, 10, 10, tzinfo=ZoneInfo(perfil.zona))
    with una_caja(tmp_path_factory.mktemp("anual") / "caja", perfil=perfil, momento=momento) as caja:
        importar(caja, [una_cuenta(uso="domestica", area="general", servicios=("agua",))])
        un_pago(caja, programa="anual", efectivo="2000.00")
        with caja.uow() as uow:
            return list(uow.diario.asientos())


def test_true_ones_have_nothing_to_say(diario: list[Asiento], anual: list[Asiento]) -> None:
    assert hallazgos_de(diario) == [] and hallazgos_de(anual) == []
    assert {"beneficio_otorgado", "beneficio_renovado", "beneficio_retirado"} <= {a.tipo for a in diario}


@pytest.mark.parametrize(
    ("tipo", "cual", "cambio", "dice"),
    [
        ("beneficio_otorgado", 0, lambda d: d.update(quien=""), "quien estaba cobrando, o nadie"),
        ("beneficio_renovado", 0, lambda d: d.update(quien="demo"), "quien estaba cobrando, o nadie"),
        ("beneficio_retirado", 0, lambda d: d.update(quien="demo"), "quien estaba cobrando, o nadie"),
        ("beneficio_otorgado", 0, lambda d: d.update(documento=""), "sin beneficiario o sin documento"),
        ("beneficio_otorgado", 0, lambda d: d.update(beneficiario=""), "sin beneficiario o sin documento"),
        ("beneficio_otorgado", 0, lambda d: d.update(hasta="2023-09-01"), "termina antes de empezar"),
        ("beneficio_otorgado", 0, lambda d: d.update(cuenta="200"), "no está en pie"),
        ("beneficio_renovado", 0, lambda d: d.update(programa="insen"), "no está en pie"),
        ("beneficio_renovado", 0, lambda d: d.update(beneficio="2/otra/9"), "no está en pie"),
        ("beneficio_retirado", 0, lambda d: d.update(cuenta="200"), "no está en pie"),
        ("beneficio_renovado", 0, lambda d: d.update(documento=""), "sin documento, o hasta antes"),
        ("beneficio_renovado", 0, lambda d: d.update(hasta="2023-09-01"), "sin documento, o hasta antes"),
        ("beneficio_retirado", 0, lambda d: d.pop("cargo"), "no es lo que el programa descontó"),
        ("beneficio_retirado", 0, lambda d: d.update(cargo="2/otra/9"), "no es lo que el programa descontó"),
        ("beneficio_retirado", 0, lambda d: d.update(hasta="2023-09-04"), "no es lo que el programa descontó"),
        ("beneficio_retirado", 0, lambda d: d.update(motivo="renuncia"), "sin que los datos fueran falsos"),
        ("cargo", 0, lambda d: d["conceptos"][0].update(importe=1), "no es lo que el programa descontó"),
        ("cargo", 0, lambda d: d["conceptos"][0].update(clave="multa"), "no es lo que el programa descontó"),
        ("cargo", 0, lambda d: d.update(cuenta="200"), "no es lo que el programa descontó"),
        ("pago", 0, lambda d: d["descuentos"][0].update(programa="insen"), "no es lo que el programa descontó"),
    ],
)
def test_a_changed_benefit_is_named(diario: list[Asiento], tipo: str, cual: int, cambio: Cambio, dice: str) -> None:
    assert any(dice in mensaje for mensaje in hallazgos_de(alterado(diario, tipo, cambio, cual)))


def test_each_is_withdrawn_once_imported_ones_too(diario: list[Asiento]) -> None:
    for cual in (0, 1):
        otra_vez = [a for a in diario if a.tipo == "beneficio_retirado"][cual]
        assert any("no está en pie" in m for m in hallazgos_de([*diario, otra_vez]))


def test_after_the_turno_is_closed_anybody_with_the_role_may(diario: list[Asiento]) -> None:
    """The order of the diario says who was charging."""
    otorgado = next(a for a in diario if a.tipo == "beneficio_otorgado")
    datos = otorgado.datos() | {"quien": "demo"}
    despues = replace(otorgado, contenido=canonico(datos))
    sin = [a for a in diario if not a.tipo.startswith("beneficio_") and a.tipo != "cargo"]
    demo = next(a for a in diario if a.tipo == "usuario" and a.datos()["clave"] == "demo")
    ascenso = replace(demo, contenido=canonico(demo.datos() | {"roles": ["cajero", "supervisor"]}))
    assert hallazgos_de([*sin, ascenso, despues]) == []


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        (lambda d: d.update(importe=d["importe"] + 1), "no es el del pago que lo precede"),
        (lambda d: d.update(descuento=0), "no es el del pago que lo precede"),
        (lambda d: d.update(folio="2A-000009"), "no es el del pago que lo precede"),
        (lambda d: d.update(cuenta="200"), "no es el del pago que lo precede"),
        (lambda d: d["meses"].pop(), "no suman lo que queda a favor"),
        (lambda d: d["meses"][0].update(importe=0), "no suman lo que queda a favor"),
        (lambda d: d["meses"][1].update(periodo="2020-01"), "dos veces"),
        (lambda d: d["meses"][1].update(periodo="2021-02"), "no es de ese año"),
        (lambda d: d.update(ejercicio=2019), "no es de ese año"),
    ],
)
def test_a_changed_year_is_named(anual: list[Asiento], cambio: Cambio, dice: str) -> None:
    assert any(dice in mensaje for mensaje in hallazgos_de(alterado(anual, "anualidad", cambio)))


def test_a_year_is_paid_once(anual: list[Asiento]) -> None:
    assert any("dos veces" in m for m in hallazgos_de([*anual, anual[-1]]))


def test_a_forger_with_the_key_is_told_by_what_does_not_follow(caja_de_beneficios: CajaDePrueba) -> None:
    """Everything signed and folded again, with the recovery made smaller."""
    hechos = [(tipo, dict(datos)) for tipo, datos in hechos_de(caja_de_beneficios)]
    cargo = next(datos for tipo, datos in hechos if tipo == "cargo")
    cargo["conceptos"][0]["importe"] -= 100_00
    firmar_de_nuevo(caja_de_beneficios, hechos)
    errores = caja_de_beneficios.verificar().errores
    assert [e.mensaje for e in errores] == ["lo que se cobra por datos falsos no es lo que el programa descontó"]


@pytest.fixture
def caja_de_beneficios(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with una_caja(tmp_path_factory.mktemp("forjada") / "caja") as caja:
        _un_dia_de_beneficios(caja)
        yield caja
