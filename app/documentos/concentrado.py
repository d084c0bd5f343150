"""Several cortes on one paper: a line for each, and their sums."""

from __future__ import annotations

from app.documentos.corte import conceptos, seccion
from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, marcas, membrete
from app.documentos.nombres import nombre_medio
from app.domain.corte.concentrado import Concentrado
from app.domain.corte.corte import Corte
from app.domain.corte.entrega import estado_de
from app.domain.dinero import CERO, suma


def papel_de_concentrado(concentrado: Concentrado, encabezado: Encabezado) -> Documento:
    """The paper of a concentrado."""
    borde = marcas(encabezado, 0)
    dias = sorted({corte.abierto.date() for corte in concentrado.cortes})
    titulo = f"{dias[0]:%d/%m/%Y}" if len(dias) == 1 else f"{dias[0]:%d/%m/%Y} a {dias[-1]:%d/%m/%Y}"
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto("CONCENTRADO DE CORTES", "centro", enfasis=True),
        Texto(titulo, "centro"),
        Dato("Cortes", str(len(concentrado.cortes))),
        Dato("Pagos", str(concentrado.pagos)),
        *(Dato(f"{estado.capitalize()}s", str(cuantos)) for estado, cuantos in concentrado.por_estado),
        Separador(),
        *_grupos(concentrado),
        Separador(),
        *_sumas(concentrado, encabezado),
        *firma("Tesorería"),
        *borde,
    )
    return Documento(f"Concentrado de cortes · {titulo}", lineas)


def _grupos(concentrado: Concentrado) -> tuple[Linea, ...]:
    """Each corte under its caja and day, and what they come to."""
    lineas: list[Linea] = []
    for caja, dia, suyo in concentrado.por_caja_y_dia:
        lineas.append(Texto(f"Caja {caja} · {dia:%d/%m/%Y}", enfasis=True))
        lineas += [linea for corte in suyo.cortes for linea in _corte(corte)]
        if len(suyo.cortes) > 1:
            lineas.append(Importe(f"Caja {caja}, del día", suyo.cobrado, enfasis=True))
    return tuple(lineas)


def _corte(corte: Corte) -> tuple[Linea, ...]:
    cobrado = suma(importe for _, importe in corte.medios)
    estado = f"{estado_de(corte.pasos)} · diferencia {corte.diferencia or CERO}"
    recuento = "" if corte.recuento is None else f" · recontado, diferencia {corte.diferencia_final or CERO}"
    return (Importe(f"Z {corte.numero} · {corte.cajero}", cobrado), Nota(estado + recuento))


def _sumas(concentrado: Concentrado, encabezado: Encabezado) -> tuple[Linea, ...]:
    medios = tuple((nombre_medio(c), i) for c, i in concentrado.medios)
    return (
        *seccion("Cobrado por medio", medios, "Total cobrado"),
        *conceptos(concentrado.conceptos, concentrado.programas, concentrado.subsidios, encabezado),
        *_efectivo(concentrado),
    )


def _efectivo(concentrado: Concentrado) -> tuple[Linea, ...]:
    """The cash by the last counts and by the cashiers' alone, and where it is."""
    return (
        Texto("Efectivo", enfasis=True),
        Importe("Contado por los cajeros", concentrado.contado),
        Importe("Diferencia de los cajeros", concentrado.diferencia_cajero),
        Importe("Por el último conteo", concentrado.hallado, enfasis=True),
        Importe("Diferencia", concentrado.diferencia, enfasis=True),
        Importe("Entregado a tesorería", concentrado.entregado),
        Importe("Aceptado por tesorería", concentrado.aceptado),
    )
