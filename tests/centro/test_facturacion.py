"""A month billed at the centre: the same recibos as at a caja, for all of them, and once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.centro.facturacion_centro import CambioDelMes, ConCambios
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import Dinero, suma
from app.domain.periodo import Periodo
from app.domain.tarifa.medicion import Expediente
from app.errors import NegocioError
from app.facturacion import Facturacion, PedidoFacturacion
from app.importacion import Archivos
from tests.factories import SUPER, CajaDePrueba, importar, una_caja, una_cuenta, una_lectura
from tests.facturas import correr
from tests.otorgamientos import otorgado
from tests.sede import PuestoDePrueba, consultar, enlazada

MES = Periodo(2023, 9)
_CUENTAS = """cuenta,titular,domicilio,uso,area,medidor,servicios,giro
100,Ana,Calle 1,domestico,urbana,M1,agua|alcantarillado,
200,Auto Lavado,Calle 2,comercial,urbana,M2,agua,lavado de autos
300,Sin lectura,Calle 3,domestico,urbana,M3,agua,
"""
_LECTURAS = """cuenta,periodo,lectura,fecha
100,2023-08,1000,2023-08-19
100,2023-09,1018,2023-09-19
200,2023-08,500,2023-08-19
200,2023-09,530,2023-09-19
"""


@pytest.fixture
def con_lecturas(sede: SedeDeMaquina, tmp_path: Path) -> SedeDeMaquina:
    """A centre whose padrón has readings of two of three cuentas."""
    (tmp_path / "c.csv").write_text(_CUENTAS, encoding="utf-8")
    (tmp_path / "l.csv").write_text(_LECTURAS, encoding="utf-8")
    archivos = Archivos(cuentas=tmp_path / "c.csv", lecturas=tmp_path / "l.csv")
    hecha = sede.importar("cajeme", archivos, (), simular=False)
    assert hecha.rechazadas == () and hecha.altas == 7
    return sede


@pytest.fixture
def puesto(con_lecturas: SedeDeMaquina, tmp_path: Path) -> Iterator[PuestoDePrueba]:
    with una_caja(tmp_path / "dos") as caja:
        enlazado = enlazada(con_lecturas, caja)
        enlazado.sincronizar()
        yield enlazado


def facturar(sede: SedeDeMaquina, *, simular: bool = False) -> Facturacion:
    return sede.facturar("cajeme", PedidoFacturacion(MES), simular=simular)


def debe(caja: CajaDePrueba, cuenta: str) -> Dinero:
    return estado_de_cuenta(caja.ctx, cuenta).adeudo.total


def test_the_recibos_go_down_and_the_same_month_twice_changes_nothing(
    con_lecturas: SedeDeMaquina, puesto: PuestoDePrueba
) -> None:
    ver = "SELECT v FROM flujo WHERE nombre = 'padron'"
    antes = consultar(con_lecturas, ver)
    simulada = facturar(con_lecturas, simular=True)
    assert consultar(con_lecturas, ver) == antes and simulada.lote is None
    hecha = facturar(con_lecturas)
    assert (hecha.facturadas, hecha.total, hecha.por_revisar) == (2, simulada.total, 1)
    # All of them under one bump.
    assert consultar(con_lecturas, ver) == [(antes[0][0] + 1,)]
    assert puesto.sincronizar().recibidos == 2
    assert suma(debe(puesto.caja, cuenta) for cuenta in ("100", "200")) == hecha.total
    otra = facturar(con_lecturas)
    assert (otra.facturadas, otra.lote, dict(otra.omitidas)) == (0, None, {"ya_facturada": 2})
    assert puesto.sincronizar().recibidos == 0
    asiento = "SELECT count(*) FROM diario WHERE caja = '0' AND tipo = 'lote_importado'"
    assert consultar(con_lecturas, asiento) == [(2,)]


def test_a_caja_of_its_own_bills_the_same(con_lecturas: SedeDeMaquina, tmp_path: Path) -> None:
    with una_caja(tmp_path / "sola") as sola:
        importar(
            sola,
            [
                una_cuenta("100", servicios=("agua", "alcantarillado")),
                una_cuenta("200", uso="comercial", giro="lavado de autos", servicios=("agua",)),
            ],
            lecturas=[
                una_lectura("100", "2023-08", 1000), una_lectura("100", "2023-09", 1018, "2023-09-19"),
                una_lectura("200", "2023-08", 500), una_lectura("200", "2023-09", 530, "2023-09-19"),
            ],
        )  # fmt: skip
        assert correr(sola).total == facturar(con_lecturas).total


@pytest.mark.parametrize("retirado", [False, True])
def test_what_a_caja_granted_counts_unless_it_was_withdrawn(
    con_lecturas: SedeDeMaquina, puesto: PuestoDePrueba, retirado: bool
) -> None:
    """Whoever recycles the water is spared the 2 % of Art. 44."""
    sin_equipo = facturar(con_lecturas, simular=True).total
    otorgado(puesto.caja, cuenta="200", programa="reciclaje", curp="", desde=date(2023, 7, 1))
    if retirado:
        retirar(puesto.caja.ctx, SolicitudRetiro("200", "reciclaje", "renuncia", date(2023, 8, 1)), SUPER)
    puesto.sincronizar()
    con_equipo = facturar(con_lecturas).total
    assert (con_equipo < sin_equipo) is not retirado


def test_something_imported_meanwhile_ends_it_with_nothing_billed(con_lecturas: SedeDeMaquina, tmp_path: Path) -> None:
    (tmp_path / "otra.csv").write_text(_CUENTAS.replace("Ana", "Eva"), encoding="utf-8")

    def importar_en_medio(leidas: int, de_cuantas: int) -> None:
        con_lecturas.importar("cajeme", Archivos(cuentas=tmp_path / "otra.csv"), (), simular=False)

    with pytest.raises(NegocioError) as error:
        con_lecturas.facturar("cajeme", PedidoFacturacion(MES), simular=False, avance=importar_en_medio)
    assert error.value.clave == "padron_cambio"
    assert consultar(con_lecturas, "SELECT count(*) FROM padron_recibo") == [(0,)]
    assert facturar(con_lecturas).facturadas == 2


class _Padron:
    lotes: tuple[str, ...] = ()
    total = 3

    def leer(self, desde: Periodo, hasta: Periodo) -> Iterator[Expediente]:
        yield from (Expediente(una_cuenta(n), programas=("a",)) for n in ("100", "200", "300"))


def test_changes_go_to_their_own_cuenta_and_those_of_none_are_left() -> None:
    cambios = [
        CambioDelMes("050", "b", False), CambioDelMes("100", "a", True), CambioDelMes("100", "b", False),
        CambioDelMes("150", "b", False), CambioDelMes("300", "b", False), CambioDelMes("400", "b", False),
    ]  # fmt: skip
    leidos = ConCambios(_Padron(), cambios).leer(MES, MES)
    assert [e.programas for e in leidos] == [("b",), ("a",), ("a", "b")]
