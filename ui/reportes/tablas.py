"""A report as a table, under the figures that matter most; the differences have another of their cashiers."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.documentos import BarraDeImporte, Encabezado, Grafica
from app.documentos.nombres import nombre_programa
from app.documentos.reporte import grafica_de
from app.documentos.reporte_incidencias import en_palabras
from app.documentos.reporte_subsidios import grafica_de_subsidios, sin_importe_de
from app.documentos.rotulos import dias_de, titulo_de
from app.domain.beneficio.solicitud import Solicitud
from app.domain.centro.incidencia import Incidencia
from app.domain.corte.diferencia import DiferenciaDeCorte, DiferenciasDeCajero, ReporteDiferencias
from app.domain.dinero import suma
from app.domain.reporte.reporte import RenglonReporte, Reporte
from app.domain.reporte.reporte_beneficios import BeneficioAplicado, ReporteBeneficios
from app.domain.reporte.reporte_incidencias import ReporteIncidencias
from app.domain.reporte.reporte_solicitudes import ReporteSolicitudes, SumaSolicitudes
from app.domain.reporte.reporte_subsidios import ReporteSubsidios, SumaSubsidio
from app.domain.subsidio.subsidio import ESTADOS
from ui.piezas.cifra import Cifra
from ui.piezas.modelos import TablaModel
from ui.piezas.pila import Pila
from ui.piezas.tabla import Tabla, detalle_de
from ui.piezas.tarjeta import Card, etiqueta
from ui.reportes import columnas
from ui.reportes.mando import Hecho

_NADA = Grafica((), de_tiempo=False)


class TablasCard(Card):
    """The card of a report; which table is seen goes with what it is of."""

    def __init__(self, encabezado: Encabezado, parent: QWidget | None = None) -> None:
        super().__init__("Reporte", parent)
        self._encabezado = encabezado
        self.cobranza: TablaModel[RenglonReporte] = TablaModel(columnas.de_cobranza("dia", encabezado))
        self.beneficios: TablaModel[BeneficioAplicado] = TablaModel(columnas.de_beneficios(encabezado))
        self.subsidios: TablaModel[SumaSubsidio] = TablaModel(columnas.de_subsidios(encabezado))
        self.incidencias: TablaModel[Incidencia] = TablaModel(columnas.INCIDENCIAS)
        self.solicitudes: TablaModel[SumaSolicitudes] = TablaModel(columnas.de_solicitudes(encabezado))
        self.una_por_una: TablaModel[Solicitud] = TablaModel(columnas.de_solicitud(date.min))
        self.cajeros: TablaModel[DiferenciasDeCajero] = TablaModel(columnas.CAJEROS)
        self.cortes: TablaModel[DiferenciaDeCorte] = TablaModel(columnas.CORTES)
        self.cifras = (Cifra(""), Cifra(""), Cifra(""))
        self._build()
        self.vaciar()

    def _build(self) -> None:
        self._fila = QWidget()
        fila = QHBoxLayout(self._fila)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.setSpacing(12)
        for cifra in self.cifras:
            fila.addWidget(cifra, 1)
        self.tabla = Tabla(self.cobranza, "Reporte de cobranza", estira=0)
        self.tabla_beneficios = Tabla(self.beneficios, "Beneficios aplicados", estira=2)
        self.tabla_subsidios = Tabla(self.subsidios, "Subsidios por cubrir", estira=0)
        self.tabla_incidencias = Tabla(self.incidencias, "Incidencias con el centro", estira=1)
        self.tabla_solicitudes = Tabla(self.solicitudes, "Solicitudes por programa", estira=0)
        self.tabla_una_por_una = Tabla(self.una_por_una, "Solicitudes una por una", estira=4)
        self.tabla_cajeros = Tabla(self.cajeros, "Diferencias por cajero", estira=0)
        self.tabla_cortes = Tabla(self.cortes, "Diferencias por corte", estira=2)
        self._pila = Pila()
        self._paginas = (
            _pagina(self.tabla),
            _pagina(self.tabla_beneficios, detalle_de(self.tabla_beneficios, columnas.en_palabras)),
            _pagina(self.tabla_cajeros, self.tabla_cortes),
            _pagina(self.tabla_subsidios, detalle_de(self.tabla_subsidios, lambda s: s.fundamento)),
            _pagina(self.tabla_solicitudes, self.tabla_una_por_una),
            _pagina(self.tabla_incidencias, detalle_de(self.tabla_incidencias, en_palabras)),
        )
        for pagina in self._paginas:
            self._pila.addWidget(pagina)
        self.pie = etiqueta("", "tenue", dobla=True)
        self.cuerpo.addWidget(self._fila)
        self.cuerpo.addWidget(self._pila, 1)
        self.cuerpo.addWidget(self.pie)

    def hasHeightForWidth(self) -> bool:
        """What of it is higher where it is narrower is a line at its foot: the tables give way."""
        return False

    def poner(self, hecho: Hecho) -> Grafica:
        """Show a report; its picture."""
        if isinstance(hecho, Reporte):
            return self._poner_cobranza(hecho)
        if isinstance(hecho, ReporteBeneficios):
            return self._poner_beneficios(hecho)
        if isinstance(hecho, ReporteSubsidios):
            return self._poner_subsidios(hecho)
        if isinstance(hecho, ReporteIncidencias):
            return self._poner_incidencias(hecho)
        if isinstance(hecho, ReporteSolicitudes):
            return self._poner_solicitudes(hecho)
        return self._poner_diferencias(hecho)

    def vaciar(self) -> Grafica:
        """Show none."""
        modelos: tuple[TablaModel[Any], ...] = (self.cobranza, self.beneficios, self.subsidios, self.incidencias)
        for model in (*modelos, self.solicitudes, self.una_por_una, self.cajeros, self.cortes):
            model.poner(())
        self._mostrar(0, "Reporte")
        self._fila.setVisible(False)
        self._decir("")
        return _NADA

    def _poner_cobranza(self, reporte: Reporte) -> Grafica:
        total = reporte.total
        self.cobranza.columnas = columnas.de_cobranza(reporte.por, self._encabezado)
        self.cobranza.poner(reporte.renglones)
        self.tabla.setAccessibleName(titulo_de(reporte.por))
        self._mostrar(0, f"{titulo_de(reporte.por)} · {dias_de(reporte.filtro)}")
        self._poner_cifras(
            (f"Neto de {total.veces:,} pagos", total.neto.pesos()),
            ("Cobrado", total.cobrado.pesos()),
            (f"Revertido en {total.reversos:,}", total.revertido.pesos()),
        )
        self._decir(_al_pie(reporte))
        return grafica_de(reporte, self._encabezado)

    def _poner_beneficios(self, reporte: ReporteBeneficios) -> Grafica:
        self.beneficios.poner(reporte.beneficios)
        self._mostrar(1, f"Beneficios aplicados · {dias_de(reporte.filtro)}")
        self._poner_cifras(
            ("Descontado", reporte.descontado.pesos()),
            ("Programas", f"{len(reporte.programas):,}"),
            ("Cuentas con beneficio", f"{len({b.cuenta for b in reporte.beneficios if b.cuenta}):,}"),
        )
        self._decir("")
        nombres = ((nombre_programa(s.programa, self._encabezado), s.descontado) for s in reporte.programas)
        return Grafica(tuple(BarraDeImporte(*barra) for barra in nombres), de_tiempo=False)

    def _poner_subsidios(self, reporte: ReporteSubsidios) -> Grafica:
        self.subsidios.poner(reporte.sumas)
        self._mostrar(3, f"Subsidios por cubrir · caja\u00a0{reporte.caja} · {dias_de(reporte.filtro)}")
        self._poner_cifras(
            ("Por cubrir", reporte.neto.pesos()),
            ("Otorgado", suma(s.otorgado for s in reporte.sumas).pesos()),
            ("Revertido", suma(s.revertido for s in reporte.sumas).pesos()),
        )
        partes = [f"{ESTADOS[estado].capitalize()}: {cuantos:,}" for estado, cuantos in reporte.estados]
        self._decir(" · ".join([*partes, *sin_importe_de(reporte)]))
        return grafica_de_subsidios(reporte)

    def _poner_incidencias(self, reporte: ReporteIncidencias) -> Grafica:
        self.incidencias.poner(reporte.incidencias)
        self._mostrar(5, f"Incidencias con el centro · {dias_de(reporte.filtro)}")
        self._poner_cifras(
            ("Abiertas", f"{reporte.abiertas:,}"),
            ("En duda", reporte.en_duda.pesos()),
            ("Resueltas", f"{len(reporte.incidencias) - reporte.abiertas:,}"),
        )
        self._decir("Es lo que el centro dijo en la última ronda. Se resuelven en F6.")
        barras = (BarraDeImporte(titulo, importe) for titulo, importe in reporte.por_clase)
        return Grafica(tuple(barras), de_tiempo=False)

    def _poner_solicitudes(self, reporte: ReporteSolicitudes) -> Grafica:
        total = reporte.total
        self.solicitudes.poner(reporte.sumas)
        self.una_por_una.columnas = columnas.de_solicitud(reporte.filtro.hasta)
        self.una_por_una.poner(reporte.solicitudes)
        self._mostrar(4, f"Solicitudes de beneficio · {dias_de(reporte.filtro)}")
        self._poner_cifras(
            ("Pendientes", f"{total.pendientes:,}"),
            ("Otorgadas", f"{total.otorgadas:,}"),
            ("Negadas o desistidas", f"{total.negadas + total.desistidas:,}"),
        )
        tarde = total.fuera_de_plazo
        self._decir(f"Fuera del plazo de la ley: {tarde:,}." if tarde else "")
        return _NADA

    def _poner_diferencias(self, reporte: ReporteDiferencias) -> Grafica:
        self.cajeros.poner(reporte.cajeros)
        self.cortes.poner(reporte.cortes)
        self._mostrar(2, f"Diferencias de los cortes · {dias_de(reporte.filtro)}")
        # The table of cashiers says what the figures would.
        self._fila.setVisible(False)
        self._decir("La diferencia es la del conteo del cajero; el recuento del supervisor no la cambia.")
        return Grafica(tuple(BarraDeImporte(f"{c.dia:%d/%m}", c.diferencia) for c in reporte.cortes), de_tiempo=True)

    def _mostrar(self, pagina: int, titulo: str) -> None:
        self._pila.setCurrentWidget(self._paginas[pagina])
        self.titular(titulo)

    def _poner_cifras(self, *cifras: tuple[str, str]) -> None:
        for cifra, (rotulo, texto) in zip(self.cifras, cifras, strict=True):
            cifra.rotular(rotulo)
            cifra.poner(texto, "titulo")
        self._fila.setVisible(True)

    def _decir(self, texto: str) -> None:
        self.pie.setText(texto)
        self.pie.setVisible(bool(texto))


def _al_pie(reporte: Reporte) -> str:
    """From the sum of the rows to the money of the payments."""
    partes: list[str] = []
    if reporte.fuera:
        que = "descuentos" if reporte.por == "concepto" else "descuentos y redondeo"
        partes.append(
            f"Los renglones suman {reporte.sumado.pesos()}; con {reporte.fuera.pesos()} de {que} queda el neto."
        )
    if reporte.terceros:
        partes.append(f"De ello, {reporte.terceros.pesos()} es de terceros.")
    return " ".join(partes)


def _pagina(*widgets: QWidget) -> QWidget:
    pagina = QWidget()
    columna = QVBoxLayout(pagina)
    columna.setContentsMargins(0, 0, 0, 0)
    columna.setSpacing(12)
    for widget in widgets:
        columna.addWidget(widget, 2 if widget is widgets[-1] and len(widgets) > 1 else 1)
    return pagina
