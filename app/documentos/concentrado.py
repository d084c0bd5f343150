"""Several cortes on one paper: a line for each, and their sums."""

from __future__ import annotations

from app.documentos.corte import seccion
from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, marcas, membrete
from app.documentos.nombres import nombre_concepto, nombre_medio, nombre_programa
from app.domain.concentrado import Concentrado
from app.domain.corte import Corte
from app.domain.dinero import CERO, suma
from app.domain.entrega import estado_de


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
        *(Dato(estado.capitalize(), str(cuantos)) for estado, cuantos in concentrado.por_estado),
        Separador(),
        *(linea for corte in concentrado.cortes for linea in _corte(corte)),
        Separador(),
        *_sumas(concentrado, encabezado),
        *firma("Tesorería"),
        *borde,
    )
    return Documento(f"Concentrado de cortes · {titulo}", lineas)


def _corte(corte: Corte) -> tuple[Linea, ...]:
    cobrado = suma(importe for _, importe in corte.medios)
    diferencia = corte.diferencia or CERO
    return (
        Importe(f"Z {corte.numero} · caja {corte.caja} · {corte.cajero}", cobrado),
        Nota(f"{corte.abierto:%d/%m/%Y} · {estado_de(corte.pasos)} · diferencia {diferencia}"),
    )


def _sumas(concentrado: Concentrado, encabezado: Encabezado) -> tuple[Linea, ...]:
    medios = tuple((nombre_medio(c), i) for c, i in concentrado.medios)
    conceptos = tuple((nombre_concepto(c, encabezado), i) for c, i in concentrado.conceptos)
    programas = tuple((f"Descuento {nombre_programa(c, encabezado)}", i) for c, i in concentrado.programas)
    subsidios = tuple((f"Subsidio {nombre_programa(c, encabezado)}", i) for c, i in concentrado.subsidios)
    return (
        *seccion("Cobrado por medio", medios, "Total cobrado"),
        *seccion("Por concepto", conceptos, "Ingreso íntegro"),
        *seccion("Beneficios y subsidios", programas, "Total descontado"),
        *seccion("De ellos, subsidios", subsidios),
        Importe("Efectivo contado", concentrado.contado, enfasis=True),
        Importe("Diferencias", concentrado.diferencia, enfasis=True),
    )
