"""The paper of a convenio: what is owed, how it will be paid, what happens if it is not, and who signs."""

from __future__ import annotations

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, marcas, membrete
from app.domain.dinero import CERO
from app.domain.letra import importe_en_letra
from app.domain.tramite.convenio import Convenio

_CALIDADES = {"titular": "Titular de la cuenta", "tercero": "Tercera persona con facultades"}


def papel_de_convenio(convenio: Convenio, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper that is signed, as it was agreed."""
    borde = marcas(encabezado, copia)
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto("CONVENIO DE PAGO EN PARCIALIDADES", "centro", enfasis=True),
        Texto(str(convenio.folio), "centro", enfasis=True, grande=True),
        Dato("Fecha", f"{convenio.fecha:%d/%m/%Y}"),
        Dato("Cuenta", convenio.cuenta, enfasis=True),
        *(Texto(texto) for texto in (convenio.titular, convenio.domicilio) if texto),
        Separador(),
        *_firmante(convenio),
        Separador(),
        *_deuda(convenio),
        Separador(),
        *_parcialidades(convenio),
        Separador(),
        *(Texto(f"{n}. {clausula}") for n, clausula in enumerate(_clausulas(convenio), 1)),
        *firma(convenio.firmante),
        *firma(f"{encabezado.nombre} · autorizó {convenio.autorizo}"),
        *borde,
    )
    return Documento(f"Convenio {convenio.folio}", lineas)


def _firmante(convenio: Convenio) -> tuple[Linea, ...]:
    documento = (Dato("Documento", convenio.documento),) if convenio.documento else ()
    return (
        Texto("Quien firma"),
        Texto(convenio.firmante, enfasis=True),
        Nota(_CALIDADES[convenio.calidad]),
        *documento,
    )


def _deuda(convenio: Convenio) -> tuple[Linea, ...]:
    lineas: list[Linea] = [Texto(f"Adeudo al {convenio.fecha:%d/%m/%Y}", enfasis=True)]
    for recibo in convenio.recibos:
        lineas.append(Importe(str(recibo.periodo).capitalize(), recibo.importe))
        if recibo.accesorios != CERO:
            lineas.append(Nota(f"recibo {recibo.saldo}, recargos y mora {recibo.accesorios}"))
    total = Importe("CONVENIDO", convenio.deuda, enfasis=True, grande=True)
    return (*lineas, total, Texto(f"(SON: {importe_en_letra(convenio.deuda)})"))


def _parcialidades(convenio: Convenio) -> tuple[Linea, ...]:
    return tuple(
        Importe(f"{p.n} · vence {p.vence:%d/%m/%Y}" if p.n else "Enganche, hoy", p.importe, enfasis=not p.n)
        for p in convenio.parcialidades
    )


def _clausulas(convenio: Convenio) -> tuple[str, ...]:
    una = convenio.incumplidas == 1
    cuantas = "una parcialidad" if una else f"{convenio.incumplidas} parcialidades"
    fundamento = (f"Fundamento: {convenio.fundamento}.",) if convenio.fundamento else ()
    return (
        "Mientras se cumpla no se causan más recargos de estos recibos. Cada parcialidad se paga a más tardar el día "
        "en que vence; los recibos nuevos se pagan aparte, a su vencimiento.",
        f"Sin el enganche pagado hoy no hay convenio. Con {cuantas} sin pagar después de vencidas termina: se "
        "debe todo lo que falte, con los recargos que se habrían causado sin él.",
        "Este convenio no es constancia de no adeudo.",
        *fundamento,
    )
