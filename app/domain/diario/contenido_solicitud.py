"""What the asientos of a request say, from the values and back; fields in `docs/diario.md`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.domain.beneficio.evidencia import Evidencia, reunir
from app.domain.beneficio.programa import Medida
from app.domain.beneficio.solicitud import Estudio, Respuesta, Solicitud
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_tramite import CLASE_DE_FOLIO
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio

Datos = dict[str, Any]
_TEXTOS = ("programa", "nombre", "fundamento", "beneficiario", "solicitante", "quien", "quien_nombre")
_OPCIONALES = ("curp", "estudio", "plazo_fundamento", "nota")


def datos_de_solicitud(solicitud: Solicitud) -> Datos:
    """Content of a `solicitud` (v1)."""
    opcionales = {campo: getattr(solicitud, campo) for campo in _OPCIONALES}
    return {
        "folio": {"serie": solicitud.folio.serie, "numero": solicitud.folio.numero},
        "clase": "beneficio",
        "cuenta": solicitud.cuenta,
        "titular": solicitud.titular,
        "momento": solicitud.momento.isoformat(),
        "documentos": en_lista(solicitud.documentos),
        "faltan": list(solicitud.faltan),
        "estudio_previo": int(solicitud.estudio_previo),
        **{campo: getattr(solicitud, campo) for campo in _TEXTOS},
        **_con_texto(plazo=_dia(solicitud.plazo), **opcionales),
    }


def datos_de_completada(antes: Solicitud, ahora: Solicitud, nuevos: Sequence[Evidencia], quien: str) -> Datos:
    """Content of a `solicitud_completada` (v1): what was brought, and what is missing after it."""
    return {
        "solicitud": str(antes.folio),
        "documentos": en_lista(nuevos),
        "faltan": list(ahora.faltan),
        "quien": quien,
    } | _con_texto(
        curp="" if antes.curp else ahora.curp,
        plazo="" if antes.plazo else _dia(ahora.plazo),
        plazo_fundamento="" if antes.plazo else ahora.plazo_fundamento,
    )


def datos_de_estudio(folio: Folio, estudio: Estudio) -> Datos:
    """Content of a `solicitud_estudio` (v1)."""
    return (
        {
            "solicitud": str(folio),
            "numero": estudio.numero,
            "fecha": estudio.fecha.isoformat(),
            "hizo": estudio.hizo,
            "favorable": int(estudio.favorable),
            "quien": estudio.quien,
        }
        | _con_texto(archivo=estudio.archivo, nota=estudio.nota)
        | en_campos(estudio.medida)
    )


def datos_de_respuesta(folio: Folio, respuesta: Respuesta) -> Datos:
    """Content of a `solicitud_resuelta` (v1)."""
    return {
        "solicitud": str(folio),
        "resultado": respuesta.resultado,
        "momento": respuesta.momento.isoformat(),
        "quien": respuesta.quien,
        "quien_nombre": respuesta.quien_nombre,
    } | _con_texto(
        motivo=respuesta.motivo,
        fundamento=respuesta.fundamento,
        resultado_ref=respuesta.otorgado,
        desde=_dia(respuesta.desde),
        hasta=_dia(respuesta.hasta),
    )


def solicitud_de(asientos: Sequence[Asiento]) -> Solicitud:
    """A request from all that the diario says of it, in order; the first is its `solicitud`."""
    primero, *pasos = asientos
    hecha = _recibida(primero)
    for paso in pasos:
        d = paso.datos()
        if paso.tipo == "solicitud_completada":
            hecha = replace(
                hecha,
                documentos=reunir(hecha.documentos, leer_lista(d["documentos"])),
                faltan=tuple(d["faltan"]),
                curp=d.get("curp", hecha.curp),
                plazo=_leer_dia(d["plazo"]) if "plazo" in d else hecha.plazo,
                plazo_fundamento=d.get("plazo_fundamento", hecha.plazo_fundamento),
            )
        elif paso.tipo == "solicitud_estudio":
            hecha = replace(hecha, hecho=_estudio(d))
        else:
            hecha = replace(hecha, respuesta=_respuesta(d))
    return hecha


def _recibida(asiento: Asiento) -> Solicitud:
    d = asiento.datos()
    return Solicitud(
        folio=Folio(asiento.caja, d["folio"]["serie"], d["folio"]["numero"], CLASE_DE_FOLIO),
        cuenta=d["cuenta"],
        titular=d["titular"],
        momento=datetime.fromisoformat(d["momento"]),
        documentos=leer_lista(d["documentos"]),
        faltan=tuple(d["faltan"]),
        estudio_previo=bool(d["estudio_previo"]),
        plazo=_leer_dia(d.get("plazo", "")),
        seq=asiento.seq,
        hash=asiento.hash.hex(),
        **{campo: d[campo] for campo in _TEXTOS},
        **{campo: d.get(campo, "") for campo in _OPCIONALES},
    )


def _estudio(d: Mapping[str, Any]) -> Estudio:
    return Estudio(
        numero=d["numero"],
        fecha=date.fromisoformat(d["fecha"]),
        hizo=d["hizo"],
        favorable=bool(d["favorable"]),
        medida=_medida(d),
        archivo=d.get("archivo", ""),
        nota=d.get("nota", ""),
        quien=d["quien"],
    )


def _respuesta(d: Mapping[str, Any]) -> Respuesta:
    return Respuesta(
        resultado=d["resultado"],
        momento=datetime.fromisoformat(d["momento"]),
        motivo=d.get("motivo", ""),
        fundamento=d.get("fundamento", ""),
        otorgado=d.get("resultado_ref", ""),
        desde=_leer_dia(d.get("desde", "")),
        hasta=_leer_dia(d.get("hasta", "")),
        quien=d["quien"],
        quien_nombre=d["quien_nombre"],
    )


def en_lista(documentos: Sequence[Evidencia]) -> list[Datos]:
    """Documents as an asiento lists them."""
    return [
        {"clase": e.clase.strip(), "numero": e.numero.strip()} | _con_texto(archivo=e.archivo, vence=_dia(e.vence))
        for e in documentos
    ]


def leer_lista(lista: Sequence[Mapping[str, Any]]) -> tuple[Evidencia, ...]:
    """The documents that an asiento lists."""
    return tuple(Evidencia(d["clase"], d["numero"], d.get("archivo", ""), _leer_dia(d.get("vence", ""))) for d in lista)


def en_campos(medida: Medida) -> Datos:
    """How much was set, in the fields of an asiento; none for what was not."""
    porcentaje = "" if medida.porcentaje is None else f"{medida.porcentaje.normalize():f}"
    cifras = {"m3": medida.m3, "importe": None if medida.importe is None else medida.importe.centavos}
    return _con_texto(porcentaje=porcentaje) | {campo: n for campo, n in cifras.items() if n is not None}


def _medida(d: Mapping[str, Any]) -> Medida:
    porcentaje = Decimal(d["porcentaje"]) if "porcentaje" in d else None
    return Medida(d.get("m3"), porcentaje, Dinero(d["importe"]) if "importe" in d else None)


def _dia(fecha: date | None) -> str:
    return "" if fecha is None else fecha.isoformat()


def _leer_dia(texto: str) -> date | None:
    return date.fromisoformat(texto) if texto else None


def _con_texto(**textos: str) -> Datos:
    return {clave: texto for clave, texto in textos.items() if texto}
