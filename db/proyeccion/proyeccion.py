"""From an asiento to the rows that screens read: a pure function, and the fold that repeats it.

It files facts that the asiento carries; it never quotes, never reads the padrón, the clock or another caja. An
asiento of an unknown type or newer version is stored and chained, and files nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert

from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_corte import paso_de
from app.domain.pago.contrapago import CLASE_DE_FOLIO, CLASES, dia_en_que_cuenta
from db.lineas import Datos, Filas, aplicado_de, fila_de, folio_de, lineas_de, llave_de, tomar
from db.proyeccion import proyeccion_centro, proyeccion_recuperado, proyeccion_subsidio, proyeccion_tramite, rows
from db.statements import Statement

#: A movimiento of before vouchers were numbered.
_VALE_SIN_FOLIO = {"serie": "", "numero": 0}


def filas_de(asiento: Asiento) -> list[Filas]:
    """The rows an asiento files, by table; none for a type or version not known here.

    Those of `usuario` replace the row with the same key.
    """
    proyector = _PROYECTORES.get((asiento.tipo, asiento.v))
    if proyector is None:
        return []
    datos = asiento.datos()
    return [(tabla, filas) for tabla, filas in (*proyector(asiento, datos), _pedido(asiento, datos)) if filas]


def proyectar(conexion: Connection, asiento: Asiento) -> None:
    """File an asiento into the projection, in the caller's transaction."""
    for tabla, filas in filas_de(asiento):
        if tabla is rows.usuario:
            for fila in filas:
                llave = [tabla.c[c.name] == fila[c.name] for c in tabla.primary_key]
                conexion.execute(delete(tabla).where(*llave))
        _INSERT[tabla.name].write(conexion, filas)


def plegar(conexion: Connection, asientos: Iterable[Asiento]) -> None:
    """Drop the projection and fold the whole diario again."""
    rows.proyeccion.drop_all(conexion)
    crear(conexion)
    for asiento in asientos:
        proyectar(conexion, asiento)


def crear(conexion: Connection) -> None:
    """Create the empty projection; on SQLite `pago` refuses UPDATE and DELETE by itself."""
    rows.proyeccion.create_all(conexion)
    if conexion.dialect.name == "sqlite":
        for orden in ("UPDATE", "DELETE"):
            conexion.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS pago_sin_{orden.lower()} BEFORE {orden} ON pago "
                "BEGIN SELECT RAISE(ABORT, 'pago es de solo agregar'); END"
            )


def _pedido(a: Asiento, d: Datos) -> Filas:
    return rows.pedido, [llave_de(a) | {"pedido": d["pedido"]}] if "pedido" in d else []


def _epoca(a: Asiento, d: Datos) -> list[Filas]:
    campos = ("version", "centro", "serie", "publica", "demo", "reloj_inicio", "reloj_creada", "motivo")
    return [(rows.epoca, [fila_de(a, d, *campos)])]


def _usuario(a: Asiento, d: Datos) -> list[Filas]:
    fila = {
        "organismo": a.organismo,
        "caja": a.caja,
        "clave": d["clave"],
        "nombre": d["nombre"],
        "roles": ",".join(d["roles"]),
        "activo": d["activo"],
    }
    return [(rows.usuario, [fila])]


def _turno(a: Asiento, d: Datos) -> list[Filas]:
    campos = {"numero": d["turno"], "cajero": d["cajero"], "fondo": d["fondo"], "abierto": d["momento"]}
    return [(rows.turno, [llave_de(a) | campos])]


def _corte(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "turno", "cajero", "momento", "esperado", "contado", "diferencia")
    return [(rows.corte, [fila | {"numero": d["corte"], "perpetuo": d.get("perpetuo")}])]


def _paso_de_corte(a: Asiento, d: Datos) -> list[Filas]:
    paso = paso_de(a)
    campos = {"corte": d["corte"], "clase": paso.clase, "importe": paso.importe.centavos, "quien": paso.quien}
    return [(rows.corte_paso, [llave_de(a) | campos])]


def _arqueo(a: Asiento, d: Datos) -> list[Filas]:
    campos = ("turno", "clase", "contado", "esperado", "diferencia", "quien")
    return [(rows.arqueo, [fila_de(a, d, *campos)])]


def _respaldo(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "archivo", "sha", "bytes", "cabeza", "mismo_disco", "momento")
    return [(rows.respaldo, [fila | {"hasta": d["seq"]}])]


def _pago(a: Asiento, d: Datos) -> list[Filas]:
    iguales = ("cobro", "orden", "huella", "turno", "cajero", "fecha", "total", "redondeo", "saldo_anterior")
    fila = fila_de(a, d, *iguales, "saldo_restante") | _de_dinero(a, d)
    return [(rows.pago, [fila]), *lineas_de(a, d, d["fecha"])]


def _contrapago(a: Asiento, d: Datos) -> list[Filas]:
    """The same lines as a payment, of opposite sign and under its own key: every sum then comes out by itself."""
    iguales = ("cobro", "cancela", "turno", "cajero", "fecha", "total", "redondeo", "motivo", "autorizo", "permiso")
    dia = dia_en_que_cuenta(a.tipo, date.fromisoformat(d["fecha"]), date.fromisoformat(d["pagado"]))
    fila = fila_de(a, d, *iguales) | _de_dinero(a, d, CLASE_DE_FOLIO) | {"clase": a.tipo}
    return [(rows.contrapago, [fila]), *lineas_de(a, d, dia.isoformat())]


def _de_dinero(a: Asiento, d: Datos, clase: str = "") -> dict[str, Any]:
    """What a payment and what turns one round are found by."""
    de_quien = {"cuenta": d["cuenta"]["numero"], "uso": d["cuenta"]["uso"]}
    return folio_de(a, d, clase) | de_quien | {"hora": int(d["momento"][11:13]), "hash": a.hash.hex()}


def _cargo(a: Asiento, d: Datos) -> list[Filas]:
    linea = fila_de(a, d, "cuenta", "periodo", "vence", "motivo") | {"anula": d.get("anula", "")}
    conceptos = [
        linea
        | {"n": n, "detalle": x.get("detalle", ""), "fundamento": x.get("fundamento", "")}
        | tomar(x, "clave", "importe")
        for n, x in enumerate(d["conceptos"], 1)
    ]
    return [(rows.cargo, conceptos)]


def _condonacion(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "cuenta", "fecha", "importe", "resolucion", "autoridad", "motivo", "quien")
    return [(rows.condonacion, [fila]), (rows.aplicacion, aplicado_de(a, d, d["cuenta"], d["fecha"]))]


def _beneficio(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "cuenta", "programa", "beneficiario", "documento", "desde", "quien")
    textos = {c: d.get(c, "") for c in ("hasta", "curp", "porcentaje", "autorizacion")}
    medida = {"m3": d.get("m3"), "importe": d.get("importe"), "otorgado": d["momento"][:10]}
    return [(rows.beneficio, [fila | textos | medida])]


def _cambio_de_beneficio(a: Asiento, d: Datos) -> list[Filas]:
    clase = a.tipo.removeprefix("beneficio_")
    fila = fila_de(a, d, "cuenta", "programa", "beneficio", "desde", "fecha", "quien")
    textos = {c: d.get(c, "") for c in ("hasta", "motivo", "documento")}
    if clase == "retirado":
        # Its `hasta` is the last day whose discounts were looked at, no end of a term.
        textos["hasta"] = ""
    return [(rows.beneficio_cambio, [fila | textos | {"clase": clase}])]


def _anualidad(a: Asiento, d: Datos) -> list[Filas]:
    linea = fila_de(a, d, "cuenta", "folio")
    return [(rows.anualidad, [linea | {"n": n} | tomar(x, "periodo", "importe") for n, x in enumerate(d["meses"], 1)])]


def _movimiento(a: Asiento, d: Datos) -> list[Filas]:
    vale = {"permiso": d.get("permiso", ""), **_VALE_SIN_FOLIO, **d.get("folio", {})}
    return [(rows.movimiento, [fila_de(a, d, "turno", "clase", "importe", "motivo") | vale])]


def _apertura(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.apertura, [fila_de(a, d, "turno", "cajero", "motivo", "resultado")])]


def _autorizacion(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "id", "quien", "cajero", "operacion", "objeto", "vence")
    return [(rows.autorizacion, [fila | {"importe": d.get("importe", 0)}])]


def _lote(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.lote, [fila_de(a, d, "sha", "filas", "quien")])]


def _tarifa(a: Asiento, d: Datos) -> list[Filas]:
    fila = fila_de(a, d, "clase", "version", "archivo", "fuente", "quien")
    return [(rows.tarifa, [fila | {"desde": d.get("desde", "")}])]


def _impresion(a: Asiento, d: Datos) -> list[Filas]:
    return [(rows.impresion, [fila_de(a, d, "folio", "copia", "resultado")])]


_PROYECTORES: dict[tuple[str, int], Callable[[Asiento, Datos], list[Filas]]] = {
    **{(tipo, v): hace for tipo, hace in (("epoca_abierta", _epoca), ("turno_cerrado", _corte)) for v in (1, 2)},
    ("usuario", 1): _usuario,
    ("turno_abierto", 1): _turno,
    ("arqueo", 1): _arqueo,
    ("corte_recontado", 1): _paso_de_corte,
    ("corte_entregado", 1): _paso_de_corte,
    ("corte_aceptado", 1): _paso_de_corte,
    ("corte_rechazado", 1): _paso_de_corte,
    ("respaldo_hecho", 1): _respaldo,
    ("pago", 1): _pago,
    **{(clase, 1): _contrapago for clase in CLASES},
    ("autorizacion", 1): _autorizacion,
    ("cajon_abierto", 1): _apertura,
    ("cargo", 1): _cargo,
    ("condonacion", 1): _condonacion,
    ("beneficio_otorgado", 1): _beneficio,
    ("beneficio_renovado", 1): _cambio_de_beneficio,
    ("beneficio_retirado", 1): _cambio_de_beneficio,
    ("anualidad", 1): _anualidad,
    **{(tipo, 1): proyector for tipo, proyector in proyeccion_subsidio.PROYECTORES.items()},
    **{(tipo, 1): proyector for tipo, proyector in proyeccion_centro.PROYECTORES.items()},
    **{(tipo, 1): proyector for tipo, proyector in proyeccion_tramite.PROYECTORES.items()},
    **{(tipo, 1): proyector for tipo, proyector in proyeccion_recuperado.PROYECTORES.items()},
    ("movimiento", 1): _movimiento,
    ("lote_importado", 1): _lote,
    ("tarifa_importada", 1): _tarifa,
    ("papel", 1): _impresion,
}

_INSERT = {tabla.name: Statement(insert(tabla)) for tabla in rows.proyeccion.tables.values()}
