"""What the asientos of a batch meet at the centre and their caja could not know: for `app.domain.centro.choques`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from app.beneficiarios.curp import compactar
from app.domain.beneficio.otorgamiento import con_cambios
from app.domain.centro import choques
from app.domain.centro.choques import DescuentoDado, Retirado, Tramitado
from app.domain.centro.incidencia import Hallazgo
from app.domain.cuenta import Beneficio
from app.domain.deuda.aplicado import Aplicado
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_tramite import CLASE_DE_FOLIO, convenio_de
from app.domain.dinero import Dinero
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from db.diario import asiento_de
from db.lecturas.beneficios import BeneficiosRepo

_DE_BENEFICIOS = ("beneficio_otorgado", "beneficio_renovado", "beneficio_retirado")
_TITULARES = text("SELECT numero, titular FROM padron_cuenta WHERE organismo = :organismo AND numero = ANY(:cuentas)")
#: What each recibo is billed, with what that caja had charged of its own on it, as its payments saw it.
_FACTURADO = text(
    """SELECT r.cuenta, r.periodo, r.total + coalesce((SELECT sum(c.importe) FROM cargo c
 WHERE c.organismo = r.organismo AND c.caja = :caja AND c.cuenta = r.cuenta AND c.periodo = r.periodo), 0)::bigint
 FROM padron_recibo r WHERE r.organismo = :organismo AND r.cuenta = ANY(:cuentas)"""
)
_CON_RETIROS = text(
    "SELECT DISTINCT cuenta FROM beneficio_cambio WHERE organismo = :organismo AND cuenta = ANY(:cuentas)"
    " AND clase = 'retirado'"
)
_RETIROS = text(
    "SELECT caja || '/' || epoca || '/' || seq, beneficio, programa, fecha FROM beneficio_cambio"
    " WHERE organismo = :organismo AND cuenta = :cuenta AND clase = 'retirado'"
)
_DESCUENTOS = text(
    """SELECT p.caja || '/' || p.epoca || '/' || p.seq, p.folio, p.fecha, d.programa, -sum(d.importe)::bigint
 FROM pago p JOIN descuento d ON d.organismo = p.organismo AND d.caja = p.caja AND d.epoca = p.epoca AND d.seq = p.seq
 WHERE p.organismo = :organismo AND d.cuenta = :cuenta AND p.fecha >= :desde
 AND NOT EXISTS (SELECT 1 FROM contrapago c WHERE c.organismo = p.organismo AND c.cancela = p.folio)
 GROUP BY 1, 2, 3, 4 ORDER BY 3, 2, 4"""
)
_LLEGADA = text(
    "SELECT d.caja || '/' || d.epoca || '/' || d.seq AS ref, d.n FROM beneficio b JOIN diario d"
    " ON d.organismo = b.organismo AND d.caja = b.caja AND d.epoca = b.epoca AND d.seq = b.seq"
    " WHERE b.organismo = :organismo AND b.cuenta = :cuenta"
)
_IMPORTADOS = text(
    "SELECT programa, beneficiario, documento, desde, hasta, curp FROM padron_beneficio WHERE organismo = :organismo"
    " AND cuenta = :cuenta ORDER BY desde, programa"
)
_CON_CURP = text(
    "SELECT cuenta FROM beneficio WHERE organismo = :organismo AND curp = :curp"
    " UNION SELECT cuenta FROM padron_beneficio WHERE organismo = :organismo AND curp = :curp"
)
_VARIOS = text(
    """SELECT c.cuenta FROM convenio c WHERE c.organismo = :organismo AND c.cuenta = ANY(:cuentas) AND NOT EXISTS
 (SELECT 1 FROM convenio_fin f WHERE f.organismo = c.organismo AND f.convenio = c.folio)
 GROUP BY c.cuenta HAVING count(DISTINCT c.caja) > 1 ORDER BY 1"""
)
_CONVENIOS = text(
    """SELECT c.epoca AS de_epoca, c.seq AS de_seq, d.* FROM convenio c
 LEFT JOIN diario d ON d.organismo = c.organismo AND d.caja = c.caja AND d.epoca = c.epoca AND d.seq = c.seq
 WHERE c.organismo = :organismo AND c.cuenta = :cuenta AND NOT EXISTS
 (SELECT 1 FROM convenio_fin f WHERE f.organismo = c.organismo AND f.convenio = c.folio)
 ORDER BY d.n NULLS LAST, c.seq"""
)
_SALDOS = text(
    "SELECT periodo, CASE WHEN baja = 1 THEN 0 ELSE total - pagado - aplicado END AS saldo FROM padron_recibo"
    " WHERE organismo = :organismo AND cuenta = :cuenta"
)
_APLICADO = text(
    "SELECT caja, epoca, seq, fecha, periodo, clave, importe FROM aplicacion"
    " WHERE organismo = :organismo AND cuenta = :cuenta"
)


def mirar(conexion: Connection, perfil: Perfil, asientos: Sequence[Asiento]) -> Iterator[Hallazgo]:
    """What a batch of one caja meets; it is filed already, and has no place in the order of arrival yet.

    Raises:
        NegocioError: a program that the profile does not know.
        KeyError, TypeError, ValueError: a content that is not what its kind promises.
    """
    asientos = [a for a in asientos if a.v == 1]
    hechos = [h for a in asientos if a.tipo in ("pago", "convenio_hecho") for h in _tramitado(a)]
    if hechos:
        yield from _contra_el_padron(conexion, asientos[0], hechos)
    organismo = asientos[0].organismo if asientos else ""
    con_descuento = {a.datos()["cuenta"]["numero"] for a in asientos if a.tipo == "pago" and a.datos()["descuentos"]}
    tocadas = {a.datos()["cuenta"] for a in asientos if a.tipo in _DE_BENEFICIOS}
    filas = conexion.execute(_CON_RETIROS, {"organismo": organismo, "cuentas": sorted(con_descuento | tocadas)})
    de_cuentas = _DeCuentas(conexion, organismo, perfil)
    for (cuenta,) in filas.all():
        yield from de_cuentas.retirados(cuenta)
    for cuenta in sorted(tocadas):
        yield from de_cuentas.encimados(cuenta)
    varios = conexion.execute(_VARIOS, {"organismo": organismo, "cuentas": sorted({h.cuenta for h in hechos})})
    for (cuenta,) in varios.all():
        yield from _convenios(conexion, {"organismo": organismo, "cuenta": cuenta}, asientos)


def _convenios(conexion: Connection, llave: Mapping[str, str], asientos: Sequence[Asiento]) -> Iterator[Hallazgo]:
    """Those of the batch under way are in no diario yet."""
    del_lote = {(a.epoca, a.seq): a for a in asientos}
    leidos = (
        asiento_de(fila) if fila["seq"] is not None else del_lote.get((fila["de_epoca"], fila["de_seq"]))
        for fila in conexion.execute(_CONVENIOS, llave).mappings()
    )
    saldos = {Periodo.from_texto(p): Dinero(saldo) for p, saldo in conexion.execute(_SALDOS, llave)}
    hechos = [
        Aplicado(caja, epoca, seq, date.fromisoformat(fecha), periodo, clave, Dinero(importe))
        for caja, epoca, seq, fecha, periodo, clave, importe in conexion.execute(_APLICADO, llave)
    ]
    yield from choques.dos_convenios([convenio_de(a) for a in leidos if a is not None], saldos, hechos)


def _tramitado(asiento: Asiento) -> Iterator[Tramitado]:
    d = asiento.datos()
    if not d["cuenta"]["numero"]:
        return
    clase = CLASE_DE_FOLIO if asiento.tipo == "convenio_hecho" else ""
    vistos = d["recibos"] if asiento.tipo == "pago" else []
    yield Tramitado(
        ref=asiento.ref,
        folio=f"{clase}{asiento.caja}{d['folio']['serie']}-{d['folio']['numero']:06d}",
        cuenta=d["cuenta"]["numero"],
        titular=d["cuenta"].get("titular", ""),
        importe=Dinero(d["total"] if asiento.tipo == "pago" else d["deuda"]),
        recibos={r["periodo"]: Dinero(r["total"]) for r in vistos},
    )


def _contra_el_padron(conexion: Connection, de_quien: Asiento, hechos: Sequence[Tramitado]) -> Iterator[Hallazgo]:
    cuentas = sorted({h.cuenta for h in hechos})
    llave = {"organismo": de_quien.organismo, "caja": de_quien.caja, "cuentas": cuentas}
    titulares = {f.numero: f.titular for f in conexion.execute(_TITULARES, llave)}
    facturado: dict[str, dict[str, Dinero]] = {}
    for cuenta, periodo, total in conexion.execute(_FACTURADO, llave):
        facturado.setdefault(cuenta, {})[periodo] = Dinero(total)
    for hecho in hechos:
        yield from choques.cambio_de_titular(hecho, titulares.get(hecho.cuenta, ""))
        yield from choques.refacturados(hecho, facturado.get(hecho.cuenta, {}))


class _DeCuentas:
    """Benefits of cuentas, wherever they were granted."""

    def __init__(self, conexion: Connection, organismo: str, perfil: Perfil) -> None:
        self._conexion = conexion
        self._organismo = organismo
        self._perfil = perfil

    def retirados(self, cuenta: str) -> Iterator[Hallazgo]:
        llave: Mapping[str, Any] = {"organismo": self._organismo, "cuenta": cuenta}
        retiros = [Retirado(r, b, p, date.fromisoformat(f)) for r, b, p, f in self._conexion.execute(_RETIROS, llave)]
        desde = min(r.fecha for r in retiros).isoformat()
        filas = self._conexion.execute(_DESCUENTOS, {**llave, "desde": desde})
        descuentos = [DescuentoDado(r, f, date.fromisoformat(d), p, Dinero(i)) for r, f, d, p, i in filas]
        yield from choques.descuentos_retirados(cuenta, self._leer(cuenta), retiros, descuentos)

    def encimados(self, cuenta: str) -> Iterator[Hallazgo]:
        suyos = self._leer(cuenta)
        yield from choques.encimados(self._perfil, suyos)
        for beneficio in (b for b in suyos if b.curp and b.origen.startswith("asiento:")):
            llave = {"organismo": self._organismo, "curp": beneficio.curp}
            otras = sorted({c for (c,) in self._conexion.execute(_CON_CURP, llave)} - {cuenta})
            ajenos = [b for otra in otras for b in self._leer(otra) if b.curp == beneficio.curp]
            yield from choques.repetidos(beneficio, ajenos)

    def _leer(self, cuenta: str) -> Sequence[Beneficio]:
        """In the order of arrival: imported ones first, those of the batch under way last."""
        repo = BeneficiosRepo(self._conexion, self._organismo)
        llave = {"organismo": self._organismo, "cuenta": cuenta}
        importados = [_importado(cuenta, fila) for fila in self._conexion.execute(_IMPORTADOS, llave)]
        llegada = {f.ref: f.n for f in self._conexion.execute(_LLEGADA, llave)}
        dados = (*importados, *repo.otorgados(cuenta))
        cambiados = con_cambios(self._perfil, dados, repo.cambios(cuenta))
        return sorted(cambiados, key=lambda b: _lugar(b, llegada))


def _importado(cuenta: str, fila: Any) -> Beneficio:
    """As far as it counts here: whose, which, and when."""
    programa, beneficiario, documento, desde, hasta, curp = fila
    fin = date.fromisoformat(hasta) if hasta else None
    quien = programa, beneficiario, documento, date.fromisoformat(desde), fin
    return Beneficio(cuenta, *quien, curp=compactar(curp), origen="lote:")


def _lugar(beneficio: Beneficio, llegada: Mapping[str, int]) -> tuple[int, str]:
    if not beneficio.origen.startswith("asiento:"):
        return 0, beneficio.desde.isoformat()
    ref = beneficio.origen.removeprefix("asiento:")
    return llegada.get(ref, 2**62), ref
