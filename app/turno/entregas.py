"""After the corte Z: counted again by a supervisor, handed over to treasury, accepted or sent back.

Each is an asiento of its own; the corte's figures stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

from app.context import Contexto
from app.domain.corte.corte import DE_PAPEL, Arqueo, Corte
from app.domain.corte.entrega import Paso, exigir_paso
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_corte import datos_de_piezas, paso_de
from app.domain.dinero import CERO, Dinero
from app.domain.permisos import puede
from app.domain.renglon import exigir_renglon
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir, exigir_alta
from app.ports import UnitOfWork
from app.turno.cortes import exigir_corte


def recontar(ctx: Contexto, numero: int, arqueo: Arqueo, motivo: str, quien: Usuario) -> Corte:
    """Put a supervisor's count beside the cashier's; the difference is against what the system expected.

    Raises:
        NegocioError: `corte_desconocido`, `requiere_supervisor`, `recuenta_otro`, `falta_motivo`, or where it stands.
    """
    with ctx.uow() as uow:
        exigir(uow, quien, "recontar")
        corte = exigir_corte(ctx, uow, numero)
        exigir_paso("recontado", corte.pasos, numero)
        if quien.clave == corte.cajero:
            raise NegocioError("recuenta_otro", "Quien contó la caja no puede recontarla: que lo haga otra persona.")
        datos = {
            "corte": numero,
            "recontado": arqueo.total.centavos,
            "diferencia": (arqueo.total - (corte.esperado or CERO)).centavos,
            "quien": quien.clave,
            "motivo": _exigir_texto(motivo, "falta_motivo", "Diga por qué se recuenta: --motivo"),
            **datos_de_piezas(arqueo.piezas),
        }
        asiento = uow.diario.asentar("corte_recontado", datos)
        uow.commit()
    return _con_paso(corte, asiento)


def entregar(
    ctx: Contexto, numero: int, arqueo: Arqueo | None, quien: Usuario, referencia: str = "", recibe: str = ""
) -> Corte:
    """Hand the money of a corte over: all that was counted last, or those pieces where the float stays in the drawer.

    Cheques and vouchers go with it, as many as the turno took.

    Raises:
        NegocioError: `corte_desconocido`, `turno_de_otro`, `entrega_de_mas`, or where it stands.
    """
    with ctx.uow() as uow:
        corte = exigir_corte(ctx, uow, numero)
        exigir_paso("entregado", corte.pasos, numero)
        if not puede(exigir_alta(uow, quien), "entregar_ajeno") and quien.clave != corte.cajero:
            raise NegocioError("turno_de_otro", f"El corte Z {numero} es de {corte.cajero}.")
        contado = _contado(corte)
        entrega = contado if arqueo is None else arqueo
        if entrega.total > contado.total:
            raise NegocioError(
                "entrega_de_mas", f"Se entregan {entrega.total} y el corte Z {numero} contó {contado.total}."
            )
        datos: dict[str, object] = {
            "corte": numero,
            "importe": entrega.total.centavos,
            "quien": quien.clave,
            "documentos": [
                {"medio": medio, "n": cuantos, "importe": importe.centavos}
                for medio, cuantos, importe in uow.cortes.documentos(corte.turno)
                if medio in DE_PAPEL
            ],
            **datos_de_piezas(entrega.piezas),
            **_con_texto(referencia=referencia, recibe=recibe),
        }
        asiento = uow.diario.asentar("corte_entregado", datos)
        uow.commit()
    return _con_paso(corte, asiento)


def _contado(corte: Corte) -> Arqueo:
    """The last count of its cash, the supervisor's if there was one."""
    if corte.recuento is not None:
        return Arqueo(corte.recuento.piezas)
    return Arqueo(corte.arqueo.piezas if corte.arqueo else ())


def aceptar(ctx: Contexto, numero: int, importe: Dinero | None, nota: str, quien: Usuario) -> Corte:
    """Treasury takes the money as good; what it found is what was handed over unless it says otherwise, and why.

    Raises:
        NegocioError: `corte_desconocido`, `requiere_tesoreria`, `recibe_otro`, `falta_nota`, or where it stands.
    """
    with ctx.uow() as uow:
        corte = _para_tesoreria(ctx, uow, numero, quien, "aceptado")
        entregado = next(p.importe for p in reversed(corte.pasos) if p.clase == "entregado")
        hallado = entregado if importe is None else importe
        if hallado != entregado:
            _exigir_texto(
                nota, "falta_nota", f"Se entregaron {entregado} y se hallaron {hallado}: diga por qué, --nota"
            )
        datos = {"corte": numero, "importe": hallado.centavos, "quien": quien.clave} | _con_texto(nota=nota)
        asiento = uow.diario.asentar("corte_aceptado", datos)
        uow.commit()
    return _con_paso(corte, asiento)


def rechazar(ctx: Contexto, numero: int, motivo: str, quien: Usuario) -> Corte:
    """Treasury sends the money back, to be counted and handed over again.

    Raises:
        NegocioError: `corte_desconocido`, `requiere_tesoreria`, `recibe_otro`, `falta_motivo`, or where it stands.
    """
    with ctx.uow() as uow:
        corte = _para_tesoreria(ctx, uow, numero, quien, "rechazado")
        dicho = _exigir_texto(motivo, "falta_motivo", "Diga por qué se rechaza: --motivo")
        asiento = uow.diario.asentar("corte_rechazado", {"corte": numero, "quien": quien.clave, "motivo": dicho})
        uow.commit()
    return _con_paso(corte, asiento)


def _para_tesoreria(ctx: Contexto, uow: UnitOfWork, numero: int, quien: Usuario, clase: str) -> Corte:
    exigir(uow, quien, "recibir_corte")
    corte = exigir_corte(ctx, uow, numero)
    exigir_paso(clase, corte.pasos, numero)
    if quien.clave in (corte.cajero, _entrego(corte.pasos)):
        raise NegocioError(
            "recibe_otro", "Quien cobró o entregó el dinero no puede recibirlo: que lo haga otra persona."
        )
    return corte


def _entrego(pasos: tuple[Paso, ...]) -> str:
    return next((p.quien for p in reversed(pasos) if p.clase == "entregado"), "")


def _con_paso(corte: Corte, asiento: Asiento) -> Corte:
    return replace(corte, pasos=(*corte.pasos, paso_de(asiento)))


def _exigir_texto(texto: str, clave: str, mensaje: str) -> str:
    if not exigir_renglon(texto).strip():
        raise NegocioError(clave, mensaje)
    return texto.strip()


def _con_texto(**campos: str) -> dict[str, object]:
    return {clave: exigir_renglon(texto).strip() for clave, texto in campos.items() if texto.strip()}
