"""What the asientos of trámites (convenios, constancias) say, from the values and back; fields in `docs/diario.md`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo
from app.domain.tramite.constancia import Constancia
from app.domain.tramite.convenio import Convenido, Convenio, Fin, Parcialidad

#: Class of their folios: one series for all of them.
CLASE_DE_FOLIO = "T"

Datos = dict[str, Any]


def datos_de_convenio(convenio: Convenio) -> Datos:
    """Content of a `convenio_hecho` (v1), without who allowed it and what it follows."""
    return {
        "folio": _folio(convenio.folio),
        "cuenta": {"numero": convenio.cuenta, "titular": convenio.titular, "domicilio": convenio.domicilio},
        "fecha": convenio.fecha.isoformat(),
        "recibos": [_convenido(r) for r in convenio.recibos],
        "deuda": convenio.deuda.centavos,
        "enganche": suma(p.importe for p in convenio.parcialidades if not p.n).centavos,
        "parcialidades": [
            {"n": p.n, "vence": p.vence.isoformat(), "importe": p.importe.centavos}
            for p in convenio.parcialidades
            if p.n
        ],
        "firmante": convenio.firmante,
        "calidad": convenio.calidad,
        "incumplidas": convenio.incumplidas,
        "cajero": convenio.quien,
        "autorizo": convenio.autorizo,
    } | _con_texto(documento=convenio.documento, fundamento=convenio.fundamento)


def _convenido(recibo: Convenido) -> Datos:
    accesorios = {"accesorios": recibo.accesorios.centavos} if recibo.accesorios else {}
    return {"periodo": recibo.periodo.texto(), "saldo": recibo.saldo.centavos} | accesorios


def convenio_de(asiento: Asiento, fin: Asiento | None = None) -> Convenio:
    """The convenio that a `convenio_hecho` records; `fin` is the `convenio_terminado` that ended it."""
    d = asiento.datos()
    fecha = date.fromisoformat(d["fecha"])
    enganche = (Parcialidad(0, fecha, Dinero(d["enganche"])),) if d["enganche"] else ()
    return Convenio(
        folio=_leer_folio(asiento, d),
        cuenta=d["cuenta"]["numero"],
        titular=d["cuenta"]["titular"],
        domicilio=d["cuenta"]["domicilio"],
        fecha=fecha,
        recibos=tuple(
            Convenido(Periodo.from_texto(r["periodo"]), Dinero(r["saldo"]), Dinero(r.get("accesorios", 0)))
            for r in d["recibos"]
        ),
        parcialidades=(
            *enganche,
            *(Parcialidad(p["n"], date.fromisoformat(p["vence"]), Dinero(p["importe"])) for p in d["parcialidades"]),
        ),
        firmante=d["firmante"],
        calidad=d["calidad"],
        documento=d.get("documento", ""),
        incumplidas=d["incumplidas"],
        fundamento=d.get("fundamento", ""),
        quien=d["cajero"],
        autorizo=d["autorizo"],
        epoca=asiento.epoca,
        seq=asiento.seq,
        hash=asiento.hash.hex(),
        fin=None if fin is None else _fin(fin.datos()),
    )


def _fin(d: Mapping[str, Any]) -> Fin:
    return Fin(date.fromisoformat(d["fecha"]), d["motivo"], Dinero(d["faltaba"]), d["autorizo"])


def datos_de_constancia(constancia: Constancia) -> Datos:
    """Content of a `constancia` (v1)."""
    return {
        "folio": _folio(constancia.folio),
        "clase": constancia.clase,
        "nombre": constancia.nombre,
        "titulo": constancia.titulo,
        "momento": constancia.momento.isoformat(),
        "datos_al": constancia.datos_al.isoformat(),
        "adeudo": 0,
        "pago": str(constancia.pago),
        "leyendas": list(constancia.leyendas),
        "fundamento": constancia.fundamento,
        "quien": constancia.quien,
        "quien_nombre": constancia.quien_nombre,
    } | _con_texto(cuenta=constancia.cuenta, domicilio=constancia.domicilio, revision=constancia.revision)


def constancia_de(asiento: Asiento) -> Constancia:
    """The constancia that an asiento records."""
    d = asiento.datos()
    textos = ("clase", "nombre", "titulo", "fundamento", "quien", "quien_nombre")
    return Constancia(
        folio=_leer_folio(asiento, d),
        cuenta=d.get("cuenta", ""),
        domicilio=d.get("domicilio", ""),
        momento=datetime.fromisoformat(d["momento"]),
        datos_al=datetime.fromisoformat(d["datos_al"]),
        pago=Folio.from_texto(d["pago"]),
        leyendas=tuple(d["leyendas"]),
        revision=d.get("revision", ""),
        seq=asiento.seq,
        hash=asiento.hash.hex(),
        **{campo: d[campo] for campo in textos},
    )


def _folio(folio: Folio) -> Datos:
    return {"serie": folio.serie, "numero": folio.numero}


def _leer_folio(asiento: Asiento, d: Mapping[str, Any]) -> Folio:
    return Folio(asiento.caja, d["folio"]["serie"], d["folio"]["numero"], CLASE_DE_FOLIO)


def _con_texto(**textos: str) -> Datos:
    return {clave: texto for clave, texto in textos.items() if texto}
