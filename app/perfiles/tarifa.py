"""`[tarifa]` of `perfil.toml`: kinds of price table, percentages, IVA, what is billed where no meter tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.tarifa.escala import METODOS
from app.domain.tarifa.fuente import FORMAS_DE_FUENTE, MEDIDAS_DE_FUENTE, TIPOS_DE_FUENTE, ReglaFuente
from app.domain.tarifa.indice import CADENAS, INDEXACIONES, Indexacion, Inpc
from app.domain.tarifa.tarifa import (
    CONDOMINIOS,
    MANERAS_SIN_MEDIDOR,
    SIN_FIN,
    TOMAS_MUERTAS,
    Cuadro,
    CuotaFija,
    Escuelas,
    Iva,
    Porcentaje,
    Sobrecuota,
    Tarifa,
)
from app.perfiles.cargada import Cargada, precios_de
from app.perfiles.cuadros import Cuotas, Escalas, leer_cuotas, leer_rangos, leer_tabla
from app.perfiles.seccion import Seccion


@dataclass(frozen=True, slots=True)
class Claves:
    """The words that a profile lets its tables use."""

    usos: tuple[str, ...]
    areas: tuple[str, ...]
    servicios: tuple[str, ...]


def leer_tarifa(toml: Seccion, carpeta: Path, claves: Claves, inpc: Inpc, cargada: Cargada | None = None) -> Tarifa:
    """The tariff of a folder `<organismo>/<version>`; or the same law with the prices of `cargada`."""
    seccion = toml.seccion("tarifa")
    usos, areas = claves.usos, claves.areas
    metodo = seccion.palabra("metodo", METODOS)
    sin_precios = seccion.tiene("sin_precios") and seccion.logico("sin_precios")
    escalas, cuotas = _precios(seccion, carpeta, metodo, claves, con_precios=not sin_precios)
    if cargada is not None:
        return _con_precios(leer_tarifa(toml, carpeta, claves, inpc), seccion, cargada, claves)
    tarifa = Tarifa(
        organismo=carpeta.parent.name,
        version=carpeta.name,
        desde=seccion.periodo("desde"),
        hasta=seccion.periodo("hasta") if seccion.tiene("hasta") else SIN_FIN,
        cuadros=_cuadros(seccion.seccion("cuadros"), escalas, usos),
        porcentajes=_porcentajes(seccion.seccion("porcentajes"), areas),
        iva=_iva(seccion.seccion("iva"), usos, claves.servicios),
        metodo=metodo,
        indexacion=_indexacion(seccion, inpc),
        sin_medidor=seccion.palabras("sin_medidor", MANERAS_SIN_MEDIDOR),
        regimen_fijo=seccion.palabras("regimen_fijo", MANERAS_SIN_MEDIDOR),
        igual_que=_igual_que(seccion, usos),
        cuotas_fijas=_cuotas_fijas(seccion, cuotas, usos),
        sobrecuotas=_sobrecuotas(seccion, usos, tuple(toml.datos.get("programas", ()))),
        escuelas=_escuelas(seccion, usos),
        fuentes_propias=_fuentes(seccion, usos, claves.servicios),
        m3_deshabitado=seccion.entero("m3_deshabitado") if seccion.tiene("m3_deshabitado") else None,
        toma_muerta=seccion.palabra("toma_muerta", TOMAS_MUERTAS),
        condominio=seccion.palabra("condominio", CONDOMINIOS),
        sin_precios=sin_precios,
    )
    if tarifa.hasta < tarifa.desde:
        seccion.fallar("hasta", "es anterior a «desde»")
    for uso in () if sin_precios else usos:
        if uso not in tarifa.usos:
            toml.seccion("usos").fallar(uso, "no tiene precios en las tablas ni sigue a otro uso en igual_que")
    return tarifa


def _con_precios(propia: Tarifa, seccion: Seccion, cargada: Cargada, claves: Claves) -> Tarifa:
    """The same rules with the prices of a list: what the list does not bring, the tariff does not have."""
    precios = precios_de(cargada, propia.metodo, claves.usos, claves.areas, claves.servicios)
    fundamento = seccion.seccion("cuotas_fijas").texto("fundamento") if seccion.tiene("cuotas_fijas") else ""
    fuente = cargada.datos.fuente
    return replace(
        propia,
        version=cargada.version,
        desde=cargada.desde,
        hasta=cargada.hasta,
        cuadros=_cuadros(seccion.seccion("cuadros"), precios.escalas, claves.usos),
        cuotas_fijas=tuple(CuotaFija(u, c, i, fundamento or fuente) for (u, c), i in precios.cuotas.items()),
        porcentajes=tuple(Porcentaje(s, a, tasa, fuente) for (s, a), tasa in precios.porcentajes.items())
        or propia.porcentajes,
        fuentes_propias=tuple(
            replace(f, precio=precios.por_m3.get(f.concepto, f.precio)) for f in propia.fuentes_propias
        ),
        fuente=fuente,
        sin_precios=False,
    )


def _precios(
    seccion: Seccion, carpeta: Path, metodo: str, claves: Claves, *, con_precios: bool
) -> tuple[Escalas, Cuotas]:
    """Price tables and cuotas fijas from the files that the profile names."""
    usos, areas, fallas = claves.usos, claves.areas, seccion.fallas
    if metodo == "tabla":
        tabla = seccion.seccion("tabla")
        consumo = {uso: carpeta / tabla.seccion("consumo").texto(uso) for uso in tabla.seccion("consumo").datos}
        base, excedente = carpeta / tabla.texto("base"), carpeta / tabla.texto("excedente")
        escalas = leer_tabla(consumo, base, excedente, areas, usos, fallas)
    else:
        escalas = leer_rangos(carpeta / "tarifas.csv", usos, areas, fallas, metodo, con_precios=con_precios)
    if not seccion.tiene("cuotas_fijas"):
        return escalas, {}
    archivo = carpeta / seccion.seccion("cuotas_fijas").texto("archivo")
    return escalas, leer_cuotas(archivo, usos, fallas, con_precios=con_precios)


def _cuadros(seccion: Seccion, escalas: Escalas, usos: tuple[str, ...]) -> tuple[Cuadro, ...]:
    """The tables with what the profile says of each uso; those that follow another's come last."""
    cuadros: list[Cuadro] = []
    for uso in seccion.datos:
        datos = seccion.seccion(uso)
        if datos.tiene("como"):
            if any(u == uso for u, _ in escalas):
                seccion.fallar(uso, "lleva precios en la lista, y los toma de otro uso: quite esos renglones")
            cuadros.extend(_de_otro(datos, uso, cuadros, usos))
            continue
        fundamentos = datos.seccion("fundamento")
        ajenos: dict[str, Any] = {
            "m3_sin_medidor": datos.entero("m3_sin_medidor") if datos.tiene("m3_sin_medidor") else None,
            "solo_agua": datos.tiene("solo_agua") and datos.logico("solo_agua"),
            "indexa": not datos.tiene("indexa") or datos.logico("indexa"),
        }
        # Without prices there are no áreas to go by but those it names.
        for area in [a for u, a in escalas if u == uso] if escalas else fundamentos.datos:
            fundamento = fundamentos.texto(area)
            if escalas:
                cuadros.append(Cuadro(uso, area, escalas[uso, area], fundamento, **ajenos))
    for uso in dict.fromkeys(uso for uso, _ in escalas):
        if uso in usos and uso not in seccion.datos:
            seccion.fallar(uso, "falta: tiene precios, y aquí va su fundamento")
    return tuple(cuadros)


def _de_otro(seccion: Seccion, uso: str, cuadros: list[Cuadro], usos: tuple[str, ...]) -> list[Cuadro]:
    """A uso that pays a fixed volume of another one's table: a baldío, the base of doméstico (Loreto, Art. 124)."""
    seguido = seccion.palabra("como", tuple(u for u in usos if u != uso))
    m3, fundamento = seccion.entero("m3_fijos"), seccion.texto("fundamento")
    return [Cuadro(uso, c.area, c.escalas, fundamento, m3_fijos=m3) for c in cuadros if c.uso == seguido]


def _iva(seccion: Seccion, usos: tuple[str, ...], conceptos: tuple[str, ...]) -> Iva:
    return Iva(
        seccion.por_ciento("tasa"),
        seccion.palabras("usos", usos),
        seccion.palabras("sobre", conceptos),
        seccion.texto("fundamento"),
    )


def _indexacion(seccion: Seccion, inpc: Inpc) -> Indexacion:
    clase = seccion.palabra("indexacion", INDEXACIONES)
    # A chain may stay written while nothing follows the index, to be taken up again by changing one word.
    hay_cadena = clase != "ninguna" or seccion.tiene("cadena")
    cadena = seccion.palabra("cadena", CADENAS) if hay_cadena else CADENAS[0]
    umbral = seccion.por_ciento("umbral_inpc") if clase == "al_subir" else Decimal(0)
    return Indexacion(clase, cadena, inpc, umbral)


def _igual_que(seccion: Seccion, usos: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not seccion.tiene("igual_que"):
        return ()
    siguen = seccion.seccion("igual_que")
    return tuple((uso, siguen.palabra(uso, tuple(u for u in usos if u not in siguen.datos))) for uso in siguen.datos)


def _porcentajes(seccion: Seccion, areas: tuple[str, ...]) -> tuple[Porcentaje, ...]:
    porcentajes: list[Porcentaje] = []
    for clave in seccion.datos:
        servicio = seccion.seccion(clave)
        fundamento = servicio.texto("fundamento")
        porcentajes.extend(Porcentaje(clave, area, servicio.por_ciento(area), fundamento) for area in areas)
    return tuple(porcentajes)


def _cuotas_fijas(seccion: Seccion, cuotas: Cuotas, usos: tuple[str, ...]) -> tuple[CuotaFija, ...]:
    if not seccion.tiene("cuotas_fijas"):
        return ()
    fijas = seccion.seccion("cuotas_fijas")
    fundamento = fijas.texto("fundamento")
    hechas = [CuotaFija(uso, clase, importes, fundamento) for (uso, clase), importes in cuotas.items()]
    if fijas.tiene("parte_de"):
        partes = fijas.seccion("parte_de")
        for uso in partes.datos:
            parte = partes.seccion(uso)
            de, tasa = parte.palabra("uso", usos), parte.por_ciento("tasa")
            hechas.extend(
                CuotaFija(uso, c.clase, tuple(i * tasa / 100 for i in c.importes), parte.texto("fundamento"))
                for c in hechas[:]
                if c.uso == de
            )
    return tuple(hechas)


def _sobrecuotas(seccion: Seccion, usos: tuple[str, ...], programas: tuple[str, ...]) -> tuple[Sobrecuota, ...]:
    if not seccion.tiene("sobrecuotas"):
        return ()
    todas = seccion.seccion("sobrecuotas")
    return tuple(
        Sobrecuota(
            s.texto("motivo"),
            s.por_ciento("tasa"),
            s.palabras("usos", usos),
            s.palabras("giros"),
            s.palabra("salvo", ("", *programas)),
            s.texto("fundamento"),
        )
        for clave in todas.datos
        if (s := todas.seccion(clave))
    )


def _escuelas(seccion: Seccion, usos: tuple[str, ...]) -> Escuelas | None:
    if not seccion.tiene("escuelas"):
        return None
    escuelas = seccion.seccion("escuelas")
    niveles = escuelas.seccion("m3_por_alumno")
    return Escuelas(
        escuelas.palabras("usos", usos),
        tuple((nivel, niveles.decimal(nivel)) for nivel in niveles.datos),
        escuelas.texto("fundamento"),
    )


def _fuentes(seccion: Seccion, usos: tuple[str, ...], servicios: tuple[str, ...]) -> tuple[ReglaFuente, ...]:
    return tuple(_fuente(regla, usos, servicios) for regla in seccion.secciones("fuente_propia"))


def _fuente(regla: Seccion, usos: tuple[str, ...], servicios: tuple[str, ...]) -> ReglaFuente:
    forma = regla.palabra("forma", FORMAS_DE_FUENTE)
    supuesto = forma == "consumo_supuesto"
    return ReglaFuente(
        usos=regla.palabras("usos", usos),
        tipo=regla.palabra("tipo", TIPOS_DE_FUENTE),
        concepto=regla.palabra("concepto", servicios),
        forma=forma,
        tasa=regla.por_ciento("tasa"),
        fundamento=regla.texto("fundamento"),
        precio=regla.decimal("precio") if regla.tiene("precio") else None,
        m3=regla.entero("m3") if supuesto else 0,
        uso_supuesto=regla.palabra("uso_supuesto", usos) if supuesto else "",
        parte_extraida=regla.por_ciento("parte_extraida") if regla.tiene("parte_extraida") else Decimal(100),
        medida=regla.palabra("medida", MEDIDAS_DE_FUENTE) if regla.tiene("medida") else MEDIDAS_DE_FUENTE[0],
        tasa_de_agua=regla.por_ciento("tasa_de_agua") if regla.tiene("tasa_de_agua") else Decimal(0),
    )
