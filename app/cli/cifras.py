"""The answer of every order that gives a corte: the contract's keys, and the same for people."""

from __future__ import annotations

from typing import Any

from app.cli.salida import Salida, tabla
from app.domain.corte.corte import Corte
from app.domain.corte.entrega import Paso, estado_de
from app.domain.dinero import Dinero


def datos_de_corte(corte: Corte, *, ciego: bool = False) -> dict[str, Any]:
    """The JSON of a corte; where the count is blind what is expected is absent, not empty."""
    recuento = corte.recuento
    datos: dict[str, Any] = {
        "clase": corte.clase,
        "corte": corte.numero,
        "turno": corte.turno,
        "cajero": corte.cajero,
        "fondo": corte.fondo,
        "medios": dict(corte.medios),
        "conceptos": dict(corte.propios),
        "aportaciones": dict(corte.aportaciones),
        "programas": dict(corte.programas),
        "subsidios": dict(corte.subsidios),
        "usos": dict(corte.usos),
        "antiguedad": dict(corte.antiguedad),
        "otorgados": [
            {"cuenta": o.cuenta, "programa": o.programa, "beneficiario": o.beneficiario, "quien": o.quien}
            for o in corte.otorgados
        ],
        "pagos": corte.pagos,
        "cancelados": list(corte.cancelados),
        "devueltos": list(corte.devueltos),
        "entradas": corte.entradas,
        "retiros": corte.retiros,
        "folio_inicial": corte.folio_inicial,
        "folio_final": corte.folio_final,
        "series": [{"clase": s.clase, "serie": s.serie, "desde": s.desde, "hasta": s.hasta} for s in corte.series],
        **_novedades(corte),
        "cabeza": {"seq": corte.seq, "hash": corte.hash},
        "contado": corte.contado,
        "recontado": None if recuento is None else recuento.importe,
        "diferencia": corte.diferencia,
    }
    if not ciego:
        datos |= {"esperado": corte.esperado, "perpetuo": corte.perpetuo}
    return datos | (_de_z(corte) if corte.clase == "Z" else {})


def _novedades(corte: Corte) -> dict[str, Any]:
    """What happened besides payments, and between which places of the diario."""
    return {
        "vueltas": [
            {"clase": v.clase, "folio": v.pago, "importe": v.importe, "referencia": v.referencia}
            for v in corte.novedades.vueltas
        ],
        "sin_firma": list(corte.novedades.sin_firma),
        "saltos": [
            {"antes": s.antes.isoformat(), "despues": s.despues.isoformat(), "segundos": s.segundos}
            for s in corte.novedades.saltos
        ],
        "repuestos": [
            {"folio": r.pago, "cuenta": r.cuenta, "importe": r.importe, "autorizo": r.autorizo}
            for r in corte.novedades.repuestos
        ],
        "asientos": {"desde": corte.apertura, "hasta": corte.seq},
        "sin_enviar": corte.sin_enviar,
    }


def _de_z(corte: Corte) -> dict[str, Any]:
    recuento = corte.recuento
    esperado = corte.esperado or Dinero(0)
    return {
        "quien": corte.quien,
        "motivo": corte.motivo,
        "piezas": [
            {"valor": Dinero(valor), "cajero": cajero, "supervisor": supervisor}
            for valor, cajero, supervisor in corte.piezas
        ],
        "valores": [{"medio": m, "sistema": sistema, "contado": contado} for m, sistema, contado in corte.en_papel],
        "diferencia_recontada": None if recuento is None else recuento.importe - esperado,
        "estado": estado_de(corte.pasos),
        "pasos": [_paso(paso) for paso in corte.pasos],
    }


def _paso(paso: Paso) -> dict[str, Any]:
    return {
        "paso": paso.clase,
        "importe": paso.importe,
        "quien": paso.quien,
        "momento": paso.momento.isoformat(timespec="seconds"),
        "piezas": [{"valor": Dinero(valor), "n": n} for valor, n in paso.piezas],
        "nota": paso.nota,
        "referencia": paso.referencia,
        "recibe": paso.recibe,
        "documentos": [{"medio": medio, "n": n, "importe": importe} for medio, n, importe in paso.documentos],
    }


def salida_de_corte(corte: Corte, *, ciego: bool = False, avisos: tuple[str, ...] = ()) -> Salida:
    """The answer of an order that gives a corte."""
    filas: list[tuple[object, ...]] = [("Fondo", corte.fondo)]
    for grupo in filter(None, (corte.medios, corte.propios, corte.programas)):
        filas += [("", ""), *grupo]
    if corte.aportaciones:
        filas += [("", ""), *((f"aportación a terceros {clave}", importe) for clave, importe in corte.aportaciones)]
    cifras = (("Esperado", corte.esperado), ("Contado", corte.contado), ("Diferencia", corte.diferencia))
    filas += [("", ""), *((r, i) for r, i in cifras if i is not None)]
    if corte.recuento is not None:
        filas.append(("Recontado", corte.recuento.importe))
    numero = f" {corte.numero}" if corte.numero else ""
    titulo = f"Corte {corte.clase}{numero} del turno {corte.turno}: {_cuantos(corte.pagos)}"
    folios = f"Folios {corte.folio_inicial} a {corte.folio_final}" if corte.pagos else "Sin folios"
    lineas = [titulo, folios, tabla(("", "Importe"), filas)]
    if corte.pasos:
        lineas.append(f"Estado: {estado_de(corte.pasos)}")
    return Salida(datos_de_corte(corte, ciego=ciego), "\n".join((*lineas, *avisos)))


def _cuantos(pagos: int) -> str:
    return "1 pago" if pagos == 1 else f"{pagos} pagos"
