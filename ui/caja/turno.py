"""Opening a turno, and what the corte Z says when it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.corte.corte import Corte, Turno
from app.domain.dinero import Dinero
from app.errors import EquipoError, NegocioError
from app.turno.caja import abrir_turno
from ui import tema
from ui.caja.arqueo import diferencia_en_palabras
from ui.caja.papeles_contados import NOMBRES
from ui.op import Op
from ui.piezas.campos import DineroEdit
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class AbrirCard(Card):
    """Opens the turno with its float, in the name of who is at the caja."""

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("Abrir turno", parent)
        self._sesion = sesion
        self.fondo = DineroEdit("Fondo en efectivo")
        self.fondo.setPlaceholderText("0.00")
        self.boton = Boton("Abrir turno", "Enter", "principal")
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.mensaje.hide()
        explica = "No hay turno abierto. Escriba con cuánto efectivo empieza el cajón."
        self.cuerpo.addWidget(etiqueta(explica, "tenue", dobla=True))
        self.cuerpo.addWidget(etiqueta("Fondo en efectivo", "rotulo"))
        for widget in (self.fondo, self.mensaje, self.boton):
            self.cuerpo.addWidget(widget)
        self.cuerpo.addStretch(1)
        self.fondo.returnPressed.connect(self.boton.click)
        self.boton.clicked.connect(self._abrir)

    def enfocar(self) -> None:
        """Put the hand in its field."""
        self.fondo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _abrir(self) -> None:
        usuario, fondo = self._sesion.usuario, self.fondo.importe()
        self.mensaje.hide()
        if usuario is None:
            return
        if fondo is None:
            self._decir(self.fondo.mensaje() or "Escriba el fondo; si el cajón empieza vacío, escriba 0.")
            return
        self.boton.setEnabled(False)
        op = Op(self, self._sesion.motor.escritura, lambda ctx: abrir_turno(ctx, usuario, fondo))
        op.always(lambda: self.boton.setEnabled(True)).failure(self._on_negado).success(self._on_abierto).run()

    def _on_abierto(self, turno: Turno) -> None:
        self.fondo.clear()
        self._sesion.poner_turno(turno)

    def _on_negado(self, error: NegocioError | EquipoError) -> None:
        self._decir(error.mensaje)

    def _decir(self, texto: str) -> None:
        self.mensaje.setText(texto)
        self.mensaje.show()
        self.enfocar()


class ResultadoCard(Card):
    """What the corte Z says once the count is committed: expected, counted, and the difference in words.

    Signals:
        otro_pedido: to open another turno.
    """

    otro_pedido = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Turno cerrado", parent)
        self.quien = etiqueta("", "tenue", dobla=True)
        self.cifras = {rotulo: etiqueta("", "cambio") for rotulo in ("Esperado", "Contado", "Diferencia")}
        self.papel = etiqueta("", "tenue", dobla=True)
        self.en_papel = etiqueta("", "tenue", dobla=True)
        self.envio = etiqueta("", "tenue", dobla=True)
        self.relevo = etiqueta(
            "Si sigue otra persona: Ctrl L, elija su nombre con ↓ y ponga su PIN.", "leyenda", dobla=True
        )
        self.otro = Boton("Abrir otro turno", "Enter")
        self.cuerpo.addWidget(self.quien)
        self.cuerpo.addStretch(1)
        for rotulo, cifra in self.cifras.items():
            cifra.setAccessibleName(rotulo)
            cifra.setWordWrap(True)
            self.cuerpo.addWidget(etiqueta(rotulo, "rotulo"))
            self.cuerpo.addWidget(cifra)
        self.cuerpo.addStretch(2)
        for widget in (self.en_papel, self.envio, self.papel, self.relevo, self.otro):
            self.cuerpo.addWidget(widget)
        self.otro.clicked.connect(self.otro_pedido)

    def poner(self, corte: Corte) -> None:
        """Show a corte Z, which has its three figures."""
        texto, estado = "", ""
        if corte.diferencia is not None:
            texto, estado = diferencia_en_palabras(corte.diferencia)
        cobros = "1 cobro" if corte.pagos == 1 else f"{corte.pagos} cobros"
        self.titular(f"Turno {corte.turno} cerrado")
        self.quien.setText(f"Corte Z {corte.numero} de {corte.cajero}, {cobros}.")
        self.cifras["Esperado"].setText(f"$ {corte.esperado}")
        self.cifras["Contado"].setText(f"$ {corte.contado}")
        self.cifras["Diferencia"].setText(texto.capitalize())
        tema.poner(self.cifras["Diferencia"], estado=estado)
        self.papel.setText("")
        self.en_papel.setText("\n".join(_de_papel(*fila) for fila in corte.en_papel))
        self.en_papel.setVisible(bool(corte.en_papel))
        self.poner_envio(corte.sin_enviar)

    def poner_envio(self, faltan: int | None) -> None:
        """How much of the diario the centre does not have yet; None of a caja without a centre."""
        self.envio.setVisible(faltan is not None)
        if faltan == 0:
            self.envio.setText("Todo lo de esta caja está ya en el centro.")
        elif faltan is not None:
            cuantos = "Falta 1 asiento" if faltan == 1 else f"Faltan {faltan:,} asientos"
            self.envio.setText(
                f"{cuantos} por enviar al centro. Se envía solo: no apague la PC hasta que diga «al día»."
            )
        tema.poner(self.envio, estado="aviso" if faltan else "")


def _de_papel(medio: str, sistema: Dinero, contado: Dinero) -> str:
    """`Cheques: 470.50, falta $ 20.00`."""
    return f"{NOMBRES[medio][0]}: {contado}; {diferencia_en_palabras(contado - sistema)[0]}."
