"""`enlazar` and `sincronizar`: this caja and its centre."""

from __future__ import annotations

import signal
import sys
import time
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.centro.alto import leer_alto
from app.centro.enlace import enlazar, leer_invitacion
from app.centro.ronda import PAGINA, Ronda
from app.centro.sincronizacion import sincronizar
from app.cli.recuperar import decir
from app.cli.salida import Salida
from app.domain.centro.enlace import Invitacion
from app.errors import EquipoError, NegocioError, UsoError
from app.fundacion import fundar_sin_gente
from app.reposicion.reemplazo import hay_diario, reemplazar
from app.taller import Taller, alta_de

#: Seconds between rounds of `--siempre`.
_PAUSA_S = 15


def agregar(ordenes: Any) -> None:
    """Add the orders."""
    orden = ordenes.add_parser("enlazar", help="enlazar esta caja con su centro; en una carpeta vacía, hacerla")
    orden.add_argument("archivo", type=Path, metavar="F")
    orden.set_defaults(correr=_enlazar)
    orden = ordenes.add_parser("sincronizar", help="una ronda con el centro")
    orden.add_argument(
        "--siempre", action="store_true", help=f"una ronda cada {_PAUSA_S} segundos, hasta que se detenga"
    )
    orden.set_defaults(correr=_sincronizar)


def _enlazar(taller: Taller, args: Namespace) -> Salida:
    invitacion = leer_invitacion(args.archivo, taller.enlaces.comprobar)
    datos: dict[str, Any] = {
        "organismo": invitacion.organismo, "caja": invitacion.numero, "centro": invitacion.centro_id,
    }  # fmt: skip
    apartada = _apartar(taller)
    texto = f"Caja {invitacion.numero} de {invitacion.organismo} enlazada."
    if taller.is_trayendo() or (not taller.hay_caja() and hay_diario(taller.enlaces, invitacion)):
        with taller.tomar(invitacion) as ctx:
            hecho = reemplazar(ctx, taller.enlaces, invitacion, decir)
        datos |= asdict(hecho)
        texto += f" Se trajo su diario ({hecho.traidos} asientos); sus folios siguen en la serie {hecho.serie}."
    else:
        if not taller.hay_caja():
            _fundar(taller, invitacion)
        with taller.contexto(escribir=True) as ctx:
            enlazar(ctx, taller.enlaces, invitacion)
    if apartada:
        datos["apartada"] = apartada
        texto += f" La anterior quedó en {apartada}: vea qué cobró con «recuperar disco {apartada}»."
    ronda = _ronda(taller)
    return Salida(datos | asdict(ronda), f"{texto} {_en_texto(ronda)}")


def _apartar(taller: Taller) -> str:
    """A caja that can go on in no other way gives its place to what the centre has of it; where it is then."""
    if not taller.hay_caja() or taller.is_trayendo():
        return ""
    with taller.contexto(escribir=False) as ctx, ctx.uow() as uow:
        alto = leer_alto(uow.sincronia)
    return str(taller.apartar()) if alto and not alto.se_completa else ""


def _fundar(taller: Taller, invitacion: Invitacion) -> None:
    with taller.fundar(alta_de(invitacion)) as ctx:
        fundar_sin_gente(ctx, taller.tarifario.sueltas())


def _ronda(taller: Taller) -> Ronda:
    with taller.medios(_avisar) as medios:
        return sincronizar(medios)


def _avisar(hecho: int, total: int) -> None:
    """A line for each page of a load of several: a small change needs none."""
    if total > PAGINA:
        print(f"Padrón: {hecho:,} de {total:,} renglones ({100 * hecho // total} %).", file=sys.stderr, flush=True)


def _sincronizar(taller: Taller, args: Namespace) -> Salida:
    if not args.siempre:
        ronda = _ronda(taller)
        return Salida(asdict(ronda), _en_texto(ronda))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    rondas = 0
    try:
        while True:
            try:
                print(_en_texto(_ronda(taller)), file=sys.stderr, flush=True)
                rondas += 1
            except UsoError:
                raise
            except (EquipoError, NegocioError) as error:
                if error.clave in ("sin_enlace", "sin_caja"):
                    raise
                print(error.mensaje, file=sys.stderr, flush=True)
            time.sleep(_PAUSA_S)
    except KeyboardInterrupt:
        return Salida({"rondas": rondas}, f"{rondas} rondas.")


def _en_texto(ronda: Ronda) -> str:
    partes = [f"Enviados {ronda.enviados}, confirmados {ronda.confirmados}, recibidos {ronda.recibidos}."]
    if ronda.pendientes:
        partes.append(f"Faltan {ronda.pendientes} por confirmar.")
    if ronda.incidencias:
        partes.append(f"Incidencias abiertas: {ronda.incidencias}.")
    return " ".join([*partes, ronda.aviso]).strip()
