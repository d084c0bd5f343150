"""Reports on paper: what they are of, their picture, their table, and what ties them to the diario."""

from __future__ import annotations

from app.documentos.documento import Cuadro, Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.grafica import BarraDeImporte, Grafica
from app.documentos.marco import hora, marcas, membrete
from app.documentos.nombres import nombre_programa
from app.documentos.rotulos import columna_de, dias_de, rotulo, rotulo_corto, titulo_de, veces_de
from app.domain.corte.diferencia import DiferenciasDeCajero, ReporteDiferencias
from app.domain.dinero import Dinero, suma
from app.domain.reporte.reporte import DE_TIEMPO, Filtro, RenglonReporte, Reporte, SelloReporte
from app.domain.reporte.reporte_beneficios import BeneficioAplicado, ReporteBeneficios

#: Characters of the hash that stand on the paper, as on a corte.
_VERIFICACION = 16
#: Bars that lie in one picture; the table has every row.
_BARRAS = 15
_INCLUYE = (
    "Incluye todos los pagos del periodo. Los cancelados, devueltos y cheques sin fondos no se borran: van aparte, en "
    "«Revertido», el día en que se revirtieron. Neto es lo que queda, como en el corte Z."
)
_INCLUYE_BENEFICIOS = (
    "Incluye lo que cada programa descontó en los pagos del periodo, menos lo que se revirtió, y los beneficios que se "
    "otorgaron en él aunque todavía no descuenten."
)
_INCLUYE_DIFERENCIAS = (
    "Incluye los cortes Z de los turnos abiertos en el periodo. La diferencia es la del conteo del cajero; el recuento "
    "del supervisor va a su lado y no la cambia."
)


def papel_de_reporte(reporte: Reporte, encabezado: Encabezado) -> Documento:
    """What was collected, by one thing."""
    titulo = titulo_de(reporte.por)
    filas = tuple((rotulo(reporte.por, r.clave, encabezado), *_celdas(r)) for r in reporte.renglones)
    # What went back of discounts is above zero: the words say which way it went.
    titulos = (columna_de(reporte.por), veces_de(reporte.por), "Cobrado", "Reversos", "Revertido", "Neto")
    if reporte.por == "programa":
        titulos = (*titulos[:2], "Descontado", *titulos[3:])
    lineas = (
        *cabeza(titulo, reporte.filtro, reporte.sello, encabezado),
        grafica_de(reporte, encabezado),
        Cuadro(titulos, filas, ("Total", *_celdas(_sumados(reporte.renglones)))),
        Separador(),
        *_al_pie(reporte),
        Nota(_INCLUYE),
        *marcas(encabezado, 0),
    )
    return Documento(f"{titulo} · {dias_de(reporte.filtro)}", lineas)


def grafica_de(reporte: Reporte, encabezado: Encabezado) -> Grafica:
    """The picture of a report: what was left of each row, of the largest where they lie."""
    de_tiempo = reporte.por in DE_TIEMPO
    vistos = reporte.renglones if de_tiempo else reporte.renglones[:_BARRAS]
    barras = (BarraDeImporte(rotulo_corto(reporte.por, r.clave, encabezado), r.neto) for r in vistos)
    return Grafica(tuple(barras), de_tiempo)


def _celdas(renglon: RenglonReporte) -> tuple[str, ...]:
    reversos = f"{renglon.reversos:,}"
    return f"{renglon.veces:,}", str(renglon.cobrado), reversos, str(renglon.revertido), str(renglon.neto)


def _sumados(renglones: tuple[RenglonReporte, ...]) -> RenglonReporte:
    return RenglonReporte(
        "total",
        sum(r.veces for r in renglones),
        suma(r.cobrado for r in renglones),
        sum(r.reversos for r in renglones),
        suma(r.revertido for r in renglones),
    )


def _al_pie(reporte: Reporte) -> tuple[Linea, ...]:
    """From the sum of the rows to the money of the payments."""
    lineas: list[Linea] = []
    if reporte.fuera:
        que = "Menos descuentos" if reporte.por == "concepto" else "Menos descuentos y redondeo"
        lineas.append(Importe(que, reporte.fuera))
    if reporte.terceros:
        lineas.append(Importe("De ello, de terceros (no es ingreso)", reporte.terceros))
    total = reporte.total
    return (
        *lineas,
        Importe(f"Cobrado en {total.veces:,} pagos", total.cobrado),
        Importe(f"Revertido en {total.reversos:,} (cancelados, devueltos, cheques)", total.revertido),
        Importe("NETO COBRADO", total.neto, enfasis=True),
        Separador(),
    )


def cabeza(titulo: str, filtro: Filtro, sello: SelloReporte, encabezado: Encabezado) -> tuple[Linea, ...]:
    """What it is of, who asked for it, and up to where the diario was read."""
    de_quien: tuple[Linea, ...] = (Dato("Cajero", filtro.cajero),) if filtro.cajero else ()
    if filtro.sin_turno:
        aviso = f"No incluye el turno {filtro.sin_turno}: está abierto y se cuenta a ciegas."
        de_quien += (Texto(aviso, enfasis=True),)
    return (
        *marcas(encabezado, 0),
        *membrete(encabezado),
        Texto(titulo.upper(), "centro", enfasis=True),
        Texto(dias_de(filtro), "centro"),
        *de_quien,
        Dato("Lo pidió", sello.quien),
        Dato("Hecho", hora(sello.momento)),
        Dato("Leído hasta el asiento", f"{sello.seq:,}"),
        Dato("Verificación", sello.hash[:_VERIFICACION]),
        Separador(),
    )


def papel_de_beneficios(reporte: ReporteBeneficios, encabezado: Encabezado) -> Documento:
    """Each benefit with its article, its evidence and who granted it."""
    titulo = "Beneficios aplicados"
    programas = tuple(
        (nombre_programa(s.programa, encabezado), f"{s.cuentas:,}" if s.cuentas else "", str(s.descontado))
        for s in reporte.programas
    )
    barras = (
        BarraDeImporte(nombre, s.descontado) for (nombre, *_), s in zip(programas, reporte.programas, strict=True)
    )
    lineas = (
        *cabeza(titulo, reporte.filtro, reporte.sello, encabezado),
        Grafica(tuple(barras), de_tiempo=False),
        Cuadro(("Programa", "Cuentas", "Descontado"), programas, ("Total", "", str(reporte.descontado))),
        Separador(),
        *(linea for b in reporte.beneficios for linea in _beneficio(b, encabezado)),
        Separador(),
        Nota(_INCLUYE_BENEFICIOS),
        *marcas(encabezado, 0),
    )
    return Documento(f"{titulo} · {dias_de(reporte.filtro)}", lineas)


def _beneficio(b: BeneficioAplicado, encabezado: Encabezado) -> tuple[Linea, ...]:
    de_quien = f"{b.cuenta} {b.beneficiario}".strip() or "Todas las cuentas"
    programa, autoriza = nombre_programa(b.programa, encabezado), autorizo(b)
    if not b.cuenta or b.desde is not None:
        autoriza = f"autorizó: {autoriza}"
    partes = (programa, b.fundamento, evidencia_de(b), autoriza, vigencia(b))
    return Importe(de_quien, b.descontado), Nota(" · ".join(parte for parte in partes if parte))


def evidencia_de(b: BeneficioAplicado) -> str:
    """The documents a benefit rests on."""
    oficio = f"oficio {b.autorizacion}" if b.autorizacion else ""
    return ", ".join(parte for parte in (b.documento, oficio) if parte)


def autorizo(b: BeneficioAplicado) -> str:
    """Who allowed it, in words: nobody does what the law gives for how a recibo is paid."""
    if not b.cuenta:
        return "la ley"
    if b.desde is None:
        return "sin otorgamiento"
    return b.quien or "padrón importado"


def vigencia(b: BeneficioAplicado) -> str:
    """Its term, and how it stands on the last day of the report."""
    if b.desde is None:
        return ""
    termina = f"{b.hasta:%d/%m/%Y}" if b.hasta else "sin fin"
    return f"{b.desde:%d/%m/%Y} a {termina}, {b.situacion.replace('_', ' ')}"


def papel_de_diferencias(reporte: ReporteDiferencias, encabezado: Encabezado) -> Documento:
    """The cortes over time, and their cashiers."""
    titulo = "Diferencias de los cortes"
    barras = (BarraDeImporte(f"{c.dia:%d/%m}", c.diferencia) for c in reporte.cortes)
    cortes = tuple(
        (
            f"Z {c.corte} · {c.dia:%d/%m/%Y} · {c.cajero}",
            str(c.esperado),
            str(c.contado),
            "" if c.recontado is None else str(c.recontado),
            str(c.diferencia),
        )
        for c in reporte.cortes
    )
    total = suma(c.diferencia for c in reporte.cortes)
    lineas = (
        *cabeza(titulo, reporte.filtro, reporte.sello, encabezado),
        Grafica(tuple(barras), de_tiempo=True),
        Cuadro(
            ("Cajero", "Cortes", "Exactos", "Faltantes", "Sobrantes", "Neto"),
            tuple(_cajero(c) for c in reporte.cajeros),
        ),
        Separador(),
        Cuadro(("Corte", "Esperado", "Contado", "Recuento", "Diferencia"), cortes, ("Total", "", "", "", str(total))),
        Separador(),
        Nota(_INCLUYE_DIFERENCIAS),
        *marcas(encabezado, 0),
    )
    return Documento(f"{titulo} · {dias_de(reporte.filtro)}", lineas)


def _cajero(c: DiferenciasDeCajero) -> tuple[str, ...]:
    importes: tuple[Dinero, ...] = (c.faltante, c.sobrante, c.neto)
    return c.cajero, f"{c.cortes:,}", f"{c.exactos:,}", *map(str, importes)
