"""Payments taken up again from a ticket, at the centre: one whose payment turns up is taken back, never counted twice.

Nothing is changed or erased: the centre's own diario says the opposite of what the `pago_recuperado` credited, naming
both. It follows from the facts alone, in whatever order they arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain.centro.incidencia import PAGO_APARECIDO, PAGO_RECUPERADO, Hallazgo, datos_de_resolucion
from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.domain.pago.recuperado import datos_de_anulacion
from db.centro.diario import DiarioPropio
from db.centro.incidencias import ABIERTAS, CENTRO, leer_incidencias
from db.diario import asiento_de

#: Tickets of those folios that were taken up again and stand, each with the payment of its folio, if there is one: no
#: more than one is filed.
_EN_PIE = text(
    """SELECT r.caja, r.epoca, r.seq, r.folio, r.verificacion, coalesce(p.hash, '') AS hash,
 coalesce(p.caja || '/' || p.epoca || '/' || p.seq, '') AS pago, coalesce(f.importe, 0)::bigint AS dejado
FROM recuperado r LEFT JOIN pago p ON p.organismo = r.organismo AND p.folio = r.folio
LEFT JOIN favor f ON f.organismo = p.organismo AND f.caja = p.caja AND f.epoca = p.epoca AND f.seq = p.seq
 AND NOT EXISTS (SELECT 1 FROM contrapago c WHERE c.organismo = p.organismo AND c.cancela = p.folio)
WHERE r.organismo = :organismo AND r.folio = ANY(cast(:folios AS text[])) AND NOT EXISTS
 (SELECT 1 FROM recuperado_fin f WHERE f.organismo = r.organismo
 AND f.recuperado = r.caja || '/' || r.epoca || '/' || r.seq)
ORDER BY r.folio, r.verificacion, r.caja, r.epoca, r.seq"""
)
_ASIENTO = text("SELECT * FROM diario WHERE organismo = :organismo AND caja = :caja AND epoca = :epoca AND seq = :seq")


class Recuperados:
    """Looks at the tickets that a batch touches, in the transaction that files it."""

    def __init__(self, conexion: Connection, propio: DiarioPropio) -> None:
        self._conexion = conexion
        self._propio = propio
        self.anulados: list[Asiento] = []

    def mirar(self, asientos: Sequence[Asiento]) -> Iterator[Hallazgo]:
        """Take back what is there twice; what somebody should know of. What was written is in `anulados`."""
        folios = sorted({folio for a in asientos for folio in _folios(a)})
        if not folios:
            return
        valores = {"organismo": asientos[0].organismo, "folios": folios}
        en_pie = self._conexion.execute(_EN_PIE, valores).all()
        del_lote = {a.ref: a for a in asientos}
        for _, de_folio in groupby(en_pie, key=lambda f: f.folio):
            yield from self._folio(asientos[0].organismo, list(de_folio), del_lote)

    def _folio(self, organismo: str, filas: Sequence[Row[Any]], del_lote: dict[str, Asiento]) -> Iterator[Hallazgo]:
        """Every ticket with that folio; of two that stand somebody may have typed one wrong."""
        sueltos: list[Row[Any]] = []
        for verificacion, suyas in groupby(filas, key=lambda f: f.verificacion):
            ticket = list(suyas)
            yield from self._ticket(organismo, ticket, del_lote)
            sueltos += [] if ticket[0].hash.startswith(verificacion) else ticket[:1]
        for fila in sueltos:
            yield _sin_su_pago(self._asiento(organismo, fila, del_lote))
        for otro in sueltos[1:]:
            yield _de_otro_hash(self._asiento(organismo, otro, del_lote), _ref(sueltos[0]))

    def _ticket(self, organismo: str, filas: Sequence[Row[Any]], del_lote: dict[str, Asiento]) -> Iterator[Hallazgo]:
        """One ticket, taken up once or more, and the payment of its folio."""
        primera = filas[0]
        if primera.hash.startswith(primera.verificacion):
            for fila in filas:
                suyo = self._asiento(organismo, fila, del_lote)
                yield self._anular(suyo, primera.pago, "aparecio", Dinero(primera.dejado))
            return
        queda = self._asiento(organismo, primera, del_lote)
        dado = Dinero(queda.datos()["favor_despues"] - queda.datos()["favor_antes"])
        for fila in filas[1:]:
            yield self._anular(self._asiento(organismo, fila, del_lote), queda.ref, "repetido", dado)
        if primera.hash:
            yield _de_otro_hash(queda, primera.pago)

    def _asiento(self, organismo: str, fila: Row[Any], del_lote: dict[str, Asiento]) -> Asiento:
        if (suyo := del_lote.get(_ref(fila))) is not None:
            return suyo
        llave = {"organismo": organismo, "caja": fila.caja, "epoca": fila.epoca, "seq": fila.seq}
        return asiento_de(self._conexion.execute(_ASIENTO, llave).mappings().one())

    def _cerrar(self, recuperado: Asiento) -> None:
        """Nobody has to look at whether there was such a payment any more."""
        quiere = {"organismo": recuperado.organismo, "id": _sin_su_pago(recuperado).id}
        donde = f"i.organismo = :organismo AND i.id = :id AND {ABIERTAS}"
        for abierta in leer_incidencias(self._conexion, donde, **quiere):
            datos = datos_de_resolucion(abierta, "sin_efecto", "Quedó sin efecto: lo pagado cuenta una vez.", CENTRO)
            self._propio.asentar("incidencia_resuelta", datos)

    def _anular(self, recuperado: Asiento, pago: str, motivo: str, dejado: Dinero) -> Hallazgo:
        datos = datos_de_anulacion(recuperado, pago, motivo, dejado)
        self.anulados.append(self._propio.asentar("recuperado_anulado", datos))
        self._cerrar(recuperado)
        porque = "apareció y cuenta" if motivo == "aparecio" else "se repuso dos veces y cuenta una"
        folio = recuperado.datos()["folio"]
        dicho = f"El pago {folio}, repuesto con su ticket, {porque}: lo repuesto quedó sin efecto."
        return _hallazgo(PAGO_APARECIDO, recuperado, pago, dicho)


def _sin_su_pago(recuperado: Asiento) -> Hallazgo:
    d = recuperado.datos()
    dicho = (
        f"En la caja {recuperado.caja} se repuso el pago {d['folio']} con el ticket del {d['fecha']}: "
        f"{Dinero(d['total'])} a la cuenta {d['cuenta']['numero']}. Lo pidió {d['cajero']} y lo autorizó "
        f"{d['autorizo']}: {d['motivo']}."
    )
    return _hallazgo(PAGO_RECUPERADO, recuperado, "", dicho)


def _de_otro_hash(recuperado: Asiento, pago: str) -> Hallazgo:
    folio = recuperado.datos()["folio"]
    dicho = f"El ticket {folio} que se repuso no es el otro {folio} que hay: su verificación es otra."
    return _hallazgo("folio_repetido", recuperado, pago, dicho)


def _hallazgo(clase: str, recuperado: Asiento, pago: str, resumen: str) -> Hallazgo:
    d = recuperado.datos()
    return Hallazgo(
        clase=clase,
        caja=recuperado.caja,
        refs=(recuperado.ref, pago) if pago else (recuperado.ref,),
        resumen=resumen,
        cuenta=d["cuenta"]["numero"],
        importe=Dinero(d["total"]),
        folios=(d["folio"],),
        importes=(Dinero(d["total"]),),
    )


def _folios(asiento: Asiento) -> Iterable[str]:
    if asiento.tipo == "pago":
        folio = asiento.datos()["folio"]
        return (f"{asiento.caja}{folio['serie']}-{folio['numero']:06d}",)
    return (asiento.datos()["folio"],) if asiento.tipo == "pago_recuperado" else ()


def _ref(fila: Row[Any]) -> str:
    return f"{fila.caja}/{fila.epoca}/{fila.seq}"
