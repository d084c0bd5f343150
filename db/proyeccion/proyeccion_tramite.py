"""From the asientos of trámites to their rows."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_tramite import CLASE_DE_FOLIO
from db.lineas import Datos, Filas, fila_de, folio_de
from db.proyeccion import rows_tramite as rows


def _convenio(a: Asiento, d: Datos) -> list[Filas]:
    folio, cuenta = folio_de(a, d, CLASE_DE_FOLIO), {"cuenta": d["cuenta"]["numero"]}
    campos = ("fecha", "deuda", "enganche", "firmante", "calidad", "autorizo")
    plazos = [
        fila_de(a, d) | {"folio": folio["folio"], "n": p["n"], "vence": p["vence"], "importe": p["importe"]}
        for p in d["parcialidades"]
    ]
    return [(rows.convenio, [fila_de(a, d, *campos) | folio | cuenta]), (rows.parcialidad, plazos)]


def _fin(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.convenio_fin, [fila_de(a, d, "cuenta", "convenio", "fecha", "motivo", "autorizo", "faltaba")])]


def _constancia(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "clase", "pago", "quien") | folio_de(a, d, CLASE_DE_FOLIO)
    return [(rows.constancia, [fila | {"cuenta": d.get("cuenta", "")}])]


def _solicitud(a: Asiento, d: Datos) -> list[Filas]:
    folio = folio_de(a, d, CLASE_DE_FOLIO)
    fecha = {"fecha": d["momento"][:10]}
    return [
        (rows.solicitud, [fila_de(a, d, "cuenta", "programa", "quien") | folio | fecha]),
        *_paso(a, d, folio["folio"]),
    ]


def _paso_de_solicitud(a: Asiento, d: Datos) -> list[Filas]:
    return _paso(a, d, d["solicitud"])


def _respuesta(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "resultado", "quien") | {"folio": d["solicitud"], "fecha": d["momento"][:10]}
    return [(rows.solicitud_respuesta, [fila]), *_paso(a, d, d["solicitud"])]


def _paso(a: Asiento, d: Datos, folio: str) -> list[Filas]:
    propios = {"folio": folio, "clase": a.tipo, "curp": d.get("curp", "")}
    archivos = [x["archivo"] for x in (*d.get("documentos", ()), d) if "archivo" in x]
    filas = [fila_de(a, d) | {"n": n, "archivo": archivo, "folio": folio} for n, archivo in enumerate(archivos, 1)]
    return [(rows.solicitud_paso, [fila_de(a, d, "quien") | propios]), (rows.solicitud_archivo, filas)]


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
