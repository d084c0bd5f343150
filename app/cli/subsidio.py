"""`subsidio`: sign the recibo of a payment, put away one signed on paper, tell a true one from another."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli import quien
from app.cli.parser import renglon
from app.cli.salida import HECHO, INTEGRIDAD, Salida, tabla
from app.context import Contexto
from app.domain.pago.pago import Folio
from app.domain.subsidio.firma import Firma
from app.domain.subsidio.subsidio import CALIDADES, ESTADOS, Subsidio
from app.domain.usuario import Usuario
from app.errors import EquipoError, NegocioError
from app.subsidio.anexos import TAMANO_MAXIMO
from app.subsidio.cotejo import Dictamen, cotejar_pdf, cotejar_subsidio
from app.subsidio.firma_svg import leer_svg
from app.subsidio.firmas import SolicitudFirma, archivar_subsidio, firmar_subsidio
from app.subsidio.subsidios import emitir_a_peticion, exigir_subsidio, subsidios_pendientes
from app.taller import Taller


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    grupo = ordenes.add_parser("subsidio", help="recibos de subsidio").add_subparsers(required=True, metavar="QUE")
    emitir = grupo.add_parser("emitir", help="firmar el de un pago, una sola vez")
    emitir.add_argument("folio", type=_folio, metavar="FOLIO", help="del pago o del recibo de subsidio")
    como = emitir.add_mutually_exclusive_group(required=True)
    como.add_argument("--firma", type=Path, metavar="F.svg", help="los trazos de quien firma")
    como.add_argument("--firma-en-papel", action="store_true", help="se firma en dos tantos y se archiva después")
    emitir.add_argument("--firma-cajero", type=Path, metavar="F.svg", help="los trazos de quien cobra")
    emitir.add_argument("--firmante", type=renglon, required=True, metavar="T")
    emitir.add_argument("--calidad", choices=tuple(CALIDADES), default="beneficiario")
    emitir.add_argument("--a", type=Path, metavar="F.pdf", help="escribir el PDF firmado")
    quien.agregar_cajero(emitir)
    emitir.set_defaults(correr=_emitir)
    archivar = grupo.add_parser("archivar", help="guardar el escaneo del que se firmó en papel")
    archivar.add_argument("folio", type=_folio, metavar="FOLIO")
    archivar.add_argument("archivo", type=Path, metavar="ARCHIVO", help="PNG, JPEG o PDF")
    quien.agregar_cajero(archivar)
    archivar.set_defaults(correr=_archivar)
    verificar = grupo.add_parser("verificar", help="decir si es el que se emitió")
    verificar.add_argument("que", metavar="FOLIO|F.pdf")
    verificar.add_argument("--publicas", type=Path, metavar="DIR", help="claves públicas de otra fuente")
    verificar.set_defaults(correr=_verificar)
    pendientes = grupo.add_parser("pendientes", help="los que faltan por firmar o por archivar")
    pendientes.set_defaults(correr=_pendientes)
    pdf = grupo.add_parser("pdf", help="escribir otra vez el PDF firmado, tal como se guardó")
    pdf.add_argument("folio", type=_folio, metavar="FOLIO")
    pdf.add_argument("a", type=Path, metavar="F.pdf")
    pdf.set_defaults(correr=_pdf)


def _folio(texto: str) -> Folio:
    return Folio.from_texto(texto)


def _emitir(taller: Taller, args: Namespace) -> Salida:
    trazos, trazos_cajero = _trazos(args.firma), _trazos(args.firma_cajero)
    with taller.contexto(escribir=True) as ctx:
        cajero = quien.cajero(ctx, args)
        folio = _de_uno(ctx, args.folio, cajero)
        modo = "papel" if args.firma_en_papel else "archivo"
        solicitud = SolicitudFirma(folio, args.firmante, args.calidad, modo, trazos, trazos_cajero)
        hecho = firmar_subsidio(ctx, solicitud, cajero, taller.encabezado(ctx), taller.sellador(ctx.caja))
        if args.a is not None:
            _escribir_pdf(ctx, hecho, args.a)
    sha = "" if hecho.firma is None else hecho.firma.hash
    datos = {"folio": str(folio), "hash": sha, "pago": str(hecho.recibo.pago), "estado": hecho.estado}
    return Salida(datos | {"importe": hecho.recibo.importe}, f"{folio}: {ESTADOS[hecho.estado]}")


def _trazos(ruta: Path | None) -> Firma | None:
    return None if ruta is None else leer_svg(_leer(ruta))


def _leer(ruta: Path) -> bytes:
    try:
        with ruta.open("rb") as archivo:
            # One byte more than any may have: what is larger is told so, and not read whole.
            return archivo.read(TAMANO_MAXIMO + 1)
    except OSError as error:
        raise EquipoError("archivo_ilegible", f"No se puede leer {ruta}.") from error


def _de_uno(ctx: Contexto, folio: Folio, cajero: Usuario) -> Folio:
    """The recibo that is meant, issued now where that is on request."""
    subsidios = emitir_a_peticion(ctx, folio, cajero)
    if len(subsidios) > 1:
        folios = ", ".join(str(s.recibo.folio) for s in subsidios)
        raise NegocioError(
            "subsidio_ambiguo", f"El pago {folio} tiene varios recibos de subsidio. Diga cuál: {folios}."
        )
    return subsidios[0].recibo.folio


def _archivar(taller: Taller, args: Namespace) -> Salida:
    contenido = _leer(args.archivo)
    with taller.contexto(escribir=True) as ctx:
        hecho = archivar_subsidio(ctx, args.folio, contenido, quien.cajero(ctx, args), taller.sellador(ctx.caja))
    archivo = "" if hecho.archivo is None else hecho.archivo.archivo
    datos = {"folio": str(args.folio), "archivo": archivo, "estado": hecho.estado}
    return Salida(datos, f"{args.folio}: archivado")


def _verificar(taller: Taller, args: Namespace) -> Salida:
    publicas = None if args.publicas is None else taller.publicas(args.publicas)
    if Path(args.que).suffix.lower() == ".pdf":
        contenido = _leer(Path(args.que))
        return _dictamen(cotejar_pdf(taller.sellador(None), contenido, publicas or taller.publicas(None)))
    folio = Folio.from_texto(args.que)
    with taller.contexto(escribir=False) as ctx:
        claves = publicas or taller.publicas(None)
        return _dictamen(cotejar_subsidio(ctx, folio, claves, taller.sellador(ctx.caja)))


def _dictamen(dictamen: Dictamen) -> Salida:
    datos = {"ok": dictamen.ok, "motivo": dictamen.motivo, "folio": dictamen.folio, "documento": dictamen.documento}
    texto = f"{dictamen.folio}: {dictamen.motivo}" if dictamen.ok else f"ALTERADO: {dictamen.motivo}"
    return Salida(datos, texto, HECHO if dictamen.ok else INTEGRIDAD)


def _pendientes(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx:
        lista = [_en_datos(s) for s in subsidios_pendientes(ctx)]
    campos = ("folio", "pago", "fecha", "cuenta", "beneficiario", "importe", "estado")
    titulos = ("Folio", "Pago", "Fecha", "Cuenta", "Beneficiario", "Importe", "Estado")
    filas = [tuple(s[c] for c in campos) for s in lista]
    texto = tabla(titulos, filas) if filas else "No falta ninguno."
    return Salida({"pendientes": lista}, texto)


def _en_datos(subsidio: Subsidio) -> dict[str, Any]:
    recibo = subsidio.recibo
    return {
        "folio": str(recibo.folio),
        "pago": str(recibo.pago),
        "fecha": recibo.fecha.isoformat(),
        "cuenta": recibo.cuenta,
        "beneficiario": recibo.beneficiario,
        "programa": recibo.programa,
        "importe": recibo.importe,
        "cajero": recibo.cajero,
        "estado": ESTADOS[subsidio.estado],
    }


def _pdf(taller: Taller, args: Namespace) -> Salida:
    with taller.contexto(escribir=False) as ctx, ctx.uow() as uow:
        _escribir_pdf(ctx, exigir_subsidio(uow, args.folio), args.a)
    return Salida({"folio": str(args.folio), "archivo": str(args.a)}, f"{args.folio} en {args.a}")


def _escribir_pdf(ctx: Contexto, subsidio: Subsidio, ruta: Path) -> None:
    sha = "" if subsidio.firma is None else subsidio.firma.pdf
    contenido = ctx.anexos.leer(sha) if sha else None
    if contenido is None:
        raise NegocioError("sin_pdf", f"El recibo {subsidio.recibo.folio} no tiene PDF firmado, o se retiró.")
    try:
        ruta.write_bytes(contenido)
    except OSError as error:
        raise EquipoError("archivo_no_escribible", f"No se puede escribir {ruta}.") from error
