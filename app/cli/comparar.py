"""`tarifa comparar`: whom another version of the tariff would touch, before it takes effect."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from app.cli.parser import periodo
from app.cli.salida import Salida, tabla
from app.documentos import Barra, Histograma
from app.domain.dinero import CERO
from app.domain.periodo import Periodo
from app.domain.tarifa.comparacion import Comparacion, Comparada, GrupoComparado, TramoHistograma, VersionComparada
from app.errors import UsoError
from app.papel.exportacion import csv_por_renglones
from app.taller import Taller
from app.tarifa.comparacion import PedidoComparacion, comparar, elegir_versiones

_VERSION = "cajeme/2023, o con otra palabra: cajeme/2023:metodo=escalonado"
_TITULOS = ("tabla", "uso", "desde", "hasta", "cuentas", "suben", "bajan", "iguales", "total1", "total2")
_TITULOS_DE_CUENTAS = ("cuenta", "uso", "m3", "total1", "total2", "diferencia")


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("comparar", help="qué pagaría cada cuenta con otra versión de la tarifa")
    orden.add_argument("version1", metavar="V1", help=_VERSION)
    orden.add_argument("version2", metavar="V2")
    orden.add_argument("--mes1", type=periodo, metavar="AAAA-MM", help="precios de este mes de V1 (su primero)")
    orden.add_argument("--mes2", type=periodo, metavar="AAAA-MM", help="precios de este mes de V2 (su primero)")
    orden.add_argument("--csv", type=Path, metavar="F.csv", help="escribir los resúmenes y el histograma")
    orden.add_argument("--cuentas", type=Path, metavar="F.csv", help="escribir cuenta por cuenta")
    orden.add_argument("--imagen", type=Path, metavar="F.png", help="dibujar el histograma")
    orden.set_defaults(correr=_comparar)


def _comparar(taller: Taller, args: Namespace) -> Salida:
    for ruta, extension in ((args.csv, ".csv"), (args.cuentas, ".csv"), (args.imagen, ".png")):
        if ruta is not None and ruta.suffix.lower() != extension:
            raise UsoError("extension_desconocida", f"«{ruta.name}» debe terminar en {extension}")
    pedido = PedidoComparacion(args.version1, args.version2, args.mes1, args.mes2)
    with taller.contexto(escribir=False) as ctx, ExitStack() as archivos:
        uno, dos = elegir_versiones(pedido, ctx.caja.organismo, taller.tarifario.perfil)
        anotar = None
        if args.cuentas is not None:
            escribir = archivos.enter_context(csv_por_renglones(_TITULOS_DE_CUENTAS, args.cuentas))

            def anotar(c: Comparada) -> None:
                escribir((c.cuenta, c.uso, c.m3, c.total1, c.total2, c.diferencia))

        hecha = comparar(ctx.padron, uno, dos, Periodo.from_fecha(ctx.reloj.ahora().date()), anotar)
    if args.csv is not None:
        _escribir_resumen(hecha, args.csv)
    if args.imagen is not None:
        taller.guardar_histograma(_histograma(hecha, uno, dos), args.imagen)
    return Salida(_datos(hecha, uno, dos), _texto(hecha, uno, dos))


def _escribir_resumen(hecha: Comparacion, ruta: Path) -> None:
    """One table a spreadsheet can filter by its first column."""
    with csv_por_renglones(_TITULOS, ruta) as escribir:
        escribir(("todas", "", "", "", *_cifras(hecha.todas)))
        for uso, grupo in hecha.por_uso:
            escribir(("uso", uso, "", "", *_cifras(grupo)))
        for uso, (desde, hasta), grupo in hecha.por_rango:
            escribir(("rango de m³", uso, desde, hasta, *_cifras(grupo)))
        for tramo in hecha.histograma:
            escribir(("histograma", "", tramo.desde, tramo.hasta, tramo.cuentas, *[None] * 5))


def _cifras(grupo: GrupoComparado) -> tuple[object, ...]:
    return grupo.cuentas, grupo.suben, grupo.bajan, grupo.iguales, grupo.total1, grupo.total2


def _datos(hecha: Comparacion, uno: VersionComparada, dos: VersionComparada) -> dict[str, Any]:
    return {
        "version1": uno.nombre,
        "version2": dos.nombre,
        "mes1": uno.mes.texto(),
        "mes2": dos.mes.texto(),
        **_en_datos(hecha.todas),
        "por_uso": [{"uso": uso} | _en_datos(grupo) for uso, grupo in hecha.por_uso],
        "por_rango": [
            {"uso": uso, "desde": desde, "hasta": hasta} | _en_datos(grupo)
            for uso, (desde, hasta), grupo in hecha.por_rango
        ],
        "histograma": [{"desde": t.desde, "hasta": t.hasta, "cuentas": t.cuentas} for t in hecha.histograma],
        "mayores_alzas": [
            {"cuenta": c.cuenta, "uso": c.uso, "m3": c.m3}
            | {"total1": c.total1, "total2": c.total2, "diferencia": c.diferencia}
            for c in hecha.mayores
        ],
        "sin_comparar": [
            {"clave": s.clave, "mensaje": s.mensaje, "cuentas": cuantas} for s, cuantas in hecha.sin_comparar
        ],
    }


def _en_datos(grupo: GrupoComparado) -> dict[str, Any]:
    campos = ("cuentas", "suben", "bajan", "iguales", "total1", "total2")
    promedio1, promedio2 = grupo.promedios
    return dict(zip(campos, _cifras(grupo), strict=True)) | {"promedio1": promedio1, "promedio2": promedio2}


def _texto(hecha: Comparacion, uno: VersionComparada, dos: VersionComparada) -> str:
    todas = hecha.todas
    lineas = [
        f"{_de(uno)} → {_de(dos)}: {todas.cuentas:,} cuentas; {todas.suben:,} pagan más, {todas.bajan:,} pagan menos y "
        f"{todas.iguales:,} lo mismo.",
        f"Entre todas: {todas.total1} → {todas.total2}; por cuenta, {todas.promedios[0]} → {todas.promedios[1]}.",
        "",
        tabla(
            ("Uso", "m³", "Cuentas", "Más", "Menos", "Igual", "Total 1", "Total 2"),
            [(uso, _m3(rango), *_cifras(grupo)) for uso, rango, grupo in hecha.por_rango],
        ),
        "",
        tabla(("Diferencia al mes", "Cuentas"), [(rotulo(t), t.cuentas) for t in hecha.histograma]),
    ]
    if hecha.mayores:
        filas = [(c.cuenta, c.uso, c.m3, c.total1, c.total2, c.diferencia) for c in hecha.mayores]
        lineas += ["", tabla(("Mayores alzas", "Uso", "m³", "Total 1", "Total 2", "Diferencia"), filas)]
    return "\n".join([*lineas, *_omitidas(hecha)])


def _de(version: VersionComparada) -> str:
    return f"{version.nombre} ({version.mes})"


def _m3(rango: tuple[int, int | None]) -> str:
    desde, hasta = rango
    return f"{desde} o más" if hasta is None else f"{desde} a {hasta}"


def _omitidas(hecha: Comparacion) -> list[str]:
    return [f"Sin comparar, {cuantas:,} cuentas: {caso.mensaje}" for caso, cuantas in hecha.sin_comparar]


def rotulo(tramo: TramoHistograma) -> str:
    """A bar's words: `más de 1,000.00`, `10.01 a 20.00`, `igual`."""
    if tramo.desde is None:
        return f"{tramo.hasta} o menos"
    if tramo.hasta is None:
        return f"{tramo.desde} o más"
    return "igual" if tramo.desde == tramo.hasta else f"{tramo.desde} a {tramo.hasta}"


def _histograma(hecha: Comparacion, uno: VersionComparada, dos: VersionComparada) -> Histograma:
    barras = tuple(Barra(rotulo(t), t.cuentas, _clase(t)) for t in hecha.histograma)
    todas = hecha.todas
    return Histograma(
        titulo=f"{_de(uno)} → {_de(dos)}",
        eje="Pesos al mes que cambia el recibo de una cuenta, antes de beneficios; arriba, cuántas cuentas.",
        barras=barras,
        notas=(
            f"{todas.cuentas:,} cuentas: {todas.bajan:,} pagan menos, {todas.iguales:,} lo mismo, {todas.suben:,} más.",
            f"Entre todas: {todas.total1} → {todas.total2}.",
            *_omitidas(hecha),
        ),
    )


def _clase(tramo: TramoHistograma) -> str:
    if tramo.hasta is None or tramo.hasta > CERO:
        return "suben"
    return "iguales" if tramo.hasta == CERO else "bajan"
