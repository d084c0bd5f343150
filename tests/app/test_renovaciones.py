"""A benefit renewed: from when, until when, on what, and what is not renewed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.beneficiarios.otorgamientos import renovar
from app.domain.cuenta import Beneficio
from app.errors import NegocioError
from tests.factories import SUPER, CajaDePrueba, importar, un_beneficio, un_pago, un_recibo, una_caja, una_cuenta
from tests.organismos import perfil_de_prueba
from tests.otorgamientos import CURP, clave_de, suyo

AGOSTO = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}


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
    assert hecho == suyo(vencido) and hecho.documento == "INAPAM 9" and hecho.origen.startswith("lote:")
    assert un_pago(vencido).descuentos
    assert vencido.verificar().errores == ()


def test_a_renewal_stands_when_the_row_is_imported_again(vencido: CajaDePrueba) -> None:
    renovar(vencido.ctx, "100", "insen", "INAPAM 9", SUPER, hasta=date(2024, 8, 31))
    importar(vencido, beneficios=[un_beneficio(hasta=date(2023, 9, 30))])
    assert suyo(vencido).hasta == date(2024, 8, 31)
    importar(vencido, beneficios=[un_beneficio(hasta=date(2025, 1, 31))])
    assert suyo(vencido).hasta == date(2025, 1, 31)


def test_a_term_follows_the_one_before(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], beneficios=[un_beneficio(hasta=date(2023, 9, 30))])
    primero = renovar(caja.ctx, "100", "insen", "INAPAM 9", SUPER, hasta=date(2023, 10, 31)).beneficio
    assert (primero.renovado, primero.is_vigente(date(2023, 9, 5))) == (date(2023, 10, 1), True)
    assert renovar(caja.ctx, "100", "insen", "INAPAM 10", SUPER, hasta=date(2023, 11, 30)).beneficio.documento == (
        "INAPAM 10"
    )
    assert clave_de(renovar, caja.ctx, "100", "insen", "INAPAM 11", SUPER, hasta=date(2024, 1, 1)) == (
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
    assert clave_de(renovar, caja.ctx, campos["cuenta"], campos["programa"], campos["documento"], SUPER) == clave


def test_another_benefit_of_those_days_is_in_its_way(caja: CajaDePrueba) -> None:
    dados = [un_beneficio(hasta=date(2023, 8, 31)), un_beneficio(programa="pensionado", desde=date(2023, 9, 1))]
    importar(caja, [una_cuenta()], beneficios=dados)
    assert clave_de(renovar, caja.ctx, "100", "insen", "INAPAM 9", SUPER, hasta=date(2024, 1, 1)) == (
        "beneficio_excluyente"
    )
