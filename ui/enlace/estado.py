"""How this caja stands with its centre: what is to be sent, both clocks, and both sides compared."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.centro.contacto import Cotejo, Enlazada
from app.domain.dinero import Dinero
from ui import tema
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.modelos import texto as escrito
from ui.piezas.tabla import TablaBaja, detalle_de
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton

_SIN_CENTRO = (
    "Esta caja trabaja sola. Para unirla a un centro, quien lo administra da un archivo de enlace, y en esta PC se "
    "escribe: ventanilla enlazar ARCHIVO"
)
_CAMPOS = ("Último contacto", "Por enviar", "El más viejo", "Reloj", "Serie y época", "Generación del centro")


class EstadoCard(Card):
    """The facts, and a button for a round now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("El centro", parent)
        self.dicho = etiqueta("", "fuerte", dobla=True)
        self.campos = {rotulo: etiqueta("", dobla=True) for rotulo in _CAMPOS}
        self.ahora = Boton("Sincronizar ahora", "Ctrl S")
        self._filas = QFormLayout()
        self._filas.setHorizontalSpacing(16)
        self._filas.setVerticalSpacing(6)
        for rotulo, valor in self.campos.items():
            valor.setAccessibleName(rotulo)
            self._filas.addRow(etiqueta(rotulo, "tenue"), valor)
        self.cuerpo.addWidget(self.dicho)
        self.cuerpo.addLayout(self._filas)
        self.cuerpo.addWidget(self.ahora)

    def decir(self, texto: str, estado: str, explica: str) -> None:
        """In a line, as the status bar says it, and what it means."""
        self.dicho.setText(f"{texto}{'' if texto.endswith('…') else '.'} {explica}" if explica else texto)
        tema.poner(self.dicho, estado="" if estado == "tenue" else estado)

    def poner(self, vista: Enlazada | None) -> None:
        """Show what the file knows; None of a caja without a centre."""
        self.ahora.setVisible(vista is not None)
        for campo in self.campos.values():
            self._filas.setRowVisible(campo, vista is not None)
        if vista is None:
            self.decir("Sin centro", "tenue", _SIN_CENTRO)
            return
        contacto, faltan = vista.contacto, vista.por_enviar
        dichos = (
            (escrito(contacto.ultimo) or "todavía ninguno", ""),
            (_faltan(vista), "aviso" if faltan.asientos else ""),
            (escrito(faltan.desde) or "—", ""),
            _reloj(vista),
            (f"{vista.serie} · {vista.epoca[:8]}", ""),
            (vista.generacion[:8] or "—", ""),
        )
        for campo, (texto, estado) in zip(self.campos.values(), dichos, strict=True):
            _escribir(campo, texto, estado)


class CotejoCard(Card):
    """What the centre says that it has of this caja, beside what is here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Lo mismo en los dos lados", parent)
        self.model: TablaModel[Cotejo] = TablaModel(_COLUMNAS)
        self.tabla = TablaBaja(self.model, "Comparación con el centro", estira=3)
        self.cuerpo.addWidget(self.tabla, 1)
        self.cuerpo.addWidget(detalle_de(self.tabla, _en_palabras))

    def poner(self, vista: Enlazada | None) -> None:
        """Each epoca, the one in use first."""
        self.model.poner(tuple(reversed(vista.cotejos)) if vista is not None else ())


def _faltan(vista: Enlazada) -> str:
    faltan = vista.por_enviar
    if not faltan.asientos:
        return "nada"
    pagos = "sin cobros" if not faltan.pagos else f"{_cuantos(faltan.pagos, 'cobro')} por $ {vista.cobrado}"
    return f"{_cuantos(faltan.asientos, 'asiento')}, {pagos}"


def _cuantos(n: int, que: str) -> str:
    return f"1 {que}" if n == 1 else f"{n:,} {que}s"


def _reloj(vista: Enlazada) -> tuple[str, str]:
    segundos = vista.contacto.desfase
    if vista.contacto.ultimo is None:
        return "—", ""
    if vista.contacto.reloj:
        return f"{vista.contacto.reloj}: ponga en hora este equipo", "mal"
    lado = "atrás" if segundos > 0 else "adelante"
    return ("igual que el del centro" if abs(segundos) < 2 else f"{abs(segundos)} s {lado} del centro"), ""


def _escribir(campo: QLabel, texto: str, estado: str) -> None:
    campo.setText(texto)
    tema.poner(campo, estado=estado)


def _dos(alla: object, aqui: object | None) -> str:
    """One figure where both sides say the same."""
    return str(alla) if alla == aqui else f"{alla} / {'—' if aqui is None else aqui}"


def _par(c: Cotejo, n: int) -> tuple[int, int | None]:
    return c.alla[n], None if c.aqui is None else c.aqui[n]


def _cobrado(c: Cotejo) -> str:
    alla, aqui = _par(c, 1)
    return _dos(Dinero(alla), None if aqui is None else Dinero(aqui))


def _resultado(c: Cotejo) -> str:
    if c.aqui is None:
        return "de otra PC"
    return "igual" if c.is_igual else "DISTINTO"


_COLUMNAS: tuple[Columna[Cotejo], ...] = (
    Columna("Época", lambda c: c.epoca[:8]),
    Columna("Cobros", lambda c: _dos(*_par(c, 0)), derecha=True, orden=lambda c: c.alla[0]),
    Columna("Cobrado", _cobrado, derecha=True, orden=lambda c: c.alla[1]),
    Columna("Resultado", _resultado),
)


def _en_palabras(c: Cotejo) -> str:
    if c.aqui is None:
        return f"El centro tiene {c.asientos:,} asientos de una época que no está en este archivo."
    if c.is_igual:
        return f"Iguales hasta el asiento {c.asientos:,} y el folio {c.alla[2]:,}, con el mismo resumen al final."
    return (
        f"Centro / aquí, hasta el asiento {c.asientos:,}: avise a sistemas y pruebe «verificar». Nada se corrige solo."
    )
