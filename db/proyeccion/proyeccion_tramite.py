"""From the asientos of trámites to their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table

from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_tramite import CLASE_DE_FOLIO
from db.proyeccion import rows_tramite as rows

Datos = Mapping[str, Any]
Filas = tuple[Table, list[dict[str, Any]]]


def _fila(a: Asiento, d: Datos, *campos: str) -> dict[str, Any]:
    llave = {"organismo": a.organismo, "caja": a.caja, "epoca": a.epoca, "seq": a.seq}
    return llave | {c: d[c] for c in campos}


def _folio(a: Asiento, d: Datos) -> dict[str, Any]:
    serie, numero = d["folio"]["serie"], d["folio"]["numero"]
    return {"folio": f"{CLASE_DE_FOLIO}{a.caja}{serie}-{numero:06d}", "serie": serie, "numero": numero}


def _convenio(a: Asiento, d: Datos) -> list[Filas]:
    folio, cuenta = _folio(a, d), {"cuenta": d["cuenta"]["numero"]}
    campos = ("fecha", "deuda", "enganche", "firmante", "calidad", "autorizo")
    plazos = [
        _fila(a, d) | {"folio": folio["folio"], "n": p["n"], "vence": p["vence"], "importe": p["importe"]}
        for p in d["parcialidades"]
    ]
    return [(rows.convenio, [_fila(a, d, *campos) | folio | cuenta]), (rows.parcialidad, plazos)]


def _fin(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.convenio_fin, [_fila(a, d, "cuenta", "convenio", "fecha", "motivo", "autorizo", "faltaba")])]


def _constancia(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.constancia, [_fila(a, d, "clase", "pago", "quien") | _folio(a, d) | {"cuenta": d.get("cuenta", "")}])]


def _solicitud(a: Asiento, d: Datos) -> list[Filas]:
    folio = _folio(a, d)
    fecha = {"fecha": d["momento"][:10]}
    return [
        (rows.solicitud, [_fila(a, d, "cuenta", "programa", "quien") | folio | fecha]),
        *_paso(a, d, folio["folio"]),
    ]


def _paso_de_solicitud(a: Asiento, d: Datos) -> list[Filas]:
    return _paso(a, d, d["solicitud"])


def _respuesta(a: Asiento, d: Datos) -> list[Filas]:
    fila = _fila(a, d, "resultado", "quien") | {"folio": d["solicitud"], "fecha": d["momento"][:10]}
    return [(rows.solicitud_respuesta, [fila]), *_paso(a, d, d["solicitud"])]


def _paso(a: Asiento, d: Datos, folio: str) -> list[Filas]:
    propios = {"folio": folio, "clase": a.tipo, "curp": d.get("curp", "")}
    archivos = [x["archivo"] for x in (*d.get("documentos", ()), d) if "archivo" in x]
    filas = [_fila(a, d) | {"n": n, "archivo": archivo, "folio": folio} for n, archivo in enumerate(archivos, 1)]
    return [(rows.solicitud_paso, [_fila(a, d, "quien") | propios]), (rows.solicitud_archivo, filas)]


#: All in their first version.
PROYECTORES: dict[str, Callable[[Asiento, Datos], list[Filas]]] = {
    "convenio_hecho": _convenio,
    "convenio_terminado": _fin,
    "constancia": _constancia,
    "solicitud": _solicitud,
    "solicitud_completada": _paso_de_solicitud,
    "solicitud_estudio": _paso_de_solicitud,
    "solicitud_resuelta": _respuesta,
}
