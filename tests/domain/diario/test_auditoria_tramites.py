"""An auditor who knows only the asientos finds what does not follow in convenios and constancias."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.domain.diario.asiento import Asiento, canonico
from app.domain.diario.auditoria import Auditoria
from app.domain.dinero import Dinero
from app.domain.pago.pago import ServicioPedido
from app.tramites.constancias import SolicitudConstancia, emitir_constancia
from tests.convenios import convenido, en, terminado, una_caja_con_recargos, una_parcialidad
from tests.factories import DEMO, SUPER, CajaDePrueba, importar, un_cobro, un_pago, un_recibo, un_turno, una_cuenta
from tests.reversos import cancelado, cerrado

Datos = dict[str, Any]


def _una_historia(caja: CajaDePrueba) -> None:
    """One kept and fulfilled; one broken and another over it, given up; constancias with and without a contract."""
    recibos = [un_recibo(n, "2023-06", agua="1000.00") for n in ("100", "200", "300")]
    importar(caja, [una_cuenta(n, uso="comercial") for n in ("100", "200", "300", "400")], recibos)
    un_turno(caja)
    for numero in ("100", "200", "300"):
        convenido(caja, numero, parcialidades=2)
        una_parcialidad(caja, numero)
    cancelado(caja, una_parcialidad(caja, "300"))
    oficio = SolicitudCondonacion("300", Dinero.from_texto("10.00"), "OF-1", "Dirección", "por oficio")
    condonar_adeudo(caja.ctx, oficio, SUPER)
    un_pago(caja, "100", efectivo="5000.00")
    un_cobro(caja, "100", servicios=(ServicioPedido("A", Decimal(1)),))
    emitir_constancia(caja.ctx, SolicitudConstancia("100"), DEMO)
    sin = un_cobro(caja, servicios=(ServicioPedido("NOCONTR", Decimal(1)),), nombre="Ana Ruiz").pagos[0]
    emitir_constancia(caja.ctx, SolicitudConstancia("", sin.folio, "Lote 3", "padrón"), DEMO)
    en(caja, date(2023, 11, 7))
    convenido(caja, "200", calidad="tercero", firmante="Luis Vega", documento="Carta poder 7")
    terminado(caja, "200")
    importar(caja, recibos=[un_recibo("100", "2023-09")])
    convenido(caja, "100", parcialidades=1)
    cerrado(caja)


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Asiento]]:
    with una_caja_con_recargos(Path(tmp_path_factory.mktemp("tramites")) / "caja") as caja:
        _una_historia(caja)
        with caja.uow() as uow:
            yield list(uow.diario.asientos())


def auditar(asientos: Sequence[Asiento]) -> list[str]:
    auditoria = Auditoria()
    return [mensaje for asiento in asientos for _, mensaje in auditoria.revisar(asiento)]


def con(diario: list[Asiento], tipo: str, cual: int, cambio: Callable[[Datos], object]) -> list[Asiento]:
    """The diario with one asiento of a kind changed."""
    lugar = [n for n, a in enumerate(diario) if a.tipo == tipo][cual]
    datos = diario[lugar].datos()
    cambio(datos)
    return [*diario[:lugar], replace(diario[lugar], contenido=canonico(datos)), *diario[lugar + 1 :]]


def test_an_honest_history_has_nothing_to_say(diario: list[Asiento]) -> None:
    assert auditar(diario) == []


def _quitar(campo: str) -> Callable[[Datos], object]:
    return lambda d: d.pop(campo)


def _poner(**campos: Any) -> Callable[[Datos], object]:
    return lambda d: d.update(campos)


def _mas(campo: str, cuanto: int) -> Callable[[Datos], object]:
    return lambda d: d.update({campo: d[campo] + cuanto})


@pytest.mark.parametrize(
    ("tipo", "cual", "cambio", "dice"),
    [
        ("convenio_hecho", 0, _mas("enganche", -1), "no suman lo convenido"),
        ("convenio_hecho", 0, lambda d: d["recibos"][0].update(saldo=1), "los recibos del convenio no suman"),
        ("convenio_hecho", 0, lambda d: d["parcialidades"][0].update(importe=0), "no es mayor que cero"),
        ("convenio_hecho", 0, lambda d: d["parcialidades"][0].update(n=2), "una después de otra"),
        ("convenio_hecho", 0, lambda d: d["parcialidades"][1].update(vence="2023-09-01"), "una después de otra"),
        ("convenio_hecho", 0, _poner(firmante=""), "sin firma"),
        ("convenio_hecho", 0, _quitar("permiso"), "sin autorización"),
        ("convenio_hecho", 3, _quitar("documento"), "sin facultad"),
        ("convenio_hecho", 0, _mas("deuda", 10**9), "la autorización era por menos"),
        ("convenio_hecho", 1, lambda d: d["cuenta"].update(numero="900"), "de otra operación"),
        ("convenio_hecho", 1, lambda d: d["folio"].update(numero=9), "se esperaba el folio T2A-000002"),
        ("convenio_hecho", 3, _quitar("anterior"), "no dice cuál fue el anterior"),
        ("convenio_hecho", 3, _poner(anterior={"folio": "T2A-000002", "estado": "terminado"}), "acabó de otro modo"),
        ("convenio_terminado", 0, _poner(convenio="T2A-000099"), "que no está en pie"),
        ("convenio_terminado", 0, _poner(cuenta="100"), "es de otra cuenta"),
        ("convenio_terminado", 0, _poner(motivo="porque_si"), "sin motivo"),
        ("convenio_terminado", 0, _poner(nota=""), "sin motivo"),
        ("convenio_terminado", 0, _mas("faltaba", 10**9), "es imposible"),
        ("convenio_terminado", 0, _poner(faltaba=0), "es imposible"),
        ("constancia", 0, _poner(pago="2A-000001"), "no está pagada"),
        ("constancia", 0, _poner(cuenta="200"), "un pago de otra cuenta"),
        ("constancia", 0, _poner(adeudo=1), "a quien debía"),
        ("constancia", 1, _quitar("revision"), "sin revisión"),
        ("constancia", 1, _poner(leyendas=[]), "sin su leyenda"),
        ("constancia", 0, _poner(datos_al="2024-01-01T00:00:00-07:00"), "datos posteriores"),
        ("constancia", 1, lambda d: d["folio"].update(numero=4), "se esperaba el folio T2A-000005"),
    ],
)
def test_what_does_not_follow_is_noticed(
    diario: list[Asiento], tipo: str, cual: int, cambio: Callable[[Datos], object], dice: str
) -> None:
    assert any(dice in mensaje for mensaje in auditar(con(diario, tipo, cual, cambio)))


def test_a_convenio_over_one_that_was_kept_is_noticed(diario: list[Asiento]) -> None:
    """The second of 200 was made because two parcialidades were missed: pay them, and it could not be made."""

    def puntual(d: Datos) -> None:
        d["parcialidades"][1]["vence"] = "2023-11-30"
        d["parcialidades"][0]["vence"] = "2023-11-20"

    mensajes = auditar(con(diario, "convenio_hecho", 1, puntual))
    assert "se hizo un convenio cuando otro de la cuenta seguía en pie" in mensajes


def test_one_is_ended_once(diario: list[Asiento]) -> None:
    lugar = next(n for n, a in enumerate(diario) if a.tipo == "convenio_terminado")
    dos_veces = [*diario[: lugar + 1], diario[lugar], *diario[lugar + 1 :]]
    assert any("que no está en pie" in mensaje for mensaje in auditar(dos_veces))


def test_without_the_enganche_paid_another_may_be_made(diario: list[Asiento]) -> None:
    """The payment of the first enganche of 200 taken away: its convenio fell the day after, and that is no finding."""
    pago = [n for n, a in enumerate(diario) if a.tipo == "pago"][1]
    mensajes = auditar([*diario[:pago], *diario[pago + 1 :]])
    assert not any("seguía en pie" in mensaje for mensaje in mensajes)
