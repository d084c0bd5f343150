"""A request as it is looked at before anything is done to it, and what may be done."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.beneficiarios.curp import velar
from app.domain.beneficio.solicitud import ESTADOS, Solicitud, aviso_de_plazo
from ui import tema
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton


class FichaSolicitud(Card):
    """The card: who asks for what, what was brought and what is missing, what is left of the term.

    Attributes:
        resolver, completar, estudio, papel: buttons of what may be done, disabled where it may not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Solicitud", parent)
        self.nombre = etiqueta("", "nombre", dobla=True)
        self.aviso = etiqueta("", "fuerte", dobla=True)
        self.datos = etiqueta("", "", dobla=True)
        self.resolver = Boton("Resolver", "Ctrl R")
        self.completar = Boton("Agregar lo que se trajo", "Ctrl T")
        self.estudio = Boton("Anotar el estudio", "Ctrl M")
        self.papel = Boton("Imprimir otra vez", "Ctrl I")
        botones = (self.resolver, self.completar, self.estudio, self.papel)
        for widget in (self.nombre, self.aviso, self.datos, *botones):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addStretch(1)
        for boton in botones:
            boton.setAutoDefault(False)

    def poner(self, s: Solicitud | None, hoy: date) -> None:
        """Show one; None for nothing to show."""
        espera = s is not None and s.respuesta is None
        tardio = s is not None and s.respuesta is not None and s.respuesta.resultado == "aceptada" and s.hecho is None
        self.resolver.setEnabled(espera)
        self.completar.setEnabled(espera)
        self.estudio.setEnabled(s is not None and bool(s.estudio) and (espera or tardio))
        self.papel.setEnabled(s is not None)
        self.nombre.setText("Ninguna en esta lista." if s is None else s.beneficiario)
        aviso = "" if s is None else aviso_de_plazo(s, hoy)
        self.aviso.setText(aviso[:1].upper() + aviso[1:])
        self.aviso.setVisible(bool(aviso))
        tema.poner(self.aviso, estado="mal" if s is not None and (s.quedan(hoy) or 0) < 0 else "aviso")
        self.datos.setText("" if s is None else "\n".join((*_de_que(s), *_papeles(s, hoy), *_respuesta(s))))


def _de_que(s: Solicitud) -> list[str]:
    otro = f"; la trajo {s.solicitante}" if s.solicitante != s.beneficiario else ""
    renglones = [
        f"{s.folio} · cuenta {s.cuenta} · {s.titular}",
        f"{s.nombre} · {s.fundamento}",
        f"Recibió {s.quien}, {s.fecha:%d/%m/%Y}{otro}",
    ]
    return [*renglones, *([f"Nota: {s.nota}"] if s.nota else [])]


def _papeles(s: Solicitud, hoy: date) -> list[str]:
    """What was brought, the CURP veiled; what is missing; the study."""
    renglones = [f"✓ {d.clase}: {d.numero}{' · con escaneo' if d.archivo else ''}" for d in s.documentos]
    renglones += [f"✓ CURP {velar(s.curp)}"] if s.curp else []
    if s.respuesta is None:
        renglones += [f"✗ Falta: {falta}" for falta in s.por_traer(hoy)]
    if s.estudio:
        dicho = "por hacer" if s.hecho is None else f"{s.hecho.numero}, {'' if s.hecho.favorable else 'no '}favorable"
        renglones.append(f"{s.estudio.capitalize()}: {dicho}")
    return renglones


def _respuesta(s: Solicitud) -> list[str]:
    """Until when it is answered, or how it was."""
    respuesta = s.respuesta
    if respuesta is None:
        plazo = f"Se resuelve a más tardar el {s.plazo:%d/%m/%Y} ({s.plazo_fundamento})" if s.plazo else ""
        return [plazo] if plazo else []
    como = ESTADOS[respuesta.resultado].capitalize()
    dicho = f"{como} el {respuesta.momento:%d/%m/%Y} por {respuesta.quien}"
    return [dicho, *([f"Por qué: {respuesta.motivo}"] if respuesta.motivo else [])]
