"""Papers that an order writes to a file: of what it has just done, or again."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.cli.salida import Salida
from app.context import Contexto
from app.domain.pago.pago import Folio
from app.errors import EquipoError, NegocioError
from app.papel.archivo import exigir_forma
from app.papel.impresion import reimprimir_papel, sacar_original
from app.papel.impresora import COLUMNAS
from app.taller import Taller


def agregar(orden: ArgumentParser, opcion: str, que: str) -> None:
    """Add the option that says where; a name of no known form is refused before anything is done."""
    orden.add_argument(opcion, type=_ruta, metavar="ARCHIVO", help=f"{que}: .pdf, .txt, .bin o .png")


def _ruta(texto: str) -> Path:
    ruta = Path(texto)
    exigir_forma(ruta)
    return ruta


def escribir_original(
    taller: Taller, ctx: Contexto, folio: Folio, ruta: Path | None, hecho: str, columnas: int = COLUMNAS[80]
) -> tuple[str, ...]:
    """Write it, only now that what it says is on the disk; what is to be told of that, if anything.

    Args:
        ruta: None writes nothing.
        hecho: what stands whatever becomes of the paper, such as «El pago quedó registrado, pero su ticket».
    """
    if ruta is None:
        return ()
    try:
        salida = sacar_original(ctx, taller.en_archivo(ruta, columnas), taller.encabezado(ctx), str(folio))
    except (NegocioError, EquipoError) as error:
        return (f"{hecho} no se escribió: {error.mensaje}",)
    return () if salida.is_bien else (f"{hecho} no se escribió: {salida.detalle}",)


def con_avisos(salida: Salida, avisos: Sequence[str]) -> Salida:
    """An answer that tells scripts too that a paper was not written."""
    if not avisos:
        return salida
    return replace(salida, datos={**salida.datos, "avisos_de_papel": avisos}, texto="\n".join((salida.texto, *avisos)))


def escribir_copia(
    taller: Taller, ctx: Contexto, folio: str, ruta: Path, persona: str = "", columnas: int = COLUMNAS[80]
) -> int:
    """Write any paper again; n of its «COPIA n».

    Raises:
        NegocioError: see `app.papel.impresion.reimprimir_papel`.
        EquipoError: `archivo_no_escribible`.
    """
    archivo = taller.en_archivo(ruta, columnas)
    salida = reimprimir_papel(ctx, lambda clase: archivo, taller.encabezado(ctx), folio, persona)
    if not salida.is_bien:
        raise EquipoError("archivo_no_escribible", salida.detalle)
    return salida.copia
