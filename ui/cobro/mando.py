"""What F1 and F2 do: the charge is looked up, worked out again at each change, and charged once. No widgets."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.cobro.anualidades import anual_de
from app.cobro.cobranza import Cobro, cobrar
from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import Medio
from app.domain.periodo import Periodo
from app.errors import NegocioError
from app.gente.acceso import autorizar
from ui import dialogos
from ui.autorizacion import Asunto
from ui.autorizar import pedir
from ui.cobro.curso import Carga, Curso, cargar, vencido_en
from ui.cobro.efectivo import is_absurdo
from ui.op import Esperado, Op
from ui.sesion import Sesion

#: Refusals that mean that what is on the screen is no longer so: it is looked up again before anything else.
_CADUCOS = ("total_cambio", "beneficio_negado", "recibo_sin_adeudo", "sin_adeudo", "monto_excede_recibos")
_ANUAL_APARTE = "El pago anual va solo. Ctrl Mayús A vuelve a lo que se debe."
#: Where what a refusal asks for is done.
_DONDE = {
    "pago_insuficiente": "F7 paga una parte.",
    "sin_turno": "Se abre en F4.",
    "turno_de_otro_dia": "Se cierra en F4.",
    "turno_de_otro": "Se cierra en F4.",
}


class Mando(QObject):
    """The charge being prepared.

    Signals:
        cargado: Carga to be shown, the Periodo that was read (or None), and whether it opened by itself.
        rechazado: in one line, why not and what to do; what was typed stays.
        ocupado_cambiado: a charge is under way, or no longer.
        terminado: the Cobro just confirmed.
    """

    cargado = Signal(object, object, bool)
    rechazado = Signal(str)
    ocupado_cambiado = Signal(bool)
    terminado = Signal(object)

    def __init__(self, sesion: Sesion, parent: QObject) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._n = self._mostrado = 0
        self._preguntando = False
        self.curso: Curso | None = None
        self.carga: Carga | None = None
        self.ocupado = False

    @property
    def is_al_dia(self) -> bool:
        """Whether what is shown is what was chosen last: nothing newer is still being looked up."""
        return self.carga is not None and self._mostrado == self._n

    def abrir(self, numero: str, periodo: Periodo | None, solo: bool, agregar: bool) -> None:
        """Begin a charge with a cuenta, or add it to the one there is."""
        if self.ocupado:
            return
        if agregar and self.curso is not None:
            if numero in self.curso.cuentas:
                self.rechazado.emit(f"La cuenta {numero} ya está en este cobro.")
                return
            self._cargar(self.curso.mas(numero), periodo, solo)
        else:
            self._cargar(Curso.de(numero), periodo, solo)

    def poner(self, curso: Curso) -> None:
        """Prepare that charge, in the place of the one there was."""
        if not self.ocupado:
            self.curso = curso
            self._cambiar(curso)

    def cancelar(self) -> None:
        """Leave the charge; nothing was written."""
        self._n += 1
        self.curso = self.carga = None

    def quitar(self, numero: str) -> None:
        """Take a cuenta out of the charge."""
        if self.curso is not None and len(self.curso.cuentas) > 1 and not self.ocupado:
            self._cambiar(self.curso.menos(numero))

    def alternar(self, periodo: Periodo) -> None:
        """Pay a recibo, or not."""
        if self.curso is None or self.carga is None or self.ocupado:
            return
        if len(self.curso.cuentas) > 1:
            self.rechazado.emit("Con varias cuentas se paga todo lo que deben. Quite las otras para elegir recibos.")
            return
        if self.curso.programa:
            self.rechazado.emit(_ANUAL_APARTE)
            return
        if self.curso.convenio:
            self._alternar_aparte(self.curso, periodo, self.carga.fichas[0].adeudo.convenidos)
            return
        debidos = [s.recibo.periodo for s in self.carga.fichas[0].adeudo.pendientes]
        elegidos = set(self.curso.elegidos or debidos) ^ {periodo}
        if not elegidos:
            self.rechazado.emit("Tiene que quedar al menos un recibo. Para salir sin cobrar, Esc.")
            return
        todos = len(elegidos) == len(debidos)
        self._cambiar(replace(self.curso, elegidos=() if todos else tuple(sorted(elegidos)), autorizado=""))

    def _alternar_aparte(self, curso: Curso, periodo: Periodo, convenidos: tuple[Periodo, ...]) -> None:
        """Pay a month that the convenio does not cover, or not."""
        if periodo in convenidos:
            self.rechazado.emit("Está en el convenio y se paga con sus parcialidades. Ctrl T cobra todo el adeudo.")
            return
        elegidos = set(curso.elegidos) ^ {periodo}
        self._cambiar(replace(curso, elegidos=tuple(sorted(elegidos)), monto=None))

    def cambiar_convenio(self) -> None:
        """Charge all that is owed instead of what the convenio asks for now, or that again."""
        curso, carga = self.curso, self.carga
        if curso is None or carga is None or self.ocupado or not any(f.adeudo.convenidos for f in carga.fichas):
            return
        if len(curso.cuentas) == 1:
            self._cambiar(replace(curso, convenio=False if curso.convenio else None, elegidos=(), monto=None))

    def cambiar_anual(self) -> None:
        """Charge the rest of the year ahead instead of what is owed, or that again (Romita 2020, Art. 45)."""
        curso, anual = self.curso, anual_de(self._sesion.perfil)
        if curso is None or self.ocupado or not anual:
            return
        if len(curso.cuentas) > 1:
            self.rechazado.emit("El pago anual es de una sola cuenta. Quite las otras.")
            return
        self._cambiar(replace(curso, programa="" if curso.programa else anual, elegidos=(), monto=None))

    def reabrir(self) -> None:
        """Look the charge up again as if its cuenta had just been opened: what it owes is something else now."""
        if self.curso is not None and not self.ocupado:
            self._cambiar(replace(self.curso, convenio=None, elegidos=(), monto=None))

    def poner_monto(self, monto: Dinero | None) -> None:
        """Pay so much instead of what is owed."""
        if self.curso is None or self.ocupado or monto == self.curso.monto:
            return
        if self.curso.programa:
            self.rechazado.emit(_ANUAL_APARTE)
            return
        if self.curso.convenio:
            # So much of the convenio and of nothing else; without an amount, what it asks for again.
            convenio = None if monto is None else True
            self._cambiar(replace(self.curso, monto=monto, elegidos=(), convenio=convenio))
        else:
            self._cambiar(replace(self.curso, monto=monto))

    def cambiar_beneficio(self) -> None:
        """Charge without the benefit, or with it again."""
        if self.curso is not None and not self.ocupado:
            self._cambiar(replace(self.curso, sin_beneficio=not self.curso.sin_beneficio))

    def pedir_autorizacion(self) -> None:
        """A supervisor allows paying a newer recibo over an older one."""
        if self.curso is None or self.ocupado:
            return
        ajeno = "" if self._sesion.usuario is None else self._sesion.usuario.clave
        pedir(
            self,
            self._sesion,
            Asunto("Pagar un recibo dejando uno anterior necesita un supervisor."),
            "saltar_rezago",
            lambda ctx, clave, pin: autorizar(ctx, clave, pin, "saltar_rezago", ajeno),
            lambda quien: self._on_autorizado(quien.clave),
            ajeno,
        )

    def recargar(self, antes: Dinero | None = None) -> None:
        """Look the charge up again; `antes`: the total that was on the screen, to say how it changed."""
        if self.curso is not None:
            self._cargar(self.curso, None, False, antes=antes)

    def cobrar(self, medios: tuple[Medio, ...]) -> None:
        """Charge what is shown; with far too much cash, or a benefit that just ended, only after asking."""
        carga = self.carga
        if self.ocupado or self._preguntando or carga is None or carga.propuesta is None or not self.is_al_dia:
            return
        efectivo = suma(m.importe for m in medios if m.medio == "efectivo")
        hacer = partial(self._on_respuesta, carga, medios)
        if is_absurdo(efectivo, carga.propuesta.a_pagar):
            self._preguntando = True
            texto = f"Se reciben {efectivo} en efectivo para pagar {carga.propuesta.a_pagar}."
            dialogos.preguntar(self, texto, "Sí, cobrar", hacer, "¿Es lo que entregó la persona?", "Corregir")
        elif vencido := vencido_en(carga):
            self._preguntando = True
            dialogos.preguntar(self, "Se cobra sin beneficio, porque venció.", "Cobrar completo", hacer, vencido)
        else:
            self._cobrar(carga, medios)

    def _cambiar(self, curso: Curso) -> None:
        self._cargar(curso, None, False)

    def _cargar(self, curso: Curso, periodo: Periodo | None, solo: bool, antes: Dinero | None = None) -> None:
        self._n += 1
        exito = partial(self._on_cargado, self._n, periodo, solo, antes)
        fracaso = partial(self._on_no_cargado, self._n)
        Op(self, self._sesion.motor.lectura, lambda ctx: cargar(ctx, curso)).success(exito).failure(fracaso).run()

    def _on_cargado(self, n: int, periodo: Periodo | None, solo: bool, antes: Dinero | None, carga: Carga) -> None:
        if n != self._n:
            return
        self._mostrado = n
        agrega = self.curso is not None and len(carga.curso.cuentas) > len(self.curso.cuentas)
        if agrega and carga.negado is not None:
            self.rechazado.emit(f"No se agregó: {carga.negado.mensaje}")
            return
        self.curso, self.carga = carga.curso, carga
        self.cargado.emit(carga, periodo, solo)
        ahora = None if carga.propuesta is None else carga.propuesta.a_pagar
        if antes is not None and ahora != antes:
            despues = "ya no hay nada que cobrar así" if ahora is None else f"ahora es {ahora}"
            self.rechazado.emit(f"El total cambió: era {antes}, {despues}. Revise y confirme otra vez.")

    def _on_no_cargado(self, n: int, error: Esperado) -> None:
        if n == self._n:
            self._mostrado = n
            self.rechazado.emit(error.mensaje)

    def _on_respuesta(self, carga: Carga, medios: tuple[Medio, ...], si: bool) -> None:
        self._preguntando = False
        if si and carga is self.carga:
            self._cobrar(carga, medios)

    def _cobrar(self, carga: Carga, medios: tuple[Medio, ...]) -> None:
        usuario = self._sesion.usuario
        if usuario is None or carga.propuesta is None:
            self.rechazado.emit("Nadie está en la caja: identifíquese para cobrar.")
            return
        solicitud = carga.curso.solicitud(medios, carga.propuesta.total)
        self._ocupar(True)
        op = Op(self, self._sesion.motor.escritura, lambda ctx: cobrar(ctx, solicitud, usuario))
        op.always(lambda: self._ocupar(False)).success(self._on_cobrado).failure(
            partial(self._on_negado, carga.propuesta.a_pagar)
        ).run()

    def _ocupar(self, ocupado: bool) -> None:
        self.ocupado = ocupado
        self.ocupado_cambiado.emit(ocupado)

    def _on_cobrado(self, cobro: Cobro) -> None:
        self.cancelar()
        self.terminado.emit(cobro)

    def _on_negado(self, antes: Dinero, error: Esperado) -> None:
        donde = _DONDE.get(error.clave, "")
        self.rechazado.emit(f"{error.mensaje} {donde}".strip())
        if error.clave in _CADUCOS:
            self.recargar(antes)

    def _on_autorizado(self, clave: str) -> None:
        if self.curso is not None:
            self._cambiar(replace(self.curso, autorizado=clave))

    def necesita_supervisor(self) -> bool:
        """Whether what stops the charge is something that a supervisor may allow."""
        negado = None if self.carga is None else self.carga.negado
        return isinstance(negado, NegocioError) and negado.clave == "recibo_anterior_pendiente"
