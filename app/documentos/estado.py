"""The estado de cuenta on paper: what a cuenta owes on a day, recibo by recibo, and its convenio."""

from __future__ import annotations

from datetime import datetime

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import hora, marcas, membrete
from app.documentos.nombres import nombre_programa, nombre_uso
from app.domain.cuenta import Beneficio
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.saldo import Saldo
from app.domain.dinero import Dinero
from app.domain.tramite.situacion import Cubierta, Situacion

LEYENDA = "Este papel informa; no es recibo ni constancia de no adeudo."
#: Recibos already paid that are shown before those that are owed.
_PAGADOS = 6


def papel_estado(
    adeudo: Adeudo, beneficios: tuple[Beneficio, ...], encabezado: Encabezado, momento: datetime
) -> Documento:
    """The paper of what a cuenta owes at that moment."""
    cuenta = adeudo.cuenta
    borde = marcas(encabezado, 0)
    domicilio = ", ".join(t for t in (cuenta.domicilio, cuenta.colonia) if t)
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto("ESTADO DE CUENTA", "centro", enfasis=True),
        Dato("Al", hora(momento)),
        Dato("Cuenta", cuenta.numero, enfasis=True),
        *(Texto(texto) for texto in (cuenta.titular, domicilio) if texto),
        Dato("Uso", nombre_uso(cuenta.uso, encabezado)),
        *((Dato("Medidor", cuenta.medidor),) if cuenta.medidor else ()),
        *_beneficios(adeudo, beneficios, encabezado),
        Separador(),
        *_recibos(adeudo),
        Separador(),
        *_cifras(adeudo),
        *_convenio(adeudo),
        Separador(),
        Texto(LEYENDA, "centro"),
        *borde,
    )
    return Documento(f"Estado de cuenta {cuenta.numero}", lineas)


def _beneficios(adeudo: Adeudo, beneficios: tuple[Beneficio, ...], encabezado: Encabezado) -> tuple[Linea, ...]:
    vigentes = (b for b in beneficios if b.is_vigente(adeudo.fecha))
    return tuple(Dato("Beneficio", nombre_programa(b.programa, encabezado)) for b in vigentes)


def _recibos(adeudo: Adeudo) -> tuple[Linea, ...]:
    """All that is owed, and the last ones that are paid."""
    pendientes = adeudo.pendientes
    pagados = [s for s in adeudo.saldos if s not in pendientes][-_PAGADOS:]
    lineas: list[Linea] = [Texto("Recibos", enfasis=True)]
    for saldo in (s for s in adeudo.saldos if s in pendientes or s in pagados):
        lineas += _recibo(adeudo, saldo)
    return tuple(lineas)


def _recibo(adeudo: Adeudo, saldo: Saldo) -> tuple[Linea, ...]:
    recibo = saldo.recibo
    recargo = adeudo.recargo_de(recibo.periodo)
    is_vencido = saldo.is_vencido(adeudo.fecha)
    vence = f"{'venció' if is_vencido else 'vence'} {recibo.vence:%d/%m/%Y}"
    notas = [f"{recibo.m3.normalize():f} m³", f"importe {recibo.total}", vence]
    notas += ["en convenio"] if is_vencido and recibo.periodo in adeudo.convenidos else []
    notas += ["pagado"] if not (saldo.total or recargo) else []
    notas += [f"recargos {recargo}"] if recargo else []
    return Importe(str(recibo.periodo).capitalize(), saldo.total + recargo), Nota(" · ".join(notas))


def _cifras(adeudo: Adeudo) -> tuple[Linea, ...]:
    """Figures that add up to what is owed; what is part of another one, or no part of it, is said apart."""
    vencido, recargos, mora = adeudo.rezago, adeudo.total_recargos, adeudo.total_mora
    cifras: tuple[tuple[str, Dinero], ...] = (
        ("Rezago", vencido),
        ("Por vencer", adeudo.total - vencido - recargos - mora),
        ("Recargos", recargos),
        ("Cargo por mora", mora),
    )
    gastos, situacion = adeudo.total_gastos, "al corriente" if adeudo.al_corriente else "con rezago"
    return (
        *(Importe(rotulo, importe) for rotulo, importe in cifras if importe),
        *((Nota(f"Los recibos incluyen {gastos} de gastos de cobranza"),) if gastos else ()),
        Importe("ADEUDO", adeudo.total, enfasis=True, grande=True),
        *((Importe("Saldo a favor", adeudo.favor),) if adeudo.favor else ()),
        Dato("Situación", situacion),
    )


def _convenio(adeudo: Adeudo) -> tuple[Linea, ...]:
    convenio = adeudo.convenio
    if convenio is None or not convenio.is_vigente:
        return ()
    return (
        Separador(),
        Texto(f"Convenio {convenio.convenio.folio}", enfasis=True),
        *(linea for parte in convenio.partes for linea in _parte(convenio, parte)),
        Importe("Falta del convenio", convenio.pendiente, enfasis=True),
    )


def _parte(convenio: Situacion, parte: Cubierta) -> tuple[Linea, ...]:
    parcialidad = parte.parcialidad
    rotulo = f"{parcialidad.n} · vence {parcialidad.vence:%d/%m/%Y}" if parcialidad.n else "Enganche"
    como = "pagada" if not parte.falta else "atrasada" if parte in convenio.atrasadas else ""
    falta = f"faltan {parte.falta}" if parte.falta and parte.cubierto else ""
    nota = " · ".join(t for t in (como, falta) if t)
    return (Importe(rotulo, parcialidad.importe), *((Nota(nota),) if nota else ()))
