"""`perfil.toml`: header, names, tariff rules, programs and settings of one version of an organismo."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from app.domain.beneficio import DERIVADOS, FORMAS, Programa
from app.domain.dinero import CERO, Dinero
from app.domain.indice import CADENAS, Inpc, Uma
from app.domain.perfil import ABONOS_CON_BENEFICIO, Demostracion, Mora, Perfil
from app.domain.servicio import Servicio
from app.domain.tarifa import METODOS, Cuadro, Iva, Porcentaje, Tarifa
from app.perfiles.lectura import Falla, Seccion, leer_toml
from app.perfiles.servicios import leer_servicios
from app.perfiles.tablas import Precios, leer_tarifa

_REDONDEOS = {"ninguno": CERO, "0.10": Dinero(10), "0.50": Dinero(50), "1.00": Dinero(100)}


def leer_version(carpeta: Path, inpc: Inpc, uma: Uma, fallas: list[Falla]) -> Perfil:
    """The profile in a folder `<organismo>/<version>`, with its one tariff. Mistakes are noted in `fallas`.

    Raises:
        EquipoError: a file is missing or cannot be read.
        PerfilError: a file is not what its name says.
    """
    toml = leer_toml(carpeta / "perfil.toml", fallas)
    usos, areas = _nombres(toml.seccion("usos")), _nombres(toml.seccion("areas"))
    de_toma = toml.palabras("servicios_de_toma")
    servicios = leer_servicios(carpeta, toml, tuple(clave for clave, _ in usos))
    cobro = toml.seccion("cobro")
    perfil = Perfil(
        organismo=toml.palabra("organismo", (carpeta.parent.name,)),
        version=toml.palabra("version", (carpeta.name,)),
        nombre=toml.texto("nombre"),
        razon_social=toml.texto("razon_social"),
        domicilio=toml.texto("domicilio"),
        rfc=toml.texto("rfc"),
        telefono=toml.texto("telefono"),
        zona=toml.texto("zona"),
        tarifas=(_tarifa(toml, carpeta, dict(usos), dict(areas), de_toma, inpc),),
        programas=_programas(toml.seccion("programas"), dict(usos), dict(areas)),
        servicios=servicios,
        uma=uma,
        usos=usos,
        areas=areas,
        conceptos=_nombres(toml.seccion("conceptos")),
        servicios_de_toma=de_toma,
        redondeo_efectivo=_redondeo(cobro),
        orden_aplicacion=_orden(cobro),
        arqueo_ciego=cobro.logico("arqueo_ciego"),
        abono_con_beneficio=cobro.palabra("abono_con_beneficio", ABONOS_CON_BENEFICIO),
        mora=_mora(cobro.seccion("mora"), servicios),
        demostracion=_demostracion(toml.seccion("demostracion")),
    )
    toml.sobrantes()
    return perfil


def _nombres(seccion: Seccion) -> tuple[tuple[str, str], ...]:
    return tuple((clave, seccion.texto(clave)) for clave in seccion.datos)


def _redondeo(seccion: Seccion) -> Dinero:
    return _REDONDEOS.get(seccion.palabra("redondeo_efectivo", tuple(_REDONDEOS)), CERO)


def _orden(seccion: Seccion) -> tuple[tuple[str, ...], ...]:
    grupos = seccion.valor("orden_aplicacion", list, "una lista de listas entre corchetes") or []
    for grupo in grupos:
        if not isinstance(grupo, list) or not all(isinstance(clave, str) for clave in grupo):
            seccion.fallar("orden_aplicacion", "debe ser una lista de listas de conceptos")
            return ()
    return tuple(tuple(grupo) for grupo in grupos)


def _mora(seccion: Seccion, servicios: tuple[Servicio, ...]) -> Mora:
    servicio = seccion.palabra("servicio", tuple(s.clave for s in servicios))
    return Mora(servicio, seccion.entero("meses"), seccion.texto("fundamento"))


def _demostracion(seccion: Seccion) -> Demostracion:
    return Demostracion(seccion.momento("inicio"), _redondeo(seccion), seccion.logico("arqueo_ciego"))


def _tarifa(
    toml: Seccion,
    carpeta: Path,
    usos: dict[str, str],
    areas: dict[str, str],
    servicios_de_toma: tuple[str, ...],
    inpc: Inpc,
) -> Tarifa:
    seccion = toml.seccion("tarifa")
    precios = leer_tarifa(carpeta / "tarifas.csv", tuple(usos), tuple(areas), toml.fallas)
    iva = seccion.seccion("iva")
    tarifa = Tarifa(
        organismo=carpeta.parent.name,
        version=carpeta.name,
        desde=seccion.periodo("desde"),
        hasta=seccion.periodo("hasta"),
        cuadros=_cuadros(seccion.seccion("cuadros"), precios),
        igual_que=_igual_que(seccion.seccion("igual_que"), precios),
        porcentajes=_porcentajes(seccion.seccion("porcentajes"), tuple(areas)),
        iva=Iva(
            iva.por_ciento("tasa"),
            iva.palabras("usos", tuple(usos)),
            iva.palabras("sobre", servicios_de_toma),
            iva.texto("fundamento"),
        ),
        metodo=seccion.palabra("metodo", METODOS),
        cadena=seccion.palabra("cadena", CADENAS),
        inpc=inpc,
        m3_deshabitado=seccion.entero("m3_deshabitado"),
    )
    if tarifa.hasta < tarifa.desde:
        seccion.fallar("hasta", "es anterior a «desde»")
    for uso in usos:
        if uso not in tarifa.usos:
            toml.seccion("usos").fallar(uso, "no tiene precios en tarifas.csv ni sigue a otro uso en igual_que")
    return tarifa


def _cuadros(seccion: Seccion, precios: Precios) -> tuple[Cuadro, ...]:
    cuadros = []
    por_uso = {uso: seccion.seccion(uso) for uso in dict.fromkeys(uso for uso, _ in precios)}
    for (uso, area), (cuota_minima, rangos) in precios.items():
        m3_sin_medidor = por_uso[uso].entero("m3_sin_medidor")
        fundamento = por_uso[uso].seccion("fundamento").texto(area)
        cuadros.append(Cuadro(uso, area, cuota_minima, rangos, m3_sin_medidor, fundamento))
    return tuple(cuadros)


def _igual_que(seccion: Seccion, precios: Precios) -> tuple[tuple[str, str], ...]:
    con_precios = tuple(dict.fromkeys(uso for uso, _ in precios))
    return tuple((uso, seccion.palabra(uso, con_precios)) for uso in seccion.datos)


def _porcentajes(seccion: Seccion, areas: tuple[str, ...]) -> tuple[Porcentaje, ...]:
    porcentajes: list[Porcentaje] = []
    for clave in seccion.datos:
        servicio = seccion.seccion(clave)
        fundamento = servicio.texto("fundamento")
        porcentajes.extend(Porcentaje(clave, area, servicio.por_ciento(area), fundamento) for area in areas)
    return tuple(porcentajes)


def _programas(seccion: Seccion, usos: dict[str, str], areas: dict[str, str]) -> tuple[Programa, ...]:
    return tuple(_programa(seccion.seccion(clave), clave, tuple(usos), tuple(areas)) for clave in seccion.datos)


def _programa(seccion: Seccion, clave: str, usos: tuple[str, ...], areas: tuple[str, ...]) -> Programa:
    forma = seccion.palabra("forma", FORMAS)
    automatico = seccion.logico("automatico")
    con_m3 = "primeros_m3" in seccion.datos
    return Programa(
        clave=clave,
        nombre=seccion.texto("nombre"),
        forma=forma,
        porcentajes=_por_area(seccion, areas),
        usos=seccion.palabras("usos", usos),
        primeros_m3=seccion.entero("primeros_m3") if con_m3 else None,
        requiere_al_corriente=seccion.logico("requiere_al_corriente"),
        requiere_medidor=seccion.logico("requiere_medidor"),
        derivados_sobre=seccion.palabra("derivados_sobre", DERIVADOS) if forma == "porcentaje" else "neto",
        automatico=automatico,
        incluye_vencimiento=seccion.logico("incluye_vencimiento") if automatico else False,
        excluyente=seccion.logico("excluyente"),
        evidencia=seccion.palabras("evidencia"),
        fundamento=seccion.texto("fundamento"),
    )


def _por_area(seccion: Seccion, areas: tuple[str, ...]) -> tuple[tuple[str, Decimal], ...]:
    """`porcentaje = 50`, the same everywhere, or `porcentaje.urbana = 10` and so on."""
    if isinstance(seccion.datos.get("porcentaje"), dict):
        por_area = seccion.seccion("porcentaje")
        return tuple((area, por_area.por_ciento(area)) for area in areas)
    porcentaje = seccion.por_ciento("porcentaje")
    return tuple((area, porcentaje) for area in areas)
