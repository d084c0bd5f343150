"""Settings of this PC: its printer and how its window looks. They stay beside the diario, not in it.

Only a change of printer is an asiento too, since it says where the papers went.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.acceso import exigir
from app.context import Contexto
from app.domain.permisos import exigir_permiso
from app.domain.usuario import Usuario
from app.errors import NegocioError

#: Where papers go, and what people call it.
TIPOS = {
    "ninguna": "Sin impresora",
    "archivo": "Archivo o puerto",
    "carpeta": "Carpeta",
    "red": "Impresora de red",
}
#: Columns of each paper width, in millimetres.
COLUMNAS = {58: 32, 80: 48}
TEMAS = {"claro": "Claro", "oscuro": "Oscuro", "alto_contraste": "Alto contraste"}
#: Per cent of the usual size of letters.
ESCALAS = (100, 115, 130, 150, 175, 200)
#: Port of raw printing, where none is given.
PUERTO = 9100

_DIRECCION = re.compile(r"(?P<ip6>\[[0-9a-fA-F:.]+\])|(?P<nombre>[A-Za-z0-9._-]+)", re.ASCII)
_TECHO_DESTINO = 400


@dataclass(frozen=True, slots=True)
class Impresora:
    """Where the papers of this PC go.

    Attributes:
        tipo: one of `TIPOS`.
        destino: path of the file, port or folder, or `address[:port]`; empty for `ninguna`.
        ancho: width of the paper, 58 or 80 mm.
    """

    tipo: str = "ninguna"
    destino: str = ""
    ancho: int = 80

    @property
    def columnas(self) -> int:
        """Signs in a row of its paper."""
        return COLUMNAS[self.ancho]

    @property
    def is_puesta(self) -> bool:
        """Whether there is a printer at all."""
        return self.tipo != "ninguna"

    def texto(self) -> str:
        """As people read it: `Impresora de red 10.0.0.5, papel de 80 mm`."""
        if not self.is_puesta:
            return TIPOS[self.tipo]
        return f"{TIPOS[self.tipo]} {self.destino}, papel de {self.ancho} mm"


@dataclass(frozen=True, slots=True)
class Ajustes:
    """All the settings of this PC."""

    impresora: Impresora = field(default_factory=Impresora)
    tema: str = "claro"
    escala: int = 100


def leer_ajustes(ctx: Contexto) -> Ajustes:
    """The settings; what was never set, or is no longer understood, is as it comes from the box."""
    with ctx.uow() as uow:
        leidos = uow.ajustes.todos()
    tipo, destino = leidos.get("impresora.tipo", ""), leidos.get("impresora.destino", "")
    ancho = _entero(leidos.get("impresora.ancho", ""), tuple(COLUMNAS), 80)
    tema = leidos.get("tema", "")
    return Ajustes(
        impresora=Impresora(tipo, destino, ancho) if tipo in TIPOS else Impresora(),
        tema=tema if tema in TEMAS else "claro",
        escala=_entero(leidos.get("escala", ""), ESCALAS, 100),
    )


def _entero(texto: str, posibles: tuple[int, ...], usual: int) -> int:
    return int(texto) if texto.isascii() and texto.isdecimal() and int(texto) in posibles else usual


def cambiar_impresora(ctx: Contexto, nueva: Impresora, quien: Usuario) -> Impresora:
    """Set the printer of this PC; the change is an asiento, unless nothing changed.

    Raises:
        NegocioError: `requiere_administrador`, or `impresora_invalida`.
    """
    exigir_permiso(quien, "cambiar_impresora")
    nueva = revisar_impresora(nueva)
    antes = leer_ajustes(ctx).impresora
    if antes == nueva:
        return nueva
    with ctx.uow() as uow:
        exigir(uow, quien, "cambiar_impresora")
        uow.ajustes.guardar("impresora.tipo", nueva.tipo)
        uow.ajustes.guardar("impresora.destino", nueva.destino)
        uow.ajustes.guardar("impresora.ancho", str(nueva.ancho))
        uow.diario.asentar(
            "ajuste_cambiado",
            {
                "ambito": "caja",
                "ajuste": "impresora",
                "antes": antes.texto(),
                "despues": nueva.texto(),
                "quien": quien.clave,
            },
        )
        uow.commit()
    return nueva


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


def revisar_impresora(impresora: Impresora) -> Impresora:
    """The same printer with a tidy destination, if papers could go there.

    Raises:
        NegocioError: `impresora_invalida`.
    """
    if impresora.tipo not in TIPOS or impresora.ancho not in COLUMNAS:
        raise NegocioError("impresora_invalida", "Elija el tipo de impresora y el ancho del papel, 58 u 80 mm.")
    if not impresora.is_puesta:
        return Impresora(ancho=impresora.ancho)
    destino = impresora.destino.strip()
    if not destino or len(destino) > _TECHO_DESTINO or not destino.isprintable():
        raise NegocioError("impresora_invalida", _FALTA[impresora.tipo])
    if impresora.tipo == "red":
        direccion(destino)
    return Impresora(impresora.tipo, destino, impresora.ancho)


_FALTA = {
    "archivo": "Escriba la ruta del archivo o del puerto, por ejemplo /dev/usb/lp0",
    "carpeta": "Escriba la ruta de la carpeta donde quedarán los papeles.",
    "red": "Escriba la dirección de la impresora, por ejemplo 192.168.1.50 o 192.168.1.50:9100",
}


def direccion(destino: str) -> tuple[str, int]:
    """Host and port of `192.168.1.50`, `impresora:9100` or `[fe80::1]:9100`.

    Raises:
        NegocioError: `impresora_invalida`.
    """
    leida = _DIRECCION.match(destino)
    resto = destino[leida.end() :] if leida else ""
    if not leida or (resto and not (resto.startswith(":") and resto[1:].isascii() and resto[1:].isdecimal())):
        raise NegocioError("impresora_invalida", _FALTA["red"])
    puerto = int(resto[1:7]) if resto else PUERTO
    if not 1 <= puerto <= 65_535:
        raise NegocioError("impresora_invalida", "El puerto de la impresora va de 1 a 65535; lo usual es 9100.")
    return leida[0].strip("[]"), puerto
