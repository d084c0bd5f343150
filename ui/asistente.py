"""The first run: a demonstration in one click, or a caja of verdad in three short steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app import perfiles
from app.altas import CUENTAS_DEMO, hacer_caja, hacer_demostracion, probar_impresora
from app.domain.papel import IMPRESO, Respuesta
from app.errors import EquipoError, NegocioError
from app.taller import Taller
from ui.arranque import Encargo
from ui.pasos import Organismo, Paso, PasoCaja, PasoGente, PasoImpresora
from ui.piezas.tarjeta import Card, Centro, Logo, Raya, etiqueta
from ui.piezas.tecla import Boton

_DE_COSTUMBRE = "cajeme"
_SIN_RECIBOS = (
    "Su reglamento no trae precios: estas cuentas no tendrán recibos. Los precios se cargan después, en F6, Precios."
)
_FALLA = "El programa falló. Quedó anotado en la bitácora."


class Asistente(QWidget):
    """The page of a folder that holds no caja yet.

    Signals:
        hecho: the caja is made.
        imprevisto: an error nobody foresaw.
    """

    hecho = Signal()
    imprevisto = Signal(object)

    def __init__(self, armar: Callable[[], Taller], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._armar = armar
        self._encargo: Encargo | None = None
        self._prueba: Encargo | None = None
        self._sin_precios: set[str] = set()
        self.setProperty("clase", "fondo")
        self.impresora = PasoImpresora()
        self.pasos: tuple[Paso, ...] = (PasoCaja(), PasoGente(), self.impresora)
        self.pila = QStackedWidget()
        self._build_bienvenida()
        self._build_pasos()
        self._build_espera()
        self.de_quien.currentIndexChanged.connect(self._on_de_quien)
        self.demostracion.clicked.connect(self._hacer_demostracion)
        self.de_verdad.clicked.connect(lambda: self.ir(0))
        self.atras.clicked.connect(self.retroceder)
        self.sigue.clicked.connect(self.avanzar)
        self.impresora.prueba_pedida.connect(self.probar)
        marco = QVBoxLayout(self)
        marco.setContentsMargins(0, 0, 0, 0)
        marco.addWidget(self.pila)

    @property
    def paso(self) -> int:
        """Which step is shown; -1 for the welcome."""
        return self._pasos_pila.currentIndex() if self.pila.currentIndex() == 1 else -1

    def _build_bienvenida(self) -> None:
        card = Card()
        card.setAccessibleName("Bienvenida")
        card.cuerpo.setContentsMargins(28, 28, 28, 28)
        self.demostracion = Boton("Probar con datos de demostración", "Enter", "principal")
        self.de_verdad = Boton("Preparar una caja de verdad")
        self.de_quien = QComboBox()
        self.de_quien.setAccessibleName("Organismo de la demostración")
        # Known before the list of all of them has been read: Enter never waits for it.
        self.de_quien.addItem("OOMAPAS de Cajeme", _DE_COSTUMBRE)
        self.sin_precios = etiqueta(_SIN_RECIBOS, "leyenda", "aviso", dobla=True)
        self.sin_precios.hide()
        explica = (
            f"{CUENTAS_DEMO} cuentas inventadas, con sus recibos y beneficios, para cobrar sin consecuencias. "
            "Sus papeles dicen DEMOSTRACIÓN."
        )
        otra = "Tres pasos: la caja, quien la administra y la impresora. El padrón se importa después, en F6."
        self.falla = etiqueta("", "fuerte", "mal", dobla=True)
        self.falla.hide()
        card.cuerpo.addWidget(Logo(44))
        card.cuerpo.addWidget(etiqueta("Ventanilla", "cifra"))
        card.cuerpo.addWidget(etiqueta("En esta computadora todavía no hay ninguna caja.", "tenue", dobla=True))
        card.cuerpo.addSpacing(8)
        for widget in (self.demostracion, self.de_quien, etiqueta(explica, "leyenda", dobla=True), self.sin_precios):
            card.cuerpo.addWidget(widget)
        card.cuerpo.addWidget(Raya())
        card.cuerpo.addWidget(self.de_verdad)
        card.cuerpo.addWidget(etiqueta(otra, "leyenda", dobla=True))
        card.cuerpo.addWidget(self.falla)
        self._poner(card, 440)

    def _build_pasos(self) -> None:
        self.card = Card("La caja")
        self.card.cuerpo.setContentsMargins(28, 28, 28, 28)
        self.cuenta = etiqueta("", "leyenda")
        self.card.cuerpo.insertWidget(0, self.cuenta)
        self._pasos_pila = QStackedWidget()
        for paso in self.pasos:
            self._pasos_pila.addWidget(paso)
        self.mensaje = etiqueta("", "fuerte", "mal", dobla=True)
        self.mensaje.hide()
        self.atras = Boton("Atrás", "Esc")
        self.sigue = Boton("Continuar", "Enter", "principal")
        botones = QHBoxLayout()
        botones.setSpacing(12)
        botones.addWidget(self.atras)
        botones.addWidget(self.sigue, 1)
        self.card.cuerpo.addWidget(self._pasos_pila)
        self.card.cuerpo.addWidget(self.mensaje)
        self.card.cuerpo.addLayout(botones)
        self._poner(self.card, 460)

    def _build_espera(self) -> None:
        card = Card("Preparando la caja…")
        self.espera = etiqueta("", "tenue", dobla=True)
        avance = QProgressBar()
        avance.setRange(0, 0)
        avance.setAccessibleName("Preparando la caja")
        card.cuerpo.addWidget(self.espera)
        card.cuerpo.addWidget(avance)
        self._poner(card, 380)

    def _poner(self, card: Card, ancho: int) -> None:
        self.pila.addWidget(Centro(card, ancho))

    def mostrar(self) -> None:
        """The welcome; meanwhile the organismos are read."""
        self.pila.setCurrentIndex(0)
        self.demostracion.setFocus()
        encargo = Encargo(organismos, self)
        encargo.hecho.connect(self._on_organismos)
        encargo.fallido.connect(self._on_fallido)
        encargo.start()
        self._encargo = encargo

    def _on_organismos(self, conocidos: Sequence[Organismo]) -> None:
        caja = self.pasos[0]
        assert isinstance(caja, PasoCaja)
        caja.poner(conocidos)
        elegido = self.de_quien.currentData()
        self.de_quien.blockSignals(True)
        self.de_quien.clear()
        for conocido in conocidos:
            self.de_quien.addItem(conocido.nombre, conocido.clave)
        self.de_quien.blockSignals(False)
        self.de_quien.setCurrentIndex(self.de_quien.findData(elegido))
        self._sin_precios = {c.clave for c in conocidos if c.sin_precios}
        self._on_de_quien()

    def _on_de_quien(self) -> None:
        self.sin_precios.setVisible(self.de_quien.currentData() in self._sin_precios)

    def ir(self, paso: int, mensaje: str = "") -> None:
        """Show a step."""
        self.pila.setCurrentIndex(1)
        self._pasos_pila.setCurrentIndex(paso)
        self.card.titular(self.pasos[paso].titulo)
        self.cuenta.setText(f"Paso {paso + 1} de {len(self.pasos)}")
        self.sigue.rotular("Continuar" if paso + 1 < len(self.pasos) else "Preparar la caja")
        self.mensaje.setText(mensaje)
        self.mensaje.setVisible(bool(mensaje))
        self.pasos[paso].enfocar()

    def avanzar(self) -> None:
        """To the next step, or make the caja; what is missing is said."""
        if self.paso < 0:
            return
        falta = self.pasos[self.paso].falta()
        if falta:
            self.ir(self.paso, falta)
        elif self.paso + 1 < len(self.pasos):
            self.ir(self.paso + 1)
        else:
            self._hacer_caja()

    def retroceder(self) -> None:
        """To the step before, with everything still written in it."""
        if self.paso > 0:
            self.ir(self.paso - 1)
        elif self.paso == 0:
            self.pila.setCurrentIndex(0)
            self.demostracion.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on and Esc goes back, from any field."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.paso >= 0:
            self.avanzar()
        elif is_enter and self.de_quien.hasFocus():
            self._hacer_demostracion()
        elif event.key() == Qt.Key.Key_Escape:
            self.retroceder()
        else:
            super().keyPressEvent(event)

    def probar(self) -> None:
        """Print a test ticket on the printer of the step, off the GUI thread; one at a time."""
        caja = self.pasos[0]
        assert isinstance(caja, PasoCaja)
        if self._prueba is not None:
            return
        organismo, papeles = str(caja.organismo.currentData()), self.impresora.impresora()
        self.impresora.decir("Imprimiendo la prueba…")
        self._prueba = Encargo(lambda: probar_impresora(self._armar(), organismo, papeles), self)
        self._prueba.hecho.connect(self._on_probada)
        self._prueba.fallido.connect(self._on_no_probada)
        self._prueba.start()

    def _terminar_prueba(self) -> None:
        # Its outcome arrives while its thread is still ending; the next test must not find it running.
        assert self._prueba is not None
        self._prueba.wait()
        self._prueba = None

    def _on_probada(self, respuesta: Respuesta) -> None:
        self._terminar_prueba()
        salida = "La prueba salió." if respuesta.estado == IMPRESO else "La impresora recibió la prueba: vea si salió."
        self.impresora.decir(salida, "bien")

    def _on_no_probada(self, error: Exception) -> None:
        self._terminar_prueba()
        if not isinstance(error, (NegocioError, EquipoError)):
            self.imprevisto.emit(error)
        self.impresora.decir(getattr(error, "mensaje", _FALLA), "mal")

    def _hacer_demostracion(self) -> None:
        organismo = str(self.de_quien.currentData())
        self._encargar(
            "Inventando cuentas, recibos y beneficios.", lambda taller: hacer_demostracion(taller, organismo)
        )

    def _hacer_caja(self) -> None:
        caja, gente, impresora = self.pasos
        assert isinstance(caja, PasoCaja) and isinstance(gente, PasoGente) and isinstance(impresora, PasoImpresora)
        organismo, centro, numero = str(caja.organismo.currentData()), caja.centro.text(), caja.numero.text().strip()
        persona, papeles = gente.persona(), impresora.impresora()

        def hacer(taller: Taller) -> object:
            return hacer_caja(taller, organismo, centro, numero, persona, papeles)

        self._encargar("Haciendo su llave, su diario y a quien la administra.", hacer)

    def _encargar(self, explica: str, hacer: Callable[[Taller], Any]) -> None:
        if self.pila.currentIndex() == 2:
            return
        self.espera.setText(explica)
        self.pila.setCurrentIndex(2)
        if self._encargo is not None:
            self._encargo.wait()
        self._encargo = Encargo(lambda: hacer(self._armar()), self)
        self._encargo.hecho.connect(lambda _: self.hecho.emit())
        self._encargo.fallido.connect(self._on_fallido)
        self._encargo.start()

    def _on_fallido(self, error: Exception) -> None:
        if not isinstance(error, (NegocioError, EquipoError)):
            self.imprevisto.emit(error)
        mensaje = getattr(error, "mensaje", _FALLA)
        clave = getattr(error, "clave", "")
        lugar = next((n for n, paso in enumerate(self.pasos) if clave in paso.claves), None)
        if lugar is not None:
            self.ir(lugar, mensaje)
            return
        self.pila.setCurrentIndex(0)
        self.falla.setText(mensaje)
        self.falla.show()

    def esperar(self) -> None:
        """Wait for what is being made, before the program ends."""
        for encargo in (self._encargo, self._prueba):
            if encargo is not None:
                encargo.wait()


def organismos() -> tuple[Organismo, ...]:
    """Each organismo there is a profile of."""
    leidos = (perfiles.cargar(clave) for clave in perfiles.conocidos())
    return tuple(Organismo(p.organismo, p.nombre, all(t.sin_precios for t in p.tarifas)) for p in leidos)
