"""A printer as people describe it: where it is, what paper it takes and what it can do by itself.

Two printers of the same model differ in a handful of settings that no program can ask for; each is a field here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from app.errors import NegocioError

#: Where papers go, and what people call it.
TIPOS = {
    "ninguna": "Sin impresora",
    "red": "Impresora de red",
    "archivo": "Puerto USB o archivo",
    "serie": "Puerto serie",
    "cola": "Impresora del sistema (tickets)",
    "hojas": "Impresora del sistema (hojas)",
    "carpeta": "Carpeta de PDF",
}
#: What to write where it is asked where a printer is.
PISTAS = {
    "ninguna": "Los papeles quedan en cola hasta que haya impresora.",
    "red": "Dirección de la impresora, por ejemplo 192.168.1.50 o 192.168.1.50:9100",
    "archivo": "Un puerto como /dev/usb/lp0, o un archivo que crece. Uno que termine en .pdf o .txt guarda el último.",
    "serie": "Puerto serie, por ejemplo /dev/ttyS0 o COM3. Su velocidad está en la hoja de prueba de la impresora.",
    "cola": "Nombre con que el sistema conoce a la impresora de tickets; recibe los bytes tal cual.",
    "hojas": "Nombre con que el sistema conoce a la impresora; cada papel sale en carta o media carta.",
    "carpeta": "Cada papel queda como un PDF con su folio por nombre.",
}
#: Columns of font A that heads have, and the width of their paper in millimetres.
ANCHOS = {32: 58, 42: 80, 48: 80}
#: The usual columns of each paper width.
COLUMNAS = {58: 32, 80: 48}
#: Pages of signs that hold Spanish, and the number by which most printers call them (`ESC t n`).
PAGINAS = {"cp858": 19, "cp850": 2, "cp437": 0, "cp1252": 16, "iso8859-15": 40}
CORTES = {"parcial": "Parcial", "completo": "Completo", "ninguno": "No corta"}
#: Pin of the drawer's connector; 0 for no drawer.
PINES = (2, 5, 0)
CODIGOS = {"dibujado": "El programa", "nativo": "La impresora"}
#: Steps darker or lighter than the printer's own; 0 leaves it as it is.
DENSIDADES = range(-6, 7)
#: Milliseconds that the drawer's coil is fed; the command counts them by twos in one byte.
PULSOS = range(10, 511)
VELOCIDADES = (9600, 19200, 38400, 57600, 115200)
FLUJOS = {"ninguno": "Ninguno", "rts_cts": "RTS/CTS", "xon_xoff": "XON/XOFF"}
#: Port of raw printing, where none is given.
PUERTO = 9100

_DIRECCION = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,400}))?", re.ASCII)
_TECHO_DESTINO = 400


@dataclass(frozen=True, slots=True)
class Impresora:
    """Where papers go.

    Attributes:
        tipo: one of `TIPOS`.
        destino: path of the file, port or folder, name of the system's queue, or `address[:port]`; empty for `ninguna`.
        columnas: one of `ANCHOS`.
        pagina, numero_pagina: page of signs, one of `PAGINAS`, and the number by which this printer calls it, 0 to 255.
        corte: one of `CORTES`.
        cajon, pulso: pin of the drawer (2, 5, or 0 for none) and milliseconds of its pulse, 10 to 510.
        qr, barras: who draws the codes, one of `CODIGOS`; a printer that does not know the order prints rubbish.
        densidad: -6 (light) to 6 (dark); 0 as the printer comes.
        velocidad, flujo: bits a second and flow control of a serial port.
    """

    tipo: str = "ninguna"
    destino: str = ""
    columnas: int = 48
    pagina: str = "cp858"
    numero_pagina: int = 19
    corte: str = "parcial"
    cajon: int = 2
    pulso: int = 50
    qr: str = "dibujado"
    barras: str = "dibujado"
    densidad: int = 0
    velocidad: int = 9600
    flujo: str = "ninguno"

    @property
    def ancho(self) -> int:
        """Millimetres of its paper."""
        return ANCHOS[self.columnas]

    @property
    def is_puesta(self) -> bool:
        """Whether there is a printer at all."""
        return self.tipo != "ninguna"

    def texto(self) -> str:
        """As people read it: `Impresora de red 10.0.0.5, papel de 80 mm, 42 columnas`; what is usual is not said."""
        if not self.is_puesta:
            return TIPOS[self.tipo]
        columnas = "" if self.columnas == COLUMNAS[self.ancho] else f", {self.columnas} columnas"
        usual = Impresora(self.tipo, self.destino, self.columnas)
        otros = "".join(
            f", {campo.name.replace('_', ' ')} {getattr(self, campo.name)}"
            for campo in fields(self)
            if getattr(self, campo.name) != getattr(usual, campo.name)
        )
        return f"{TIPOS[self.tipo]} {self.destino}, papel de {self.ancho} mm{columnas}{otros}"


@dataclass(frozen=True, slots=True)
class Hallada:
    """A printer that the system knows of: type, destination, and what it is called."""

    tipo: str
    destino: str
    nombre: str


def revisar_impresora(impresora: Impresora) -> Impresora:
    """The same printer with a tidy destination, if papers could go there.

    Raises:
        NegocioError: `impresora_invalida`.
    """
    if impresora.tipo not in TIPOS or impresora.columnas not in ANCHOS:
        raise NegocioError("impresora_invalida", "Elija el tipo de impresora y su papel: 32, 42 o 48 columnas.")
    for vale, mensaje in _reparos(impresora):
        if not vale:
            raise NegocioError("impresora_invalida", mensaje)
    if not impresora.is_puesta:
        return Impresora(columnas=impresora.columnas)
    destino = impresora.destino.strip()
    if not destino or len(destino) > _TECHO_DESTINO or not destino.isprintable():
        raise NegocioError("impresora_invalida", _FALTA[impresora.tipo])
    if impresora.tipo == "red":
        direccion(destino)
    if impresora.tipo in ("cola", "hojas") and destino.startswith("-"):
        raise NegocioError("impresora_invalida", _FALTA[impresora.tipo])
    return replace(impresora, destino=destino)


def _reparos(i: Impresora) -> tuple[tuple[bool, str], ...]:
    paginas = ", ".join(PAGINAS)
    return (
        (i.pagina in PAGINAS, f"La página de códigos es una de: {paginas}."),
        (
            i.numero_pagina in range(256),
            "El número de la página de códigos va de 0 a 255; está en el manual de la impresora (Epson: 19).",
        ),
        (i.corte in CORTES, f"El corte es uno de: {', '.join(CORTES)}."),
        (i.cajon in PINES, "El cajón cuelga de la punta 2 o de la 5; 0 si no hay."),
        (i.pulso in PULSOS, "El pulso del cajón dura de 10 a 510 milisegundos."),
        (
            i.qr in CODIGOS and i.barras in CODIGOS,
            f"Los códigos se dibujan de uno de estos modos: {', '.join(CODIGOS)}.",
        ),
        (i.densidad in DENSIDADES, "La densidad va de -6 (claro) a 6 (oscuro)."),
        (i.velocidad in VELOCIDADES, f"La velocidad es una de: {', '.join(map(str, VELOCIDADES))}."),
        (i.flujo in FLUJOS, f"El control de flujo es uno de: {', '.join(FLUJOS)}."),
    )


_FALTA_COLA = "Escriba el nombre con que el sistema conoce a la impresora; «lpstat -e» los da."
_FALTA = {
    "red": "Escriba la dirección de la impresora, por ejemplo 192.168.1.50 o 192.168.1.50:9100",
    "archivo": "Escriba la ruta del puerto o del archivo, por ejemplo /dev/usb/lp0",
    "serie": "Escriba el puerto serie, por ejemplo /dev/ttyS0 o COM3",
    "cola": _FALTA_COLA,
    "hojas": _FALTA_COLA,
    "carpeta": "Escriba la ruta de la carpeta donde quedarán los papeles.",
}


def direccion(destino: str) -> tuple[str, int]:
    """Host and port of `192.168.1.50`, `impresora:9100` or `[fe80::1]:9100`.

    Raises:
        NegocioError: `impresora_invalida`.
    """
    leida = _DIRECCION.fullmatch(destino)
    if not leida:
        raise NegocioError("impresora_invalida", _FALTA["red"])
    puerto = int(leida[2] or PUERTO)
    if not 1 <= puerto <= 65_535:
        raise NegocioError("impresora_invalida", "El puerto de la impresora va de 1 a 65535; lo usual es 9100.")
    return leida[1].strip("[]"), puerto
