"""After a batch was filed: recibos brought up to date, and what several cajas did to the same one looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, text

from app import perfiles
from app.domain.centro.conciliacion import Cobrado, conciliar, hallazgo_de
from app.domain.centro.incidencia import Hallazgo, datos_de_resolucion
from app.domain.cuenta import CONCEPTOS
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.domain.perfil import Perfil
from app.ports import Firmante, Reloj
from db.centro import choques
from db.centro.acreditaciones import Desvanecida, abono_repetido, decidir, resolver
from db.centro.diario import DiarioPropio, subir_flujo
from db.centro.gente import recordar_gente
from db.centro.incidencias import CENTRO, abrir_incidencias, leer_incidencias, sin_cotejar
from db.centro.padron import HECHOS, aplicar_pagos
from db.centro.proyeccion import NO_CUADRA, exigir_culpa_del_asiento
from db.centro.recuperados import Recuperados

_TOCAN = (
    "pago", "pago_cancelado", "devolucion", "cheque_devuelto", "condonacion", "pago_recuperado", "recuperado_anulado",
)  # fmt: skip
_EN_DUDA = """SELECT r.cuenta, r.periodo, r.total - r.pagado AS debido FROM padron_recibo r
 WHERE r.organismo = :organismo AND (r.pagado + r.aplicado > r.total OR EXISTS (SELECT 1 FROM acreditacion x
 WHERE x.organismo = r.organismo AND x.cuenta = r.cuenta AND x.periodo = r.periodo AND x.exceso > 0)) AND {cuales}
 ORDER BY r.cuenta, r.periodo"""
_DE_ESTOS = "(r.cuenta, r.periodo) IN (SELECT unnest(cast(:cuentas AS text[])), unnest(cast(:periodos AS text[])))"
_TOCADOS = text(_EN_DUDA.format(cuales=_DE_ESTOS))
#: Those that an import has just brought, with something paid of them.
_IMPORTADOS = text(_EN_DUDA.format(cuales="r.ver = :ver AND r.aplicado <> 0"))
_CLAVES = ", ".join(f"'{c}'" for c in CONCEPTOS)


def _de_su_asiento(tabla: str, condicion: str) -> str:
    return f"""coalesce((SELECT sum(z.importe) FROM {tabla} z WHERE z.organismo = h.organismo AND z.caja = h.caja
 AND z.epoca = h.epoca AND z.seq = h.seq AND z.periodo = h.periodo AND {condicion}), 0)"""


#: Of each payment what is left of it, with what turned it round; in the order in which the payments arrived: those of
#: the batch under way, which have no place in it yet, come last.
_COBRADOS = text(
    f"""SELECT min(x.ref) FILTER (WHERE x.propio) AS ref, x.folio, sum(x.importe)::bigint AS importe,
 sum(x.importe + x.descuento)::bigint AS dinero, sum(x.todo - x.importe - x.descuento)::bigint AS aparte,
 bool_and(x.condonado) AS condonado, max(x.abonado) AS abonado
FROM (SELECT h.caja || '/' || h.epoca || '/' || h.seq AS ref, d.n, h.seq, h.importe,
 c.seq IS NULL AND z.seq IS NULL AS propio,
 coalesce(c.cancela, p.folio, k.resolucion, z.recuperado, h.caja || '/' || h.epoca || '/' || h.seq) AS folio,
 k.seq IS NOT NULL AS condonado, h.descuento, coalesce((SELECT f.objetivo FROM favor_acreditado f LEFT JOIN diario e
 ON e.organismo = f.organismo AND e.caja = f.caja AND e.epoca = f.epoca AND e.seq = f.seq
 WHERE f.organismo = h.organismo AND f.caja = h.caja AND f.pago = h.caja || '/' || h.epoca || '/' || h.seq
 AND f.periodo = h.periodo ORDER BY e.n DESC NULLS FIRST, f.seq DESC LIMIT 1), 0) AS abonado,
 {_de_su_asiento("aplicacion", f"z.clave IN ({_CLAVES})")}
 + {_de_su_asiento("descuento", f"z.clave IN ({_CLAVES})")} AS todo
 FROM (SELECT a.organismo, a.caja, a.epoca, a.seq, a.periodo, sum(a.importe) AS importe,
  sum(coalesce((SELECT sum(z.importe) FROM descuento z WHERE z.organismo = a.organismo AND z.caja = a.caja
  AND z.epoca = a.epoca AND z.seq = a.seq AND z.periodo = a.periodo AND z.clave = a.clave), 0)) AS descuento
  FROM padron_recibo r JOIN aplicacion a ON {HECHOS}
  WHERE r.organismo = :organismo AND r.cuenta = :cuenta AND r.periodo = :periodo GROUP BY 1, 2, 3, 4, 5) h
 LEFT JOIN diario d ON d.organismo = h.organismo AND d.caja = h.caja AND d.epoca = h.epoca AND d.seq = h.seq
 LEFT JOIN pago p ON p.organismo = h.organismo AND p.caja = h.caja AND p.epoca = h.epoca AND p.seq = h.seq
 LEFT JOIN contrapago c ON c.organismo = h.organismo AND c.caja = h.caja AND c.epoca = h.epoca AND c.seq = h.seq
 LEFT JOIN condonacion k ON k.organismo = h.organismo AND k.caja = h.caja AND k.epoca = h.epoca AND k.seq = h.seq
 LEFT JOIN recuperado_fin z ON z.organismo = h.organismo AND z.caja = h.caja AND z.epoca = h.epoca
 AND z.seq = h.seq) x
GROUP BY x.folio HAVING bool_or(x.propio)
ORDER BY min(x.n) FILTER (WHERE x.propio) NULLS LAST, min(x.seq) FILTER (WHERE x.propio)"""
)


class Conciliador:
    """Looks at what the asientos of a batch meet at the centre, in the transaction that files them."""

    def __init__(self, firmante: Firmante, reloj: Reloj) -> None:
        self._firmante = firmante
        self._reloj = reloj

    def mirar(self, conexion: Connection, asientos: Sequence[Asiento]) -> Sequence[Hallazgo]:
        """Bring the padrón up to a batch of one caja; what somebody must look at."""
        asientos = [a for a in asientos if a.v == 1]
        organismo = asientos[0].organismo if asientos else ""
        for asiento in asientos:
            if asiento.tipo == "incidencia_resuelta":
                resolver(conexion, organismo, asiento.datos()["incidencia"])
        abonos = [a for a in asientos if a.tipo == "favor_acreditado"]
        hallazgos = [h for a in abonos for h in (*_gastado(a), *abono_repetido(conexion, a))]
        hallazgos += self._choques(conexion, asientos)
        propio = DiarioPropio(conexion, organismo, self._firmante, self._reloj)
        hallazgos += recordar_gente(conexion, propio, asientos)
        recuperados = Recuperados(conexion, propio)
        hallazgos += recuperados.mirar(asientos)
        lugares = [(a.caja, a.epoca, a.seq) for a in (*asientos, *recuperados.anulados) if a.tipo in _TOCAN]
        if lugares:
            hallazgos += self._tocados(conexion, organismo, aplicar_pagos(conexion, organismo, lugares))
        abonados = [(d["cuenta"], d["periodo"]) for a in abonos for d in [a.datos()]]
        if abonados:
            # Not raised: nothing that comes down changes. Held, so that nobody else looks at the same recibo meanwhile.
            subir_flujo(conexion, organismo, "padron", 0)
            hallazgos += self._tocados(conexion, organismo, abonados)
        return hallazgos

    def _tocados(self, conexion: Connection, organismo: str, tocados: Sequence[tuple[str, str]]) -> Iterator[Hallazgo]:
        cuentas, periodos = [c for c, _ in tocados], [p for _, p in tocados]
        valores = {"organismo": organismo, "cuentas": cuentas, "periodos": periodos}
        return self._excesos(conexion, organismo, conexion.execute(_TOCADOS, valores).all())

    def _choques(self, conexion: Connection, asientos: Sequence[Asiento]) -> list[Hallazgo]:
        """What cannot be compared is told, and stops nobody."""
        if not asientos:
            return []
        try:
            with conexion.begin_nested():
                return list(choques.mirar(conexion, _perfil(asientos[0].organismo), asientos))
        except NO_CUADRA as error:
            exigir_culpa_del_asiento(error)
        if len(asientos) == 1:
            return [sin_cotejar(asientos[0])]
        return [h for asiento in asientos for h in self._choques(conexion, [asiento])]

    def mirar_importados(self, conexion: Connection, organismo: str, ver: int) -> None:
        """Look at the recibos that an import brought under that version, in the caller's transaction."""
        recibos = conexion.execute(_IMPORTADOS, {"organismo": organismo, "ver": ver}).all()
        hallazgos = list(self._excesos(conexion, organismo, recibos))
        abrir_incidencias(conexion, organismo, hallazgos, self._reloj.ahora())

    def _excesos(self, conexion: Connection, organismo: str, recibos: Sequence[Row[Any]]) -> Iterator[Hallazgo]:
        for recibo in recibos:
            cuenta, periodo, debido = recibo.cuenta, recibo.periodo, recibo.debido
            cobrados = _cobrados(conexion, organismo, cuenta, periodo)
            hallados = [(e, hallazgo_de(cuenta, periodo, e)) for e in conciliar(Dinero(debido), cobrados)]
            abrir_incidencias(conexion, organismo, [hallazgo for _, hallazgo in hallados], self._reloj.ahora())
            for desvanecida in decidir(conexion, organismo, cuenta, periodo, hallados):
                self._cerrar(conexion, organismo, desvanecida)
            yield from (hallazgo for _, hallazgo in hallados)

    def _cerrar(self, conexion: Connection, organismo: str, desvanecida: Desvanecida) -> None:
        """Nothing is left over, and nobody needs to look at it any more."""
        abiertas = leer_incidencias(
            conexion,
            "i.organismo = :organismo AND i.id = :id AND f.incidencia IS NULL",
            organismo=organismo,
            id=desvanecida.incidencia,
        )
        for incidencia in abiertas:
            DiarioPropio(conexion, organismo, self._firmante, self._reloj).asentar(
                "incidencia_resuelta",
                datos_de_resolucion(
                    incidencia,
                    "sin_efecto",
                    f"Ya no es lo que sobra del pago {desvanecida.folio}: se devolvió alguno, o cambió el recibo.",
                    CENTRO,
                ),
            )


@cache
def _perfil(organismo: str) -> Perfil:
    return perfiles.cargar(organismo)


def _cobrados(conexion: Connection, organismo: str, cuenta: str, periodo: str) -> list[Cobrado]:
    filas = conexion.execute(_COBRADOS, {"organismo": organismo, "cuenta": cuenta, "periodo": periodo})
    return [
        Cobrado(
            ref=f.ref,
            folio=f.folio,
            importe=Dinero(f.importe),
            dinero=Dinero(0 if f.condonado else f.dinero),
            aparte=Dinero(0 if f.condonado else f.aparte),
            is_condonado=f.condonado,
            abonado=Dinero(f.abonado),
        )
        for f in filas
    ]


def _gastado(asiento: Asiento) -> Iterator[Hallazgo]:
    """Credit that should go back and had been spent."""
    datos = asiento.datos()
    falta, folio = Dinero(datos["falta"]), str(datos.get("folio", ""))
    if falta:
        yield Hallazgo(
            clase="favor_gastado",
            caja=asiento.caja,
            refs=(asiento.ref, datos["pago"]),
            resumen=f"El saldo a favor que dejó el pago {folio} ya no es de la cuenta {datos['cuenta']}, y se "
            f"había usado: faltan {falta}.",
            cuenta=datos["cuenta"],
            importe=falta,
            folios=(folio,),
            importes=(falta,),
        )
