"""Reads of the trámites of a caja: convenios and constancias, rebuilt from their asientos."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, union_all

from app.domain.caja import Caja
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_tramite import CLASE_DE_FOLIO, constancia_de, convenio_de
from app.domain.pago.pago import Folio
from app.domain.tramite.constancia import Constancia
from app.domain.tramite.convenio import Convenio
from db.lecturas.asientos import CUENTAS, ORGANISMO, Numeracion, asientos_de, leer_asientos, mismo
from db.proyeccion import rows
from db.proyeccion.rows_tramite import constancia, convenio, convenio_fin, solicitud
from db.statements import Statement, en_lista

_D, _A = rows.diario.c, rows.aplicacion.c
_DE_CUENTAS = Statement(asientos_de(convenio).where(convenio.c.cuenta.in_(CUENTAS)))
_FINES = Statement(asientos_de(convenio_fin).where(convenio_fin.c.cuenta.in_(CUENTAS)))
_CONVENIO = Statement(asientos_de(convenio).where(convenio.c.folio == bindparam("folio")))
_CONSTANCIA = Statement(asientos_de(constancia).where(constancia.c.folio == bindparam("folio")))
_DEL_PAGO = Statement(asientos_de(constancia).where(constancia.c.pago == bindparam("folio")))
_CON_FOLIO = (select(t.c.organismo, t.c.caja, t.c.serie, t.c.numero) for t in (convenio, constancia, solicitud))
_FOLIOS = Numeracion(union_all(*_CON_FOLIO).subquery(), CLASE_DE_FOLIO)
_PAGADOS = Statement(
    select(rows.pago.c.folio)
    .join(rows.aplicacion, mismo(rows.aplicacion, rows.pago))
    .where(_A.organismo == ORGANISMO, _A.cuenta == bindparam("cuenta"), _A.clave == bindparam("clave"))
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
        return _FOLIOS.siguiente(self._conexion, self._caja)

    def convenios(self, cuentas: Sequence[str]) -> Mapping[str, tuple[Convenio, ...]]:
        """Convenios of each of those cuentas, oldest first; those without any are left out."""
        numeros = en_lista(cuentas)
        hechos = self._leer(_DE_CUENTAS, cuentas=numeros)
        fines = {f.datos()["convenio"]: f for f in self._leer(_FINES, cuentas=numeros)} if hechos else {}
        de_cada: dict[str, list[Convenio]] = {}
        for asiento in hechos:
            hecho = convenio_de(asiento)
            if (fin := fines.get(str(hecho.folio))) is not None:
                hecho = convenio_de(asiento, fin)
            de_cada.setdefault(hecho.cuenta, []).append(hecho)
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
        return leer_asientos(self._conexion, consulta, organismo=self._caja.organismo, **valores)
