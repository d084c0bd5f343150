"""Reads of what turned payments round."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, tuple_

from app.domain.caja import Caja
from app.domain.diario.contenido import pago_de
from app.domain.pago.contrapago import CLASE_DE_FOLIO, Contrapago, contrapago_de
from app.domain.pago.pago import Folio, Pago
from db.lecturas.asientos import COLUMNAS, ORGANISMO, Numeracion, asientos_de, leer_asientos, mismo
from db.proyeccion import rows
from db.statements import Statement

_C, _D, _P, _A = rows.contrapago.c, rows.diario.c, rows.pago.c, rows.aplicacion.c
_DEL_PAGO = mismo(rows.pago, rows.diario)
_TODOS = asientos_de(rows.contrapago)
_DE_PAGO = Statement(_TODOS.where(_C.cancela == bindparam("folio")))
_DEL_COBRO = Statement(_TODOS.where(_C.cobro == bindparam("cobro")))
_POR_FOLIO = Statement(_TODOS.where(_C.folio == bindparam("folio")))
_FOLIOS = Numeracion(rows.contrapago, CLASE_DE_FOLIO)
_DEL_FOLIO = (_P.organismo == ORGANISMO) & (_P.folio == bindparam("folio"))
_LUGAR = select(_P.caja, _P.epoca, _P.seq).where(_DEL_FOLIO)
_DEL_DIARIO = Statement(select(*COLUMNAS).join(rows.pago, _DEL_PAGO).where(_DEL_FOLIO))
_SU_N = select(_D.n).join(rows.pago, _DEL_PAGO).where(_DEL_FOLIO).scalar_subquery()
#: By way of what each payment applied, which has an index by cuenta.
_POSTERIORES = Statement(
    select(*COLUMNAS)
    .join(rows.pago, _DEL_PAGO)
    .where(
        tuple_(_P.organismo, _P.caja, _P.epoca, _P.seq).in_(
            select(_A.organismo, _A.caja, _A.epoca, _A.seq).where(
                _A.organismo == ORGANISMO, _A.cuenta == bindparam("cuenta")
            )
        ),
        _D.n > _SU_N,
    )
    .order_by(rows.EN_ORDEN)
)


class ContrapagosRepo:
    """Cancelaciones, devoluciones and cheques returned."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def de_pago(self, folio: Folio) -> tuple[Contrapago, ...]:
        """All that turned that payment round, in order."""
        return self._leer(_DE_PAGO, folio=str(folio))

    def del_cobro(self, id: str) -> Contrapago | None:
        """What an order with that UUID did."""
        return next(iter(self._leer(_DEL_COBRO, cobro=id)), None)

    def por_folio(self, folio: Folio) -> Contrapago | None:
        """The one with that folio of its own."""
        return next(iter(self._leer(_POR_FOLIO, folio=str(folio))), None)

    def _leer(self, consulta: Statement, **valores: str) -> tuple[Contrapago, ...]:
        asientos = leer_asientos(self._conexion, consulta, organismo=self._caja.organismo, **valores)
        return tuple(map(contrapago_de, asientos))

    def siguiente_folio(self) -> Folio:
        """The next number of class C in this caja's serie."""
        return _FOLIOS.siguiente(self._conexion, self._caja)

    def ref(self, pago: Folio) -> str:
        """Where a payment's asiento is, `caja/epoca/seq`."""
        lugar = self._conexion.execute(_LUGAR, {"organismo": self._caja.organismo, "folio": str(pago)}).one()
        return "/".join(map(str, lugar))

    def vencimientos(self, pago: Folio) -> dict[str, str]:
        """Last day of each recibo that a payment touched, as it was that day; by periodo."""
        valores = {"organismo": self._caja.organismo, "folio": str(pago)}
        (asiento,) = leer_asientos(self._conexion, _DEL_DIARIO, **valores)
        recibos: list[dict[str, str]] = asiento.datos()["recibos"]
        return {recibo["periodo"]: recibo["vence"] for recibo in recibos if "vence" in recibo}

    def posteriores(self, pago: Pago) -> tuple[Pago, ...]:
        """Later payments of the same cuenta, turned round or not, oldest first; none for a sale to nobody."""
        if not pago.cuenta:
            return ()
        valores = {"organismo": self._caja.organismo, "cuenta": pago.cuenta, "folio": str(pago.folio)}
        return tuple(map(pago_de, leer_asientos(self._conexion, _POSTERIORES, **valores)))
