"""`ventanilla cotizar`: a bill by the tariff, explained; one, or a file of them."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.salida import Salida
from app.domain.perfil import Perfil
from app.domain.tarifa.desglose import Paso
from app.errors import NegocioError, UsoError
from app.taller import Taller
from app.tarifa.cotizacion import Cotizacion, cotizar
from app.tarifa.cotizacion_lote import cotizar_lote
from app.tarifa.pedido_cotizacion import FLAGS, TEXTOS, SolicitudCotizacion

_OPCIONES = (
    ("area", "A", "urbana, suburbana …; la primera del organismo si no se dice"),
    ("m3", "N", "consumo del mes; la fracción no se cobra"),
    ("mes", "AAAA-MM", "el de hoy, o el primero de la tarifa si no cubre hoy"),
    ("programa", "P", "insen, pensionado, pronto_pago …"),
    ("programa-m3", "K", "m³ que se cobran, en los programas de m³ fijos"),
    ("programa-porcentaje", "N", "por ciento otorgado, donde el programa no lo dice"),
    ("programa-importe", "M", "cantidad otorgada, donde el programa no la dice"),
    ("regimen", "R", "medido (si no se dice) o fijo, quien paga cuota fija"),
    ("clase", "C", "de la cuota fija: residencial_medio …"),
    ("giro", "G", "giro del comercio; alguno paga más agua"),
    ("unidades", "N", "viviendas o locales con un solo medidor"),
    ("volumen-presuntivo", "N", "m³ que se le suponen a falta de lectura"),
    ("alumnos", "N", "de una escuela pública, por turno"),
    ("nivel", "N", "preescolar, primaria, secundaria, media_superior o superior"),
    ("turnos", "N", "de una escuela pública"),
    ("historia", "N|N|…", "m³ de los meses anteriores, el último al final"),
    ("fuente-propia", "T", "exclusiva (solo usa el drenaje) o mixta"),
    ("descarga", "N", "m³ medidos en la descarga de la fuente propia"),
    ("extraccion", "N", "m³ que declara extraer de la fuente propia"),
)
_BANDERAS = (
    ("pronto-pago", "se paga antes del vencimiento"),
    ("sin-medidor", "sin medidor, sin lectura o descompuesto"),
    ("deshabitado", "domicilio registrado como deshabitado"),
    ("toma-muerta", "registrada como toma muerta"),
)


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden = ordenes.add_parser("cotizar", help="calcular un recibo por la tarifa, explicado; no necesita caja")
    orden.add_argument("--organismo", metavar="O", help="cajeme, loreto, ocampo, romita, o una versión: cajeme/2023")
    orden.add_argument("--uso", metavar="U", help="domestico, comercial …")
    for texto, marca, ayuda in _OPCIONES:
        orden.add_argument(f"--{texto}", metavar=marca, help=ayuda)
    for flag, ayuda in _BANDERAS:
        orden.add_argument(f"--{flag}", action="store_true", help=ayuda)
    orden.add_argument("--sin-servicio", nargs="+", action="extend", default=[], metavar="S", help="no contratado")
    orden.add_argument("--lote", type=Path, metavar="F.csv", help="CSV con una cotización por renglón")
    orden.set_defaults(correr=_cotizar)


def _cotizar(taller: Taller, args: Namespace) -> Salida:
    hoy = taller.reloj().ahora().date()
    if args.lote is not None:
        return _lote(taller, args, hoy)
    campos = {c: getattr(args, c) or "" for c in TEXTOS} | {c: "1" if getattr(args, c) else "" for c in FLAGS}
    solicitud = SolicitudCotizacion.from_textos(campos | {"sin_servicio": "|".join(args.sin_servicio)})
    perfil = taller.tarifario.perfil(solicitud.organismo)
    cotizacion = cotizar(perfil, solicitud, hoy)
    return Salida(_datos(cotizacion), _texto(perfil, cotizacion))


def _lote(taller: Taller, args: Namespace, hoy: date) -> Salida:
    if args.sin_servicio or any(getattr(args, c) for c in (*TEXTOS, *FLAGS)):
        raise UsoError("opciones_excluyentes", "Con --lote todo lo demás va en el archivo.")
    lote = cotizar_lote(args.lote, taller.tarifario.perfil, hoy)
    datos: dict[str, Any] = {"resultados": [_resultado(r) for r in lote.resultados]}
    if lote.avisos:
        datos["avisos"] = list(lote.avisos)
    renglones = [f"{n:>6}  {_renglon(r)}" for n, r in enumerate(lote.resultados, 1)]
    return Salida(datos, "\n".join([*renglones, *lote.avisos]))


def _resultado(resultado: Cotizacion | NegocioError) -> dict[str, Any]:
    if isinstance(resultado, NegocioError):
        return {"error": {"clave": resultado.clave, "mensaje": resultado.mensaje}}
    return _datos(resultado)


def _renglon(resultado: Cotizacion | NegocioError) -> str:
    if isinstance(resultado, NegocioError):
        return f"{'—':>14}  {resultado.mensaje}"
    donde = f"{resultado.uso} {resultado.area}, {resultado.m3} m³, {resultado.periodo}"
    return "  ".join([f"{resultado.total!s:>14}", donde, *resultado.avisos])


def _datos(c: Cotizacion) -> dict[str, Any]:
    return {
        "organismo": c.organismo,
        "version": c.version,
        "uso": c.uso,
        "area": c.area,
        "mes": c.periodo.texto(),
        "m3": c.m3,
        "conceptos": [
            {"clave": x.clave, "importe": x.importe, "detalle": x.detalle, "fundamento": x.fundamento}
            for x in c.conceptos
        ],
        "descuentos": [
            {
                "programa": d.programa,
                "clave": d.clave,
                "importe": d.importe,
                "detalle": d.detalle,
                "fundamento": d.fundamento,
            }
            for d in c.descuentos
        ],
        "importe": c.importe,
        "descuento": c.descuento,
        "total": c.total,
        "avisos": list(c.avisos),
        "explicacion": [_paso(p) for p in c.pasos],
    }


def _paso(paso: Paso) -> dict[str, Any]:
    """A step and what is inside it; amounts before rounding are as long as they come."""
    datos: dict[str, Any] = {"texto": paso.texto, "importe": f"{paso.importe:f}"}
    for clave in ("clave", "programa", "fundamento"):
        if texto := getattr(paso, clave):
            datos[clave] = texto
    return datos | ({"pasos": [_paso(p) for p in paso.pasos]} if paso.pasos else {})


def _texto(perfil: Perfil, c: Cotizacion) -> str:
    filas = [(perfil.nombre_de_concepto(x.clave), str(x.importe), x.detalle, x.fundamento) for x in c.conceptos]
    if c.descuentos:
        filas.append(("Importe", str(c.importe), "", ""))
        nombres = {p.clave: p.nombre for p in perfil.programas}
        for d in c.descuentos:
            rotulo = f"{nombres[d.programa]}, {perfil.nombre_de_concepto(d.clave).lower()}"
            filas.append((rotulo, str(d.importe), d.detalle, d.fundamento))
    filas.append(("Total", str(c.total), "", ""))
    anchos = [max(len(fila[i]) for fila in filas) for i in range(3)]
    renglones = [
        f"{rotulo:<{anchos[0]}}  {importe:>{anchos[1]}}  {detalle:<{anchos[2]}}  {fundamento}".rstrip()
        for rotulo, importe, detalle, fundamento in filas
    ]
    usos, areas = dict(perfil.usos), dict(perfil.areas)
    titulo = f"{perfil.nombre} · tarifa {c.organismo}/{c.version} · {c.periodo}"
    area = f", área {areas[c.area].lower()}" if len(areas) > 1 else ""
    toma = f"Uso {usos[c.uso].lower()}{area}, {c.m3} m³"
    return "\n".join([titulo, toma, "", *renglones, *(f"Aviso. {a}" for a in c.avisos)])
