"""What the Ayuntamiento must cover, by centro: the recibos of every caja, each where its papers say it was issued."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from app.armado_sede import SedeDeMaquina
from app.cli.parser import construir
from app.cli.salida import Salida
from app.domain.pago.pago import Pago
from app.subsidio.subsidios import emitir_a_peticion
from tests.factories import DEMO, CajaDePrueba, importar, un_beneficio, un_pago, un_recibo, una_caja, una_cuenta
from tests.reversos import cancelado
from tests.sede import PuestoDePrueba, enlazada
from tests.subsidios import firmado, subsidios_de

DIAS = date(2023, 9, 1), date(2023, 9, 30)


def _cobrar(caja: CajaDePrueba, *cuentas: str) -> None:
    """Each pays August with insen, and asks for its recibo."""
    importar(
        caja,
        [una_cuenta(c) for c in cuentas],
        [un_recibo(c, agua="206.89") for c in cuentas],
        [un_beneficio(c) for c in cuentas],
    )
    for c in cuentas:
        emitir_a_peticion(caja.ctx, un_pago(caja, c).folio, DEMO)


def _ultimo(caja: CajaDePrueba) -> Pago:
    with caja.uow() as uow:
        return uow.pagos.ultimos(1)[0]


def test_each_centro_has_what_its_cajas_issued(
    sede: SedeDeMaquina, puesto: PuestoDePrueba, caja: CajaDePrueba, tmp_path: Path
) -> None:
    _cobrar(caja, "700", "701")
    with una_caja(tmp_path / "otra", numero="3", centro="Centro Sur") as otra:
        suyo = enlazada(sede, otra)
        _cobrar(otra, "800")
        (subsidio,) = subsidios_de(otra.ctx, [_ultimo(otra)])
        firmado(otra, subsidio)
        suyo.sincronizar()
    cancelado(caja, _ultimo(caja))
    puesto.sincronizar()
    sur, suya = sorted(sede.centro().subsidios("cajeme", *DIAS), key=lambda c: c.centro != "Centro Sur")
    assert (sur.cajas, suya.cajas, suya.centro) == (("3",), ("2",), caja.ctx.caja.centro)
    assert (dict(sur.estados), dict(suya.estados)) == ({"firmado": 1}, {"por_firmar": 1, "revertido": 1})
    assert sur.neto == suya.neto == subsidio.recibo.importe
    assert sede.centro().subsidios("cajeme", date(2024, 1, 1), date(2024, 1, 2)) == ()
    salida = _orden(sede)
    assert [(c["centro"], c["cajas"], c["neto"]) for c in salida.datos["centros"]] == [
        (c.centro, list(c.cajas), c.neto) for c in (suya, sur)
    ]
    assert salida.datos["neto"] == sur.neto + suya.neto
    assert "Centro Sur" in salida.texto and f"Por cubrir en todos: {salida.datos['neto']}" in salida.texto


def _orden(sede: SedeDeMaquina) -> Salida:
    """What `centro subsidios` answers."""
    args = construir().parse_args(["centro", "subsidios", "--desde", "2023-09-01", "--hasta", "2023-09-30"])
    hecha: Salida = args.correr(SimpleNamespace(sede=lambda url: sede), args)
    return hecha
