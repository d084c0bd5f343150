"""Cash in and out without a payment, the drawer opened, and the limit of what it should hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.documentos import Documento
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio
from app.domain.papel import Respuesta
from app.errors import EquipoError
from app.papel.impresion import PapelDudoso
from app.turno.caja import corte_x
from app.turno.cajon import abrir_cajon
from app.turno.movimientos import SolicitudMovimiento, aviso_de_limite, mover, vale_de_folio
from tests.app.reversos.test_cancelaciones import negado
from tests.db.escena import hechos_de
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    importar,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.reversos import cerrado, movido, un_permiso


def test_expected_cash_follows_each_movement(caja: CajaDePrueba) -> None:
    un_turno(caja)
    for clase, importe, esperado in (
        ("entrada", "200.00", 70000), ("retiro", "50.50", 64950), ("entrega", "649.50", 0), ("entrada", "1.00", 100),
    ):  # fmt: skip
        movido(caja, clase, importe)
        assert corte_x(caja.ctx).esperado == Dinero(esperado)
    corte = corte_x(caja.ctx)
    assert (corte.entradas.texto(), corte.retiros.texto()) == ("201.00", "700.00")
    assert caja.reabrir().verificar().errores == ()


def test_each_has_a_voucher_numbered_without_gaps(caja: CajaDePrueba) -> None:
    un_turno(caja)
    vales = [movido(caja, "entrada", "10.00")]
    cerrado(caja)
    un_turno(caja)
    vales.append(movido(caja.reabrir(), "retiro", "5.00"))
    assert [str(v.folio) for v in vales] == ["M2A-000001", "M2A-000002"]
    with caja.uow() as uow:
        assert [vale_de_folio(uow, v.folio) for v in vales] == vales
        with negado("folio_desconocido"):
            vale_de_folio(uow, Folio("2", "A", 3, "M"))
    assert (vales[1].recibe, vales[1].referencia, vales[1].cajero) == ("Luis Vega", "B-12", DEMO.nombre)


@pytest.mark.parametrize(
    ("clase", "importe", "motivo", "clave"),
    [
        ("retiro", "500.01", "x", "efectivo_insuficiente"),
        ("entrega", "500.01", "x", "efectivo_insuficiente"),
        ("retiro", "0.00", "x", "importe_no_positivo"),
        ("entrada", "-5.00", "x", "importe_no_positivo"),
        ("entrada", "5.00", "  ", "falta_motivo"),
        ("entrada", "5.00", "a\nb", "texto_invalido"),
        ("prestamo", "5.00", "x", "movimiento_desconocido"),
    ],
)
def test_what_cannot_be_is_refused_with_nothing_written(
    caja: CajaDePrueba, clase: str, importe: str, motivo: str, clave: str
) -> None:
    un_turno(caja)
    antes = hechos_de(caja)
    with negado(clave):
        mover(caja.ctx, SolicitudMovimiento(clase, Dinero.from_texto(importe), motivo), DEMO)
    assert hechos_de(caja) == antes


def test_the_same_order_again_moves_nothing_more(caja: CajaDePrueba) -> None:
    un_turno(caja)
    permiso = un_permiso(caja, "autorizar_movimiento", "retiro", Dinero(300_00))
    solicitud = SolicitudMovimiento("retiro", Dinero(300_00), "a la caja 3", "Luis Vega")
    vale = mover(caja.ctx, solicitud, DEMO, permiso)
    hechos = hechos_de(caja)
    # There is no more so much in the drawer, the word was used up, the turno is another day's: it was done before.
    caja.reloj.avanzar(days=1)
    assert mover(caja.reabrir().ctx, solicitud, DEMO) == replace(vale, repetido=True)
    with negado("id_repetido"):
        mover(caja.ctx, replace(solicitud, importe=Dinero(1)), DEMO)
    with negado("id_repetido"):
        condonar_adeudo(caja.ctx, SolicitudCondonacion("100", Dinero(1), "1", "DG", "x", id=solicitud.id), SUPER)
    assert hechos_de(caja) == hechos and caja.verificar().errores == ()


def test_where_the_count_is_blind_nobody_feels_their_way_to_what_is_expected(tmp_path: Path) -> None:
    with una_caja(tmp_path / "caja", demo=False) as caja:
        un_turno(caja)
        for importe in ("900.00", "700.00", "600.00"):
            with negado("efectivo_insuficiente"):
                movido(caja, "retiro", importe)
        for importe in ("500.01", "1.00"):
            with negado("requiere_supervisor"):
                movido(caja, "entrega", importe)
        negados = [(d["clase"], d["importe"], d["cajero"]) for t, d in hechos_de(caja) if t == "retiro_negado"]
        assert negados == [("retiro", 900_00, "demo"), ("retiro", 700_00, "demo"), ("retiro", 600_00, "demo")]
        permiso = un_permiso(caja, "autorizar_movimiento", "entrega", Dinero(501_00))
        with negado("efectivo_insuficiente"):
            movido(caja, "entrega", "501.00", permiso)
        movido(caja, "entrega", "500.00", permiso)
        movido(caja, "entrada", "500.00")
        cerrado(caja)
        un_turno(caja)
        movido(caja, "retiro", "500.00")
        assert caja.verificar().errores == ()


def test_the_refusal_tells_nothing_of_what_is_expected(caja: CajaDePrueba) -> None:
    un_turno(caja)
    with pytest.raises(Exception, match=r"no hay 900\.00") as error:
        movido(caja, "retiro", "900.00")
    assert "500" not in str(error.value)


def test_a_supervisor_behind_it_is_named(caja: CajaDePrueba) -> None:
    un_turno(caja)
    permiso = un_permiso(caja, "autorizar_movimiento", "entrega", Dinero(30000))
    with negado("permiso_corto"):
        movido(caja, "entrega", "300.01", permiso)
    with negado("permiso_de_otra_cosa"):
        movido(caja, "retiro", "300.00", permiso)
    assert movido(caja, "entrega", "300.00", permiso).autorizo == "super"
    with negado("permiso_usado"):
        movido(caja, "entrega", "1.00", permiso)
    assert caja.verificar().errores == ()


def test_only_the_cashier_of_the_turno_moves_its_cash(caja: CajaDePrueba) -> None:
    with negado("sin_turno"):
        movido(caja, "entrada", "1.00")
    un_turno(caja)
    with negado("requiere_cajero"):
        mover(caja.ctx, SolicitudMovimiento("retiro", Dinero(100), "x"), SUPER)


def test_more_than_the_limit_is_said(tmp_path: Path) -> None:
    with una_caja(tmp_path / "caja", perfil=replace(PERFIL, limite_efectivo=Dinero(60000))) as caja:
        assert aviso_de_limite(caja.ctx) == ""
        importar(caja, [una_cuenta(uso="comercial")], [un_recibo(agua="100.01")])
        un_turno(caja)
        assert aviso_de_limite(caja.ctx) == ""
        un_pago(caja)
        assert "pasa de 600.00" in aviso_de_limite(caja.ctx)
        movido(caja, "entrega", "0.01")
        assert aviso_de_limite(caja.ctx) == ""


def test_without_a_limit_nothing_is_said(caja: CajaDePrueba) -> None:
    un_turno(caja)
    movido(caja, "entrada", "900000.00")
    assert aviso_de_limite(caja.ctx) == ""


# --- the drawer ---


@dataclass
class FakeCajon:
    """A drawer that opens, does not, or is not there."""

    tiene_cajon: bool = True
    falla: EquipoError | None = None
    pulsos: int = 0

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        """Papers are no matter of a drawer."""
        raise EquipoError("impresora_inaccesible", "No imprime.")

    def preguntar(self) -> Respuesta:
        """It says nothing."""
        return Respuesta("enviado")

    def abrir_cajon(self) -> None:
        """Count the pulse, or fail."""
        if self.falla:
            raise self.falla
        self.pulsos += 1


def aperturas(caja: CajaDePrueba) -> list[tuple[str, str]]:
    return [(d["motivo"], d["resultado"]) for tipo, d in hechos_de(caja) if tipo == "cajon_abierto"]


def test_every_opening_is_in_the_diario(caja: CajaDePrueba) -> None:
    un_turno(caja)
    cajon = FakeCajon()
    assert abrir_cajon(caja.ctx, "dar cambio", DEMO, cajon) == "ordenado"
    permiso = un_permiso(caja, "autorizar_movimiento", "cajon")
    assert abrir_cajon(caja.ctx, "revisión", DEMO, cajon, permiso) == "ordenado"
    assert (cajon.pulsos, aperturas(caja)) == (2, [("dar cambio", "ordenado"), ("revisión", "ordenado")])
    assert corte_x(caja.ctx).esperado == Dinero(50000) and caja.verificar().errores == ()


@pytest.mark.parametrize("cajon", [None, FakeCajon(tiene_cajon=False)])
def test_without_a_device_somebody_opens_it_with_its_key(caja: CajaDePrueba, cajon: FakeCajon | None) -> None:
    un_turno(caja)
    assert abrir_cajon(caja.ctx, "dar cambio", DEMO, cajon) == "llave"
    assert aperturas(caja) == [("dar cambio", "llave")]


SIN_RESPUESTA = EquipoError("impresora_inaccesible", "No hay respuesta.")


def test_one_that_did_not_open_is_told_too(caja: CajaDePrueba) -> None:
    un_turno(caja)
    with pytest.raises(EquipoError):
        abrir_cajon(caja.ctx, "dar cambio", DEMO, FakeCajon(falla=SIN_RESPUESTA))
    assert aperturas(caja) == [("dar cambio", "ordenado"), ("dar cambio", "fallo")]


def test_of_a_pulse_that_left_nobody_says_that_it_did_not(caja: CajaDePrueba) -> None:
    un_turno(caja)
    cajon = FakeCajon(falla=PapelDudoso("papel_en_duda", "Vea si salió; si no, imprímalo otra vez."))
    with pytest.raises(EquipoError, match="Vea si abrió"):
        abrir_cajon(caja.ctx, "dar cambio", DEMO, cajon)
    assert aperturas(caja) == [("dar cambio", "ordenado")]


def test_without_a_reason_or_a_turno_it_stays_shut(caja: CajaDePrueba) -> None:
    cajon = FakeCajon()
    with negado("sin_turno"):
        abrir_cajon(caja.ctx, "dar cambio", DEMO, cajon)
    un_turno(caja)
    with negado("falta_motivo"):
        abrir_cajon(caja.ctx, " ", DEMO, cajon)
    assert cajon.pulsos == 0 and aperturas(caja) == []
