"""The payment ticket: the recibo oficial without which a payment is not valid (Ley de Ingresos de Cajeme 2023, Art. 9).

Everything on it comes from the confirmed `Pago`, so that a reprint says what the original said.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from app.documentos.documento import Codigo, Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import hora, marcas, membrete
from app.documentos.nombres import nombre_concepto, nombre_medio, nombre_programa, nombre_uso
from app.domain.beneficio.programa import Descuento
from app.domain.cuenta import CONCEPTOS_DEL_MES
from app.domain.dinero import CERO, suma
from app.domain.letra import importe_en_letra
from app.domain.pago.contrapago import Contrapago, vigentes
from app.domain.pago.pago import Aplicacion, Medio, Pago
from app.domain.periodo import Periodo

LEYENDA = "Este ticket es comprobante de pago; no es comprobante fiscal."
#: Characters of the asiento's hash that the ticket shows.
CARACTERES_DE_VERIFICACION = 10
#: Signs of a cuenta that Code 128 still shows with bars as wide as a scanner needs on 58 mm.
_CABE_EN_BARRAS = 12
#: Conceptos whose name already says all that their detalle would.
_SIN_DETALLE = ("anticipo", "iva_mora")


def ticket_pago(
    pago: Pago, encabezado: Encabezado, copia: int = 0, contrapagos: Sequence[Contrapago] = ()
) -> Documento:
    """The ticket of a confirmed payment.

    Args:
        copia: 0 for the original, else the number of the reprint.
        contrapagos: what turned it round since, which the paper then says at its top and foot.

    Raises:
        ValueError: the payment has no hash yet: what is not committed has no ticket.
    """
    if not pago.hash:
        raise ValueError("a payment that is not in the diario has no ticket")
    borde = (*_anulacion(pago, contrapagos), *marcas(encabezado, copia))
    lineas = (
        *borde,
        *membrete(encabezado),
        *_identidad(pago),
        *_titular(pago, encabezado),
        *_conceptos(pago, encabezado),
        *_total(pago),
        *_medios(pago),
        *_saldos(pago),
        *_pie(pago, encabezado),
        *borde,
    )
    return Documento(f"Recibo oficial de pago {pago.folio}", lineas)


def _anulacion(pago: Pago, contrapagos: Sequence[Contrapago]) -> tuple[Linea, ...]:
    if not contrapagos:
        return ()
    is_entero = not vigentes(pago, contrapagos).aplicado
    cancelado = "CANCELADO" if contrapagos[-1].clase == "pago_cancelado" else "DEVUELTO"
    rotulo = cancelado if is_entero else "DEVUELTO EN PARTE"
    folios = ", ".join(str(c.folio) for c in contrapagos)
    return (Texto(rotulo, "centro", enfasis=True, grande=True), Texto(f"con {folios}", "centro"))


def _identidad(pago: Pago) -> tuple[Linea, ...]:
    return (
        Texto("RECIBO OFICIAL DE PAGO", "centro", enfasis=True),
        Texto(str(pago.folio), "centro", enfasis=True, grande=True),
        Dato("Fecha", hora(pago.momento)),
        Dato("Caja y turno", f"{pago.caja} · turno {pago.turno}"),
        Dato("Cajero", pago.cajero_nombre or pago.cajero),
        Separador(),
    )


def _titular(pago: Pago, encabezado: Encabezado) -> tuple[Linea, ...]:
    lineas: list[Linea] = []
    if pago.cuenta:
        lineas.append(Dato("Cuenta", pago.cuenta, enfasis=True))
    lineas += [Texto(t) for t in (pago.titular, pago.domicilio) if t]
    if pago.uso:
        lineas.append(Dato("Uso", nombre_uso(pago.uso, encabezado)))
    if pago.medidor:
        lineas.append(Dato("Medidor", pago.medidor))
    return (*lineas, Separador()) if lineas else ()


def _conceptos(pago: Pago, encabezado: Encabezado) -> tuple[Linea, ...]:
    """Month by month what the payment extinguished and what was taken off; what belongs to no month comes last."""
    de_que_mes = {a.periodo for a in pago.aplicado} | {d.periodo for d in pago.descuentos}
    periodos: list[Periodo | None] = [*sorted(periodo for periodo in de_que_mes if periodo is not None)]
    periodos += [None] if None in de_que_mes else []
    lineas: list[Linea] = []
    for periodo in periodos:
        titulo = "Otros conceptos" if periodo is None else str(periodo).capitalize()
        lineas.append(Texto(titulo, enfasis=True))
        lineas += _aplicados([a for a in pago.aplicado if a.periodo == periodo], encabezado)
        lineas += _descuentos([d for d in pago.descuentos if d.periodo == periodo], encabezado)
    return tuple(lineas)


def _aplicados(aplicado: list[Aplicacion], encabezado: Encabezado) -> list[Linea]:
    lineas: list[Linea] = []
    fundado = ""
    for parte in aplicado:
        nombre = nombre_concepto(parte.clave, encabezado, parte.detalle)
        lineas.append(Importe(nombre, parte.importe))
        detalle = "" if parte.clave in _SIN_DETALLE or parte.detalle == nombre else parte.detalle
        # The month's service rests on the tariff that the recibo names; what is charged here names its own article.
        fundamento = "" if parte.clave in CONCEPTOS_DEL_MES or parte.fundamento == fundado else parte.fundamento
        fundado = fundamento or fundado
        nota = " · ".join(t for t in (detalle, fundamento) if t)
        lineas += [Nota(nota)] if nota else []
    return lineas


def _descuentos(descuentos: list[Descuento], encabezado: Encabezado) -> list[Linea]:
    """One line for each program, with its article, and under it what it took off each concepto."""
    lineas: list[Linea] = []
    for (programa, fundamento), grupo in groupby(descuentos, key=lambda d: (d.programa, d.fundamento)):
        partes = list(grupo)
        rotulo = f"Descuento {nombre_programa(programa, encabezado)}"
        lineas.append(Importe(rotulo, suma(d.importe for d in partes), enfasis=True))
        if fundamento:
            lineas.append(Nota(fundamento))
        for parte in partes:
            importe = f" {parte.importe}" if len(partes) > 1 else ""
            detalle = f" ({parte.detalle})" if parte.detalle else ""
            lineas.append(Nota(f"{nombre_concepto(parte.clave, encabezado)}{importe}{detalle}"))
    return lineas


def _total(pago: Pago) -> tuple[Linea, ...]:
    lineas: list[Linea] = [Separador()]
    if pago.redondeo:
        lineas.append(Importe("Redondeo del efectivo", pago.redondeo))
    lineas.append(Importe("TOTAL", pago.total, enfasis=True, grande=True))
    if pago.total >= CERO:
        lineas.append(Texto(f"(SON: {importe_en_letra(pago.total)})"))
    return (*lineas, Separador())


def _medios(pago: Pago) -> tuple[Linea, ...]:
    lineas: list[Linea] = []
    for medio in pago.medios:
        lineas.append(Importe(nombre_medio(medio.medio, medio.tipo), medio.importe))
        prueba = _prueba(medio)
        lineas += [Nota(prueba)] if prueba else []
    if pago.recibido:
        lineas.append(Importe("Efectivo recibido", pago.recibido))
        lineas.append(Importe("Cambio", pago.cambio, enfasis=True))
        if pago.recibido - pago.cambio != suma(m.importe for m in pago.medios if m.medio == "efectivo"):
            lineas.append(Nota("Recibido y cambio son de todo el cobro, que tiene varios folios."))
    return (*lineas, Separador()) if lineas else ()


def _prueba(medio: Medio) -> str:
    """What proves a part that is not cash."""
    if medio.medio == "tarjeta":
        return f"Autorización {medio.referencia}"
    if medio.medio == "cheque":
        return f"{medio.banco}, número {medio.referencia} · salvo buen cobro"
    return f"Referencia {medio.referencia}" if medio.referencia else ""


def _saldos(pago: Pago) -> tuple[Linea, ...]:
    lineas: list[Linea] = []
    if pago.cuenta:
        lineas.append(Importe("Saldo anterior", pago.saldo_anterior))
        lineas.append(Importe("Saldo restante", pago.saldo_restante, enfasis=True))
        if pago.saldo_a_favor:
            lineas.append(Importe("Saldo a favor", pago.saldo_a_favor, enfasis=True))
    lineas += [Nota(aviso) for aviso in pago.avisos]
    return (*lineas, Separador()) if lineas else ()


def _pie(pago: Pago, encabezado: Encabezado) -> tuple[Linea, ...]:
    verificacion = pago.hash[:CARACTERES_DE_VERIFICACION]
    datos = (
        "VTN1",
        encabezado.organismo,
        str(pago.folio),
        pago.total.texto(),
        pago.fecha.isoformat(),
        verificacion,
    )
    return (
        Codigo("|".join(datos), pie=f"Verificación: {verificacion}"),
        *_barras(pago.cuenta),
        Texto(""),
        *(Texto(leyenda, "centro") for leyenda in (*encabezado.leyendas, LEYENDA)),
    )


def _barras(cuenta: str) -> tuple[Linea, ...]:
    """The cuenta for the scanner of the next visit, where bars can hold it."""
    cabe = 0 < len(cuenta) <= _CABE_EN_BARRAS and cuenta.isascii() and cuenta.isprintable()
    return (Texto(""), Codigo(cuenta, "code128", f"Cuenta {cuenta}")) if cabe else ()
