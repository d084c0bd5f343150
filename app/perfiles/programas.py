"""`[programas]` of `perfil.toml`: what each program takes off, who may have it, on what evidence, for how long."""

from __future__ import annotations

from decimal import Decimal

from app.domain.beneficio.programa import DERIVADOS, EXCEDENTES, FORMAS, RANGOS_DE_BENEFICIO, REDONDEOS, Programa
from app.domain.cuenta import CONCEPTOS_DEL_MES
from app.perfiles.seccion import Seccion

#: Shapes in which the services of the drainage may follow the agua or not.
_CON_DERIVADOS = ("porcentaje", "paga_como", "segun_estudio")
_CON_PORCENTAJE = ("porcentaje", "porcentaje_total", "anual")


def leer_programas(seccion: Seccion, usos: tuple[str, ...], areas: tuple[str, ...]) -> tuple[Programa, ...]:
    """Every program, in the order of the file, which is that of screens."""
    return tuple(_programa(seccion.seccion(clave), clave, usos, areas) for clave in seccion.datos)


def _programa(seccion: Seccion, clave: str, usos: tuple[str, ...], areas: tuple[str, ...]) -> Programa:
    forma = seccion.palabra("forma", FORMAS)
    automatico = _logico(seccion, "automatico")
    return Programa(
        clave=clave,
        nombre=seccion.texto("nombre"),
        forma=forma,
        usos=seccion.palabras("usos", usos),
        porcentajes=_por_area(seccion, areas, forma),
        porcentaje_max=seccion.por_ciento("porcentaje_max") if seccion.tiene("porcentaje_max") else Decimal(100),
        primeros_m3=seccion.entero("primeros_m3") if forma == "anual" else _entero(seccion, "primeros_m3"),
        k_max=_entero(seccion, "k_max"),
        valores_m3=_enteros(seccion, "valores_m3"),
        tope_consumo=_entero(seccion, "tope_consumo"),
        conceptos=seccion.palabras("conceptos", CONCEPTOS_DEL_MES) if seccion.tiene("conceptos") else (),
        redondeo=seccion.palabra("redondeo", REDONDEOS) if forma == "porcentaje_total" else REDONDEOS[0],
        rango=_palabra(seccion, "rango", RANGOS_DE_BENEFICIO),
        excedente=_palabra(seccion, "excedente", EXCEDENTES),
        requiere_al_corriente=seccion.logico("requiere_al_corriente"),
        requiere_medidor=seccion.logico("requiere_medidor"),
        requiere_autorizacion=_logico(seccion, "requiere_autorizacion"),
        derivados_sobre=seccion.palabra("derivados_sobre", DERIVADOS) if forma in _CON_DERIVADOS else DERIVADOS[0],
        automatico=automatico,
        incluye_vencimiento=seccion.logico("incluye_vencimiento") if automatico else False,
        excluyente=seccion.logico("excluyente"),
        giros_excluidos=seccion.palabras("giros_excluidos") if seccion.tiene("giros_excluidos") else (),
        meses=_entero(seccion, "meses"),
        meses_de_pago=seccion.enteros("meses_de_pago") if forma == "anual" else (),
        evidencia=seccion.palabras("evidencia"),
        meses_de_evidencia=_edades(seccion),
        estudio=seccion.texto("estudio") if seccion.tiene("estudio") else "",
        fundamento=seccion.texto("fundamento"),
    )


def _logico(seccion: Seccion, clave: str) -> bool:
    """A setting that is off where the profile does not name it."""
    return seccion.tiene(clave) and seccion.logico(clave)


def _palabra(seccion: Seccion, clave: str, de: tuple[str, ...]) -> str:
    """A word that is the first one where the profile does not say it."""
    return seccion.palabra(clave, de) if seccion.tiene(clave) else de[0]


def _entero(seccion: Seccion, clave: str) -> int | None:
    return seccion.entero(clave) if seccion.tiene(clave) else None


def _enteros(seccion: Seccion, clave: str) -> tuple[int, ...]:
    return seccion.enteros(clave) if seccion.tiene(clave) else ()


def _edades(seccion: Seccion) -> tuple[int, ...]:
    """One for each document of `evidencia`, in its order."""
    edades = _enteros(seccion, "meses_de_evidencia")
    if edades and len(edades) != len(seccion.palabras("evidencia")):
        seccion.fallar("meses_de_evidencia", "lleva un número por cada documento de evidencia, 0 si no caduca")
    return edades


def _por_area(seccion: Seccion, areas: tuple[str, ...], forma: str) -> tuple[tuple[str, Decimal], ...]:
    """`porcentaje = 50`, the same everywhere, or `porcentaje.urbana = 10` and so on; absent: the grant says it."""
    if forma not in _CON_PORCENTAJE or not seccion.tiene("porcentaje"):
        return ()
    if isinstance(seccion.datos.get("porcentaje"), dict):
        por_area = seccion.seccion("porcentaje")
        return tuple((area, por_area.por_ciento(area)) for area in areas)
    porcentaje = seccion.por_ciento("porcentaje")
    return tuple((area, porcentaje) for area in areas)
