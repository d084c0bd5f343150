"""F6, the centre, at every size and scale of letters: nothing is cut nor lies over anything else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.centro.contacto import Contacto, Cotejo, Enlazada
from app.ports.centro import PorEnviar
from tests.sede_de_muestra import una_incidencia
from tests.ui.conftest import Abrir
from ui import tema
from ui.administracion.pantalla import PantallaAdministracion
from ui.rondas import Hecha

_HORA = datetime(2023, 9, 5, 10, 24)
_FALLA = "No se puede hablar con el centro. Lo cobrado queda guardado y se enviará después."


def una_enlazada() -> Enlazada:
    """With a lot to send, both sides that differ, and incidencias open and settled."""
    contacto = Contacto(
        True, 12_345, _HORA, 1, aviso="El centro cuenta 3 pagos de esta caja y aquí hay 2.", desfase=4_000
    )
    return Enlazada(
        contacto=contacto,
        centro="6d0c7d5c-0000",
        generacion="1f00aa22-0000",
        epoca="9b3e1c77-0000",
        serie="AB",
        por_enviar=PorEnviar(12_345, 6_789, 1_234_567_890, _HORA),
        cotejos=(
            Cotejo("0a0a0a0a-0000", 99, (12, 345_600, 12), None, is_igual=False),
            Cotejo("9b3e1c77-0000", 240, (3, 900_000_000, 3), (2, 600_000_000, 2), is_igual=False),
        ),
        incidencias=(una_incidencia(), una_incidencia("b", resolucion="a_favor", nota="avisado " * 20, quien="super")),
    )


@pytest.mark.parametrize("escala", [100, 150, 200])
def test_f6_centre_holds(abrir: Abrir, carpeta: Path, escala: int) -> None:
    abierto = abrir(carpeta)
    abierto.entrar()
    tema.aplicar(tema.Apariencia("claro", escala))
    abierto.tecla(Qt.Key.Key_F6)
    pantalla = abierto.cuerpo.actual
    assert isinstance(pantalla, PantallaAdministracion)
    pantalla.traer(5)
    abierto.quieto()
    abierto.revisar("no centre")
    historia = abierto.sesion.rondas.historia
    historia.extend((Hecha(_HORA, 7.6, falla=_FALLA, veces=40), Hecha(_HORA, 0.4, 500, 12_345, 200_000)))
    pantalla.enlace._on_leida(una_enlazada())
    abierto.revisar("open")
    pantalla.enlace.incidencias.tabla.selectRow(1)
    pantalla.enlace.historia.tabla.selectRow(0)
    pantalla.enlace.cotejo.tabla.selectRow(0)
    abierto.revisar("settled")
    pantalla.enlace.incidencias.decir("Escriba qué se hizo y por qué: queda en el diario.")
    abierto.revisar("refused")
