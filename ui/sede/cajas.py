"""Every caja of the centre in a row: heard of when, what it lacks, its clock, its turno, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.centro.contacto import TOLERANCIA_S
from app.centro.panorama import CajaHoy, hace_cuanto
from ui.piezas.modelos import Columna, TablaModel
from ui.piezas.tabla import TablaBaja, detalle_de
from ui.piezas.tarjeta import Card


class CajasCard(Card):
    """The list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cajas", parent)
        self.model: TablaModel[CajaHoy] = TablaModel(_COLUMNAS)
        self.tabla = TablaBaja(self.model, "Cajas", estira=len(_COLUMNAS) - 1)
        self.cuerpo.addWidget(self.tabla, 1)
        self.cuerpo.addWidget(detalle_de(self.tabla, _en_palabras))

    def poner(self, cajas: Sequence[CajaHoy]) -> None:
        """As they are now; the one that is stood on stays so."""
        fila = self.tabla.currentIndex().row()
        antes = self.model.fila(fila).caja if 0 <= fila < self.model.rowCount() else None
        self.model.poner(cajas)
        ahora = [(c.caja.organismo, c.caja.caja) for c in self.model.filas]
        if antes is not None and (antes.organismo, antes.caja) in ahora:
            self.tabla.selectRow(ahora.index((antes.organismo, antes.caja)))


def _reloj(c: CajaHoy) -> str:
    segundos = abs(c.caja.desfase)
    if c.hace is None:
        return "—"
    return "a tiempo" if segundos <= TOLERANCIA_S else f"{segundos // 60:,} min"


def _sin_enviar(c: CajaHoy) -> str:
    """What it said at its last round; nobody knows what it did since."""
    if c.caja.sin_enviar is None:
        return "no se sabe"
    return f"{c.caja.sin_enviar:,}" if c.is_en_linea else f"{c.caja.sin_enviar:,} o más"


def _como_esta(c: CajaHoy) -> str:
    return c.problemas[0] if c.problemas else "bien"


def _en_palabras(c: CajaHoy) -> str:
    caja = c.caja
    partes = [f"{caja.organismo}, {caja.centro}: {caja.asientos:,} asientos en la época {caja.epoca[:8] or '—'}"]
    if c.hace is not None:
        partes.append(f"se supo de ella hace {hace_cuanto(c.hace)}")
    return f"{', '.join(partes)}. {' · '.join(c.problemas)}"


_COLUMNAS: tuple[Columna[CajaHoy], ...] = (
    Columna("Caja", lambda c: c.caja.caja, orden=lambda c: (c.caja.organismo, len(c.caja.caja), c.caja.caja)),
    Columna("Centro", lambda c: c.caja.centro),
    Columna("Contacto", lambda c: c.contacto, orden=lambda c: c.hace),
    Columna("Sin enviar", _sin_enviar, derecha=True, orden=lambda c: c.caja.sin_enviar),
    Columna("Cobros hoy", lambda c: c.pagos, derecha=True),
    Columna("Cobrado hoy", lambda c: c.cobrado, derecha=True),
    Columna("Turno", lambda c: c.caja.turno or "—"),
    Columna("Reloj", _reloj, orden=lambda c: c.caja.desfase),
    Columna("Serie", lambda c: c.caja.serie),
    Columna("Versión", lambda c: c.caja.programa or "—"),
    Columna("Cómo está", _como_esta, explica=lambda c: " · ".join(c.problemas)),
)
