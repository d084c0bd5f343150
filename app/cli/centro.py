"""`centro`: the database of many cajas, made, served and looked at by whoever administers it."""

from __future__ import annotations

import signal
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.centro.centro import (
    DIAS_DE_ENLACE,
    EstadoDelCentro,
    elegir_organismo,
    exigir_numero,
    exigir_roles,
)
from app.cli import centro_incidencias, centro_padron, centro_raiz, centro_subsidios, quien
from app.cli.incidencia import en_datos, lista_de
from app.cli.parser import renglon
from app.cli.salida import Salida, tabla
from app.domain.dinero import Dinero
from app.domain.usuario import ROLES
from app.errors import UsoError
from app.fundacion import GENTE_DEMO
from app.gente.acceso import exigir_pin
from app.sistema.candado import Candado
from app.sistema.secretos import guardar_secreto
from app.taller import Taller

_CUENTAS_MAXIMAS = 1_000_000


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    centro = ordenes.add_parser("centro", help="la base de muchas cajas").add_subparsers(required=True, metavar="QUE")
    iniciar = _orden(centro, "iniciar", "hacer el centro en un PostgreSQL, o ponerlo al día", _iniciar)
    iniciar.add_argument("--organismo", action="append", default=[], metavar="O")
    iniciar.add_argument("--restaurado", action="store_true", help="la base se recuperó de un respaldo")
    servir = _orden(centro, "servir", "comprobar y aplicar lo que mandan las cajas", _servir)
    servir.add_argument("--una-vez", action="store_true", help="solo lo que espera ahora")
    demo = _orden(centro, "demo", "un centro de demostración, con su PostgreSQL y su servicio", _demo, url=False)
    demo.add_argument("carpeta", type=Path, metavar="DIR")
    demo.add_argument("--organismo", default="cajeme", metavar="O")
    demo.add_argument("--cuentas", type=int, default=500, metavar="N")
    demo.add_argument("--semilla", type=int, default=1, metavar="S")
    parar = _orden(centro, "parar", "detener un centro de demostración", _parar, url=False)
    parar.add_argument("carpeta", type=Path, metavar="DIR")
    alta = _orden(centro, "alta-caja", "esperar una caja nueva: escribe su archivo de enlace", _alta)
    alta.add_argument("--centro", required=True, metavar="T", help="nombre del centro de cobranza", type=renglon)
    alta.add_argument("--a", type=Path, metavar="F", help="archivo de enlace (por omisión, en la carpeta del centro)")
    baja = _orden(centro, "baja-caja", "no recibir nada más de una caja", _baja)
    baja.add_argument("--motivo", default="baja", choices=("robo", "baja", "clon", "llave"))
    for orden in (alta, baja):
        orden.add_argument("--caja", required=True, metavar="N")
        orden.add_argument("--organismo", default="", metavar="O")
    gente = _orden(centro, "usuario", "dar de alta o de baja a una persona en todas las cajas", _usuario)
    gente.add_argument("clave", metavar="CLAVE")
    gente.add_argument("--nombre", default="", metavar="T", type=renglon)
    gente.add_argument("--rol", action="append", default=[], choices=ROLES)
    gente.add_argument("--baja", action="store_true")
    gente.add_argument("--organismo", default="", metavar="O")
    _orden(centro, "estado", "las cajas, lo que falta y lo que hay que ver", _estado)
    ventana = _orden(centro, "ventana", "las cajas y la recaudación del día, en una ventana", _ventana)
    ventana.add_argument("carpeta", nargs="?", type=Path, metavar="DIR", help="carpeta del centro")
    for parte in (centro_padron, centro_incidencias, centro_raiz, centro_subsidios):
        parte.agregar(centro, _orden)


def _orden(
    ordenes: Any, nombre: str, ayuda: str, correr: Callable[[Taller, Namespace], Salida], *, url: bool = True
) -> ArgumentParser:
    orden: ArgumentParser = ordenes.add_parser(nombre, help=ayuda)
    if url:
        orden.add_argument("--url", default="", metavar="U", help="base del centro, sin contraseña")
    orden.set_defaults(correr=correr)
    return orden


def _iniciar(taller: Taller, args: Namespace) -> Salida:
    if not args.url:
        raise UsoError("falta_url", "Diga con --url en qué base va el centro.")
    datos = taller.sede_nueva(args.url).iniciar(args.organismo, restaurado=args.restaurado)
    return Salida(datos, f"Centro {datos['centro']} listo. Ahora: centro servir, y centro alta-caja por cada caja.")


def _servir(taller: Taller, args: Namespace) -> Salida:
    sede = taller.sede(args.url)
    candado = Candado(sede.carpeta)
    senal = _Senal()
    try:
        movidos = sede.servir(lambda: not (args.una_vez or senal.dada))
    finally:
        candado.soltar()
    return Salida({"asientos": movidos}, f"Servicio detenido; {movidos} asientos recibidos.")


class _Senal:
    """Whether somebody asked this process to end; the batch under way is finished first."""

    def __init__(self) -> None:
        self.dada = False
        for cual in (signal.SIGTERM, signal.SIGINT):
            signal.signal(cual, self._llegar)

    def _llegar(self, *_: object) -> None:
        self.dada = True


def _demo(taller: Taller, args: Namespace) -> Salida:
    if not 0 <= args.cuentas <= _CUENTAS_MAXIMAS:
        raise UsoError("cuentas_invalidas", f"--cuentas va de 0 a {_CUENTAS_MAXIMAS:,}.")
    sede = taller.sede_demo(args.carpeta, args.organismo)
    hay = tuple(sede.iniciar(())["organismos"])
    organismo = args.organismo.partition("/")[0]
    if organismo not in hay:
        sede.iniciar((args.organismo,))
        if args.cuentas:
            sede.poblar(args.organismo, args.cuentas, args.semilla)
        for clave, nombre, roles, pin in GENTE_DEMO:
            sede.centro().guardar_usuario(organismo, clave, nombre, roles, pin, activo=True)
    pid = sede.lanzar()
    datos = {"url": sede.url, "carpeta": str(sede.carpeta), "organismo": organismo, "cuentas": args.cuentas, "pid": pid}
    texto = (
        f"Centro de demostración en {sede.carpeta}: {sede.url}\n"
        "Sigue trabajando al cerrar esta terminal; deténgalo con: centro parar DIR\n"
        "Cajas: centro alta-caja --centro «Centro 1» --caja 1 --a caja1.enlace, y en cada una: enlazar caja1.enlace"
    )
    return Salida(datos, texto)


def _parar(taller: Taller, args: Namespace) -> Salida:
    taller.sede_en(args.carpeta).detener()
    return Salida({"carpeta": str(args.carpeta)}, "Centro detenido. Sus datos siguen en la carpeta.")


def _alta(taller: Taller, args: Namespace) -> Salida:
    sede, numero = taller.sede(args.url), exigir_numero(args.caja)
    centro = sede.centro()
    organismo = elegir_organismo(centro, args.organismo)
    vence = (sede.ahora() + timedelta(days=DIAS_DE_ENLACE)).replace(microsecond=0)
    destino: Path = args.a or sede.carpeta / f"{organismo}-caja-{numero}.enlace"
    if destino.exists():
        raise UsoError("archivo_existe", f"{destino} ya existe: un enlace no se escribe encima de nada.")
    invitacion = centro.invitar(organismo, numero, args.centro.strip(), vence)
    guardar_secreto(destino, invitacion.datos() | {"firma": centro.firmar(invitacion.mensaje()).hex()})
    datos = {"archivo": str(destino), "vence": invitacion.vence, "caja": numero, "organismo": organismo}
    return Salida(
        datos, f"Enlace de la caja {numero} en {destino}. Sirve una vez, hasta el {vence:%d/%m/%Y %H:%M} UTC."
    )


def _baja(taller: Taller, args: Namespace) -> Salida:
    centro, numero = taller.sede(args.url).centro(), exigir_numero(args.caja)
    organismo = elegir_organismo(centro, args.organismo)
    epoca, seq = centro.dar_de_baja(organismo, numero, args.motivo)
    datos = {"organismo": organismo, "caja": numero, "epoca": epoca, "seq": seq}
    return Salida(datos, f"Caja {numero} dada de baja; vale hasta su asiento {seq}.")


def _usuario(taller: Taller, args: Namespace) -> Salida:
    centro = taller.sede(args.url).centro()
    organismo = elegir_organismo(centro, args.organismo)
    pin = ""
    if not args.baja:
        exigir_roles(args.rol)
        if not args.nombre.strip():
            raise UsoError("falta_nombre", "Falta el nombre de la persona.")
        pin = exigir_pin(quien.leer_pin(quien.PIN, args.clave))
    centro.guardar_usuario(organismo, args.clave, args.nombre.strip(), args.rol, pin, activo=not args.baja)
    que = "dado de baja" if args.baja else ", ".join(args.rol)
    return Salida({"clave": args.clave, "activo": not args.baja}, f"Usuario {args.clave}: {que}.")


def _estado(taller: Taller, args: Namespace) -> Salida:
    estado = taller.sede(args.url).centro().estado()
    datos = asdict(estado)
    for caja in datos["cajas"]:
        caja["cobrado"] = Dinero(caja["cobrado"])
    datos["incidencias"] = [en_datos(i) for i in estado.incidencias]
    return Salida(datos, _en_texto(estado))


def _en_texto(estado: EstadoDelCentro) -> str:
    encabezados = ("organismo", "caja", "estado", "último contacto", "asientos", "sin aplicar", "pagos", "cobrado")
    filas = [
        (c.organismo, c.caja, c.estado, c.contacto or "nunca", c.asientos, c.en_espera, c.pagos, Dinero(c.cobrado))
        for c in estado.cajas
    ]
    partes = [tabla(encabezados, filas) if filas else "Ninguna caja todavía."]
    if estado.incidencias:
        partes.append(lista_de(estado.incidencias))
    return "\n".join(partes)


def _ventana(taller: Taller, args: Namespace) -> Salida:
    sede = taller.sede_en(args.carpeta) if args.carpeta else taller.sede(args.url)
    codigo = taller.abrir_ventana_del_centro(sede)
    return Salida({"codigo": codigo}, "", codigo)
