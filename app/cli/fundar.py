"""`demo`, `caja iniciar` and `usuario`: make a caja and its people."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.altas import hacer_demostracion
from app.cli import quien
from app.cli.salida import Salida
from app.domain.periodo import Periodo
from app.domain.usuario import ROLES
from app.errors import UsoError
from app.fundacion import GENTE_DEMO, Persona, fundar
from app.gente import acceso
from app.gente.usuarios import cambiar_pin, dar_de_baja, desbloquear, recuperar_pin
from app.taller import Alta, Taller
from app.tarifa.precios import falta_tarifa

_CUENTAS_MAXIMAS = 2_000_000


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    demo = ordenes.add_parser("demo", help="hacer una caja de demostración en una carpeta vacía")
    demo.add_argument("--organismo", default="cajeme", metavar="O")
    demo.add_argument("--cuentas", type=int, default=500, metavar="N")
    demo.add_argument("--semilla", type=int, default=1, metavar="S")
    demo.set_defaults(correr=_demo)
    caja = ordenes.add_parser("caja", help="hacer una caja de verdad").add_subparsers(required=True, metavar="QUE")
    iniciar = caja.add_parser("iniciar", help="caja nueva y su administrador, con el PIN de VENTANILLA_PIN_SUPERVISOR")
    iniciar.add_argument("--organismo", required=True, metavar="O")
    iniciar.add_argument("--centro", required=True, metavar="T", help="nombre del centro de cobranza")
    iniciar.add_argument("--caja", required=True, metavar="N", help="número de la caja, que empieza sus folios")
    iniciar.add_argument("--supervisor", required=True, metavar="CLAVE", help="clave del administrador")
    iniciar.add_argument("--nombre", required=True, metavar="T", help="nombre del administrador")
    iniciar.set_defaults(correr=_iniciar)
    usuario = ordenes.add_parser("usuario", help="la gente de la caja").add_subparsers(required=True, metavar="QUE")
    alta = usuario.add_parser("alta", help="usuario nuevo, con el PIN de VENTANILLA_PIN")
    alta.add_argument("clave", metavar="CLAVE")
    alta.add_argument("--nombre", required=True, metavar="T")
    alta.add_argument("--rol", action="append", required=True, choices=ROLES)
    quien.agregar_supervisor(alta)
    alta.set_defaults(correr=_alta)
    olvidar = usuario.add_parser("desbloquear", help="olvidar los intentos fallidos de un PIN")
    olvidar.set_defaults(correr=_desbloquear)
    baja = usuario.add_parser("baja", help="que una persona ya no pueda hacer nada en esta caja")
    baja.set_defaults(correr=_baja)
    pin = usuario.add_parser("pin", help="cambiar su PIN (de VENTANILLA_PIN al de VENTANILLA_PIN_NUEVO) o recuperarlo")
    pin.set_defaults(correr=_pin)
    for orden in (olvidar, baja, pin):
        orden.add_argument("clave", metavar="CLAVE")
        quien.agregar_supervisor(orden)


def _demo(taller: Taller, args: Namespace) -> Salida:
    if not 0 <= args.cuentas <= _CUENTAS_MAXIMAS:
        raise UsoError("cuentas_invalidas", f"--cuentas va de 0 a {_CUENTAS_MAXIMAS:,}.")
    ctx = hacer_demostracion(taller, args.organismo, args.cuentas, args.semilla)
    ahora = ctx.reloj.ahora()
    datos: dict[str, Any] = {
        "organismo": ctx.caja.organismo,
        "version": ctx.caja.version,
        "caja": ctx.caja.numero,
        "cuentas": args.cuentas,
        "semilla": args.semilla,
        "ahora": ahora.isoformat(timespec="seconds"),
        "usuarios": [{"clave": clave, "pin": pin, "roles": list(roles)} for clave, _, roles, pin in GENTE_DEMO],
    }
    texto = (
        f"Caja de demostración de {ctx.perfil.nombre} con {args.cuentas} cuentas en {taller.datos}.\n"
        f"Su reloj empieza el {ahora:%d/%m/%Y a las %H:%M}. "
        "Usuarios: " + "; ".join(f"{clave}, PIN {pin}" for clave, _, _, pin in GENTE_DEMO) + "."
    )
    sin_precios = falta_tarifa(ctx.perfil, Periodo.from_fecha(ahora.date()))
    if sin_precios:
        datos["avisos"] = [f"Sus cuentas no tienen recibos. {sin_precios}"]
        texto = "\n".join([texto, *datos["avisos"]])
    return Salida(datos, texto)


def _iniciar(taller: Taller, args: Namespace) -> Salida:
    if not (args.caja.isascii() and args.caja.isdigit() and 1 <= len(args.caja) <= 6 and int(args.caja)):
        raise UsoError("caja_invalida", "El número de caja lleva de 1 a 6 dígitos.")
    pin = quien.leer_pin(quien.PIN_SUPERVISOR, args.supervisor)
    with taller.fundar(Alta(args.organismo, args.centro.strip(), str(int(args.caja)), demo=False)) as ctx:
        administra = Persona(args.supervisor, args.nombre, ("administrador", "supervisor"), pin)
        fundar(ctx, (administra,), tarifas=taller.tarifario.sueltas())
    datos = {"organismo": ctx.caja.organismo, "version": ctx.caja.version, "caja": ctx.caja.numero}
    return Salida(datos, f"Caja {ctx.caja.numero} de {ctx.perfil.nombre} lista en {taller.datos}.")


def _alta(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        administra = quien.autoriza(ctx, args, "alta_usuario")
        pin = quien.leer_pin(quien.PIN, args.clave)
        with ctx.uow() as uow:
            nuevo = acceso.dar_de_alta(ctx, uow, args.clave, args.nombre, tuple(args.rol), pin, administra.clave)
            uow.commit()
    return Salida(
        {"clave": nuevo.clave, "roles": list(nuevo.roles)}, f"Usuario {nuevo.clave}: {', '.join(nuevo.roles)}."
    )


def _desbloquear(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        desbloquear(ctx, args.clave, quien.autoriza(ctx, args, "desbloquear_pin", args.clave))
    return Salida({"clave": args.clave}, f"PIN de {args.clave} desbloqueado.")


def _baja(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        dar_de_baja(ctx, args.clave, quien.autoriza(ctx, args, "baja_usuario", args.clave))
    return Salida({"clave": args.clave, "activo": False}, f"Usuario {args.clave} dado de baja.")


def _pin(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=True) as ctx:
        if args.supervisor:
            recupera = quien.autoriza(ctx, args, "recuperar_pin", args.clave)
            recuperar_pin(ctx, args.clave, quien.leer_pin(quien.PIN_NUEVO, args.clave), recupera)
        else:
            actual = quien.leer_pin(quien.PIN, args.clave)
            cambiar_pin(ctx, args.clave, actual, quien.leer_pin(quien.PIN_NUEVO, args.clave))
    return Salida({"clave": args.clave}, f"PIN de {args.clave} cambiado.")
