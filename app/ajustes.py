"""Settings of this PC: its printers and how its window looks. They stay beside the diario, not in it.

Only a change of printer is an asiento too, since it says where the papers went.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from app.context import Contexto
from app.domain.perfil import BLOQUEOS
from app.domain.permisos import exigir_permiso
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.gente.acceso import exigir
from app.papel.impresora import ANCHOS, COLUMNAS, TIPOS, Impresora, direccion, revisar_impresora

__all__ = [
    "COLUMNAS",
    "ESCALAS",
    "PAPELES",
    "TEMAS",
    "TIPOS",
    "Ajustes",
    "Impresora",
    "cambiar_aspecto",
    "cambiar_bloqueo",
    "cambiar_impresora",
    "direccion",
    "leer_ajustes",
    "revisar_impresora",
]

TEMAS = {"claro": "Claro", "oscuro": "Oscuro", "alto_contraste": "Alto contraste"}
#: Per cent of the usual size of letters.
ESCALAS = (100, 115, 130, 150, 175, 200)
#: Kinds of paper that may have a printer of their own; the first is the printer of all the others.
PAPELES = {
    "": "Todos los papeles",
    "corte": "Cortes",
    "movimiento": "Vales de efectivo",
    "contrapago": "Devoluciones",
    "subsidio": "Recibos de subsidio",
    "tramite": "Convenios y constancias",
    "reporte": "Reportes",
}


@dataclass(frozen=True, slots=True)
class Ajustes:
    """All the settings of this PC.

    Attributes:
        impresora: of every paper that has none of its own.
        bloqueo: minutes without a hand at the keyboard after which it locks, one of `app.domain.perfil.BLOQUEOS`.
        propias: (kind of paper, its printer), for those that have one.
    """

    impresora: Impresora = field(default_factory=Impresora)
    tema: str = "claro"
    escala: int = 100
    bloqueo: int = 10
    propias: tuple[tuple[str, Impresora], ...] = ()

    def impresora_de(self, clase: str) -> Impresora:
        """Where a kind of paper goes."""
        return dict(self.propias).get(clase, self.impresora)


def leer_ajustes(ctx: Contexto) -> Ajustes:
    """The settings; what was never set, or is no longer understood, is as it comes from the box."""
    with ctx.uow() as uow:
        leidos = uow.ajustes.todos()
    leidas = {clase: _impresora(leidos, clase) for clase in PAPELES}
    tema = leidos.get("tema", "")
    return Ajustes(
        impresora=leidas[""] or Impresora(),
        tema=tema if tema in TEMAS else "claro",
        escala=_entero(leidos.get("escala", ""), ESCALAS, 100),
        bloqueo=_entero(leidos.get("bloqueo", ""), BLOQUEOS, ctx.perfil.bloqueo_minutos),
        propias=tuple((clase, impresora) for clase, impresora in leidas.items() if clase and impresora),
    )


def _impresora(leidos: Mapping[str, str], clase: str) -> Impresora | None:
    """The printer kept for a kind of paper; None where none is, or what is kept is no printer."""
    usual = Impresora()
    # Until there were 42 columns, what was kept was the width of the paper.
    ancho = leidos.get(_nombre(clase, "ancho"), "")
    guardado = {"columnas": str(COLUMNAS[int(ancho)])} if ancho in {str(mm) for mm in ANCHOS.values()} else {}
    guardado |= {c.name: leidos[_nombre(clase, c.name)] for c in fields(usual) if _nombre(clase, c.name) in leidos}
    if guardado.get("tipo", "") not in TIPOS:
        return None
    valores: dict[str, Any] = {
        clave: texto if isinstance(getattr(usual, clave), str) else _numero(texto) for clave, texto in guardado.items()
    }
    try:
        return revisar_impresora(Impresora(**{clave: v for clave, v in valores.items() if v is not None}))
    except NegocioError:
        return None


def _nombre(clase: str, campo: str) -> str:
    return ".".join(t for t in ("impresora", clase, campo) if t)


def _numero(texto: str) -> int | None:
    signo = texto.removeprefix("-")
    return int(texto) if signo.isascii() and signo.isdecimal() and len(signo) < 10 else None


def _entero(texto: str, posibles: tuple[int, ...], usual: int) -> int:
    numero = _numero(texto)
    return numero if numero in posibles else usual


def cambiar_impresora(ctx: Contexto, nueva: Impresora, quien: Usuario, clase: str = "") -> Impresora:
    """Set the printer of this PC, or that of one kind of paper; the change is an asiento, unless nothing changed.

    A kind of paper with a printer of its own and told `ninguna` goes where all the others go.

    Raises:
        NegocioError: `requiere_administrador`, or `impresora_invalida`.
    """
    exigir_permiso(quien, "cambiar_impresora")
    if clase not in PAPELES:
        raise NegocioError("impresora_invalida", f"Los papeles que tienen impresora propia: {_los_propios()}.")
    nueva = revisar_impresora(nueva)
    ajustes = leer_ajustes(ctx)
    antes = ajustes.impresora_de(clase) if clase in dict(ajustes.propias) or not clase else Impresora()
    if antes == nueva:
        return nueva
    with ctx.uow() as uow:
        exigir(uow, quien, "cambiar_impresora")
        # A kind without a printer of its own is kept as one that no type has, so that it is read as none.
        tipo = "" if clase and not nueva.is_puesta else nueva.tipo
        for campo in fields(nueva):
            valor = tipo if campo.name == "tipo" else str(getattr(nueva, campo.name))
            uow.ajustes.guardar(_nombre(clase, campo.name), valor)
        uow.diario.asentar(
            "ajuste_cambiado",
            {
                "ambito": "caja",
                "ajuste": _nombre(clase, ""),
                "antes": antes.texto(),
                "despues": nueva.texto(),
                "quien": quien.clave,
            },
        )
        uow.commit()
    return nueva


def _los_propios() -> str:
    return ", ".join(clase for clase in PAPELES if clase)


def cambiar_bloqueo(ctx: Contexto, minutos: int, quien: Usuario) -> None:
    """Set after how many minutes without anybody the window locks; an asiento, unless nothing changed.

    Raises:
        NegocioError: `requiere_administrador`, or `bloqueo_invalido`.
    """
    if minutos not in BLOQUEOS:
        raise NegocioError("bloqueo_invalido", f"La caja se bloquea a los {', '.join(map(str, BLOQUEOS))} minutos.")
    antes = leer_ajustes(ctx).bloqueo
    if antes == minutos:
        return
    with ctx.uow() as uow:
        exigir(uow, quien, "cambiar_bloqueo")
        uow.ajustes.guardar("bloqueo", str(minutos))
        dicho = {"antes": f"{antes} minutos", "despues": f"{minutos} minutos", "quien": quien.clave}
        uow.diario.asentar("ajuste_cambiado", {"ambito": "caja", "ajuste": "bloqueo"} | dicho)
        uow.commit()


def cambiar_aspecto(ctx: Contexto, tema: str, escala: int) -> None:
    """Set how the window looks.

    Raises:
        NegocioError: `aspecto_invalido`.
    """
    if tema not in TEMAS or escala not in ESCALAS:
        raise NegocioError("aspecto_invalido", "Ese tema o ese tamaño de letra no existe.")
    with ctx.uow() as uow:
        uow.ajustes.guardar("tema", tema)
        uow.ajustes.guardar("escala", str(escala))
        uow.commit()
