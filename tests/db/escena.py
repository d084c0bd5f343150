"""A day with something of everything: every kind of asiento that the program files, for tests of the whole diario."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, select

from app.beneficiarios.otorgamientos import otorgar, renovar
from app.beneficiarios.retiros import SolicitudRetiro, retirar
from app.cobro.cargos import anular_cargo, cargar
from app.cobro.condonaciones import SolicitudCondonacion, condonar_adeudo
from app.domain.beneficio.evidencia import Presentado
from app.domain.beneficio.otorgamiento import SolicitudBeneficio
from app.domain.corte.corte import Arqueo
from app.domain.cuenta import Cargo
from app.domain.diario.asiento import GENESIS, Asiento, canonico, hash_de
from app.domain.diario.contenido_subsidio import datos_de_archivo, datos_de_firma, leer_recibo
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago, ServicioPedido
from app.domain.subsidio.subsidio import ArchivoSubsidio, FirmaSubsidio
from app.perfiles.cargada import Datos as DatosDeLista
from app.sistema.llaves import Llave
from app.subsidio.subsidios import emitir_a_peticion
from app.tarifa.tarifario import Tarifario
from app.tarifa.tarifas import TarifaCargada
from app.tramites.constancias import SolicitudConstancia, emitir_constancia
from app.tramites.solicitudes import completar_solicitud
from app.turno.caja import cerrar_turno
from app.turno.cajon import abrir_cajon
from app.turno.entregas import aceptar, entregar, rechazar, recontar
from app.turno.respaldos import respaldar
from db.diario import leer
from db.proyeccion import proyeccion, rows
from db.respaldo import Copias
from db.unit_of_work import Cabeza
from db.verificacion import Hallazgo
from tests.convenios import convenido, terminado, una_parcialidad
from tests.factories import (
    DEMO,
    SUPER,
    TESORERA,
    CajaDePrueba,
    gente,
    importar,
    un_beneficio,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_cuenta,
)
from tests.recuperados import repuesto
from tests.reversos import cancelado, cerrado, devuelto, movido, sin_fondos, un_permiso
from tests.solicitudes import BAJA, estudiada, resuelta, sin_trabajo

Filas = dict[str, list[tuple[Any, ...]]]
Datos = dict[str, Any]

#: Tables that only what goes between a caja and its centre files into: see tests/centro.
DEL_CENTRO = ("enlace", "incidencia_fin", "favor_acreditado", "recuperado_fin")


def un_dia(caja: CajaDePrueba) -> CajaDePrueba:
    """Load, import, charge (benefit, abono, ahead, cards), fine, forgive, grant, undo, close, hand over."""
    una_lista(caja, "mes,inpc,fuente\n2024-01,133.555,DOF 09/02/2024\n")
    cuentas = [
        *(una_cuenta(n) for n in ("100", "200", "300", "400", "600", "700", "800")),
        una_cuenta("500", uso="comercial"),
    ]
    recibos = [un_recibo("800", "2023-06", agua="900.00"), un_recibo("600")]
    recibos += [un_recibo("100", agua="248.69", alcantarillado="129.32", saneamiento="96.99")]
    recibos += [un_recibo(n, mes) for n in ("200", "300", "400", "500") for mes in ("2023-07", "2023-08")]
    importar(caja, cuentas, recibos, [un_beneficio("100"), un_beneficio("600")])
    primero = un_pago(caja, "100")
    un_pago(caja, "200", monto="150.00")
    _pagar_por_adelantado(caja, "400")
    un_cobro(caja, "200", "300", medios=(un_medio("80.00", "tarjeta"), un_medio("200.00")))
    _multar_y_condonar(caja)
    _dar_y_quitar(caja, "200", primero)
    _tramites(caja)
    movido(caja, "retiro", "100.00")
    _reversos(caja)
    with caja.uow() as uow:
        papel = {"folio": str(primero.folio), "clase": "pago", "copia": 0, "resultado": "impreso", "quien": "demo"}
        uow.diario.asentar("papel", papel)
        de_baja = {"clave": "demo", "nombre": "Cajera de noche", "roles": ["cajero", "auditor"], "activo": 1}
        uow.diario.asentar("usuario", de_baja | {"quien": "super"})
        uow.diario.asentar("eclipse", {"visto": "nadie lo conoce"})
        conteo = {"turno": 1, "clase": "cierre", "contado": 50000, "esperado": 40000, "diferencia": 10000}
        uow.diario.asentar("arqueo", conteo | {"piezas": {"50000": 1}, "cajero": "demo", "quien": "super"})
        uow.commit()
    cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x2,100x3"), "faltó contar")
    gente(caja, TESORERA)
    recontar(caja.ctx, 1, Arqueo.from_texto("500x2,100x2"), "no coincidía", SUPER)
    for bolsa in ("bolsa 1", "bolsa 2"):
        entregar(caja.ctx, 1, Arqueo.from_texto("500x1"), DEMO, referencia=bolsa)
        if bolsa == "bolsa 1":
            rechazar(caja.ctx, 1, "falta un billete", TESORERA)
        else:
            aceptar(caja.ctx, 1, None, "", TESORERA)
    respaldar(caja.ctx, Copias(caja.carpeta, caja.ctx.caja.numero))
    return caja


def _reversos(caja: CajaDePrueba) -> None:
    """Of another turno: a cheque returned, money given back; of this one: cancelled; cash moved, the drawer opened."""
    cheque = un_pago(caja, "500", monto="150.00", medios=(un_medio("150.00", "cheque"),))
    efectivo = un_pago(caja, "500")
    cerrado(caja)
    un_turno(caja)
    sin_fondos(caja, cheque, cargo="30.00")
    devuelto(caja, efectivo, "20.00")
    cancelado(caja, un_pago(caja, "500", monto="40.00"))
    movido(caja, "entrega", "50.00", un_permiso(caja, "autorizar_movimiento", "entrega", Dinero.from_texto("50.00")))
    abrir_cajon(caja.ctx, "dar cambio", DEMO, None)
    con_subsidio = un_pago(caja, "600")
    emitir_a_peticion(caja.ctx, con_subsidio.folio, DEMO)
    cancelado(caja, con_subsidio)
    repuesto(caja, "700", "15.00")


def _subsidio(caja: CajaDePrueba, pago: Pago) -> None:
    """One issued, signed on paper and put away."""
    (subsidio,) = emitir_a_peticion(caja.ctx, pago.folio, DEMO)
    recibo = subsidio.recibo
    firma = FirmaSubsidio(
        recibo.folio, "Titular 100", "pagador", "papel", recibo.documento, recibo.momento, "demo", "Cajera"
    )
    with caja.uow() as uow:
        uow.diario.asentar("subsidio_firmado", datos_de_firma(firma))
        archivo = ArchivoSubsidio(recibo.folio, "ab" * 32, "imagen", 9, "demo")
        uow.diario.asentar("subsidio_archivado", datos_de_archivo(archivo))
        uow.commit()


def _multar_y_condonar(caja: CajaDePrueba) -> None:
    """A fine charged by mistake, taken back, charged again; part of the debt forgiven."""
    multa = Cargo("multa", Dinero.from_texto("80.00"), "toma directa", "Reglamento, Art. 9")
    cargado = cargar(caja.ctx, "400", [multa], "acta 12", SUPER)
    anular_cargo(caja.ctx, "400", cargado.ref, "acta equivocada", SUPER)
    cargar(caja.ctx, "400", [multa], "acta 13", SUPER)
    oficio = SolicitudCondonacion("400", Dinero.from_texto("30.00"), "DG-15/2023", "Dirección General", "a petición")
    condonar_adeudo(caja.ctx, oficio, SUPER)


def _tramites(caja: CajaDePrueba) -> None:
    """A request completed, studied and refused; a convenio made, begun and given up; a constancia."""
    pedida = sin_trabajo(caja, cuenta="300", beneficiario="Luz Mar", documentos=())
    completar_solicitud(caja.ctx, pedida.folio, [Presentado(BAJA, "IMSS 4", archivo="cd" * 32)], DEMO)
    estudiada(caja, pedida.folio, favorable=False)
    resuelta(caja, pedida.folio, "negada")
    convenido(caja, "800", calidad="tercero", firmante="Luis Vega", documento="Carta poder 7")
    una_parcialidad(caja, "800", medios=(un_medio("221.08", "tarjeta"),))
    terminado(caja, "800")
    un_cobro(caja, "700", servicios=(ServicioPedido("A", Decimal(1)),), medios=(un_medio("205.39", "tarjeta"),))
    emitir_constancia(caja.ctx, SolicitudConstancia("700"), DEMO)


def una_lista(caja: CajaDePrueba, texto: str) -> TarifaCargada:
    """Load a list of figures."""
    ruta = caja.carpeta.parent / "lista.csv"
    ruta.write_text(texto, encoding="utf-8")
    return Tarifario(caja.carpeta, caja.almacen.tarifas).importar(ruta, DatosDeLista(), caja.ctx, SUPER.clave)


def _pagar_por_adelantado(caja: CajaDePrueba, cuenta: str) -> None:
    """A payment ahead, and the asiento that says of which month it is (in Romita, with the payment itself)."""
    pago = un_pago(caja, cuenta, monto="500.00")
    anticipo = pago.saldo_a_favor.centavos
    meses = [{"periodo": "2023-09", "importe": anticipo}]
    datos = {"folio": str(pago.folio), "cuenta": cuenta, "ejercicio": 2023, "meses": meses, "m3": 10}
    with caja.uow() as uow:
        uow.diario.asentar("anualidad", datos | {"importe": anticipo, "descuento": 0})
        uow.commit()


def _dar_y_quitar(caja: CajaDePrueba, cuenta: str, pago: Pago) -> None:
    """A benefit granted, renewed and withdrawn; the recibo de subsidio of that payment, signed."""
    solicitud = SolicitudBeneficio(cuenta, "desempleo", "María López", "IMSS 5", hasta=date(2023, 10, 5))
    otorgar(caja.ctx, solicitud, SUPER)
    renovar(caja.ctx, cuenta, "desempleo", "IMSS 6", SUPER)
    retirar(caja.ctx, SolicitudRetiro(cuenta, "desempleo", "renuncia"), SUPER)
    _subsidio(caja, pago)


def filas_de(conexion: Connection) -> Filas:
    """Every row of the projection, by table, in the order of its key."""
    return {
        tabla.name: [tuple(fila) for fila in conexion.execute(select(tabla).order_by(*tabla.primary_key))]
        for tabla in rows.proyeccion.sorted_tables
    }


def leer_filas(caja: CajaDePrueba) -> Filas:
    """Every row of the projection of a caja."""
    with caja.almacen.engine.begin() as conexion:
        return filas_de(conexion)


def sin_disparadores(caja: CajaDePrueba, *ordenes: str | tuple[str, tuple[Any, ...]]) -> None:
    """Change `caja.db` behind the program's back, as somebody with the file and a tool would."""
    with closing(sqlite3.connect(caja.carpeta / "caja.db", isolation_level=None)) as base:
        for (nombre,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            base.execute(f"DROP TRIGGER {nombre}")
        base.execute("BEGIN")
        for orden in ordenes:
            sql, valores = (orden, ()) if isinstance(orden, str) else orden
            base.execute(sql, valores)
        base.execute("COMMIT")


def firmar_de_nuevo(caja: CajaDePrueba, hechos: Sequence[tuple[str, Datos]], llave: Llave | None = None) -> None:
    """Write another history with everything in order: chain, signatures, projection and head, as a forger with the
    key would. What is left to find him by is what does not follow from the rest.
    """
    firmante = llave or caja.llave
    identidad = caja.ctx.caja
    sin_disparadores(caja, "DELETE FROM diario")
    prev, asientos = GENESIS, []
    pagos: dict[str, str] = {}
    documentos: dict[str, str] = {}
    for seq, (tipo, datos) in enumerate(hechos, 1):
        if tipo == "recibo_subsidio":
            # What it says of its payment follows from the new history too.
            datos["pago_hash"] = pagos.get(datos["pago"], "")
            recibo = leer_recibo(identidad.organismo, identidad.numero, datos)
            datos["documento"] = documentos[str(recibo.folio)] = recibo.documento
        if tipo == "subsidio_firmado":
            datos["documento"] = documentos[datos["folio"]]
        contenido = canonico(datos)
        v = 2 if tipo == "turno_cerrado" else 1
        quien = (identidad.organismo, identidad.numero, identidad.epoca, seq, tipo, v, contenido, prev)
        resumen = hash_de(*quien)
        asientos.append(Asiento(*quien, resumen, firmante.firmar(resumen)))
        prev = resumen
        if tipo == "pago":
            pagos[f"{identidad.numero}{datos['folio']['serie']}-{datos['folio']['numero']:06d}"] = resumen.hex()
    with caja.almacen.engine.begin() as conexion:
        for a in asientos:
            conexion.execute(insert(rows.diario).values({f.name: getattr(a, f.name) for f in fields(a)} | {"n": a.seq}))
        proyeccion.plegar(conexion, asientos)
    Cabeza(caja.carpeta / "cabeza.json").guardar(asientos[-1])


def hechos_de(caja: CajaDePrueba) -> list[tuple[str, Datos]]:
    """Type and content of every asiento."""
    with caja.almacen.engine.begin() as conexion:
        return [(a.tipo, a.datos()) for a in leer(conexion)]


def primero(caja: CajaDePrueba) -> Hallazgo:
    """What `verificar` names first."""
    return caja.verificar().errores[0]


def voltear(columna: str, seq: int) -> tuple[str, tuple[Any, ...]]:
    """Order that changes the byte in the middle of a blob of the diario."""
    lugar = f"(length({columna}) / 2 + 1)"
    otro = f"CASE substr({columna}, {lugar}, 1) WHEN x'01' THEN x'02' ELSE x'01' END"
    nuevo = f"substr({columna}, 1, {lugar} - 1) || {otro} || substr({columna}, {lugar} + 1)"
    return f"UPDATE diario SET {columna} = CAST({nuevo} AS BLOB) WHERE seq = ?", (seq,)
