"""Requests against a small model: in whatever order, each is answered once and granted only when it is ready.

Received, completed, studied, answered by one supervisor or another, days gone by; what the model forbids is refused and
leaves everything as it was, and at the end `verificar` is clean.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.domain.beneficio.evidencia import Presentado
from app.domain.pago.pago import Folio
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.tramites.resoluciones import Resolucion, resolver_solicitud
from app.tramites.solicitudes import anotar_estudio, completar_solicitud, recibir_solicitud, ver_solicitudes
from tests.factories import DEMO, SUPER, CajaDePrueba, gente, importar, una_caja, una_cuenta
from tests.solicitudes import BAJA, un_estudio, un_pedimento

CUENTAS = {"100": "Ana Ruiz Mar", "200": "Luis Gil Paz", "300": "Eva Luz Cota"}
OTRA = Usuario("otra", "Otra supervisora", ("supervisor",))


@dataclass
class _Modelo:
    """What must be true of one request."""

    cuenta: str
    recibio: Usuario
    completa: bool
    favorable: bool | None = None
    resultado: str = ""


class SolicitudesContraModelo(RuleBasedStateMachine):
    """Of one program, desempleo: a document, a study, three months."""

    @initialize()
    def abrir(self) -> None:
        self.carpeta = TemporaryDirectory()
        self.caja: CajaDePrueba = una_caja(Path(self.carpeta.name) / "caja")
        importar(self.caja, [una_cuenta(n) for n in CUENTAS])
        gente(self.caja, OTRA)
        self.modelo: dict[Folio, _Modelo] = {}
        self.con_beneficio: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "caja"):
            pendientes = {f for f, m in self.modelo.items() if not m.resultado}
            assert {s.folio for s in ver_solicitudes(self.caja.ctx)} == pendientes
            assert self.caja.verificar().errores == ()
            self.caja.cerrar()
            self.carpeta.cleanup()

    def _negado(self, claves: list[str], error: NegocioError | None) -> bool:
        """Whether it was refused, for one of the reasons that the model knows; refused without any is a fault."""
        assert (error.clave if error else "") in (claves or [""]), (claves, error)
        return error is not None

    @rule(cuenta=st.sampled_from(sorted(CUENTAS)), completa=st.booleans(), quien=st.sampled_from([DEMO, SUPER, OTRA]))
    def recibir(self, cuenta: str, completa: bool, quien: Usuario) -> None:
        """One at a time for each cuenta, and none where the benefit stands."""
        claves = []
        if any(m.cuenta == cuenta and not m.resultado for m in self.modelo.values()):
            claves = ["solicitud_pendiente"]
        elif cuenta in self.con_beneficio:
            claves = ["beneficio_vigente"]
        documentos = (Presentado(BAJA, "IMSS 4"),) if completa else ()
        pedimento = un_pedimento(
            cuenta=cuenta, programa="desempleo", curp="", documentos=documentos, beneficiario=CUENTAS[cuenta]
        )
        error, hecha = None, None
        try:
            hecha = recibir_solicitud(self.caja.ctx, pedimento, quien)
        except NegocioError as negado:
            error = negado
        if not self._negado(claves, error):
            assert hecha is not None and bool(hecha.faltan) != completa
            self.modelo[hecha.folio] = _Modelo(cuenta, quien, completa)

    @precondition(lambda self: self.modelo)
    @rule(datos=st.data())
    def completar(self, datos: st.DataObject) -> None:
        """While it waits."""
        folio, modelo = self._una(datos)
        claves = ["solicitud_resuelta"] if modelo.resultado else []
        error = None
        try:
            completar_solicitud(self.caja.ctx, folio, [Presentado(BAJA, "IMSS 5")], DEMO)
        except NegocioError as negado:
            error = negado
        if not self._negado(claves, error):
            modelo.completa = True

    @precondition(lambda self: self.modelo)
    @rule(datos=st.data(), favorable=st.booleans())
    def estudiar(self, datos: st.DataObject, favorable: bool) -> None:
        """While it waits; the last one counts."""
        folio, modelo = self._una(datos)
        claves = ["solicitud_resuelta"] if modelo.resultado else []
        estudio, error = un_estudio(favorable=favorable, fecha=self.caja.reloj.ahora().date()), None
        try:
            anotar_estudio(self.caja.ctx, folio, estudio, SUPER)
        except NegocioError as negado:
            error = negado
        if not self._negado(claves, error):
            modelo.favorable = favorable

    @precondition(lambda self: self.modelo)
    @rule(
        datos=st.data(),
        resultado=st.sampled_from(["aceptada", "aceptada", "negada", "desistida"]),
        quien=st.sampled_from([DEMO, SUPER, OTRA]),
    )
    def resolver(self, datos: st.DataObject, resultado: str, quien: Usuario) -> None:
        """Once, by a supervisor who did not receive it; granted only complete and with a favourable study."""
        folio, modelo = self._una(datos)
        claves = []
        if quien is DEMO:
            claves = ["requiere_supervisor"]
        elif quien is modelo.recibio:
            claves = ["autoriza_otro"]
        elif modelo.resultado:
            claves = ["solicitud_resuelta"]
        elif resultado == "aceptada" and not (modelo.completa and modelo.favorable):
            claves = ["solicitud_incompleta", "falta_estudio", "estudio_desfavorable"]
        error = None
        try:
            hecha = resolver_solicitud(self.caja.ctx, Resolucion(folio, resultado, "porque sí"), quien)
            assert (hecha.otorgado is not None) == (resultado == "aceptada")
        except NegocioError as negado:
            error = negado
        if not self._negado(claves, error):
            modelo.resultado = resultado
            self.con_beneficio |= {modelo.cuenta} if resultado == "aceptada" else set()

    @rule()
    def pasar_cuatro_meses(self) -> None:
        """Longer than the benefit lasts."""
        self.caja.reloj.momento += timedelta(days=125)
        self.con_beneficio.clear()

    def _una(self, datos: st.DataObject) -> tuple[Folio, _Modelo]:
        folio = datos.draw(st.sampled_from(sorted(self.modelo, key=str)))
        return folio, self.modelo[folio]


_RAPIDO = settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
TestSolicitudesContraModelo = SolicitudesContraModelo.TestCase
TestSolicitudesContraModelo.settings = _RAPIDO


@pytest.mark.largo
class TestMuchasSolicitudes(SolicitudesContraModelo.TestCase):
    """The same, for as long as there is time."""

    settings = settings(_RAPIDO, max_examples=400, stateful_step_count=60)
