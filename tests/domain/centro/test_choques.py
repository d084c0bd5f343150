"""What was done at a caja while something else was true elsewhere, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app import perfiles
from app.domain.centro.choques import (
    DescuentoDado,
    Retirado,
    Tramitado,
    cambio_de_titular,
    descuentos_retirados,
    dos_convenios,
    encimados,
    refacturados,
    repetidos,
)
from app.domain.cuenta import Beneficio
from app.domain.deuda.aplicado import Aplicado
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from app.domain.pago.pago import Folio
from tests.domain.tramite.test_convenio import JULIO, pesos, un_convenio, un_hecho

CIEN = Dinero.from_texto("100.00")
CAJEME = perfiles.cargar("cajeme")
HECHO = Tramitado("2/e/7", "2A-000001", "500", "Ana  López", CIEN, {"2023-08": CIEN})


def un_beneficio(ref: str, programa: str = "insen", cuenta: str = "500", **otros: object) -> Beneficio:
    dado = Beneficio(cuenta, programa, "Ana", "INAPAM 1", date(2023, 1, 1), curp="C", origen=ref)
    return replace(dado, **otros)  # type: ignore[arg-type]


DE_2, DE_3 = un_beneficio("asiento:2/e/1"), un_beneficio("asiento:3/e/1", "pensionado")
DEL_PADRON = un_beneficio("lote:sha")


@pytest.mark.parametrize(("titular", "cuantos"), [("ana lópez", 0), ("", 0), ("Eva Ruiz", 1)])
def test_the_paper_of_who_is_not_the_titular(titular: str, cuantos: int) -> None:
    assert len(list(cambio_de_titular(HECHO, titular))) == cuantos


@pytest.mark.parametrize(
    ("hoy", "importe", "dice"),
    [("100.00", "", ""), ("150.00", "50.00", "quedan 50.00 por pagar"), ("80.00", "", "")],
)
def test_a_recibo_billed_again(hoy: str, importe: str, dice: str) -> None:
    hallados = list(refacturados(HECHO, {"2023-08": Dinero.from_texto(hoy), "2023-09": CIEN}))
    assert [str(h.importe) for h in hallados] == ([importe] if importe else [])
    assert all(dice in h.resumen for h in hallados)
    assert list(refacturados(HECHO, {})) == []


def test_a_discount_after_the_benefit_was_withdrawn_elsewhere() -> None:
    retirado = replace(DE_2, retirado=date(2023, 9, 1))
    retiro = Retirado("3/e/9", "2/e/1", "insen", date(2023, 9, 1))
    antes, despues = (
        DescuentoDado("2/e/5", "2A-1", date(2023, 8, 31), "insen", CIEN),
        DescuentoDado("2/e/8", "2A-2", date(2023, 9, 1), "insen", CIEN),
    )
    (hallado,) = descuentos_retirados("500", [retirado], [retiro], [antes, despues])
    assert (hallado.folios, hallado.refs, hallado.importe) == (("2A-2",), ("3/e/9", "2/e/8"), CIEN)
    # The caja that withdrew it knew; another grant allows it; another program was not withdrawn.
    assert not list(descuentos_retirados("500", [retirado], [replace(retiro, ref="2/e/6")], [despues]))
    assert not list(descuentos_retirados("500", [retirado, DEL_PADRON], [retiro], [despues]))
    assert not list(descuentos_retirados("500", [retirado], [retiro], [replace(despues, programa="social")]))


def test_two_programs_of_one_cuenta() -> None:
    (hallado,) = encimados(CAJEME, [DE_2, DE_3])
    assert (hallado.clase, hallado.caja, hallado.refs) == ("beneficios_encimados", "3", ("2/e/1", "3/e/1"))
    (con_el_padron,) = encimados(CAJEME, [DEL_PADRON, DE_3])
    assert "del padrón" in con_el_padron.resumen and "caja 3" in con_el_padron.resumen


@pytest.mark.parametrize(
    "otro",
    [
        replace(DE_3, origen="asiento:2/e/2"),
        replace(DE_3, desde=date(2024, 1, 1), retirado=date(2024, 1, 1)),
        replace(DE_3, desde=date(2024, 1, 1)),
    ],
    ids=["the same caja saw it", "withdrawn before it began", "after the other had ended"],
)
def test_two_that_do_not_meet(otro: Beneficio) -> None:
    assert list(encimados(CAJEME, [replace(DE_2, hasta=date(2023, 12, 31)), otro])) == []


def test_a_program_that_the_profile_does_not_know_is_no_clash() -> None:
    with pytest.raises(NegocioError):
        list(encimados(CAJEME, [DE_2, replace(DE_3, programa="otro")]))
    with pytest.raises(NegocioError):
        list(encimados(CAJEME, [replace(DE_2, programa="otro"), DE_3]))


def test_one_person_on_two_cuentas() -> None:
    otra = un_beneficio("asiento:3/e/1", cuenta="501")
    (hallado,) = repetidos(DE_2, [otra])
    assert hallado.cuenta == "500" and "501" in hallado.resumen
    acabado = replace(otra, hasta=date(2022, 12, 31))
    mismo = replace(otra, origen="asiento:2/e/2")
    assert list(repetidos(DE_2, [acabado, mismo])) == []
    assert list(repetidos(replace(DE_2, retirado=date(2022, 1, 1)), [otra])) == []


UNO = un_convenio()
OTRO = un_convenio("40.00", folio=Folio("3", "A", 1, "T"), seq=3, fecha=date(2023, 10, 6))
ENGANCHE = un_hecho("20.00")


def test_two_convenios_that_different_cajas_made_while_the_first_was_kept() -> None:
    for convenios in ([UNO, OTRO], [OTRO, UNO]):
        (hallado,) = dos_convenios(convenios, {}, [ENGANCHE])
        assert hallado.refs == tuple(f"{c.folio.caja}/E/{c.seq}" for c in convenios)
        assert hallado.folios == tuple(str(c.folio) for c in convenios)
        assert hallado.importes == tuple(c.deuda for c in convenios) and hallado.importe == OTRO.deuda
    assert list(dos_convenios([UNO, replace(OTRO, folio=Folio("2", "A", 2, "T"))], {}, [ENGANCHE])) == []


def test_a_convenio_that_was_over_when_the_other_was_made_is_no_clash() -> None:
    sin_enganche: list[Aplicado] = []
    assert list(dos_convenios([UNO, OTRO], {}, sin_enganche)) == []
    pagados = dict.fromkeys(UNO.periodos, CERO)
    assert list(dos_convenios([UNO, OTRO], pagados, sin_enganche)) == []
    assert len(list(dos_convenios([UNO, OTRO], {JULIO: pesos("20.00")}, sin_enganche))) == 1
