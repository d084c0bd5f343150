"""What a cuenta asks for besides paying: an oficio applied, a convenio, a constancia, its estado de cuenta."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.cobro.anualidades import anual_de
from app.cobro.consulta import estado_de_cuenta
from app.context import Contexto
from app.documentos import Documento
from app.domain.periodo import Periodo
from app.domain.tramite.constancia import Constancia
from app.domain.tramite.situacion import Situacion
from app.papel.papeles import papel_de_estado
from app.tramites.constancias import SolicitudConstancia, emitir_constancia
from ui.cobro.curso import Carga, Ficha
from ui.op import Esperado, Op

if TYPE_CHECKING:
    from ui.cobro.pantalla import PantallaCobrar


class Tramites(QObject):
    """The keys that do them, for the cuenta that F1 shows."""

    def __init__(self, pantalla: PantallaCobrar) -> None:
        super().__init__(pantalla)
        self._pantalla = pantalla
        self._sesion, self._mando, self._columnas = pantalla.sesion, pantalla.mando, pantalla.columnas
        columnas, cuenta = self._columnas, self._columnas.cuenta
        for vista in (columnas.condonar, columnas.convenir, columnas.convenido):
            vista.volver.clicked.connect(pantalla.escape)
        columnas.condonar.condonado.connect(lambda _: self._on_hecho(columnas.condonar))
        columnas.convenir.hecho.connect(self._on_convenido)
        columnas.convenido.terminado.connect(lambda _: self._on_hecho(columnas.convenido))
        cuenta.boton_convenio.clicked.connect(self.convenir)
        self._mando.cargado.connect(self._on_cargado)
        self._build_acciones()

    def _build_acciones(self) -> None:
        accion = self._pantalla.accion
        accion("Convenio", "Ctrl+P", self.convenir, "Pagar en parcialidades; con uno en vigor, verlo o terminarlo.")
        accion("Lo que toca, o todo", "Ctrl+T", self._mando.cambiar_convenio, "De una cuenta con convenio.")
        accion("Constancia de no adeudo", "Ctrl+D", self.constancia, "Ya pagada (F2), a quien no debe nada.")
        accion("Imprimir el estado de cuenta", "Ctrl+I", self.estado, "Lo que debe la cuenta, en papel.")
        if anual_de(self._sesion.perfil):
            explica = "Lo que falta del año, con su descuento; otra vez, lo que se debe."
            accion("Pagar el año", "Ctrl+Shift+A", self._mando.cambiar_anual, explica)
        accion("Condonar por oficio", "Ctrl+K", self.condonar, "Recargos, multas o adeudo; con un supervisor.")

    @property
    def paginas(self) -> tuple[QWidget, ...]:
        """Cards that take the place of the cuenta until Esc."""
        return self._columnas.condonar, self._columnas.convenir, self._columnas.convenido

    def condonar(self) -> None:
        """The form of an oficio."""
        ficha = self._ficha()
        if ficha is not None and ficha.adeudo.total:
            self._columnas.condonar.mostrar(ficha)
            self._columnas.poner(self._columnas.condonar)

    def convenir(self) -> None:
        """The form of a convenio, or the one that the cuenta has."""
        ficha = self._ficha()
        if ficha is None or not ficha.adeudo.total:
            return
        convenio = ficha.adeudo.convenio
        if convenio is not None and convenio.is_vigente:
            self._columnas.convenido.mostrar(ficha, convenio)
            self._columnas.poner(self._columnas.convenido)
        else:
            self._columnas.convenir.mostrar(ficha)
            self._columnas.poner(self._columnas.convenir)

    def constancia(self) -> None:
        """Give the one that was paid, and print it."""
        ficha, usuario = self._ficha(), self._sesion.usuario
        if ficha is None or usuario is None:
            return
        solicitud = SolicitudConstancia(ficha.estado.cuenta.numero)
        op = Op(self, self._sesion.motor.escritura, lambda ctx: emitir_constancia(ctx, solicitud, usuario))
        op.success(self._on_constancia).failure(self._on_negado).run()

    def estado(self) -> None:
        """Print what the cuenta owes."""
        ficha = self._ficha()
        if ficha is None:
            return
        numero, encabezado = ficha.estado.cuenta.numero, self._sesion.encabezado

        def componer(ctx: Contexto) -> Documento:
            return papel_de_estado(ctx, estado_de_cuenta(ctx, numero), encabezado)

        imprenta = self._sesion.imprenta
        op = Op(self, self._sesion.motor.lectura, componer)
        op.success(lambda papel: imprenta.sacar(papel, f"estado-de-cuenta-{numero}", "tramite")).failure(
            self._on_negado
        ).run()

    def _ficha(self) -> Ficha | None:
        return None if self._mando.curso is None or self._mando.ocupado else self._columnas.cuenta.ficha

    def _on_cargado(self, carga: Carga, _periodo: Periodo | None, _solo: bool) -> None:
        """The year ahead may be of somebody who owes nothing, whose cuenta left the hand on the search."""
        if carga.curso.programa and carga.propuesta is not None:
            self._pantalla.pago.enfocar()

    def _on_convenido(self, _situacion: Situacion) -> None:
        self._on_hecho(self._columnas.convenir)

    def _on_hecho(self, vista: QWidget) -> None:
        """The debt is another: back to the cuenta, looked up again from the beginning."""
        if self._columnas.pagina is vista:
            self._columnas.poner(self._columnas.cuenta)
            self._pantalla.mostrar()
        self._mando.reabrir()

    def _on_constancia(self, hecha: Constancia) -> None:
        self._sesion.aviso.emit(f"{hecha.titulo} {hecha.folio}, pagada con {hecha.pago}.")
        self._sesion.imprenta.imprimir([str(hecha.folio)])

    def _on_negado(self, error: Esperado) -> None:
        donde = " Se cobra en F2." if error.clave == "constancia_sin_pagar" else ""
        self._mando.rechazado.emit(f"{error.mensaje}{donde}")
