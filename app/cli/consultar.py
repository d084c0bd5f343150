"""`buscar` and `estado`: find a cuenta and see what it owes."""

from __future__ import annotations

import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli.beneficio import beneficio_en_datos
from app.cli.convenio import convenio_en_datos, texto_de_convenio
from app.cli.salida import Salida, tabla
from app.cobro.consulta import EstadoDeCuenta, aviso_de_recargos, buscar, estado_de_cuenta
from app.context import Contexto
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.cargo import Cargado
from app.domain.deuda.condonacion import Condonacion
from app.domain.deuda.saldo import Saldo
from app.domain.dinero import Dinero, suma
from app.errors import UsoError
from app.papel.impresora import COLUMNAS
from app.papel.papeles import papel_de_estado
from app.taller import Taller


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    orden = ordenes.add_parser("buscar", help="buscar cuentas por número, nombre, domicilio o medidor")
    orden.add_argument("texto", metavar="TEXTO")
    orden.add_argument("--limite", type=int, default=50, metavar="N")
    orden.set_defaults(correr=_buscar)
    orden = ordenes.add_parser("estado", help="lo que debe una cuenta y por qué")
    orden.add_argument("cuenta", metavar="CUENTA")
    orden.add_argument("--a", type=Path, metavar="ARCHIVO", help="escribirlo como papel: .pdf, .txt, .bin o .png")
    orden.set_defaults(correr=_estado)


def _buscar(taller: Taller, args: Namespace) -> Salida:
    if args.limite < 1:
        raise UsoError("limite_invalido", "--limite va de 1 en adelante.")
    with taller.contexto(escribir=False) as ctx:
        antes = time.perf_counter()
        encontradas = buscar(ctx, args.texto, args.limite)
        ms = round((time.perf_counter() - antes) * 1000, 1)
    resultados = [
        {"cuenta": e.cuenta, "titular": e.titular, "domicilio": e.domicilio, "medidor": e.medidor, "adeudo": e.adeudo}
        for e in encontradas
    ]
    filas = [tuple(r.values()) for r in resultados]
    texto = tabla(("Cuenta", "Titular", "Domicilio", "Medidor", "Adeudo"), filas) if filas else "Ninguna cuenta."
    return Salida({"resultados": resultados, "ms": ms}, texto)


def _estado(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        estado = estado_de_cuenta(ctx, args.cuenta.strip())
        datos = estado_en_datos(ctx, estado)
        if args.a is not None:
            papel = papel_de_estado(ctx, estado, taller.encabezado(ctx))
            taller.guardar_papel(papel, args.a, COLUMNAS[80])
            datos |= {"archivo": str(args.a)}
    return Salida(datos, _texto(estado, datos))


def estado_en_datos(ctx: Contexto, estado: EstadoDeCuenta) -> dict[str, Any]:
    """The contract's object for a cuenta."""
    adeudo, cuenta = estado.adeudo, estado.cuenta
    campos = ("numero", "titular", "domicilio", "colonia", "uso", "area", "medidor", "medidor_estado", "estado", "ruta")
    datos = {campo: getattr(cuenta, campo) for campo in campos} | {"servicios": list(cuenta.servicios)}
    aviso = aviso_de_recargos(ctx.perfil, adeudo)
    return {
        "cuenta": datos,
        "beneficios": [beneficio_en_datos(ctx, b, adeudo.fecha) for b in estado.beneficios],
        "recibos": [_recibo(adeudo, s) for s in adeudo.saldos],
        "adeudo": adeudo.total,
        "rezago": adeudo.rezago,
        "recargos": adeudo.total_recargos,
        "mora": adeudo.total_mora,
        "gastos": adeudo.total_gastos,
        "saldo_a_favor": adeudo.favor,
        "al_corriente": adeudo.al_corriente,
        "convenio": None if adeudo.convenio is None else convenio_en_datos(adeudo.convenio, cuenta.titular),
        "cargos": [_cargo(c) for c in estado.cargos],
        "condonaciones": [_condonacion(c) for c in estado.condonaciones],
        "adelantados": [
            {"periodo": a.periodo.texto(), "importe": a.importe, "folio": a.folio} for a in estado.apartados
        ],
        "avisos": [aviso] if aviso else [],
    }


def _recibo(adeudo: Adeudo, saldo: Saldo) -> dict[str, Any]:
    """A recibo apart from the collection costs on it: Σ saldo + recargos + mora + gastos is the adeudo."""
    recibo = saldo.recibo
    importe = recibo.total - suma(c.importe for c in recibo.cargos if c.clave == "gastos")
    queda = saldo.total - suma(c.importe for c in saldo.cargos if c.clave == "gastos")
    return {
        "periodo": recibo.periodo.texto(),
        "m3": int(recibo.m3) if recibo.m3 == int(recibo.m3) else str(recibo.m3),
        "vence": recibo.vence.isoformat(),
        "importe": importe,
        "pagado": importe - queda,
        "saldo": queda,
        "recargos": adeudo.recargo_de(recibo.periodo),
    }


def _cargo(c: Cargado) -> dict[str, Any]:
    return {
        "ref": c.ref,
        "periodo": c.periodo.texto(),
        "clave": c.clave,
        "importe": c.importe,
        "detalle": c.detalle,
        "fundamento": c.fundamento,
        "motivo": c.motivo,
    }


def _condonacion(c: Condonacion) -> dict[str, Any]:
    return {
        "fecha": c.fecha.isoformat(),
        "importe": c.importe,
        "resolucion": c.resolucion,
        "autoridad": c.autoridad,
        "motivo": c.motivo,
        "quien": c.quien,
    }


def _texto(estado: EstadoDeCuenta, datos: dict[str, Any]) -> str:
    cuenta, adeudo = estado.cuenta, estado.adeudo
    lineas = [f"{cuenta.numero}  {cuenta.titular}", f"{cuenta.domicilio}, {cuenta.colonia}".strip(", ")]
    lineas.extend(f"Beneficio {b['nombre']}: {b['dice']}, {b['fundamento']}" for b in datos["beneficios"])
    filas = [(r["periodo"], r["m3"], r["vence"], r["importe"], r["pagado"], r["saldo"]) for r in datos["recibos"]]
    lineas += ["", tabla(("Periodo", "m³", "Vence", "Importe", "Pagado", "Saldo"), filas), ""]
    lineas.extend(f"{rotulo}: {importe}" for rotulo, importe in _cifras(adeudo) if importe)
    if adeudo.convenio is not None:
        lineas.append(texto_de_convenio(adeudo.convenio))
    lineas.extend(
        f"Cargo {c['ref']}: {c['clave']} {c['importe']} en el recibo de {c['periodo']}, {c['motivo']}"
        for c in datos["cargos"]
    )
    lineas.extend(
        f"Condonado el {c['fecha']}: {c['importe']}, oficio {c['resolucion']} de {c['autoridad']}, {c['motivo']}"
        for c in datos["condonaciones"]
    )
    if apartado := suma(a.importe for a in estado.apartados):
        lineas.append(f"Del saldo a favor, para los recibos de los meses pagados por adelantado: {apartado}")
    lineas.extend(datos["avisos"])
    lineas.append(f"Adeudo de hoy: {adeudo.total} ({'al corriente' if adeudo.al_corriente else 'con rezago'})")
    return "\n".join(lineas)


def _cifras(adeudo: Adeudo) -> tuple[tuple[str, Dinero], ...]:
    return (
        ("Rezago", adeudo.rezago),
        ("Recargos", adeudo.total_recargos),
        ("Cargo por mora", adeudo.total_mora),
        ("Gastos de cobranza", adeudo.total_gastos),
        ("Saldo a favor", adeudo.favor),
    )
