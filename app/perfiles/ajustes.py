"""`perfil.toml`: header, names and settings of one version of an organismo, with its tariff and its programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.domain.beneficio.programa import VARIOS_DERECHOS
from app.domain.cuenta import ACCESORIOS
from app.domain.dinero import CERO, Dinero, redondear
from app.domain.pago.servicio import Servicio
from app.domain.papel import CLASES_DE_PAPEL
from app.domain.perfil import ABONOS_CON_BENEFICIO, BLOQUEOS, Demostracion, Mora, Perfil
from app.domain.subsidio.subsidio import EMISIONES
from app.domain.tarifa.indice import Inpc, Uma
from app.errors import NegocioError
from app.perfiles.atraso import leer_gastos, leer_recargos
from app.perfiles.cargada import Cargada
from app.perfiles.contabilidad import leer_contabilidad
from app.perfiles.facturacion import leer_facturacion
from app.perfiles.lectura import Falla
from app.perfiles.programas import leer_programas
from app.perfiles.seccion import Seccion, leer_toml
from app.perfiles.servicios import leer_servicios
from app.perfiles.tarifa import Claves, leer_tarifa
from app.perfiles.tramites import leer_tramites

_REDONDEOS = {"ninguno": CERO, "0.10": Dinero(10), "0.50": Dinero(50), "1.00": Dinero(100)}


def leer_version(carpeta: Path, inpc: Inpc, uma: Uma, fallas: list[Falla], cargadas: Sequence[Cargada] = ()) -> Perfil:
    """The profile in a folder `<organismo>/<version>`, with its tariff and those of the price lists loaded since.

    Mistakes are noted in `fallas`.

    Raises:
        EquipoError: a file is missing or cannot be read.
        PerfilError: a file is not what its name says.
    """
    toml = leer_toml(carpeta / "perfil.toml", fallas)
    usos, areas = _nombres(toml.seccion("usos")), _nombres(toml.seccion("areas"))
    de_toma = toml.palabras("servicios_de_toma")
    claves = Claves(tuple(dict(usos)), tuple(dict(areas)), de_toma)
    servicios = leer_servicios(carpeta, toml, claves.usos)
    programas = leer_programas(toml.seccion("programas"), claves.usos, claves.areas)
    conceptos = _nombres(toml.seccion("conceptos"))
    perfil = Perfil(
        **_encabezado(toml, carpeta),
        tarifas=(
            leer_tarifa(toml, carpeta, claves, inpc),
            *(leer_tarifa(toml, carpeta, claves, inpc, cargada) for cargada in cargadas),
        ),
        programas=programas,
        servicios=servicios,
        uma=uma,
        usos=usos,
        areas=areas,
        conceptos=conceptos,
        servicios_de_toma=de_toma,
        facturacion=leer_facturacion(toml.seccion("facturacion")),
        demostracion=_demostracion(toml.seccion("demostracion")),
        contabilidad=leer_contabilidad(
            toml.seccion("contabilidad"), tuple(dict(conceptos)), tuple(p.clave for p in programas)
        ),
        **leer_tramites(toml, servicios),
        **_cobro(toml.seccion("cobro"), servicios),
        **(_papeles(toml.seccion("papeles"), carpeta) if toml.tiene("papeles") else {}),
    )
    toml.sobrantes()
    return perfil


def _encabezado(toml: Seccion, carpeta: Path) -> dict[str, Any]:
    """Who it is, as its papers say it."""
    textos = ("nombre", "razon_social", "domicilio", "rfc", "telefono", "zona")
    return {
        "organismo": toml.palabra("organismo", (carpeta.parent.name,)),
        "version": toml.palabra("version", (carpeta.name,)),
    } | {clave: toml.texto(clave) for clave in textos}


def _cobro(cobro: Seccion, servicios: tuple[Servicio, ...]) -> dict[str, Any]:
    """How it collects: order of application, cash, benefits, late payment."""
    return {
        "redondeo_efectivo": _redondeo(cobro),
        "orden_aplicacion": _orden(cobro),
        "arqueo_ciego": cobro.logico("arqueo_ciego"),
        "diferencia_con_motivo": _diferencia(cobro),
        "varios_derechos": cobro.palabra("varios_derechos", VARIOS_DERECHOS),
        "abono_con_beneficio": cobro.palabra("abono_con_beneficio", ABONOS_CON_BENEFICIO),
        "recibo_subsidio": cobro.palabra("recibo_subsidio", EMISIONES),
        "datos_falsos": cobro.texto("datos_falsos") if cobro.tiene("datos_falsos") else "",
        "mora": _mora(cobro.seccion("mora"), servicios) if cobro.tiene("mora") else None,
        "bloqueo_minutos": _bloqueo(cobro),
        "limite_efectivo": _limite(cobro) if cobro.tiene("limite_efectivo") else None,
        "recargos": leer_recargos(cobro),
        "gastos": leer_gastos(cobro),
    }


def _papeles(papeles: Seccion, carpeta: Path) -> dict[str, Any]:
    """How its papers look. A logo that cannot be read stops nobody from charging: its papers come out without it."""
    logo = papeles.texto("logo")
    if logo and (Path(logo).name != logo or not logo.lower().endswith(".png")):
        papeles.fallar("logo", f"es el nombre de una imagen .png que esté en {carpeta.name}, junto a este archivo")
    return {"logo": logo, "segunda_copia": papeles.palabras("segunda_copia", CLASES_DE_PAPEL)}


def _nombres(seccion: Seccion) -> tuple[tuple[str, str], ...]:
    return tuple((clave, seccion.texto(clave)) for clave in seccion.datos)


def _redondeo(seccion: Seccion) -> Dinero:
    return _REDONDEOS.get(seccion.palabra("redondeo_efectivo", tuple(_REDONDEOS)), CERO)


def _bloqueo(seccion: Seccion) -> int:
    minutos = seccion.entero("bloqueo_minutos")
    if minutos not in BLOQUEOS:
        seccion.fallar("bloqueo_minutos", f"debe ser uno de estos: {', '.join(map(str, BLOQUEOS))}")
    return minutos


def _limite(seccion: Seccion) -> Dinero:
    """In pesos; of a drawer that may hold nothing there would be no end of warnings."""
    limite = redondear(seccion.decimal("limite_efectivo"))
    if limite <= CERO:
        seccion.fallar("limite_efectivo", "debe ser mayor que cero; si no hay límite, quite el renglón")
    return limite


def _orden(seccion: Seccion) -> tuple[tuple[str, ...], ...]:
    grupos = seccion.valor("orden_aplicacion", list, "una lista de listas entre corchetes") or []
    for grupo in grupos:
        if not isinstance(grupo, list) or not all(isinstance(clave, str) for clave in grupo):
            seccion.fallar("orden_aplicacion", "debe ser una lista de listas de conceptos")
            return ()
    if faltan := set(ACCESORIOS) - {clave for grupo in grupos for clave in grupo}:
        seccion.fallar("orden_aplicacion", f"no dice cuándo se pagan: {', '.join(sorted(faltan))}")
    if ajenos := {clave for grupo in grupos for clave in grupo} - {*ACCESORIOS, "otros"}:
        # The month's conceptos are paid with their benefit, recibo by recibo: named here they would lose it.
        seccion.fallar("orden_aplicacion", f"no se ordenan aquí, o no se conocen: {', '.join(sorted(ajenos))}")
    return tuple(tuple(grupo) for grupo in grupos)


def _mora(seccion: Seccion, servicios: tuple[Servicio, ...]) -> Mora:
    servicio = seccion.palabra("servicio", tuple(s.clave for s in servicios))
    return Mora(servicio, seccion.entero("meses"), seccion.texto("fundamento"))


def _demostracion(seccion: Seccion) -> Demostracion:
    return Demostracion(
        seccion.momento("inicio"), _redondeo(seccion), seccion.logico("arqueo_ciego"), _diferencia(seccion)
    )


def _diferencia(seccion: Seccion) -> Dinero | None:
    """The largest difference of a count that needs no reason; `"ninguna"` where none ever does."""
    texto = seccion.texto("diferencia_con_motivo")
    if texto == "ninguna":
        return None
    try:
        limite = Dinero.from_texto(texto)
    except NegocioError as error:
        seccion.fallar("diferencia_con_motivo", error.mensaje)
        return None
    if limite < CERO:
        seccion.fallar("diferencia_con_motivo", "no puede ser negativa")
    return limite
