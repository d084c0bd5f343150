"""The table of what becomes of a convenio, day by day, each row lived at a real caja."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.cobro.consulta import estado_de_cuenta
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Pago
from app.reversos.devoluciones import Entrega
from tests.cajeme import casos
from tests.convenios import convenido, en, terminado, una_caja_con_recargos, una_parcialidad
from tests.factories import SUPER, CajaDePrueba, importar, un_medio, un_pago, un_recibo, un_turno, una_cuenta
from tests.reversos import cancelado, cerrado, devuelto, sin_fondos

CASOS = casos("convenios")


def _hacer(caja: CajaDePrueba, que: str, ultimo: Pago | None) -> Pago | None:
    """One step; returns the last payment that stands."""
    verbo, _, cuanto = que.partition(" ")
    if verbo == "parcialidad":
        return una_parcialidad(caja)
    if verbo == "paga":
        return una_parcialidad(caja, monto=cuanto)
    if verbo == "abona":
        return un_pago(caja, monto=cuanto)
    if verbo == "todo":
        return un_pago(caja, efectivo="5000.00")
    if verbo == "cheque":
        return una_parcialidad(caja, medios=(un_medio("412.00", "cheque"),))
    if verbo == "condona":
        oficio = SolicitudCondonacion("100", Dinero.from_texto(cuanto), "OF-1", "Dirección", "por oficio")
        condonar_adeudo(caja.ctx, oficio, SUPER)
    elif verbo == "conviene":
        convenido(caja)
    elif verbo == "termina":
        terminado(caja)
    else:
        assert ultimo is not None
        reversos = {
            "cancela": lambda: cancelado(caja, ultimo),
            "devuelve": lambda: devuelto(caja, ultimo, entrega=Entrega("BANCO", "T-9")),
            "sin_fondos": lambda: sin_fondos(caja, ultimo),
        }
        reversos[verbo]()
    return ultimo


@pytest.mark.parametrize("caso", CASOS, ids=[c["caso"] for c in CASOS])
def test_every_case_of_a_convenio(tmp_path: Path, caso: dict[str, str]) -> None:
    with una_caja_con_recargos(tmp_path / "caja") as caja:
        recibos = [un_recibo(periodo=mes, agua="1000.00") for mes in ("2023-06", "2023-07")]
        importar(caja, [una_cuenta(uso="comercial")], recibos)
        un_turno(caja)
        convenido(caja)
        ultimo = None
        for dia, _, que in (paso.partition(" ") for paso in filter(None, caso["pasos"].split("|"))):
            en(caja, date.fromisoformat(dia))
            ultimo = _hacer(caja, que, ultimo)
        en(caja, date.fromisoformat(caso["dia"]))
        adeudo = estado_de_cuenta(caja.ctx, "100").adeudo
        convenio = adeudo.convenio
        assert convenio is not None
        por_pagar = convenio.por_pagar if convenio.is_vigente else CERO
        obtenido = {
            "estado": convenio.estado,
            "pendiente": convenio.pendiente.texto(),
            "por_pagar": por_pagar.texto(),
            "debe": adeudo.total.texto(),
            "al_corriente": "si" if adeudo.al_corriente else "no",
        }
        assert obtenido == {campo: caso[campo] for campo in obtenido}
        assert convenio.cubierto + convenio.pendiente == convenio.convenio.deuda
        cerrado(caja)
        assert caja.verificar().errores == ()
