"""What a payment's asiento says, from the value and back: the reprint is rebuilt from it, line by line.

Amounts are centavos; what is empty is left out. Fields are described in `docs/diario.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.domain.beneficio.programa import Descuento, Subsidiado
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.domain.pago.pago import Aplicacion, Folio, Medio, Pago
from app.domain.periodo import Periodo

Datos = dict[str, Any]


def datos_de_pago(pago: Pago, huella: str, favor_antes: Dinero, recibos: list[Datos]) -> Datos:
    """Content of a `pago` asiento (v1).

    Args:
        huella: digest of the confirmed order, by which a repeated id with other contents is told.
        favor_antes: credit of the cuenta before this payment.
        recibos: of each recibo touched, its total, lote and balance before and after.
    """
    return (
        {
            "cobro": pago.cobro,
            "orden": pago.orden,
            "huella": huella,
            "folio": {"serie": pago.folio.serie, "numero": pago.folio.numero},
            "cuenta": datos_de_cuenta(pago),
            "fecha": pago.fecha.isoformat(),
            "momento": pago.momento.isoformat(),
            "cajero": pago.cajero,
            "cajero_nombre": pago.cajero_nombre,
            "turno": pago.turno,
            "aplicado": [datos_de_aplicacion(a) for a in pago.aplicado],
            "descuentos": [datos_de_descuento(d) for d in pago.descuentos],
            "redondeo": pago.redondeo.centavos,
            "medios": [datos_de_medio(m) for m in pago.medios],
            "recibido": pago.recibido.centavos,
            "cambio": pago.cambio.centavos,
            "total": pago.total.centavos,
            "saldo_anterior": pago.saldo_anterior.centavos,
            "saldo_restante": pago.saldo_restante.centavos,
            "favor_antes": favor_antes.centavos,
            "favor_despues": pago.saldo_a_favor.centavos,
            "avisos": list(pago.avisos),
            "recibos": recibos,
        }
        | _con_texto(autorizo=pago.autorizo)
        | _con_subsidiado(pago.subsidiado)
    )


def datos_de_cuenta(pago: Pago) -> Datos:
    """Whose payment it is, as the padrón had it that day."""
    return {
        "numero": pago.cuenta,
        "titular": pago.titular,
        "domicilio": pago.domicilio,
        "uso": pago.uso,
        "medidor": pago.medidor,
    }


def pago_de(asiento: Asiento) -> Pago:
    """The payment that an asiento records."""
    d = asiento.datos()
    return Pago(
        cobro=d["cobro"],
        orden=d["orden"],
        folio=Folio(asiento.caja, d["folio"]["serie"], d["folio"]["numero"]),
        cuenta=d["cuenta"]["numero"],
        titular=d["cuenta"]["titular"],
        domicilio=d["cuenta"]["domicilio"],
        fecha=date.fromisoformat(d["fecha"]),
        momento=datetime.fromisoformat(d["momento"]),
        cajero=d["cajero"],
        cajero_nombre=d["cajero_nombre"],
        caja=asiento.caja,
        turno=d["turno"],
        aplicado=tuple(aplicacion_de(x) for x in d["aplicado"]),
        descuentos=tuple(descuento_de(x) for x in d["descuentos"]),
        redondeo=Dinero(d["redondeo"]),
        medios=tuple(medio_de(x) for x in d["medios"]),
        recibido=Dinero(d["recibido"]),
        cambio=Dinero(d["cambio"]),
        saldo_anterior=Dinero(d["saldo_anterior"]),
        saldo_restante=Dinero(d["saldo_restante"]),
        saldo_a_favor=Dinero(d["favor_despues"]),
        uso=d["cuenta"]["uso"],
        medidor=d["cuenta"]["medidor"],
        autorizo=d.get("autorizo", ""),
        avisos=tuple(d["avisos"]),
        subsidiado=tuple(subsidiado_de(x) for x in d.get("subsidiado", ())),
        seq=asiento.seq,
        hash=asiento.hash.hex(),
    )


def _con_texto(**campos: str) -> Datos:
    return {clave: texto for clave, texto in campos.items() if texto}


def datos_de_aplicacion(a: Aplicacion) -> Datos:
    """A line of what was extinguished, as the diario says it; what is empty is left out."""
    periodo = a.periodo.texto() if a.periodo else ""
    resto = _con_texto(periodo=periodo, detalle=a.detalle, fundamento=a.fundamento)
    return {"clave": a.clave, "importe": a.importe.centavos} | resto


def aplicacion_de(x: Mapping[str, Any]) -> Aplicacion:
    return Aplicacion(_periodo(x), x["clave"], Dinero(x["importe"]), x.get("detalle", ""), x.get("fundamento", ""))


def datos_de_descuento(d: Descuento) -> Datos:
    periodo = d.periodo.texto() if d.periodo else ""
    resto = _con_texto(periodo=periodo, detalle=d.detalle, fundamento=d.fundamento)
    return {"programa": d.programa, "clave": d.clave, "importe": d.importe.centavos} | resto


def descuento_de(x: Mapping[str, Any]) -> Descuento:
    return Descuento(
        _periodo(x), x["programa"], x["clave"], Dinero(x["importe"]), x.get("detalle", ""), x.get("fundamento", "")
    )


def _con_subsidiado(subsidiado: tuple[Subsidiado, ...]) -> Datos:
    return {"subsidiado": [_datos_de_subsidiado(s) for s in subsidiado]} if subsidiado else {}


def _datos_de_subsidiado(s: Subsidiado) -> Datos:
    importe = {} if s.importe is None else {"importe": s.importe.centavos}
    return {"programa": s.programa, "clave": s.clave, "periodo": s.periodo.texto(), "detalle": s.detalle} | importe


def subsidiado_de(x: Mapping[str, Any]) -> Subsidiado:
    importe = Dinero(x["importe"]) if "importe" in x else None
    return Subsidiado(x["programa"], x["clave"], Periodo.from_texto(x["periodo"]), importe, x["detalle"])


def datos_de_medio(m: Medio) -> Datos:
    resto = _con_texto(referencia=m.referencia, banco=m.banco, tipo=m.tipo)
    return {"medio": m.medio, "forma": m.forma, "importe": m.importe.centavos} | resto


def medio_de(x: Mapping[str, Any]) -> Medio:
    return Medio(
        x["medio"], Dinero(x["importe"]), x["forma"], x.get("referencia", ""), x.get("banco", ""), x.get("tipo", "")
    )


def _periodo(x: Mapping[str, Any]) -> Periodo | None:
    return Periodo.from_texto(x["periodo"]) if "periodo" in x else None
