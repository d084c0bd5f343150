"""Reads of what turned payments round."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import BindParameter, Connection, bindparam, func, select, tuple_

from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido import pago_de
from app.domain.pago.contrapago import CLASE_DE_FOLIO, Contrapago, contrapago_de
from app.domain.pago.pago import Folio, Pago
from db.proyeccion import rows
from db.statements import Statement

_C, _D, _P, _A = rows.contrapago.c, rows.diario.c, rows.pago.c, rows.aplicacion.c
_ORGANISMO: BindParameter[str] = bindparam("organismo")
_SUYO = (_C.organismo == _D.organismo) & (_C.caja == _D.caja) & (_C.epoca == _D.epoca) & (_C.seq == _D.seq)
_DEL_PAGO = (_P.organismo == _D.organismo) & (_P.caja == _D.caja) & (_P.epoca == _D.epoca) & (_P.seq == _D.seq)
_COLUMNAS = tuple(_D[campo.name] for campo in fields(Asiento))
_TODOS = select(*_COLUMNAS).join(rows.contrapago, _SUYO).where(_C.organismo == _ORGANISMO).order_by(rows.EN_ORDEN)
_DE_PAGO = Statement(_TODOS.where(_C.cancela == bindparam("folio")))
_DEL_COBRO = Statement(_TODOS.where(_C.cobro == bindparam("cobro")))
_POR_FOLIO = Statement(_TODOS.where(_C.folio == bindparam("folio")))
_ULTIMO = Statement(
    select(func.max(_C.numero)).where(
        _C.organismo == _ORGANISMO, _C.caja == bindparam("caja"), _C.serie == bindparam("serie")
    )
)
_DEL_FOLIO = (_P.organismo == _ORGANISMO) & (_P.folio == bindparam("folio"))
_LUGAR = select(_P.caja, _P.epoca, _P.seq).where(_DEL_FOLIO)
_DEL_DIARIO = Statement(select(*_COLUMNAS).join(rows.pago, _DEL_PAGO).where(_DEL_FOLIO))
_SU_N = select(_D.n).join(rows.pago, _DEL_PAGO).where(_DEL_FOLIO).scalar_subquery()
#: By way of what each payment applied, which has an index by cuenta.
_POSTERIORES = Statement(
    select(*_COLUMNAS)
    .join(rows.pago, _DEL_PAGO)
    .where(
        tuple_(_P.organismo, _P.caja, _P.epoca, _P.seq).in_(
            select(_A.organismo, _A.caja, _A.epoca, _A.seq).where(
                _A.organismo == _ORGANISMO, _A.cuenta == bindparam("cuenta")
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
        filas = consulta.rows(self._conexion, organismo=self._caja.organismo, **valores)
        return tuple(contrapago_de(Asiento(*fila)) for fila in filas)

    def siguiente_folio(self) -> Folio:
        """The next number of class C in this caja's serie."""
        caja = self._caja
        ((ultimo,),) = _ULTIMO.rows(self._conexion, organismo=caja.organismo, caja=caja.numero, serie=caja.serie)
        return Folio(caja.numero, caja.serie, 1 if ultimo is None else ultimo + 1, CLASE_DE_FOLIO)

    def ref(self, pago: Folio) -> str:
        """Where a payment's asiento is, `caja/epoca/seq`."""
        lugar = self._conexion.execute(_LUGAR, {"organismo": self._caja.organismo, "folio": str(pago)}).one()
        return "/".join(map(str, lugar))

    def vencimientos(self, pago: Folio) -> dict[str, str]:
        """Last day of each recibo that a payment touched, as it was that day; by periodo."""
        (fila,) = _DEL_DIARIO.rows(self._conexion, organismo=self._caja.organismo, folio=str(pago))
        recibos: list[dict[str, str]] = Asiento(*fila).datos()["recibos"]
        return {recibo["periodo"]: recibo["vence"] for recibo in recibos if "vence" in recibo}

    def posteriores(self, pago: Pago) -> tuple[Pago, ...]:
        """Later payments of the same cuenta, turned round or not, oldest first; none for a sale to nobody."""
        if not pago.cuenta:
            return ()
        valores = {"organismo": self._caja.organismo, "cuenta": pago.cuenta, "folio": str(pago.folio)}
        return tuple(pago_de(Asiento(*fila)) for fila in _POSTERIORES.rows(self._conexion, **valores))
