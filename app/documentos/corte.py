"""The corte de caja on paper: X looks, Z closes. It shows the figures and never adjusts them."""

from __future__ import annotations

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.documentos.nombres import nombre_concepto, nombre_medio, nombre_programa
from app.domain.corte import Corte, Totales
from app.domain.dinero import suma
from app.domain.servicio import APORTACION


def corte_x(corte: Corte, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper of a corte, X or Z; where the count is blind it has no expected cash, and says so."""
    borde = marcas(encabezado, copia)
    rotulo = f"Corte {corte.clase} {corte.numero}" if corte.numero else f"Corte {corte.clase}"
    medios: Totales = tuple((nombre_medio(clave), importe) for clave, importe in corte.medios)
    conceptos: Totales = tuple((nombre_concepto(c, encabezado), importe) for c, importe in corte.propios)
    aportaciones: Totales = tuple(
        (nombre_concepto(f"{APORTACION}{c}", encabezado), importe) for c, importe in corte.aportaciones
    )
    programas: Totales = tuple(
        (f"Descuento {nombre_programa(c, encabezado)}", importe) for c, importe in corte.programas
    )
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto(rotulo.upper(), "centro", enfasis=True, grande=True),
        *_sesion(corte),
        *_seccion("Cobrado por medio", medios, "Total cobrado"),
        *_seccion("Cobrado por concepto", conceptos),
        *_seccion("Beneficios", programas),
        *_seccion("Aportaciones a terceros", aportaciones, "Total de terceros"),
        *_cancelados(corte),
        *_efectivo(corte),
        *_firmas(corte),
        *borde,
    )
    return Documento(f"{rotulo} · caja {corte.caja} · turno {corte.turno}", lineas)


def _sesion(corte: Corte) -> tuple[Linea, ...]:
    folios: tuple[Linea, ...] = ()
    if corte.folio_inicial:
        folios = (Dato("Primer folio", corte.folio_inicial), Dato("Último folio", corte.folio_final))
    return (
        Dato("Caja y turno", f"{corte.caja} · turno {corte.turno}"),
        Dato("Cajero", corte.cajero),
        Dato("Turno abierto", hora(corte.abierto)),
        Dato("Corte", hora(corte.momento)),
        Dato("Pagos", str(corte.pagos)),
        *folios,
        Separador(),
    )


def _seccion(titulo: str, totales: Totales, rotulo_total: str = "") -> tuple[Linea, ...]:
    if not totales:
        return ()
    total: tuple[Linea, ...] = ()
    if rotulo_total:
        total = (Importe(rotulo_total, suma(importe for _, importe in totales), enfasis=True),)
    return (
        Texto(titulo, enfasis=True),
        *(Importe(nombre, importe) for nombre, importe in totales),
        *total,
        Separador(),
    )


def _cancelados(corte: Corte) -> tuple[Linea, ...]:
    if not corte.cancelados:
        return ()
    return (
        Dato("Cancelados", str(len(corte.cancelados)), enfasis=True),
        *(Nota(folio) for folio in corte.cancelados),
        Separador(),
    )


def _efectivo(corte: Corte) -> tuple[Linea, ...]:
    """The drawer: what went in and out, what should be there, what was counted."""
    lineas: list[Linea] = [
        Texto("Efectivo en el cajón", enfasis=True),
        Importe("Fondo inicial", corte.fondo),
        Importe("Entradas", corte.entradas),
        Importe("Retiros", -corte.retiros),
    ]
    if corte.esperado is None:
        lineas.append(Nota("Lo esperado no se muestra antes de contar."))
    else:
        lineas.append(Importe("ESPERADO", corte.esperado, enfasis=True, grande=True))
    if corte.contado is not None:
        lineas.append(Importe("CONTADO", corte.contado, enfasis=True, grande=True))
    if corte.diferencia is not None:
        lineas.append(Importe(_rotulo_diferencia(corte.diferencia.centavos), corte.diferencia, enfasis=True))
    return (*lineas, Separador())


def _rotulo_diferencia(centavos: int) -> str:
    if centavos == 0:
        return "Diferencia"
    return "Diferencia: sobra" if centavos > 0 else "Diferencia: falta"


def _firmas(corte: Corte) -> tuple[Linea, ...]:
    if corte.clase != "Z":
        return ()
    return (*firma("Cajero"), *firma("Recibe"))
