"""An import that gives one person many properties tells so, and not for ever."""

from __future__ import annotations

from app.beneficiarios.otorgados import registro_de
from app.beneficiarios.parecidos import LIMITE, avisos_de_parecidos
from tests.factories import CajaDePrueba, importar, un_beneficio, una_cuenta

NOMBRE = "Josefina Ruiz Amador"


def avisos_de(caja: CajaDePrueba, filas: list[tuple[str, ...]]) -> tuple[str, ...]:
    with caja.uow() as uow:
        return avisos_de_parecidos(registro_de(caja.ctx, uow), caja.reloj.ahora().date(), filas)


def test_the_first_likenesses_are_told_and_the_rest_counted(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100")], beneficios=[un_beneficio(beneficiario="RUIZ AMADOR, JOSEFINA")])
    filas = [(f"N-{n}", "insen", "2023-01-01", "", NOMBRE) for n in range(LIMITE)]
    avisos = avisos_de(caja, filas)
    parejas = (LIMITE + 1) * LIMITE // 2
    assert len(avisos) == LIMITE + 1 and f"Y otros {parejas - LIMITE:,} nombres" in avisos[-1]
    assert avisos[0].startswith(
        f"{NOMBRE} (cuenta N-0) puede ser la misma persona que RUIZ AMADOR, JOSEFINA (cuenta 100)"
    )


def test_who_is_alone_ended_or_already_there_on_the_same_cuenta_is_not_told(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta("100")], beneficios=[un_beneficio(beneficiario=NOMBRE)])
    filas = [
        ("100", "pensionado", "2023-01-01", "2023-12-31", NOMBRE),
        ("200", "pensionado", "2022-01-01", "2022-12-31", NOMBRE),
        ("300", "pensionado", "2023-01-01", "", "Rosa Gil"),
    ]
    assert avisos_de(caja, filas) == ()
