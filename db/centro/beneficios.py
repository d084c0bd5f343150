"""Which programs the cuentas of an organismo have in a month, by what its cajas granted and withdrew."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from app.centro.facturacion_centro import CambioDelMes
from app.domain.periodo import Periodo

_TANDA = 1_000
#: In force on some day of the month counts, as of what was imported. The order is that of code points, SQLite's own.
_CAMBIOS = text(
    """SELECT cuenta, programa, is_baja FROM (
 SELECT c.cuenta, c.programa, true AS is_baja FROM beneficio_cambio c
  WHERE c.organismo = :organismo AND c.clase = 'retirado' AND c.beneficio LIKE 'lote:%' AND c.fecha <= :primero
  AND NOT EXISTS (SELECT 1 FROM padron_beneficio p WHERE p.organismo = c.organismo AND p.cuenta = c.cuenta
  AND p.programa = c.programa AND p.desde > c.desde)
 UNION SELECT b.cuenta, b.programa, false FROM beneficio b
  WHERE b.organismo = :organismo AND substr(b.desde, 1, 7) <= :mes
  AND (b.hasta = '' OR substr(greatest(b.hasta, (SELECT max(c.hasta) FROM beneficio_cambio c
  WHERE c.organismo = b.organismo AND c.cuenta = b.cuenta AND c.clase = 'renovado'
  AND c.beneficio = b.caja || '/' || b.epoca || '/' || b.seq)), 1, 7) >= :mes)
  AND NOT EXISTS (SELECT 1 FROM beneficio_cambio c WHERE c.organismo = b.organismo AND c.cuenta = b.cuenta
  AND c.clase = 'retirado' AND c.fecha <= :primero AND c.beneficio = b.caja || '/' || b.epoca || '/' || b.seq)) x
 ORDER BY cuenta COLLATE "C", is_baja DESC, programa"""
)


def leer_cambios(conexion: Connection, organismo: str, mes: Periodo) -> Iterator[CambioDelMes]:
    """What stands in a month, by cuenta: first what was withdrawn, then what was granted; each as it is read."""
    valores = {"organismo": organismo, "mes": mes.texto(), "primero": f"{mes.texto()}-01"}
    for fila in conexion.execute(_CAMBIOS.execution_options(yield_per=_TANDA), valores):
        yield CambioDelMes(fila.cuenta, fila.programa, fila.is_baja)
