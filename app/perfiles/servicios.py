"""The price list of otros servicios: a line each in `otros-servicios.csv`, and tables of two ways, a cell each.

A profile declares its tables of two ways in `perfil.toml`, one section each:

    [servicios.ramal]
    archivo = "ramal-toma.csv"          # columns: clave, concepto, unidad, and those of `columnas`
    clave = "VI-{renglon}-{columna}"    # of a cell: its row's clave, and letters and digits of its column
    causa_iva = true
    indexa = false
    fundamento = "Ley de Ingresos …, Art. 14 fr. VI"
    columnas."1 1/2" = "1 1/2 pulgadas" # title in the table = how it ends the concepto
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.domain.pago.servicio import CLASES, PARA, UNIDADES_DE_PRECIO, Servicio
from app.perfiles.lectura import Falla, Fila, leer_csv
from app.perfiles.seccion import Seccion

COLUMNAS = (
    "clave", "concepto", "precio", "unidad_de_precio", "unidad", "causa_iva", "iva_segun", "indexa", "clase", "para",
    "usos", "leyenda", "fundamento",
)  # fmt: skip
_DEL_CUADRO = ("clave", "concepto", "unidad")
_SI_NO = ("si", "no")
_PARTES = ("{renglon}", "{columna}")


def leer_servicios(carpeta: Path, toml: Seccion, usos: tuple[str, ...]) -> tuple[Servicio, ...]:
    """The whole price list of a version; no clave is twice in it. Mistakes are noted in `toml.fallas`."""
    servicios: dict[str, Servicio] = {}
    for fila, servicio in (*_de_la_lista(carpeta, usos, toml.fallas), *_de_los_cuadros(carpeta, toml)):
        if servicio.clave in servicios:
            fila.fallar("clave", f"«{servicio.clave}» ya está en otro renglón")
        servicios[servicio.clave] = servicio
    return tuple(servicios.values())


def _de_la_lista(carpeta: Path, usos: tuple[str, ...], fallas: list[Falla]) -> Iterator[tuple[Fila, Servicio]]:
    for fila in leer_csv(carpeta / "otros-servicios.csv", COLUMNAS, fallas):
        fila.palabra("iva_segun", ("ley", "decision"))
        servicio = Servicio(
            clave=_clave(fila),
            concepto=fila.texto("concepto"),
            precio=fila.decimal("precio") if fila.celdas["precio"] else None,
            unidad_de_precio=fila.palabra("unidad_de_precio", UNIDADES_DE_PRECIO),
            unidad=fila.texto("unidad"),
            causa_iva=fila.palabra("causa_iva", _SI_NO) == "si",
            indexa=fila.palabra("indexa", _SI_NO) == "si",
            fundamento=fila.texto("fundamento"),
            clase=fila.palabra("clase", CLASES),
            para=fila.palabra("para", PARA),
            usos=tuple(u.strip() for u in fila.celdas["usos"].split("|") if u.strip()),
            leyenda=fila.celdas["leyenda"],
        )
        _revisar(fila, servicio, usos)
        yield fila, servicio


def _clave(fila: Fila) -> str:
    """One word that is typed on a command line as it is: `--servicio CLAVE:N`."""
    clave = fila.texto("clave")
    if not all(letra.isascii() and (letra.isalnum() or letra == "-") for letra in clave):
        fila.fallar("clave", f"«{clave[:40]}» debe ser de letras sin acento, cifras y guiones")
    return clave


def _revisar(fila: Fila, servicio: Servicio, usos: tuple[str, ...]) -> None:
    """What one cell says against another."""
    if servicio.precio is None and servicio.clase != "importe_libre":
        fila.fallar("precio", "falta; solo un servicio de clase importe_libre va sin precio")
    if servicio.precio is not None and servicio.clase == "importe_libre":
        fila.fallar("precio", "sobra: el importe de un servicio de clase importe_libre se dice al cobrar")
    if servicio.clase == "aportacion" and servicio.causa_iva:
        fila.fallar("causa_iva", "una aportación es de terceros y no causa IVA")
    if servicio.clase == "cargo_al_recibo" and servicio.para != "cuenta":
        fila.fallar("para", "lo que va con cargo al recibo es para una cuenta: debe decir cuenta")
    for uso in servicio.usos:
        if uso not in usos:
            fila.fallar("usos", f"«{uso[:40]}» no es ninguno de: {', '.join(usos)}")


def _de_los_cuadros(carpeta: Path, toml: Seccion) -> Iterator[tuple[Fila, Servicio]]:
    if "servicios" not in toml.datos:
        return
    cuadros = toml.seccion("servicios")
    for nombre in cuadros.datos:
        yield from _del_cuadro(carpeta, cuadros.seccion(nombre))


def _del_cuadro(carpeta: Path, seccion: Seccion) -> Iterator[tuple[Fila, Servicio]]:
    nombres = seccion.seccion("columnas")
    titulos = {titulo: nombres.texto(titulo) for titulo in nombres.datos}
    archivo, patron = seccion.texto("archivo"), seccion.texto("clave")
    causa_iva, indexa, fundamento = seccion.logico("causa_iva"), seccion.logico("indexa"), seccion.texto("fundamento")
    if any(parte not in patron for parte in _PARTES):
        seccion.fallar("clave", "debe llevar {renglon} y {columna}: cada celda tiene su clave")
        return
    for fila in leer_csv(carpeta / archivo, (*_DEL_CUADRO, *titulos), seccion.fallas):
        renglon, concepto, unidad = _clave(fila), fila.texto("concepto"), fila.texto("unidad")
        for titulo, nombre in titulos.items():
            columna = "".join(letra for letra in titulo if letra.isalnum())
            clave = patron.replace("{renglon}", renglon).replace("{columna}", columna)
            precio = fila.decimal(titulo)
            yield fila, Servicio(clave, f"{concepto}, {nombre}", precio, "MXN", unidad, causa_iva, indexa, fundamento)
