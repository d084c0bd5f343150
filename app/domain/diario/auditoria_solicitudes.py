"""What must hold of the requests of a diario: what was missing, who answered, and that a grant is what was asked for.

As the rest of the audit it works from the asientos alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Datos = Mapping[str, Any]
#: Kinds that are looked at here.
TIPOS = ("solicitud", "solicitud_completada", "solicitud_estudio", "solicitud_resuelta", "beneficio_otorgado")
_MEDIDA = ("m3", "porcentaje", "importe")


@dataclass(slots=True)
class _Pedida:
    """A request as it is remembered."""

    d: Datos
    faltan: list[str]
    curp: str
    documentos: dict[str, Datos]
    estudio: Datos | None = None
    resultado: str = ""
    otorgado: tuple[str, Datos] | None = None


@dataclass(slots=True)
class AuditoriaDeSolicitudes:
    """Runs along a diario with `AuditoriaDeTramites`, which looks at the folios."""

    _pedidas: dict[str, _Pedida] = field(default_factory=dict)
    _abiertas: dict[str, _Pedida] = field(default_factory=dict)

    def revisar(self, tipo: str, ref: str, folio: str, d: Datos) -> Iterator[str]:
        """What does not follow in an asiento of any of `TIPOS`.

        Args:
            folio: of a `solicitud`, its own.
        """
        if tipo == "solicitud":
            yield from self._recibida(folio, d)
            return
        if tipo == "beneficio_otorgado" and "solicitud" not in d:
            return
        pedida = self._pedidas.get(d["solicitud"])
        if pedida is None:
            yield "habla de una solicitud que no se recibió"
        elif tipo == "solicitud_completada":
            yield from _completada(pedida, d)
        elif tipo == "solicitud_estudio":
            yield from _estudiada(pedida, d)
        elif tipo == "beneficio_otorgado":
            yield from _otorgada(pedida, ref, d)
        else:
            yield from _resuelta(pedida, d)
            self._abiertas.pop(d["solicitud"], None)

    def _recibida(self, folio: str, d: Datos) -> Iterator[str]:
        if not (d["beneficiario"] and d["solicitante"]):
            yield "se recibió una solicitud sin beneficiario o sin quien la pide"
        if d.get("plazo", d["momento"][:10]) < d["momento"][:10] or ("plazo" in d and d["faltan"]):
            yield "el plazo de una solicitud corre antes de que esté completa"
        abiertas = self._abiertas.values()
        if any((p.d["cuenta"], p.d["programa"]) == (d["cuenta"], d["programa"]) for p in abiertas):
            yield "se recibió otra solicitud de la misma cuenta y programa, sin resolver la primera"
        if "curp" in d and any(p.curp == d["curp"] for p in abiertas):
            yield "la misma persona tiene dos solicitudes sin resolver"
        documentos = {x["clase"]: x for x in d["documentos"]}
        self._pedidas[folio] = self._abiertas[folio] = _Pedida(d, list(d["faltan"]), d.get("curp", ""), documentos)


def _completada(pedida: _Pedida, d: Datos) -> Iterator[str]:
    traidos = {x["clase"] for x in d["documentos"]} | ({"CURP"} if "curp" in d else set())
    if pedida.resultado:
        yield "se completó una solicitud que ya tenía respuesta"
    if [f for f in pedida.faltan if f not in traidos] != d["faltan"]:
        yield "lo que falta de una solicitud no es lo que faltaba menos lo que se trajo"
    if "plazo" in d and d["faltan"]:
        yield "el plazo de una solicitud corre antes de que esté completa"
    pedida.faltan = list(d["faltan"])
    pedida.curp = d.get("curp", pedida.curp)
    pedida.documentos.update({x["clase"]: x for x in d["documentos"]})


def _estudiada(pedida: _Pedida, d: Datos) -> Iterator[str]:
    if not (pedida.d.get("estudio") and d["numero"] and d["hizo"]):
        yield "hay un estudio que el programa no pide, sin número o sin quien lo hizo"
    tardio = pedida.resultado == "aceptada" and pedida.estudio is None and not pedida.d["estudio_previo"]
    if pedida.resultado and not tardio:
        yield "se anotó el estudio de una solicitud que ya tenía respuesta"
    if not d["favorable"] and any(campo in d for campo in _MEDIDA):
        yield "un estudio que no fue favorable fija cuánto se otorga"
    pedida.estudio = d


def _otorgada(pedida: _Pedida, ref: str, d: Datos) -> Iterator[str]:
    if pedida.resultado or pedida.otorgado is not None:
        yield "se otorgó dos veces por la misma solicitud, o ya resuelta"
    iguales = ("cuenta", "programa", "beneficiario")
    if any(d[campo] != pedida.d[campo] for campo in iguales) or d.get("curp", "") != pedida.curp:
        yield "lo otorgado no es lo que se pidió en su solicitud"
    if {x["clase"]: x for x in d.get("evidencias", ())} != pedida.documentos:
        yield "lo otorgado no descansa en los documentos de su solicitud"
    fijada = [(pedida.estudio or {}).get(campo) for campo in _MEDIDA]
    if fijada != [None] * len(_MEDIDA) and fijada != [d.get(campo) for campo in _MEDIDA]:
        yield "no se otorgó lo que fijó el estudio"
    pedida.otorgado = (ref, d)


def _resuelta(pedida: _Pedida, d: Datos) -> Iterator[str]:
    if pedida.resultado:
        yield "una solicitud se resolvió dos veces"
    if d["quien"] == pedida.d["quien"]:
        yield "resolvió una solicitud quien la recibió"
    otorgado = pedida.otorgado
    if (d["resultado"] == "aceptada") != (otorgado is not None) or d.get("resultado_ref", "") != (
        "" if otorgado is None else otorgado[0]
    ):
        yield "la respuesta de una solicitud no es lo que se otorgó por ella"
    elif otorgado is not None:
        yield from _aceptada(pedida, otorgado[1], d)
    elif not d.get("motivo"):
        yield "se negó una solicitud sin decir por qué"
    pedida.resultado = d["resultado"]


def _aceptada(pedida: _Pedida, otorgado: Datos, d: Datos) -> Iterator[str]:
    if any(d.get(campo) != otorgado.get(campo) for campo in ("desde", "hasta")):
        yield "la respuesta de una solicitud dice otros días que los otorgados"
    if pedida.faltan:
        yield "se otorgó una solicitud a la que le faltaban documentos"
    falta_estudio = pedida.d.get("estudio") and pedida.d["estudio_previo"] and pedida.estudio is None
    if falta_estudio or (pedida.estudio is not None and not pedida.estudio["favorable"]):
        yield "se otorgó una solicitud sin estudio favorable"
