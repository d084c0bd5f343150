"""Price tables as CSV: ranges by uso and área, tables of whole m³ by month, cuotas fijas by uso and clase."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from app.domain.tarifa.escala import Escala, Rango
from app.perfiles.lectura import Falla, Fila, leer_csv

#: `agua` is the price; of Cajeme, the columns after it are the law's own arithmetic, kept as it is printed.
COLUMNAS_DE_RANGOS = ("uso", "area", "renglon", "desde_m3", "hasta_m3", "agua")
COLUMNAS_PUBLICADAS = ("iva", "alcantarillado", "total_sin_saneamiento", "saneamiento", "importe_total")
MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
#: What opens a table by ranges: an amount for any consumption, or for the m³ that it includes.
BASES = ("cuota_minima", "tarifa_basica")

#: Of each (uso, área), one scale of the first month, or one for each month.
Escalas = dict[tuple[str, str], tuple[Escala, ...]]
#: Of each (uso, clase), one amount of the first month, or one for each month.
Cuotas = dict[tuple[str, str], tuple[Decimal, ...]]


def leer_rangos(
    ruta: Path, usos: tuple[str, ...], areas: tuple[str, ...], fallas: list[Falla], metodo: str, *, con_precios: bool
) -> Escalas:
    """Tables by ranges that follow one another without a gap; without prices, only their structure is checked."""
    filas: dict[tuple[str, str], list[Fila]] = {}
    for fila in leer_csv(ruta, COLUMNAS_DE_RANGOS, fallas, COLUMNAS_PUBLICADAS):
        llave = (fila.palabra("uso", usos), fila.palabra("area", areas))
        filas.setdefault(llave, []).append(fila)
    hechas: Escalas = {llave: (leer_escala(f, metodo, con_precios=con_precios),) for llave, f in filas.items()}
    return hechas if con_precios else {}


def leer_escala(filas: list[Fila], metodo: str, *, con_precios: bool = True) -> Escala:
    """One table by ranges: what opens it, then the ranges. Only an `escalonado` may have nothing that opens it."""
    base = BASES[metodo == "minimo"]
    bases: list[tuple[Decimal, int]] = []
    rangos: list[Rango] = []
    for fila in filas:
        for columna in COLUMNAS_PUBLICADAS:
            if fila.celdas.get(columna):
                fila.decimal(columna)
        if fila.palabra("renglon", (base, "rango")) == base:
            incluidos = fila.entero("hasta_m3") if base == BASES[1] else 0
            bases.append((_precio(fila, con_precios), incluidos))
        else:
            rangos.append(_leer_rango(fila, rangos, bases[0][1] if bases else 0, con_precios))
    if len(bases) != 1 and (bases or metodo != "escalonado"):
        filas[0].fallar("renglon", f"el cuadro tiene {len(bases)} renglones «{base}»; debe tener uno")
    if not rangos or rangos[-1].hasta is not None:
        filas[-1].fallar("hasta_m3", "el último rango del cuadro debe quedar abierto, con hasta_m3 vacío")
    importe, incluidos = bases[0] if bases else (Decimal(0), 0)
    return Escala(importe, tuple(rangos), incluidos)


def _precio(fila: Fila, con_precios: bool) -> Decimal:
    if con_precios:
        return fila.decimal("agua")
    if fila.celdas["agua"]:
        fila.fallar("agua", "esta tarifa no trae precios: déjelo vacío, o quite sin_precios del perfil")
    return Decimal(0)


def _leer_rango(fila: Fila, antes: list[Rango], incluidos: int, con_precios: bool) -> Rango:
    desde = fila.entero("desde_m3")
    hasta = fila.entero("hasta_m3") if fila.celdas["hasta_m3"] else None
    primero = incluidos + 1 if incluidos else 0
    esperado = primero if not antes else None if antes[-1].hasta is None else antes[-1].hasta + 1
    if desde != esperado:
        debe = "no debe haber rango después del abierto" if esperado is None else f"debe empezar en {esperado}"
        fila.fallar("desde_m3", f"empieza en {desde} y {debe}: hay un hueco o un traslape")
    if hasta is not None and hasta < desde:
        fila.fallar("hasta_m3", f"termina en {hasta}, antes de empezar en {desde}")
    return Rango(desde, hasta, _precio(fila, con_precios))


def leer_tabla(
    consumo: dict[str, Path],
    base: Path,
    excedente: Path,
    areas: tuple[str, ...],
    usos: tuple[str, ...],
    fallas: list[Falla],
) -> Escalas:
    """Tables by whole m³, one file a uso with a row for each m³ from 0 and a column for each month."""
    bases, excedentes = _por_uso(base, usos, fallas), _por_uso(excedente, usos, fallas)
    escalas: Escalas = {}
    for uso, ruta in consumo.items():
        if uso not in bases or uso not in excedentes:
            fallas.append(Falla(ruta.name, 1, "uso", f"«{uso}» no está en {base.name} o en {excedente.name}"))
            continue
        por_mes = tuple(zip(*_renglones_de_tabla(ruta, fallas), strict=True)) or ((),) * len(MESES)
        del_uso = tuple(
            Escala(bases[uso][mes], tabla=tabla, excedente=excedentes[uso][mes]) for mes, tabla in enumerate(por_mes)
        )
        escalas |= {(uso, area): del_uso for area in areas}
    return escalas


def _renglones_de_tabla(ruta: Path, fallas: list[Falla]) -> list[tuple[Decimal, ...]]:
    renglones: list[tuple[Decimal, ...]] = []
    for fila in leer_csv(ruta, ("m3", *MESES), fallas):
        if fila.entero("m3") != len(renglones):
            fila.fallar("m3", f"sigue el renglón de {len(renglones)} m³: hay un hueco o uno repetido")
        renglones.append(tuple(fila.decimal(mes) for mes in MESES))
    return renglones


def _por_uso(ruta: Path, usos: tuple[str, ...], fallas: list[Falla]) -> dict[str, tuple[Decimal, ...]]:
    return {
        fila.palabra("uso", usos): tuple(fila.decimal(mes) for mes in MESES)
        for fila in leer_csv(ruta, ("uso", *MESES), fallas)
    }


def leer_cuotas(ruta: Path, usos: tuple[str, ...], fallas: list[Falla], *, con_precios: bool) -> Cuotas:
    """Cuotas fijas: by uso and month, or by uso and clase with one `importe`."""
    columnas = ("uso", "clase", "nombre", "importe")
    if not con_precios:
        for fila in leer_csv(ruta, columnas, fallas):
            fila.palabra("uso", usos)
            if fila.celdas["importe"]:
                fila.fallar("importe", "esta tarifa no trae precios: déjelo vacío")
        return {}
    return {(uso, ""): importes for uso, importes in _por_uso(ruta, usos, fallas).items()}
