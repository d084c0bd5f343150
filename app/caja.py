"""The session at the till: open it, cut it, close it; and making a new caja."""

from __future__ import annotations

from datetime import datetime

from app.acceso import exigir, exigir_alta
from app.context import Contexto
from app.domain.corte import Arqueo, Corte, Turno, efectivo_esperado
from app.domain.dinero import CERO, Dinero, suma
from app.domain.permisos import puede
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.ports import UnitOfWork


def abrir_turno(ctx: Contexto, cajero: Usuario, fondo: Dinero) -> Turno:
    """Open the till's turno with its float in cash.

    Raises:
        NegocioError: `turno_abierto`, `fondo_invalido`, or the user is no cashier.
    """
    if fondo < CERO:
        raise NegocioError("fondo_invalido", "El fondo no puede ser negativo.")
    with ctx.uow() as uow:
        exigir(uow, cajero, "abrir_turno")
        abierto = uow.turnos.abierto()
        if abierto is not None:
            raise NegocioError("turno_abierto", f"Ya está abierto el turno {abierto.numero} de {abierto.cajero}.")
        ahora = ctx.reloj.ahora()
        turno = Turno(uow.turnos.siguiente(), cajero.clave, fondo, ahora)
        uow.diario.asentar(
            "turno_abierto",
            {
                "turno": turno.numero,
                "cajero": cajero.clave,
                "cajero_nombre": cajero.nombre,
                "fondo": fondo.centavos,
                "momento": ahora.isoformat(),
            },
        )
        uow.commit()
    return turno


def exigir_turno(uow: UnitOfWork, ahora: datetime, cajero: Usuario, operacion: str = "cobrar") -> Turno:
    """The turno in which `cajero` may work now.

    Raises:
        NegocioError: `sin_turno`, `turno_de_otro_dia`, `turno_de_otro`, or what `app.acceso.exigir` raises.
    """
    exigir(uow, cajero, operacion)
    turno = uow.turnos.abierto()
    if turno is None:
        raise NegocioError("sin_turno", "No hay turno abierto. Ábralo con su fondo antes de cobrar.")
    if turno.abierto.date() != ahora.date():
        raise NegocioError(
            "turno_de_otro_dia",
            f"El turno {turno.numero} es del {turno.abierto:%d/%m/%Y} y quedó abierto. Que un supervisor lo cierre "
            "con su arqueo; después abra el de hoy.",
        )
    if turno.cajero != cajero.clave:
        raise NegocioError("turno_de_otro", f"El turno {turno.numero} es de {turno.cajero}.")
    return turno


def ver_turno(ctx: Contexto) -> Turno | None:
    """The open turno, if there is one."""
    with ctx.uow() as uow:
        return uow.turnos.abierto()


def corte_x(ctx: Contexto) -> Corte:
    """The figures of the open turno so far; changes nothing.

    Raises:
        NegocioError: `sin_turno`.
    """
    with ctx.uow() as uow:
        turno = uow.turnos.abierto()
        if turno is None:
            raise NegocioError("sin_turno", "No hay turno abierto.")
        return _corte(ctx, uow, turno, "X")


def cerrar_turno(ctx: Contexto, cajero: Usuario, arqueo: Arqueo, motivo: str) -> Corte:
    """Close the turno with the count of its drawer: corte Z. The difference is stored, never adjusted.

    Its own cashier closes it the same day. Somebody else's, or one that was left open on another day, is counted and
    closed by a supervisor who is not its cashier, with the reason.

    Raises:
        NegocioError: `sin_turno`, `turno_de_otro`, `turno_de_otro_dia`, `falta_motivo`, or what `app.acceso.exigir`
            raises.
    """
    with ctx.uow() as uow:
        turno = uow.turnos.abierto()
        if turno is None:
            raise NegocioError("sin_turno", "No hay turno abierto que cerrar.")
        _exigir_que_cierre(uow, turno, cajero, ctx.reloj.ahora(), motivo)
        corte = _corte(ctx, uow, turno, "Z", contado=arqueo.total)
        uow.diario.asentar("turno_cerrado", _datos_de_corte(corte, arqueo, cajero, motivo))
        uow.cola.encolar(f"Z-{corte.numero}", "corte")
        uow.commit()
    return corte


def _exigir_que_cierre(uow: UnitOfWork, turno: Turno, quien: Usuario, ahora: datetime, motivo: str) -> None:
    is_suyo, is_de_hoy = turno.cajero == quien.clave, turno.abierto.date() == ahora.date()
    if is_suyo and is_de_hoy:
        exigir(uow, quien, "cerrar_turno")
        return
    if not puede(exigir_alta(uow, quien), "cerrar_turno_ajeno"):
        if is_suyo:
            raise NegocioError(
                "turno_de_otro_dia",
                f"El turno {turno.numero} quedó abierto desde el {turno.abierto:%d/%m/%Y}: lo cuenta y lo cierra "
                "un supervisor, con el motivo.",
            )
        raise NegocioError("turno_de_otro", f"El turno {turno.numero} es de {turno.cajero}.")
    exigir(uow, quien, "cerrar_turno_ajeno", turno.cajero)
    if not exigir_renglon(motivo).strip():
        raise NegocioError("falta_motivo", "Diga por qué cierra el turno otra persona: queda en el diario.")


def efectivo_en_cajon(uow: UnitOfWork, turno: Turno) -> Dinero:
    """Cash that should be in the drawer of the open turno now."""
    medios, _, _ = uow.turnos.totales(turno.numero)
    return efectivo_esperado(turno.fondo, medios, *_movido(uow, turno))


def _movido(uow: UnitOfWork, turno: Turno) -> tuple[Dinero, Dinero]:
    """Cash in and cash out without a payment."""
    movimientos = uow.turnos.movimientos(turno.numero)
    entradas = suma(m.importe for m in movimientos if m.clase == "entrada")
    return entradas, suma(m.importe for m in movimientos if m.clase != "entrada")


def _corte(ctx: Contexto, uow: UnitOfWork, turno: Turno, clase: str, contado: Dinero | None = None) -> Corte:
    medios, conceptos, programas = uow.turnos.totales(turno.numero)
    entradas, retiros = _movido(uow, turno)
    redondeo = uow.turnos.redondeo(turno.numero)
    if redondeo:
        conceptos = (*conceptos, ("redondeo", redondeo))
    pagos, inicial, final = uow.turnos.folios(turno.numero)
    esperado = efectivo_esperado(turno.fondo, medios, entradas, retiros)
    oculto = clase == "X" and is_ciego(ctx)
    if oculto:
        # By concepto or by program it would only take a sum to know the cash.
        medios, conceptos, programas = tuple(m for m in medios if m[0] != "efectivo"), (), ()
    return Corte(
        clase=clase,
        numero=uow.turnos.siguiente_corte() if clase == "Z" else 0,
        turno=turno.numero,
        caja=ctx.caja.numero,
        cajero=turno.cajero,
        abierto=turno.abierto,
        momento=ctx.reloj.ahora(),
        fondo=turno.fondo,
        medios=medios,
        conceptos=conceptos,
        programas=programas,
        pagos=pagos,
        cancelados=uow.turnos.cancelados(turno.numero),
        entradas=entradas,
        retiros=retiros,
        folio_inicial=inicial,
        folio_final=final,
        esperado=None if oculto else esperado,
        contado=contado,
        diferencia=None if contado is None else contado - esperado,
    )


def _datos_de_corte(corte: Corte, arqueo: Arqueo, quien: Usuario, motivo: str) -> dict[str, object]:
    if corte.esperado is None or corte.contado is None or corte.diferencia is None:
        raise ValueError("a corte Z has its three figures")
    return {
        "corte": corte.numero,
        "turno": corte.turno,
        "cajero": corte.cajero,
        "quien": quien.clave,
        "momento": corte.momento.isoformat(),
        "fondo": corte.fondo.centavos,
        "medios": {clave: importe.centavos for clave, importe in corte.medios},
        "conceptos": {clave: importe.centavos for clave, importe in corte.conceptos},
        "programas": {clave: importe.centavos for clave, importe in corte.programas},
        "pagos": corte.pagos,
        "entradas": corte.entradas.centavos,
        "retiros": corte.retiros.centavos,
        "folio_inicial": corte.folio_inicial,
        "folio_final": corte.folio_final,
        "piezas": {str(valor): n for valor, n in arqueo.piezas},
        "esperado": corte.esperado.centavos,
        "contado": corte.contado.centavos,
        "diferencia": corte.diferencia.centavos,
        "motivo": exigir_renglon(motivo),
    }


def is_ciego(ctx: Contexto) -> bool:
    """Whether the cashier counts the drawer without seeing what is expected."""
    return ctx.perfil.demostracion.arqueo_ciego if ctx.caja.demo else ctx.perfil.arqueo_ciego
