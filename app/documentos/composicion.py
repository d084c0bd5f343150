"""Lays a document out for a paper of N columns.

`disponer` gives what a printer needs (rows with their weight and size, codes apart); `componer` gives the same rows as
plain text. Nothing is ever clipped: words wrap, and what has no spaces is broken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial

from app.documentos.documento import (
    Alineacion,
    Codigo,
    Cuadro,
    Dato,
    Documento,
    Importe,
    Linea,
    Logo,
    Nota,
    Rubrica,
    Separador,
    Texto,
)
from app.documentos.grafica import Grafica
from app.documentos.limpieza import limpiar

#: The narrowest paper that is laid out: below it an amount no longer fits beside two words.
COLUMNAS_MINIMAS = 20
REGLA = "─"
_SANGRIA = 2
#: Blanks between the columns of a table.
_ENTRE_CELDAS = 2
#: A blank at which no row ends; no clean text has any.
_UNIDO = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Renglon:
    """One row of ink.

    Attributes:
        izquierda, derecha: its two ends; with a right end, blanks fill what is between.
        grande: twice as wide and as high, so it holds half the columns.
        suave: a remark, which a medium with greys may show in grey.
        regla: a rule across the paper, which a medium with lines may draw as one.
    """

    izquierda: str
    derecha: str = ""
    alineacion: Alineacion = "izq"
    enfasis: bool = False
    grande: bool = False
    suave: bool = False
    regla: bool = False

    def texto(self, columnas: int) -> str:
        """The row spread over that many columns, without blanks at its end."""
        if self.regla:
            return REGLA * columnas
        if self.derecha:
            return self.izquierda + self.derecha.rjust(columnas - len(self.izquierda))
        if self.alineacion == "centro":
            return (" " * ((columnas - len(self.izquierda)) // 2) + self.izquierda).rstrip()
        if self.alineacion == "der":
            return self.izquierda.rjust(columnas)
        return self.izquierda


Fila = Renglon | Codigo | Logo | Rubrica


def disponer(documento: Documento, columnas: int) -> tuple[Fila, ...]:
    """The rows of a document on a paper of that many columns; a code stays whole, its caption follows as rows.

    Raises:
        ValueError: fewer than `COLUMNAS_MINIMAS` columns.
    """
    return tuple(f for f in disponer_con_graficas(documento, columnas) if not isinstance(f, Grafica))


def disponer_con_graficas(documento: Documento, columnas: int) -> tuple[Fila | Grafica, ...]:
    """The same for a medium that draws: its pictures stay whole.

    Raises:
        ValueError: fewer than `COLUMNAS_MINIMAS` columns.
    """
    if columnas < COLUMNAS_MINIMAS:
        raise ValueError(f"a paper of {columnas} columns is too narrow")
    return tuple(fila for linea in documento.lineas for fila in _disponer_linea(linea, columnas))


def componer(documento: Documento, columnas: int) -> tuple[str, ...]:
    """The document as plain text lines of at most that many columns; a code is its data after `[QR]`.

    Raises:
        ValueError: fewer than `COLUMNAS_MINIMAS` columns.
    """
    textos: list[str] = []
    for fila in disponer(documento, columnas):
        if isinstance(fila, Logo):
            continue
        if isinstance(fila, Rubrica):
            textos += partir(f"[FIRMA] {fila.firma.sha}", columnas)
            continue
        if isinstance(fila, Codigo):
            textos += partir(f"[{fila.tipo.upper()}] {limpiar(fila.datos)}", columnas)
        else:
            textos.append(fila.texto(columnas))
    return tuple(textos)


def partir(texto: str, ancho: int) -> list[str]:
    """Wrap at words; a word longer than the width is broken. Always at least one line."""
    if len(texto) <= ancho:
        return [texto]
    lineas: list[str] = []
    actual = ""
    for palabra in texto.split(" "):
        candidata = f"{actual} {palabra}" if actual else palabra
        if len(candidata) <= ancho:
            actual = candidata
            continue
        if actual:
            lineas.append(actual)
        trozos = [palabra[i : i + ancho] for i in range(0, len(palabra), ancho)]
        lineas += trozos[:-1]
        actual = trozos[-1]
    return [*lineas, actual]


def _disponer_linea(linea: Linea, columnas: int) -> tuple[Fila | Grafica, ...]:
    match linea:
        case Grafica() | Logo():
            return (linea,)
        case Cuadro():
            return _disponer_cuadro(linea, columnas)
        case Codigo() | Rubrica():
            pie = partir(limpiar(linea.pie), columnas) if linea.pie else []
            return (linea, *(Renglon(t, alineacion="centro", suave=isinstance(linea, Codigo)) for t in pie))
    return _disponer_texto(linea, columnas)


# Most of what a ticket says the one before it said too, and a customer waits for it.
@lru_cache(maxsize=1024)
def _disponer_texto(linea: Texto | Importe | Dato | Nota | Separador, columnas: int) -> tuple[Renglon, ...]:
    match linea:
        case Importe():
            return _disponer_importe(linea, columnas)
        case Dato():
            return _disponer_dato(linea, columnas)
        case Nota():
            textos = partir(limpiar(linea.texto), columnas - _SANGRIA)
            return tuple(Renglon(" " * _SANGRIA + t, suave=True) for t in textos)
        case Separador():
            return (Renglon("", regla=True),)
    textos = partir(limpiar(linea.texto), columnas // 2 if linea.grande else columnas)
    return tuple(Renglon(t, "", linea.alineacion, linea.enfasis, linea.grande) for t in textos)


def _disponer_importe(linea: Importe, columnas: int) -> tuple[Renglon, ...]:
    valor = str(linea.importe)
    # An amount too long for double width is still printed whole, in bold.
    grande = linea.grande and len(valor) <= columnas // 2
    ancho = columnas // 2 if grande else columnas
    renglon = partial(Renglon, enfasis=linea.enfasis or linea.grande, grande=grande)
    rotulo = limpiar(linea.rotulo)
    hueco = ancho - len(valor) - 1
    # A word is not broken to make room for the amount: the label takes the whole width then.
    cabe = max(len(palabra) for palabra in rotulo.split(" ")) <= hueco
    *antes, ultimo = partir(rotulo, hueco if cabe else ancho)
    filas = [renglon(t) for t in antes]
    if len(ultimo) <= hueco:
        return (*filas, renglon(ultimo, valor))
    return (*filas, renglon(ultimo), *(renglon("", v) for v in partir(valor, ancho)))


def _disponer_dato(linea: Dato, columnas: int) -> tuple[Renglon, ...]:
    renglon = partial(Renglon, enfasis=linea.enfasis)
    rotulo, valor = limpiar(linea.rotulo), limpiar(linea.valor)
    hueco = columnas - len(rotulo) - 2
    # Beside its label as long as that takes no more rows than under it.
    if hueco < columnas // 3 or len(partir(valor, hueco)) > 1 + len(partir(valor, columnas)):
        solos = tuple(renglon(t) for t in partir(rotulo, columnas))
        return (*solos, *(renglon("", v) for v in partir(valor, columnas)))
    primero, *otros = partir(valor, hueco)
    return (renglon(rotulo, primero), *(renglon("", v) for v in otros))


def _disponer_cuadro(cuadro: Cuadro, columnas: int) -> tuple[Renglon, ...]:
    filas = [tuple(map(limpiar, fila)) for fila in (cuadro.titulos, *cuadro.filas, cuadro.total) if fila]
    anchos = [max(len(fila[n]) for fila in filas) for n in range(len(cuadro.titulos))]
    sobra = columnas - sum(anchos) - _ENTRE_CELDAS * (len(anchos) - 1)
    if sobra < 0:
        return _en_renglones(filas, columnas, con_total=bool(cuadro.total))
    anchos[0] += sobra
    hechas = [_en_celdas(fila, anchos) for fila in filas]
    hechas[0] = replace(hechas[0], suave=True)
    if cuadro.total:
        hechas[-1:] = [Renglon("", regla=True), replace(hechas[-1], enfasis=True)]
    return tuple(hechas)


def _en_celdas(fila: tuple[str, ...], anchos: list[int]) -> Renglon:
    figuras = (celda.rjust(ancho) for celda, ancho in zip(fila[1:], anchos[1:], strict=True))
    return Renglon((" " * _ENTRE_CELDAS).join((fila[0].ljust(anchos[0]), *figuras)))


def _en_renglones(filas: list[tuple[str, ...]], columnas: int, *, con_total: bool) -> tuple[Renglon, ...]:
    """A table that does not fit: its last figures beside their words, the others under them with their titles."""
    titulos, *datos = filas
    hechas: list[Renglon] = []
    for n, fila in enumerate(datos, 1):
        is_total = con_total and n == len(datos)
        hechas += [Renglon("", regla=True)] if is_total else []
        hechas += _disponer_dato(Dato(fila[0], fila[-1], is_total), columnas)
        # A figure stays on the row of its title.
        otras = (f"{t} {celda}".replace(" ", _UNIDO) for t, celda in zip(titulos[1:-1], fila[1:-1], strict=True))
        textos = partir(f"{_UNIDO}· ".join(otras), columnas - _SANGRIA)
        hechas += (Renglon(" " * _SANGRIA + t.replace(_UNIDO, " "), suave=True) for t in textos)
    return tuple(hechas)
