"""What the total is made of, in one or two short lines under it."""

from __future__ import annotations

from app.documentos import Encabezado
from app.documentos.nombres import nombre_programa
from app.domain.dinero import CERO, suma
from ui.cobro.curso import Carga


def en_breve(carga: Carga, encabezado: Encabezado) -> str:
    """`1 recibo · ahorra $ 293.10 por INSEN`; with a part, what is left; with too much, what stays as credit."""
    propuesta = carga.propuesta
    if propuesta is None:
        return ""
    lineas = [_cuantos(carga)]
    if propuesta.ahorro:
        programas = dict.fromkeys(nombre_programa(d.programa, encabezado) for f in carga.fichas for d in f.descuentos)
        lineas[0] += f" · ahorra $ {propuesta.ahorro} por {' y '.join(programas)}"
    if propuesta.favor:
        lineas.append(f"Se usan $ {propuesta.favor} de saldo a favor.")
    if len(carga.fichas) == 1 and carga.fichas[0].adeudo.convenidos:
        lineas.append("Ctrl T cobra todo el adeudo." if carga.curso.convenio else "Ctrl T cobra solo lo que toca.")
    resto = que_queda(carga)
    return "\n".join([*lineas, *([resto] if resto and (carga.curso.monto is not None or carga.curso.programa) else [])])


def que_queda(carga: Carga) -> str:
    """What becomes of the rest when a part, or more than is owed, is paid."""
    if carga.propuesta is None:
        return ""
    restante = suma(li.saldo_restante for li in carga.propuesta.liquidaciones)
    anticipo = suma(li.anticipo for li in carga.propuesta.liquidaciones)
    if anticipo > CERO:
        return f"PAGO ADELANTADO: $ {anticipo} quedan como saldo a favor de la cuenta."
    return f"Abono: quedan $ {restante} por pagar." if restante else "Con esto no queda nada por pagar."


def _cuantos(carga: Carga) -> str:
    if carga.curso.programa:
        return "Lo que falta del año"
    if carga.curso.convenio:
        aparte = len(carga.curso.elegidos)
        return "Parcialidad" + (f" y {aparte} recibo{'s' if aparte > 1 else ''}" if aparte else "")
    recibos = sum(len({a.periodo for a in f.aplicado if a.periodo is not None}) for f in carga.fichas)
    texto = "Sin recibos" if not recibos else "1 recibo" if recibos == 1 else f"{recibos} recibos"
    cuentas = len(carga.fichas)
    return texto if cuentas == 1 else f"{cuentas} cuentas · {texto}"
