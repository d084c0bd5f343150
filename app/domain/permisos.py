"""What each role may do: one table, asked by the command line and the window alike, printed in the manual.

Who may is not enough where somebody else must look: an `ajena` operation is never done or allowed by the person it is
about (the cashier who charges, the owner of the PIN).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errores import NegocioError
from app.domain.usuario import ROLES, Usuario


@dataclass(frozen=True, slots=True)
class Operacion:
    """Something that not everybody may do.

    Attributes:
        nombre: in Spanish, for people.
        roles: any of them is enough.
        ajena: whoever it is about cannot do it, whatever their roles.
        siempre: allowed also by somebody of whom the centre was not heard for long, as what a cashier does is.
    """

    clave: str
    nombre: str
    roles: tuple[str, ...]
    ajena: bool = False
    siempre: bool = False


_CAJERO, _SUPERVISOR, _TESORERIA, _ADMINISTRADOR = ("cajero",), ("supervisor",), ("tesoreria",), ("administrador",)
#: Everybody whose work is not the drawer itself.
_REVISAN = (*_SUPERVISOR, *_TESORERIA, "auditor", *_ADMINISTRADOR)
#: Who has something to do with the money of a corte, or with checking it.
_DE_CORTES = ("cajero", "supervisor", "tesoreria", "auditor")

#: In the order of a day: the cashier's own, what a supervisor allows, people, what an administrador loads.
OPERACIONES = (
    Operacion("abrir_turno", "Abrir su turno", _CAJERO),
    Operacion("cobrar", "Cobrar y vender servicios en su turno", _CAJERO),
    Operacion("mover_efectivo", "Meter y sacar efectivo del cajón en su turno", _CAJERO),
    Operacion("abrir_cajon", "Abrir el cajón sin cobrar", _CAJERO),
    Operacion("cerrar_turno", "Cerrar su turno de hoy con su arqueo", _CAJERO),
    Operacion(
        "cerrar_turno_ajeno", "Cerrar el turno de otra persona, o uno olvidado de otro día", _SUPERVISOR, True, True
    ),
    Operacion("saltar_rezago", "Autorizar que se pague un recibo antes que otro más viejo", _SUPERVISOR, True),
    Operacion("autorizar_movimiento", "Autorizar un retiro, una entrega o abrir el cajón", _SUPERVISOR, True),
    Operacion("cancelar", "Autorizar que se cancele un pago del turno", _SUPERVISOR, True, True),
    Operacion("devolver", "Autorizar que se devuelva dinero de otro turno", _SUPERVISOR, True),
    Operacion("cheque_devuelto", "Registrar un cheque que devolvió el banco", _SUPERVISOR, True),
    Operacion("cargar_gastos", "Cargar gastos de cobranza", _SUPERVISOR, True),
    Operacion("anular_cargo", "Quitar un cargo que no se ha pagado", _SUPERVISOR, True),
    Operacion("condonar", "Aplicar una condonación por oficio", _SUPERVISOR, True),
    Operacion("hacer_convenio", "Autorizar un convenio", _SUPERVISOR, True),
    Operacion("terminar_convenio", "Autorizar que se termine un convenio", _SUPERVISOR, True),
    Operacion("emitir_constancia", "Dar una constancia ya pagada", (*_CAJERO, *_SUPERVISOR)),
    Operacion("recibir_solicitud", "Recibir y completar la solicitud de un beneficio", (*_CAJERO, *_SUPERVISOR)),
    Operacion("anotar_estudio", "Anotar el resultado de un estudio", _SUPERVISOR),
    Operacion("resolver_solicitud", "Resolver una solicitud que recibió otra persona", _SUPERVISOR, True),
    Operacion("otorgar_beneficio", "Otorgar un beneficio", _SUPERVISOR, True),
    Operacion("renovar_beneficio", "Renovar un beneficio", _SUPERVISOR, True),
    Operacion("retirar_beneficio", "Retirar un beneficio", _SUPERVISOR, True),
    Operacion("firmar_subsidio", "Firmar el recibo de subsidio de lo que cobró", _CAJERO),
    Operacion("firmar_subsidio_ajeno", "Firmar el recibo de subsidio de lo que cobró otra persona", _SUPERVISOR),
    Operacion("archivar_subsidio", "Archivar el recibo de subsidio firmado en papel", (*_CAJERO, *_SUPERVISOR)),
    Operacion("ver_curp", "Ver completa la CURP de un beneficiario", _SUPERVISOR),
    Operacion("recuperar_pago", "Autorizar que se reponga un pago perdido con su ticket", _SUPERVISOR, True),
    Operacion("recuperar_caja", "Hacer seguir una caja detenida", (*_SUPERVISOR, *_ADMINISTRADOR), siempre=True),
    Operacion("ver_esperado", "Ver lo que se espera en el cajón antes de contarlo", _SUPERVISOR, True, True),
    Operacion("ver_reportes", "Ver los reportes y exportarlos", _REVISAN, siempre=True),
    Operacion("ver_cortes", "Ver en la ventana los cortes y qué fue de su dinero", _DE_CORTES),
    Operacion("recontar", "Recontar el dinero de un corte", _SUPERVISOR, True, True),
    Operacion("entregar_ajeno", "Entregar el dinero del corte de otra persona", _SUPERVISOR, siempre=True),
    Operacion("recibir_corte", "Aceptar o rechazar el dinero de un corte", _TESORERIA, True, True),
    Operacion("resolver_incidencia", "Resolver una incidencia del centro que toca a la caja", _SUPERVISOR),
    Operacion("desbloquear_pin", "Desbloquear el PIN de otra persona", _SUPERVISOR, True, True),
    Operacion("recuperar_pin", "Poner otro PIN a quien lo olvidó", (*_SUPERVISOR, *_ADMINISTRADOR), True),
    Operacion("alta_usuario", "Dar de alta a una persona", _ADMINISTRADOR),
    Operacion("baja_usuario", "Dar de baja a una persona", _ADMINISTRADOR, True),
    Operacion("importar", "Importar el padrón", _ADMINISTRADOR),
    Operacion("facturar", "Facturar el mes", _ADMINISTRADOR),
    Operacion("importar_tarifa", "Cargar tarifas, INPC y UMA", _ADMINISTRADOR),
    Operacion("carpeta_respaldos", "Elegir la carpeta de los respaldos", _ADMINISTRADOR),
    Operacion("cambiar_bloqueo", "Cambiar a los cuántos minutos se bloquea la caja", (*_SUPERVISOR, *_ADMINISTRADOR)),
    Operacion("cambiar_impresora", "Cambiar la impresora de la caja", (*_SUPERVISOR, *_ADMINISTRADOR)),
)
_POR_CLAVE = {o.clave: o for o in OPERACIONES}

#: As a sentence names whoever has the role.
_QUIEN = {
    "cajero": "un cajero",
    "supervisor": "un supervisor",
    "tesoreria": "alguien de tesorería",
    "auditor": "un auditor",
    "administrador": "un administrador",
}


def puede(usuario: Usuario, operacion: str) -> bool:
    """Whether any of a user's roles may do it.

    Raises:
        KeyError: the table has no such operation: a bug, never a refusal.
    """
    return any(usuario.is_rol(rol) for rol in _POR_CLAVE[operacion].roles)


def is_de_siempre(operacion: str) -> bool:
    """Whether it is done however long the centre was not heard of: a cashier's own work, and what closes its day.

    Raises:
        KeyError: as `puede`.
    """
    hallada = _POR_CLAVE[operacion]
    return hallada.siempre or "cajero" in hallada.roles


def quien_puede(operacion: str) -> str:
    """Who may do it, as a sentence says it: «un supervisor o un administrador»."""
    return " o ".join(_QUIEN[rol] for rol in _POR_CLAVE[operacion].roles)


def requisito(operacion: str) -> str:
    """Clave of the refusal of whoever may not: `requiere_` and the highest of the roles that may."""
    return f"requiere_{max(_POR_CLAVE[operacion].roles, key=ROLES.index)}"


def exigir_permiso(usuario: Usuario, operacion: str, de: str = "") -> None:
    """Refuse whoever may not.

    Args:
        de: clave of the person it is about: the cashier of the turno, the owner of the PIN; empty for nobody.

    Raises:
        NegocioError: `requiere_<rol>`, or `autoriza_otro` for an `ajena` operation.
    """
    if not puede(usuario, operacion):
        no_es = " ni ".join(_POR_CLAVE[operacion].roles)
        raise NegocioError(
            requisito(operacion), f"{usuario.nombre} no es {no_es}: esto lo hace {quien_puede(operacion)}."
        )
    if _POR_CLAVE[operacion].ajena and usuario.clave == de:
        raise NegocioError("autoriza_otro", "Nadie se autoriza a sí mismo: lo hace otra persona, con su PIN.")
