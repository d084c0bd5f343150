"""What the Ayuntamiento must cover: by program, article and month, less what went back, signed and not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.documentos import Encabezado, componer
from app.documentos.reporte_subsidios import listado_de_subsidios, papel_de_subsidios
from app.domain.dinero import suma
from app.domain.reporte.reporte import Filtro
from app.domain.reporte.reporte_subsidios import EnSuCentro, ReporteSubsidios, por_centro
from app.errors import NegocioError
from app.reportes.subsidios import ver_subsidios
from tests.factories import DEMO, SUPER, CajaDePrueba, importar, un_cobro, un_pago, un_recibo, una_cuenta
from tests.otorgamientos import clave_de
from tests.reversos import cancelado
from tests.subsidios import firmado, un_pensionado, un_subsidio, una_caja_de_loreto

HOY = date(2025, 3, 5)


@pytest.fixture
def loreto(tmp_path: Path) -> Iterator[CajaDePrueba]:
    with una_caja_de_loreto(tmp_path / "loreto") as caja:
        yield caja


def _reporte(caja: CajaDePrueba, **otros: object) -> ReporteSubsidios:
    return ver_subsidios(caja.ctx, Filtro(HOY, HOY, **otros), SUPER)  # type: ignore[arg-type]


def test_it_adds_up_what_was_given_less_what_went_back(loreto: CajaDePrueba) -> None:
    importar(
        loreto,
        [una_cuenta(n, area="general", servicios=("agua",)) for n in ("200", "300")],
        [un_recibo(n, "2025-01", m3=5, agua="84.37", vence=HOY) for n in ("200", "300")],
        [un_pensionado("200"), un_pensionado("300")],
    )
    firmado(loreto, un_subsidio(loreto)[1])
    un_pago(loreto, "200")
    cancelado(loreto, un_pago(loreto, "300"))
    reporte = _reporte(loreto)
    assert [(s.periodo, s.recibos, s.otorgado.texto(), s.revertido.texto()) for s in reporte.sumas] == [
        ("2025-01", 2, "84.38", "42.19"), ("2025-02", 1, "42.19", "0.00"),
    ]  # fmt: skip
    assert reporte.neto.texto() == "84.38" == suma(s.neto for s in reporte.sumas).texto()
    assert dict(reporte.estados) == {"firmado": 1, "por_firmar": 1, "revertido": 1}
    assert all("Art. 150" in s.fundamento for s in reporte.sumas)
    encabezado = Encabezado("OOMSAPAL Loreto", organismo="loreto")
    texto = "\n".join(componer(papel_de_subsidios(reporte, encabezado), 92))
    assert "POR CUBRIR" in texto and "84.38" in texto and reporte.centro in texto
    assert len(listado_de_subsidios(reporte, encabezado).filas) == 2


def test_only_what_was_asked_for(loreto: CajaDePrueba) -> None:
    un_cobro(loreto, "100")
    assert _reporte(loreto, cajero="demo").neto and _reporte(loreto, turno=1).neto
    assert clave_de(_reporte, loreto, cajero="otra") == "sin_movimientos"
    assert clave_de(ver_subsidios, loreto.ctx, Filtro(HOY, HOY), DEMO).startswith("requiere_")


def test_one_whose_amount_nobody_can_tell_is_told_and_in_no_sum(loreto: CajaDePrueba) -> None:
    recibos = [un_recibo("100", "2024-12", agua="90.00", programa="pensionado", vence=date(2025, 3, 20))]
    importar(loreto, recibos=recibos)
    pago, _ = un_subsidio(loreto)
    reporte = _reporte(loreto)
    assert (reporte.neto.texto(), reporte.sin_importe) == ("42.19", 1)
    texto = " ".join(componer(papel_de_subsidios(reporte, Encabezado("OOMSAPAL Loreto", organismo="loreto")), 92))
    assert "1 recibo no dice cuánto se descontó al facturar" in texto
    cancelado(loreto, pago)
    assert _reporte(loreto).sin_importe == 0


def test_it_is_stopped_between_months_and_says_how_far_it_is(loreto: CajaDePrueba) -> None:
    un_subsidio(loreto)
    pasos: list[tuple[int, int]] = []

    def avanzar(hechos: int, total: int) -> None:
        pasos.append((hechos, total))
        if hechos == 2:
            raise NegocioError("cancelado", "Se canceló.")

    ver = Filtro(date(2024, 12, 15), HOY)
    assert clave_de(ver_subsidios, loreto.ctx, ver, SUPER, avanzar) == "cancelado"
    assert pasos[-1] == (2, 4)
    assert ver_subsidios(loreto.ctx, ver, SUPER).neto.texto() == "42.19"


def test_each_centro_is_by_itself_with_its_cajas(loreto: CajaDePrueba) -> None:
    _, subsidio = un_subsidio(loreto)
    norte, sur = por_centro([EnSuCentro("Sur", "9", subsidio), EnSuCentro("norte", "2", subsidio),
                             EnSuCentro("norte", "1", subsidio), EnSuCentro("norte", "2", subsidio)])  # fmt: skip
    assert (norte.centro, norte.cajas, norte.neto.texto()) == ("norte", ("2", "1"), "126.57")
    assert (sur.cajas, sur.neto.texto(), sur.estados, sur.sin_importe) == (("9",), "42.19", (("por_firmar", 1),), 0)
