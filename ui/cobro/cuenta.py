"""What: the cuenta, what it owes, the benefit it holds, and how each amount comes about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.cobro.consulta import aviso_de_recargos
from app.documentos.nombres import nombre_programa, nombre_uso
from app.domain.periodo import Periodo
from ui import tema
from ui.cobro.curso import Carga, Curso, Ficha
from ui.cobro.lista import ListaView
from ui.cobro.recibos import ConceptosView, RecibosView
from ui.cobro.renglones import conceptos_de, otorgado, recibos_de
from ui.cobro.textos import Elidida
from ui.piezas.flujo import Flujo
from ui.piezas.tarjeta import Card, etiqueta
from ui.piezas.tecla import Boton
from ui.sesion import Sesion


class CuentaView(Card):
    """The card in the middle.

    Signals:
        alternado: Periodo that is to be paid, or not.
        quitada: number of a cuenta to be taken out of the charge.
    """

    alternado = Signal(object)
    quitada = Signal(str)

    def __init__(self, sesion: Sesion, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sesion = sesion
        self._carga: Carga | None = None
        self._actual = 0
        self.setAccessibleName("Cuenta")
        self._build()
        self.lista.actual_cambiada.connect(self._on_actual_cambiada)
        self.lista.quitada.connect(self.quitada)
        self.recibos.alternado.connect(self.alternado)
        self.recibos.actual_cambiado.connect(self._on_actual_cambiado)

    def _build(self) -> None:
        self.lista = ListaView()
        self.nombre = Elidida("nombre")
        self.insignia = etiqueta("", "insignia")
        arriba = QHBoxLayout()
        arriba.addWidget(self.nombre, 1)
        arriba.addWidget(self.insignia)
        self.senas = Elidida("tenue")
        self.toma = Elidida("leyenda")
        cabeza = QVBoxLayout()
        cabeza.setSpacing(2)
        cabeza.addLayout(arriba)
        cabeza.addWidget(self.senas)
        cabeza.addWidget(self.toma)
        self.recibos = RecibosView()
        self.conceptos = ConceptosView()
        self.nota, self.nota_texto = _nota()
        self.boton_porque = Boton("¿Por qué este importe?", "F8")
        self.boton_parte = Boton("Pagar una parte", "F7")
        self.boton_beneficio = Boton("Sin beneficio", "Ctrl B")
        self.boton_convenio = Boton("Convenio", "Ctrl P")
        botones = Flujo(hueco=8, entre_lineas=8)
        for boton in (self.boton_porque, self.boton_parte, self.boton_beneficio, self.boton_convenio):
            boton.setAutoDefault(False)
            botones.addWidget(boton)
        self.cuerpo.addWidget(self.lista)
        self.cuerpo.addLayout(cabeza)
        self.cuerpo.addWidget(self.recibos)
        self.cuerpo.addWidget(self.conceptos, 1)
        self.cuerpo.addWidget(self.nota)
        self.cuerpo.addLayout(botones)
        # Nothing to show yet: what is empty asks for no room.
        for vacio in (self.lista, self.recibos, self.nota):
            vacio.hide()

    @property
    def ficha(self) -> Ficha | None:
        """The cuenta shown."""
        return None if self._carga is None else self._carga.fichas[self._actual]

    def mostrar(self, carga: Carga, periodo: Periodo | None = None) -> None:
        """Show a charge, standing on its last cuenta and on the recibo of `periodo`."""
        antes = self.ficha
        numeros = [f.estado.cuenta.numero for f in carga.fichas]
        mismo = antes is not None and antes.estado.cuenta.numero in numeros
        sigue = mismo and self._carga is not None and len(carga.fichas) == len(self._carga.fichas)
        self._actual = numeros.index(antes.estado.cuenta.numero) if sigue and antes is not None else len(numeros) - 1
        if periodo is None and sigue:
            periodo = self.recibos.actual
        self._carga = carga
        self.lista.poner(carga.fichas, self._actual)
        self._mostrar_ficha(carga.fichas[self._actual], carga.curso, periodo)

    def olvidar(self) -> None:
        """Nobody's cuenta is on the screen any more."""
        self._carga = None
        self._sesion.poner_cuenta(None)

    def _mostrar_ficha(self, ficha: Ficha, curso: Curso, periodo: Periodo | None) -> None:
        cuenta = ficha.estado.cuenta
        self._sesion.poner_cuenta(cuenta)
        self.nombre.setText(cuenta.titular or "Sin nombre en el padrón")
        uso = nombre_uso(cuenta.uso, self._sesion.encabezado).lower()
        domicilio = ", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t)
        self.senas.setText(" · ".join(t for t in (f"Cuenta {cuenta.numero}", domicilio) if t))
        area = dict(self._sesion.perfil.areas).get(cuenta.area, cuenta.area).lower()
        toma = [f"{uso} {area}".strip(), f"medidor {cuenta.medidor}" if cuenta.medidor else "sin medidor"]
        toma += [] if cuenta.estado == "activa" else [f"toma {cuenta.estado}"]
        self.toma.setText(" · ".join(toma))
        texto, estado = _estado(ficha)
        self.insignia.setText(texto)
        tema.poner(self.insignia, estado=estado)
        self.recibos.poner(recibos_de(ficha, curso), periodo)
        self.recibos.setVisible(bool(ficha.adeudo.total))
        self._poner_conceptos(ficha)
        notas = self._notas(ficha, curso)
        self.nota_texto.setText("\n".join(notas))
        self.nota.setVisible(bool(notas))
        self._poner_botones(ficha, curso)

    def _poner_conceptos(self, ficha: Ficha) -> None:
        filas = conceptos_de(ficha, self.recibos.actual, self._sesion.perfil, self._sesion.encabezado)
        self.conceptos.poner(filas if ficha.adeudo.total else ())
        self.conceptos.horizontalHeader().setVisible(bool(ficha.adeudo.total))

    def _poner_botones(self, ficha: Ficha, curso: Curso) -> None:
        self.boton_porque.setEnabled(bool(ficha.adeudo.total))
        self.boton_parte.setEnabled(len(curso.cuentas) == 1)
        self.boton_parte.rotular("Pagar una parte" if ficha.adeudo.total else "Pagar por adelantado")
        hay = bool(ficha.descuentos) or otorgado(ficha) is not None or curso.sin_beneficio
        self.boton_beneficio.setEnabled(hay)
        # One more would take a second row from the recibos: the key is always there.
        convenio = not hay and bool(ficha.adeudo.rezago)
        self.boton_convenio.setVisible(convenio)
        self.boton_beneficio.setHidden(convenio)
        self.boton_beneficio.rotular("Dar el beneficio" if curso.sin_beneficio else "Sin beneficio")

    def _notas(self, ficha: Ficha, curso: Curso) -> list[str]:
        notas = list(ficha.avisos)
        if curso.sin_beneficio:
            notas.insert(0, "Se cobra sin beneficio porque así se pidió. Ctrl B lo vuelve a dar.")
        elif not ficha.descuentos and (beneficio := otorgado(ficha)) is not None and not notas and ficha.aplicado:
            nombre = nombre_programa(beneficio.programa, self._sesion.encabezado)
            notas.append(f"Tiene {nombre}, que de esto no descuenta nada.")
        if not any(nota.startswith("Convenio") for nota in notas):
            notas += notas_de_convenio(ficha)
        if aviso := aviso_de_recargos(self._sesion.perfil, ficha.adeudo):
            notas.append(aviso)
        if ficha.adeudo.favor:
            notas.append(f"Saldo a favor de la cuenta: {ficha.adeudo.favor}.")
        if not ficha.adeudo.total:
            notas.append("La cuenta no debe nada. Con F7 puede pagar por adelantado.")
        return notas

    def _on_actual_cambiada(self, lugar: int) -> None:
        carga = self._carga
        if carga is not None and lugar != self._actual and lugar < len(carga.fichas):
            self._actual = lugar
            self._mostrar_ficha(carga.fichas[lugar], carga.curso, None)

    def _on_actual_cambiado(self, _periodo: Periodo | None) -> None:
        if self.ficha is not None:
            self._poner_conceptos(self.ficha)


def _nota() -> tuple[QFrame, QLabel]:
    marco = QFrame()
    marco.setProperty("clase", "aviso")
    texto = etiqueta("", "", dobla=True)
    caja = QVBoxLayout(marco)
    caja.setContentsMargins(12, 8, 12, 8)
    caja.addWidget(texto)
    return marco, texto


def notas_de_convenio(ficha: Ficha) -> list[str]:
    """How the convenio of a cuenta goes, where it still matters."""
    convenio = ficha.adeudo.convenio
    if convenio is None:
        return []
    folio, siguiente = convenio.convenio.folio, convenio.siguiente
    if convenio.is_vigente and siguiente is not None:
        atrasadas = len(convenio.atrasadas)
        van = f", {atrasadas} vencida{'s' if atrasadas > 1 else ''}" if atrasadas else ""
        toca = f"{siguiente.parcialidad}, de {siguiente.falta}, vence el {siguiente.parcialidad.vence:%d/%m/%Y}"
        return [f"Convenio {folio}: faltan {convenio.pendiente}{van}; {toca}."]
    if convenio.roto is not None and convenio.pendiente:
        return [f"El convenio {folio} no se cumplió: desde el {convenio.roto:%d/%m/%Y} se debe todo."]
    return []


def _estado(ficha: Ficha) -> tuple[str, str]:
    adeudo = ficha.adeudo
    if not adeudo.total:
        return "SIN ADEUDO", "bien"
    if adeudo.al_corriente:
        return ("EN CONVENIO" if adeudo.convenidos else "AL CORRIENTE"), "bien"
    vencidos = sum(s.is_vencido(adeudo.fecha) and s.recibo.periodo not in adeudo.convenidos for s in adeudo.saldos)
    if not vencidos:
        return "CONVENIO POR PAGAR", "mal"
    return (f"{vencidos} VENCIDOS" if vencidos > 1 else "1 VENCIDO"), "mal"
