"""What must hold of the figures of a diario, checked from the asientos alone, one after the other.

An auditor believes nobody: these sums are worked out again from the recorded amounts, without the code that took
the payment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.corte.vale import CLASE_DE_VALE
from app.domain.diario.asiento import Asiento
from app.domain.diario.auditoria_beneficios import AuditoriaDeBeneficios
from app.domain.diario.auditoria_corte import TIPOS as DE_CORTES
from app.domain.diario.auditoria_corte import AuditoriaDeCortes
from app.domain.diario.auditoria_favores import AuditoriaDeFavores
from app.domain.diario.auditoria_gente import TIPOS as DE_GENTE
from app.domain.diario.auditoria_gente import AuditoriaDeGente
from app.domain.diario.auditoria_recuperados import AuditoriaDeRecuperados
from app.domain.diario.auditoria_subsidios import TIPOS as DE_SUBSIDIOS
from app.domain.diario.auditoria_subsidios import AuditoriaDeSubsidios
from app.domain.diario.auditoria_sumas import sumas_de_condonacion, sumas_de_corte, sumas_de_pago
from app.domain.diario.auditoria_tramites import TIPOS as DE_TRAMITES
from app.domain.diario.auditoria_tramites import AuditoriaDeTramites
from app.domain.diario.reversos import Reversos
from app.domain.pago.contrapago import CLASE_DE_FOLIO, CLASES
from app.domain.subsidio.subsidio import CLASE_DE_SUBSIDIO

Datos = Mapping[str, Any]
_DE_BENEFICIOS = ("beneficio_otorgado", "beneficio_renovado", "beneficio_retirado", "anualidad")
#: What moves no money of the drawer.
_SIN_DINERO = ("cargo", "condonacion", "favor_acreditado", "pago_recuperado", *_DE_BENEFICIOS)
_DE_TURNO = ("turno_abierto", "pago", "movimiento", "turno_cerrado", "cajon_abierto", *CLASES)
#: Versions that are understood, of every kind that is checked.
_TODAS = (*_SIN_DINERO, *_DE_TURNO, *DE_CORTES, *DE_GENTE, *DE_SUBSIDIOS, *DE_TRAMITES)
_VERSIONES = dict.fromkeys(_TODAS, (1,)) | {"turno_cerrado": (1, 2)}


@dataclass(slots=True)
class _Sesion:
    """Sums of one turno, as its corte must repeat them."""

    fondo: int = 0
    pagos: int = 0
    medios: Counter[str] = field(default_factory=Counter)
    conceptos: Counter[str] = field(default_factory=Counter)
    programas: Counter[str] = field(default_factory=Counter)
    entradas: int = 0
    retiros: int = 0

    @property
    def efectivo(self) -> int:
        """Cash that should be in the drawer by now."""
        return self.fondo + self.medios["efectivo"] + self.entradas - self.retiros

    def sumar(self, d: Datos) -> None:
        """A payment, or (below zero) what turns one round."""
        for sumas, lineas, clave in (
            (self.medios, d["medios"], "medio"),
            (self.conceptos, d["aplicado"], "clave"),
            (self.programas, d["descuentos"], "programa"),
        ):
            for linea in lineas:
                sumas[linea[clave]] += linea["importe"]
        self.conceptos["redondeo"] += d["redondeo"]

    def mover(self, d: Datos) -> None:
        if d["clase"] == "entrada":
            self.entradas += d["importe"]
        else:
            self.retiros += d["importe"]

    def is_de(self, corte: Datos) -> bool:
        """Whether a corte says these sums; a zero may be left out."""
        return (self.fondo, self.pagos, self.entradas, self.retiros) == tuple(
            corte[campo] for campo in ("fondo", "pagos", "entradas", "retiros")
        ) and all(
            Counter(corte[campo]) == sumas
            for campo, sumas in (
                ("medios", self.medios),
                ("conceptos", self.conceptos),
                ("programas", self.programas),
            )
        )


@dataclass(slots=True)
class Auditoria:
    """Runs along a diario, keeping the little that later payments are compared with."""

    _folios: dict[str, int] = field(default_factory=dict)
    _favores: AuditoriaDeFavores = field(default_factory=AuditoriaDeFavores)
    _efectivo: dict[str, list[int]] = field(default_factory=dict)
    _sesiones: dict[int, _Sesion] = field(default_factory=dict)
    _cargos: dict[str, Datos] = field(default_factory=dict)
    _reversos: Reversos = field(default_factory=Reversos)
    _beneficios: AuditoriaDeBeneficios = field(default_factory=AuditoriaDeBeneficios)
    _cortes: AuditoriaDeCortes = field(default_factory=AuditoriaDeCortes)
    _gente: AuditoriaDeGente = field(default_factory=AuditoriaDeGente)
    _tramites: AuditoriaDeTramites = field(default_factory=AuditoriaDeTramites)
    _subsidios: AuditoriaDeSubsidios = field(default_factory=AuditoriaDeSubsidios)
    _recuperados: AuditoriaDeRecuperados = field(default_factory=AuditoriaDeRecuperados)

    def revisar(self, asiento: Asiento) -> Iterator[tuple[str, str]]:
        """(tipo, mensaje) of each thing that does not follow in this asiento."""
        datos = asiento.datos()
        yield from self._gentes(asiento, datos)
        if asiento.v not in _VERSIONES.get(asiento.tipo, ()):
            return
        if asiento.tipo in DE_CORTES:
            yield from (("total", mensaje) for mensaje in self._cortes.revisar(asiento, datos))
        if asiento.tipo in DE_SUBSIDIOS:
            yield from self._subsidio(asiento, datos)
        if asiento.tipo in DE_TRAMITES:
            yield from self._tramites.revisar(asiento, datos)
        if asiento.tipo in _SIN_DINERO:
            yield from (("total", mensaje) for mensaje in self._sin_dinero(asiento, datos))
        elif asiento.tipo in _DE_TURNO:
            yield from self._del_turno(asiento, datos)

    def _gentes(self, asiento: Asiento, datos: Datos) -> Iterator[tuple[str, str]]:
        """Who did it, and who allowed it; of a kind not known here, that it uses up the word it follows."""
        yield from (("permiso", mensaje) for mensaje in self._reversos.permitir(asiento.tipo, datos))
        if asiento.v not in _VERSIONES.get(asiento.tipo, ()):
            return
        if asiento.tipo in DE_GENTE:
            yield from (("permiso", mensaje) for mensaje in self._gente.revisar(asiento.tipo, datos))
        if asiento.tipo == "autorizacion":
            yield from (("permiso", mensaje) for mensaje in self._reversos.autorizar(asiento.ref, datos))

    def _del_turno(self, asiento: Asiento, datos: Datos) -> Iterator[tuple[str, str]]:
        if (datos["turno"] in self._sesiones) == (asiento.tipo == "turno_abierto"):
            yield "total", "es de un turno que no está abierto, o que ya lo estaba"
        sesion = self._sesiones.setdefault(datos["turno"], _Sesion())
        if asiento.tipo == "turno_abierto":
            sesion.fondo = datos["fondo"]
            self._beneficios.abrir(datos["cajero"])
        elif asiento.tipo == "movimiento":
            yield from self._movimiento(asiento.caja, datos, sesion)
        elif asiento.tipo in CLASES:
            yield from self._contrapago(asiento, datos, sesion)
        elif asiento.tipo == "pago":
            yield from self._pago(asiento, datos, sesion)
        elif asiento.tipo == "turno_cerrado":
            self._beneficios.abrir("")
            for mensaje in (*sumas_de_corte(datos), *self._cierre(datos, sesion)):
                yield "total", mensaje

    def _pago(self, asiento: Asiento, d: Datos, sesion: _Sesion) -> Iterator[tuple[str, str]]:
        self._reversos.pagar(d, asiento.ref, asiento.caja)
        yield from self._folio(asiento.caja, d)
        folio = _texto_de_folio(asiento.caja, d)
        self._recuperados.pagar(folio, asiento.hash.hex())
        subsidios = self._subsidios.pagar(folio, asiento, d)
        for mensaje in (*sumas_de_pago(d), *self._favores.mover(d), *self._tender(d), *subsidios):
            yield "total", mensaje
        sesion.pagos += 1
        sesion.sumar(d)
        self._beneficios.pagar(asiento.caja, d)
        self._favores.pagar(asiento.ref, d)

    def _sin_dinero(self, asiento: Asiento, datos: Datos) -> Iterator[str]:
        """Asientos that move no money of the drawer."""
        tipo, ref = asiento.tipo, asiento.ref
        if tipo == "pago_recuperado":
            yield from (*self._recuperados.revisar(asiento.caja, datos), *self._favores.mover(datos))
            self._favores.reponer(ref, datos)
        elif tipo == "condonacion":
            yield from sumas_de_condonacion(datos)
        elif tipo == "cargo":
            yield from self._cargo(ref, datos)
            self._beneficios.cargar(ref, datos)
        elif tipo == "favor_acreditado":
            yield from self._favores.acreditar(ref.partition("/")[0], datos)
        else:
            yield from self._beneficios.revisar(tipo, ref, datos)

    def _subsidio(self, asiento: Asiento, d: Datos) -> Iterator[tuple[str, str]]:
        if asiento.tipo == "recibo_subsidio":
            yield from self._folio(asiento.caja, d, CLASE_DE_SUBSIDIO)
        yield from (("total", mensaje) for mensaje in self._subsidios.revisar(asiento, d))

    def _folio(self, caja: str, d: Datos, clase: str = "") -> Iterator[tuple[str, str]]:
        serie, numero = f"{clase}{caja}{d['folio']['serie']}", d["folio"]["numero"]
        esperado = self._folios.get(serie, 0) + 1
        if numero != esperado:
            yield "folio", f"se esperaba el folio {serie}-{esperado:06d} y está el {serie}-{numero:06d}"
        self._folios[serie] = numero

    def _movimiento(self, caja: str, d: Datos, sesion: _Sesion) -> Iterator[tuple[str, str]]:
        if "folio" in d:
            yield from self._folio(caja, d, CLASE_DE_VALE)
        if d["importe"] <= 0 or not d["motivo"]:
            yield "total", "hay un movimiento sin importe o sin motivo"
        sesion.mover(d)
        if sesion.efectivo < 0:
            yield "total", "salió del cajón más efectivo del que había"

    def _contrapago(self, asiento: Asiento, d: Datos, sesion: _Sesion) -> Iterator[tuple[str, str]]:
        yield from self._folio(asiento.caja, d, CLASE_DE_FOLIO)
        for mensaje in (*self._reversos.revertir(asiento.tipo, d), *self._favores.mover(d)):
            yield "total", mensaje
        sesion.sumar(d)
        self._beneficios.revertir(d)
        self._subsidios.revertir(_texto_de_folio(asiento.caja, d, CLASE_DE_FOLIO), d)
        if sesion.efectivo < 0:
            yield "total", "salió del cajón más efectivo del que había"

    def _tender(self, d: Datos) -> Iterator[str]:
        """Cash handed over less change is the cash of all the payments of the charge, up to its last one with cash."""
        efectivo = self._efectivo.setdefault(d["cobro"], [0, 0])
        efectivo[0] += sum(m["importe"] for m in d["medios"] if m["medio"] == "efectivo")
        efectivo[1] += d["recibido"] - d["cambio"]
        if d["cambio"] < 0 or d["recibido"] < d["cambio"]:
            yield "el cambio no cabe en lo recibido"
        if d["recibido"] and efectivo[0] != efectivo[1]:
            yield "lo recibido menos el cambio no es el efectivo cobrado"

    def _cargo(self, ref: str, d: Datos) -> Iterator[str]:
        """A charge is of amounts above zero; what takes one back repeats it with opposite ones, once."""
        lineas = sorted((c["clave"], c["importe"]) for c in d["conceptos"])
        if "anula" not in d:
            if not lineas or any(importe <= 0 for _, importe in lineas):
                yield "hay un cargo que no es mayor que cero"
            self._cargos[ref] = {"cuenta": d["cuenta"], "periodo": d["periodo"], "lineas": lineas}
            return
        contrario = {
            "cuenta": d["cuenta"],
            "periodo": d["periodo"],
            "lineas": sorted((clave, -importe) for clave, importe in lineas),
        }
        if self._cargos.pop(d["anula"], None) != contrario:
            yield "anula un cargo que no está en pie, o no por lo mismo"

    def _cierre(self, d: Datos, sesion: _Sesion) -> Iterator[str]:
        """The corte repeats the turno's payments; what its charges were compared with is no longer needed."""
        if not sesion.is_de(d):
            yield "el corte no es la suma de los pagos y movimientos de su turno"
        if any(cobrado != entregado for cobrado, entregado in self._efectivo.values()):
            yield "hay efectivo cobrado que nadie recibió"
        self._efectivo.clear()
        self._reversos.cerrar()
        del self._sesiones[d["turno"]]


def _texto_de_folio(caja: str, d: Datos, clase: str = "") -> str:
    return f"{clase}{caja}{d['folio']['serie']}-{d['folio']['numero']:06d}"
