"""Reads of the trámites of a caja: convenios and constancias, rebuilt from their asientos."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, Table, bindparam, func, select, union_all

from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_tramite import CLASE_DE_FOLIO, constancia_de, convenio_de
from app.domain.pago.pago import Folio
from app.domain.tramite.constancia import Constancia
from app.domain.tramite.convenio import Convenio
from db.proyeccion import rows, rows_tramite
from db.statements import Statement, en_lista

_ORGANISMO: BindParameter[str] = bindparam("organismo")
_D, _A = rows.diario.c, rows.aplicacion.c
_COLUMNAS = tuple(_D[campo.name] for campo in fields(Asiento))


def _asientos(tabla: Table) -> Select[Any]:
    """The asientos that filed the rows of a table, in order."""
    t = tabla.c
    suyo = (t.organismo == _D.organismo) & (t.caja == _D.caja) & (t.epoca == _D.epoca) & (t.seq == _D.seq)
    return select(*_COLUMNAS).join(tabla, suyo).where(t.organismo == _ORGANISMO).order_by(rows.EN_ORDEN)


_CUENTAS = select(func.json_each(bindparam("cuentas")).table_valued("value").c.value)
_DE_CUENTAS = Statement(_asientos(rows_tramite.convenio).where(rows_tramite.convenio.c.cuenta.in_(_CUENTAS)))
_FINES = Statement(_asientos(rows_tramite.convenio_fin).where(rows_tramite.convenio_fin.c.cuenta.in_(_CUENTAS)))
_CONVENIO = Statement(_asientos(rows_tramite.convenio).where(rows_tramite.convenio.c.folio == bindparam("folio")))
_CONSTANCIA = Statement(_asientos(rows_tramite.constancia).where(rows_tramite.constancia.c.folio == bindparam("folio")))
_DEL_PAGO = Statement(_asientos(rows_tramite.constancia).where(rows_tramite.constancia.c.pago == bindparam("folio")))
_FOLIOS = union_all(
    *(
        select(t.c.organismo, t.c.caja, t.c.serie, t.c.numero)
        for t in (rows_tramite.convenio, rows_tramite.constancia, rows_tramite.solicitud)
    )
).subquery()
_ULTIMO = Statement(
    select(func.max(_FOLIOS.c.numero)).where(
        _FOLIOS.c.organismo == _ORGANISMO, _FOLIOS.c.caja == bindparam("caja"), _FOLIOS.c.serie == bindparam("serie")
    )
)
_PAGADOS = Statement(
    select(rows.pago.c.folio)
    .join(
        rows.aplicacion,
        (_A.organismo == rows.pago.c.organismo)
        & (_A.caja == rows.pago.c.caja)
        & (_A.epoca == rows.pago.c.epoca)
        & (_A.seq == rows.pago.c.seq),
    )
    .where(_A.organismo == _ORGANISMO, _A.cuenta == bindparam("cuenta"), _A.clave == bindparam("clave"))
    .order_by(_A.fecha.desc(), _A.seq.desc())
)
_ULTIMO_LOTE = Statement(select(_D.contenido).where(_D.tipo == "lote_importado").order_by(*rows.AL_REVES).limit(1))


class TramitesRepo:
    """Convenios and constancias of this caja."""

    def __init__(self, conexion: Connection, caja: Caja) -> None:
        self._conexion = conexion
        self._caja = caja

    def siguiente_folio(self) -> Folio:
        """The next number of class T in this caja's serie."""
        caja = self._caja
        ((ultimo,),) = _ULTIMO.rows(self._conexion, organismo=caja.organismo, caja=caja.numero, serie=caja.serie)
        return Folio(caja.numero, caja.serie, 1 if ultimo is None else ultimo + 1, CLASE_DE_FOLIO)

    def convenios(self, cuentas: Sequence[str]) -> Mapping[str, tuple[Convenio, ...]]:
        """Convenios of each of those cuentas, oldest first; those without any are left out."""
        numeros = en_lista(cuentas)
        hechos = self._leer(_DE_CUENTAS, cuentas=numeros)
        fines = {f.datos()["convenio"]: f for f in self._leer(_FINES, cuentas=numeros)} if hechos else {}
        de_cada: dict[str, list[Convenio]] = {}
        for asiento in hechos:
            convenio = convenio_de(asiento)
            if (fin := fines.get(str(convenio.folio))) is not None:
                convenio = convenio_de(asiento, fin)
            de_cada.setdefault(convenio.cuenta, []).append(convenio)
        return {cuenta: tuple(lista) for cuenta, lista in de_cada.items()}

    def convenio(self, folio: Folio) -> Convenio | None:
        """The one with that folio, as it was made."""
        return next((convenio_de(a) for a in self._leer(_CONVENIO, folio=str(folio))), None)

    def constancia(self, folio: Folio) -> Constancia | None:
        """The one with that folio."""
        return next((constancia_de(a) for a in self._leer(_CONSTANCIA, folio=str(folio))), None)

    def constancias_del_pago(self, folio: Folio) -> tuple[Constancia, ...]:
        """Those whose fee that payment is."""
        return tuple(constancia_de(a) for a in self._leer(_DEL_PAGO, folio=str(folio)))

    def pagos_con(self, cuenta: str, clave: str) -> tuple[Folio, ...]:
        """Payments of a cuenta with a line of that clave, newest first, turned round or not."""
        filas = _PAGADOS.rows(self._conexion, organismo=self._caja.organismo, cuenta=cuenta, clave=clave)
        return tuple(Folio.from_texto(folio) for (folio,) in filas)

    def datos_al(self) -> datetime | None:
        """When the padrón was last brought up to date; None if it never was."""
        for (contenido,) in _ULTIMO_LOTE.rows(self._conexion):
            return datetime.fromisoformat(json.loads(contenido)["momento"])
        return None

    def _leer(self, consulta: Statement, **valores: str) -> tuple[Asiento, ...]:
        filas = consulta.rows(self._conexion, organismo=self._caja.organismo, **valores)
        return tuple(Asiento(*fila) for fila in filas)
