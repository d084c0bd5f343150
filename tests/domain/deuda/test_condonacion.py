"""Any part of a debt may be forgiven, exactly, and never more than is owed of what was named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cobro.consulta import regla_de_mora
from app.domain.deuda.adeudo import calcular_adeudo
from app.domain.deuda.condonacion import condonar
from app.domain.deuda.recargo import TasaRecargo
from app.domain.dinero import CERO, Dinero, suma
from app.domain.errores import NegocioError
from app.domain.periodo import Periodo
from tests.cajeme import PERFIL, un_recibo, una_cuenta

#: June and July, mora (205.39) and recargos (4.41).
ADEUDO = calcular_adeudo(
    una_cuenta(),
    [un_recibo(20, ("agua", "100.00"), periodo=Periodo(2023, m), vence=date(2023, m + 1, 20)) for m in (6, 7)],
    (),
    CERO,
    partial(regla_de_mora, PERFIL),
    date(2023, 9, 5),
    tasas=(TasaRecargo(Periodo(2023, 1), Decimal("1.47"), "Ley, Art. 5"),),
)
CONCEPTOS = st.sampled_from([(), ("recargos",), ("mora",), ("agua",), ("mora", "recargos"), ("multa",)])


@given(st.integers(-1, ADEUDO.total.centavos + 1), CONCEPTOS)
def test_any_part_may_be_forgiven_to_the_centavo(monto: int, conceptos: tuple[str, ...]) -> None:
    debido = {(a.periodo, a.clave): a.importe for a in (*ADEUDO.mora, *ADEUDO.recargos)}
    debido |= {(s.recibo.periodo, c.clave): c.importe for s in ADEUDO.saldos for c in s.cargos}
    caben = suma(i for (_, c), i in debido.items() if not conceptos or c.removeprefix("iva_") in conceptos)
    if not CERO < Dinero(monto) <= caben:
        with pytest.raises(NegocioError) as error:
            condonar(ADEUDO, Dinero(monto), conceptos)
        assert error.value.clave == ("condonacion_excede" if monto > 0 else "importe_no_positivo")
        return
    lineas = condonar(ADEUDO, Dinero(monto), conceptos)
    assert suma(a.importe for a in lineas) == Dinero(monto)
    for a in lineas:
        assert CERO < a.importe <= debido[a.periodo, a.clave]
        assert not conceptos or a.clave.removeprefix("iva_") in conceptos
