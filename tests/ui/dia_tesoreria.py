"""The end of a played day: a supervisor counts the last corte again and hands it over, and treasury takes it."""

from __future__ import annotations

from app.context import Contexto
from app.domain.corte.corte import DENOMINACIONES
from app.turno.cortes import ver_corte
from tests.factories import PINES
from tests.ui.escritorio import Escritorio


def entregar_a_tesoreria(mesa: Escritorio, ctx: Contexto, corte: int) -> None:
    """At the window of whoever closed it; each who comes is the next in the list of the sign-in."""
    contado = {valor: piezas for valor, piezas, _ in ver_corte(ctx, corte).piezas}
    _entrar(mesa, PINES["super"])
    mesa.pulsar("ctrl+r")
    mesa.esperar(1.0)
    for valor in DENOMINACIONES:
        if valor in contado:
            mesa.teclear(str(contado[valor]))
        mesa.pulsar("Return")
    mesa.foto("recuento")
    mesa.pulsar("Tab", "Tab")
    mesa.teclear("al cerrar el dia")
    mesa.pulsar("Return")
    mesa.esperar(2.0)
    mesa.foto("tres-cifras")
    mesa.pulsar("ctrl+t")
    mesa.esperar(1.0)
    mesa.teclear("bolsa 7")
    mesa.pulsar("ctrl+Return")
    mesa.esperar(2.0)
    _entrar(mesa, PINES["teso"])
    mesa.pulsar("ctrl+a")
    mesa.esperar(1.0)
    mesa.pulsar("ctrl+Return")
    mesa.esperar(2.0)
    mesa.foto("aceptado")


def _entrar(mesa: Escritorio, pin: str) -> None:
    mesa.pulsar("ctrl+l")
    mesa.esperar(1.5)
    mesa.pulsar("Down")
    mesa.teclear(pin)
    mesa.pulsar("Return")
    mesa.esperar(2.5)
    mesa.pulsar("F11")
    mesa.esperar(2.0)
