"""The paper of a constancia: what is certified of whom, on which day, and with which payment."""

from __future__ import annotations

from app.documentos.documento import Codigo, Dato, Documento, Encabezado, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.domain.tramite.constancia import Constancia

_VERIFICACION = 10


def papel_de_constancia(constancia: Constancia, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper that is handed over."""
    borde = marcas(encabezado, copia)
    verificacion = constancia.hash[:_VERIFICACION]
    datos = ("VTN1", encabezado.organismo, str(constancia.folio), constancia.momento.date().isoformat(), verificacion)
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto(constancia.titulo.upper(), "centro", enfasis=True),
        Texto(str(constancia.folio), "centro", enfasis=True, grande=True),
        Dato("Fecha", hora(constancia.momento)),
        Separador(),
        Texto(_certifica(constancia, encabezado)),
        Texto(""),
        *((Dato("Cuenta", constancia.cuenta, enfasis=True),) if constancia.cuenta else ()),
        Texto(constancia.nombre, enfasis=True),
        *((Texto(constancia.domicilio),) if constancia.domicilio else ()),
        Separador(),
        *(Texto(leyenda) for leyenda in constancia.leyendas),
        *((Texto(f"Se revisó: {constancia.revision}"),) if constancia.revision else ()),
        Dato("Datos al", hora(constancia.datos_al)),
        Dato("Pagada con", str(constancia.pago)),
        *((Texto(f"Fundamento: {constancia.fundamento}"),) if constancia.fundamento else ()),
        *firma(constancia.quien_nombre),
        Codigo("|".join(datos), pie=f"Verificación: {verificacion}"),
        *borde,
    )
    return Documento(f"{constancia.titulo} {constancia.folio}", lineas)


def _certifica(constancia: Constancia, encabezado: Encabezado) -> str:
    dia = f"{constancia.momento:%d/%m/%Y}"
    if constancia.cuenta:
        return f"{encabezado.nombre} hace constar que el {dia} esta cuenta no tiene adeudo con el organismo:"
    return f"{encabezado.nombre} hace constar que el {dia}, previa revisión, no hay adeudo a nombre de:"
