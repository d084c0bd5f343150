"""The session at the till: open it, cut it, close it; and making a new caja."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.centro.alto import exigir_sin_alto
from app.context import Contexto
from app.domain.corte.corte import CONTRAPAGOS, Arqueo, Corte, Turno, efectivo_esperado, exigir_motivo
from app.domain.diario.contenido_corte import arqueo_de, datos_de_arqueo, datos_de_corte
from app.domain.dinero import CERO, Dinero
from app.domain.permisos import puede
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir, exigir_alta
from app.ports import UnitOfWork
from app.turno.cifras import corte_del_turno, efectivo_movido, ocultar


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
        NegocioError: `sin_turno`, `turno_de_otro_dia`, `turno_de_otro`, `caja_detenida`, or what
            `app.gente.acceso.exigir` raises.
    """
    exigir_sin_alto(uow)
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


def corte_x(ctx: Contexto, *, completo: bool = False) -> Corte:
    """The figures of the open turno so far; changes nothing.

    Args:
        completo: show what a blind count hides: for who is not the one that counts.

    Raises:
        NegocioError: `sin_turno`.
    """
    with ctx.uow() as uow:
        turno = uow.turnos.abierto()
        if turno is None:
            raise NegocioError("sin_turno", "No hay turno abierto.")
        corte = corte_del_turno(ctx, uow, turno)
    return ocultar(corte) if is_ciego(ctx) and not completo else corte


def cerrar_turno(ctx: Contexto, cajero: Usuario, arqueo: Arqueo, motivo: str) -> Corte:
    """Close the turno with the count of its drawer: corte Z. The difference is stored, never adjusted.

    Its own cashier closes it the same day. Somebody else's, or one that was left open on another day, is counted and
    closed by a supervisor who is not its cashier, with the reason. Where the count is blind and a reason is missing,
    the count is kept before that is said, and the turno closes only with the same one.

    Raises:
        NegocioError: `sin_turno`, `turno_de_otro`, `turno_de_otro_dia`, `falta_motivo`, `arqueo_invalido`,
            `arqueo_ya_contado`, or what `app.gente.acceso.exigir` raises.
    """
    arqueo.exigir()
    with ctx.uow() as uow:
        turno = uow.turnos.abierto()
        if turno is None:
            raise NegocioError("sin_turno", _cerrado(uow))
        _exigir_que_cierre(uow, turno, cajero, ctx.reloj.ahora(), motivo)
        corte = _contar(corte_del_turno(ctx, uow, turno), arqueo, cajero, motivo)
        _exigir_explicado(ctx, uow, corte)
        corte = replace(corte, clase="Z", numero=uow.cortes.siguiente())
        asiento = uow.diario.asentar("turno_cerrado", datos_de_corte(corte), v=2)
        uow.cola.encolar(f"Z-{corte.numero}", "corte")
        uow.commit()
    return replace(corte, seq=asiento.seq, hash=asiento.hash.hex())


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
    return efectivo_esperado(turno.fondo, uow.cortes.medios(turno.numero), *efectivo_movido(uow, turno))


def _exigir_explicado(ctx: Contexto, uow: UnitOfWork, corte: Corte) -> None:
    """Refuse a large difference without a reason; a blind count is on the disk before anybody says that it is wrong.

    From then on only the same count closes, or one made after more money came in, and always with a reason: whoever
    tries again cannot feel their way to what is expected.
    """
    ciego, arqueo = is_ciego(ctx), corte.arqueo or Arqueo(())
    ultimo = uow.cortes.ultimo(corte.turno, ("arqueo", "pago", "movimiento", *CONTRAPAGOS)) if ciego else None
    contado = ultimo is not None and ultimo.tipo == "arqueo" and ultimo.datos()["clase"] == "cierre"
    if contado and ultimo is not None and arqueo_de(ultimo.datos()) != arqueo:
        raise NegocioError(
            "arqueo_ya_contado",
            "Ese cajón ya se contó y el conteo quedó guardado: cierre con el mismo y escriba el motivo. Si contó mal, "
            "dígalo en el motivo y el supervisor recuenta.",
        )
    dudoso = ciego and uow.cortes.ultimo(corte.turno, ("arqueo",)) is not None
    try:
        exigir_motivo(corte.diferencia or CERO, limite_sin_motivo(ctx), corte.motivo, ciego=ciego, dudoso=dudoso)
    except NegocioError:
        if ciego and not contado:
            uow.diario.asentar("arqueo", _datos_de_conteo(corte, arqueo))
            uow.commit()
        raise


def _datos_de_conteo(corte: Corte, arqueo: Arqueo) -> dict[str, object]:
    esperado, diferencia = corte.esperado or CERO, corte.diferencia or CERO
    return {
        "turno": corte.turno,
        "clase": "cierre",
        "contado": arqueo.total.centavos,
        "esperado": esperado.centavos,
        "diferencia": diferencia.centavos,
        "cajero": corte.cajero,
        "quien": corte.quien,
        **datos_de_arqueo(arqueo),
    }


def _cerrado(uow: UnitOfWork) -> str:
    ultimo = uow.cortes.siguiente() - 1
    hecho = f" El último ya se cerró con el corte Z {ultimo}." if ultimo else ""
    return f"No hay turno abierto que cerrar.{hecho}"


def _contar(corte: Corte, arqueo: Arqueo, quien: Usuario, motivo: str) -> Corte:
    return replace(
        corte,
        arqueo=arqueo,
        contado=arqueo.total,
        diferencia=arqueo.total - (corte.esperado or CERO),
        motivo=exigir_renglon(motivo),
        quien=quien.clave,
    )


def is_ciego(ctx: Contexto) -> bool:
    """Whether the cashier counts the drawer without seeing what is expected."""
    return ctx.perfil.demostracion.arqueo_ciego if ctx.caja.demo else ctx.perfil.arqueo_ciego


def limite_sin_motivo(ctx: Contexto) -> Dinero | None:
    """The largest difference that is closed without a reason; None for any."""
    perfil = ctx.perfil
    return perfil.demostracion.diferencia_con_motivo if ctx.caja.demo else perfil.diferencia_con_motivo
