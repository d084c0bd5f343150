"""A corte and what became of it, as the diario says them, and back. docs/diario.md has the fields.

Version 1 of `turno_cerrado` has no subsidios, usos, ages, folios turned round, benefits granted, series nor perpetual
total: they are worked out again from the asientos of its turno.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.corte.corte import Arqueo, Corte, Otorgado, Serie, Totales, Turno
from app.domain.corte.entrega import Paso
from app.domain.corte.novedades import IncidenciaDeCorte
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero

Datos = dict[str, Any]
#: What each step calls its amount and its words.
_IMPORTES = {"recontado": "recontado", "entregado": "importe", "aceptado": "importe"}


def datos_de_corte(corte: Corte) -> Datos:
    """Content of a `turno_cerrado`, version 2.

    Raises:
        ValueError: it is no corte Z with its figures.
    """
    if corte.esperado is None or corte.diferencia is None or corte.arqueo is None or corte.perpetuo is None:
        raise ValueError("a corte Z has its three figures")
    return {
        "corte": corte.numero,
        "turno": corte.turno,
        "cajero": corte.cajero,
        "quien": corte.quien,
        "momento": corte.momento.isoformat(),
        "fondo": corte.fondo.centavos,
        "pagos": corte.pagos,
        "entradas": corte.entradas.centavos,
        "retiros": corte.retiros.centavos,
        "folio_inicial": corte.folio_inicial,
        "folio_final": corte.folio_final,
        "esperado": corte.esperado.centavos,
        "contado": corte.arqueo.total.centavos,
        "diferencia": corte.diferencia.centavos,
        "motivo": corte.motivo,
        "cancelados": list(corte.cancelados),
        "devueltos": list(corte.devueltos),
        "otorgados": [
            {"cuenta": o.cuenta, "programa": o.programa, "beneficiario": o.beneficiario, "quien": o.quien}
            for o in corte.otorgados
        ],
        "series": [{"clase": s.clase, "serie": s.serie, "desde": s.desde, "hasta": s.hasta} for s in corte.series],
        "perpetuo": corte.perpetuo.centavos,
        **({} if corte.sin_enviar is None else {"sin_enviar": corte.sin_enviar}),
        **_con_incidencias(corte),
        **datos_de_arqueo(corte.arqueo),
        **{campo: _centavos(getattr(corte, campo)) for campo in (*_SUMAS, *_SUMAS_DE_2)},
    }


def _con_incidencias(corte: Corte) -> Datos:
    dichas = [{"titulo": i.titulo, "folios": list(i.folios), "importe": i.importe.centavos} for i in corte.incidencias]
    return {"incidencias": dichas} if dichas else {}


def _incidencia(d: Mapping[str, Any]) -> IncidenciaDeCorte:
    return IncidenciaDeCorte(d["titulo"], tuple(d["folios"]), Dinero(d["importe"]))


_SUMAS = ("medios", "conceptos", "programas")
_SUMAS_DE_2 = ("subsidios", "usos", "antiguedad")


def _centavos(totales: Totales) -> Datos:
    return {clave: importe.centavos for clave, importe in totales}


def datos_de_arqueo(arqueo: Arqueo) -> Datos:
    """Pieces and papers of a count."""
    valores = [{"medio": medio, "importe": importe.centavos} for medio, importe in arqueo.valores]
    return datos_de_piezas(arqueo.piezas) | {"valores": valores}


def datos_de_piezas(piezas: tuple[tuple[int, int], ...]) -> Datos:
    """Pieces of each denomination."""
    return {"piezas": {str(valor): n for valor, n in piezas}}


def arqueo_de(d: Mapping[str, Any]) -> Arqueo:
    """The count in an asiento."""
    return Arqueo(_piezas(d), tuple((v["medio"], Dinero(v["importe"])) for v in d.get("valores", ())))


def _piezas(d: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(((int(valor), n) for valor, n in d.get("piezas", {}).items()), reverse=True))


def corte_de(asiento: Asiento, turno: Turno, calculado: Corte) -> Corte:
    """The corte Z that an asiento records.

    Args:
        calculado: the figures of the same turno worked out again, for what version 1 does not say.
    """
    d = asiento.datos()
    dichas: Datos = {campo: _totales(d[campo]) for campo in (*_SUMAS, *_SUMAS_DE_2) if campo in d}
    if asiento.v > 1:
        dichas |= _desde_la_2(d)
    return replace(
        calculado,
        clase="Z",
        numero=d["corte"],
        cajero=d["cajero"],
        abierto=turno.abierto,
        momento=datetime.fromisoformat(d["momento"]),
        fondo=Dinero(d["fondo"]),
        pagos=d["pagos"],
        entradas=Dinero(d["entradas"]),
        retiros=Dinero(d["retiros"]),
        folio_inicial=d["folio_inicial"],
        folio_final=d["folio_final"],
        esperado=Dinero(d["esperado"]),
        contado=Dinero(d["contado"]),
        diferencia=Dinero(d["diferencia"]),
        arqueo=arqueo_de(d),
        motivo=d["motivo"],
        quien=d["quien"],
        seq=asiento.seq,
        hash=asiento.hash.hex(),
        **dichas,
    )


def _desde_la_2(d: Mapping[str, Any]) -> Datos:
    """What version 1 does not say."""
    return {
        "cancelados": tuple(d["cancelados"]),
        "devueltos": tuple(d["devueltos"]),
        "otorgados": tuple(Otorgado(**o) for o in d["otorgados"]),
        "series": tuple(Serie(**s) for s in d["series"]),
        "perpetuo": Dinero(d["perpetuo"]),
        "sin_enviar": d.get("sin_enviar"),
        "incidencias": tuple(map(_incidencia, d.get("incidencias", ()))),
    }


def _totales(leidos: Mapping[str, int]) -> Totales:
    return tuple((clave, Dinero(importe)) for clave, importe in leidos.items())


def paso_de(asiento: Asiento) -> Paso:
    """The step of a corte that an asiento records."""
    d = asiento.datos()
    clase = asiento.tipo.removeprefix("corte_")
    return Paso(
        clase=clase,
        importe=Dinero(d.get(_IMPORTES.get(clase, ""), 0)),
        quien=d["quien"],
        momento=datetime.fromisoformat(d["momento"]),
        piezas=_piezas(d),
        nota=d.get("motivo", d.get("nota", "")),
        referencia=d.get("referencia", ""),
        recibe=d.get("recibe", ""),
        documentos=tuple((x["medio"], x["n"], Dinero(x["importe"])) for x in d.get("documentos", ())),
    )
