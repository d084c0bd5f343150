"""The corte de caja on paper: X looks, Z closes. It shows the figures and never adjusts them."""

from __future__ import annotations

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.documentos.nombres import nombre_antiguedad, nombre_concepto, nombre_medio, nombre_programa, nombre_uso
from app.domain.corte import Corte, Totales
from app.domain.dinero import Dinero, suma
from app.domain.servicio import APORTACION

#: Characters of the hash that stand on the paper, as on a ticket.
_VERIFICACION = 16


def corte_x(corte: Corte, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The paper of a corte, X or Z; where the count is blind it has no expected cash, and says so."""
    borde = marcas(encabezado, copia)
    rotulo = f"Corte {corte.clase} {corte.numero}" if corte.numero else f"Corte {corte.clase}"
    usos: Totales = tuple((nombre_uso(clave, encabezado), importe) for clave, importe in corte.usos)
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto(rotulo.upper(), "centro", enfasis=True, grande=True),
        *_sesion(corte),
        *seccion("Cobrado por medio", tuple((nombre_medio(c), i) for c, i in corte.medios), "Total cobrado"),
        *_efectivo(corte),
        *_denominaciones(corte),
        *_en_papel(corte),
        *_conceptos(corte, encabezado),
        *seccion("Por uso", usos),
        *seccion("Por antigüedad", tuple((nombre_antiguedad(c), i) for c, i in corte.antiguedad)),
        *_otorgados(corte, encabezado),
        *_vueltos(corte),
        *_cadena(corte),
        *_pasos(corte),
        *_firmas(corte),
        *borde,
    )
    return Documento(f"{rotulo} · caja {corte.caja} · turno {corte.turno}", lineas)


def _conceptos(corte: Corte, encabezado: Encabezado) -> tuple[Linea, ...]:
    """Income in full, what programs took off it, and apart what somebody else covers and what is nobody's income."""
    propios: Totales = tuple((nombre_concepto(c, encabezado), importe) for c, importe in corte.propios)
    subsidiados = dict(corte.subsidios)
    programas: Totales = tuple(
        (f"Descuento {nombre_programa(c, encabezado)}", importe)
        for c, importe in corte.programas
        if c not in subsidiados
    )
    subsidios: Totales = tuple(
        (f"Subsidio {nombre_programa(c, encabezado)}", importe) for c, importe in corte.subsidios
    )
    aportaciones: Totales = tuple(
        (nombre_concepto(f"{APORTACION}{c}", encabezado), importe) for c, importe in corte.aportaciones
    )
    return (
        *seccion("Ingreso por concepto", propios, "Ingreso íntegro"),
        *seccion("Beneficios", programas, "Total descontado"),
        *seccion("Subsidios que cubre el Ayuntamiento", subsidios, "Total subsidiado"),
        *seccion("Aportaciones a terceros", aportaciones, "Total de terceros"),
    )


def _sesion(corte: Corte) -> tuple[Linea, ...]:
    folios: tuple[Linea, ...] = ()
    if corte.folio_inicial:
        folios = (Dato("Primer folio", corte.folio_inicial), Dato("Último folio", corte.folio_final))
    if len(corte.series) > 1:
        folios += tuple(
            Dato(f"Serie {s.clase}{corte.caja}{s.serie}", f"{s.desde:06d} a {s.hasta:06d}") for s in corte.series
        )
    return (
        Dato("Caja y turno", f"{corte.caja} · turno {corte.turno}"),
        Dato("Cajero", corte.cajero),
        Dato("Turno abierto", hora(corte.abierto)),
        Dato("Corte", hora(corte.momento)),
        Dato("Pagos", str(corte.pagos)),
        *folios,
        Separador(),
    )


def seccion(titulo: str, totales: Totales, rotulo_total: str = "") -> tuple[Linea, ...]:
    """Figures under a heading, with their sum if it has a name; nothing where there are none."""
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


def _otorgados(corte: Corte, encabezado: Encabezado) -> tuple[Linea, ...]:
    """Benefits granted at the window, by name: charging in full while recording a discount is the classic theft."""
    if not corte.otorgados:
        return ()
    lineas: list[Linea] = [Dato("Beneficios otorgados", str(len(corte.otorgados)), enfasis=True)]
    for otorgado in corte.otorgados:
        lineas.append(Texto(f"{otorgado.cuenta} {otorgado.beneficiario}".rstrip()))
        lineas.append(Nota(f"{nombre_programa(otorgado.programa, encabezado)}, otorgó {otorgado.quien}"))
    return (*lineas, Separador())


def _vueltos(corte: Corte) -> tuple[Linea, ...]:
    """Each payment that was turned round, of this turno and of earlier ones."""
    lineas: list[Linea] = []
    for rotulo, folios in (("Cancelados", corte.cancelados), ("Devueltos de otros turnos", corte.devueltos)):
        if folios:
            lineas.append(Dato(rotulo, str(len(folios)), enfasis=True))
            lineas += [Nota(folio) for folio in folios]
    return (*lineas, Separador()) if lineas else ()


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


def _denominaciones(corte: Corte) -> tuple[Linea, ...]:
    """What was counted, piece by piece; beside it what the supervisor counted, if they did."""
    if not corte.piezas:
        return ()
    recuento = corte.recuento
    lineas: list[Linea] = [Texto("Conteo" if recuento is None else "Conteo: cajero / supervisor", enfasis=True)]
    for valor, cajero, supervisor in corte.piezas:
        veces = f"{cajero}" if supervisor is None else f"{cajero} / {supervisor}"
        lineas.append(Importe(f"{Dinero(valor)} × {veces}", Dinero(valor * cajero)))
    if recuento is not None:
        lineas.append(Importe("Recontado", recuento.importe, enfasis=True))
        if corte.esperado is not None:
            diferencia = recuento.importe - corte.esperado
            lineas.append(Importe(_rotulo_diferencia(diferencia.centavos), diferencia, enfasis=True))
    return (*lineas, Separador())


def _en_papel(corte: Corte) -> tuple[Linea, ...]:
    """Cheques and vouchers that were counted one by one, beside what the system has."""
    lineas: list[Linea] = []
    for medio, sistema, contado in corte.en_papel:
        lineas += [
            Importe(f"{nombre_medio(medio)} contado", contado),
            Importe(_rotulo_diferencia((contado - sistema).centavos), contado - sistema),
        ]
    return (Texto("Cheques y comprobantes", enfasis=True), *lineas, Separador()) if lineas else ()


def _cadena(corte: Corte) -> tuple[Linea, ...]:
    """What ties the paper to the diario: who signs it signs all that came before."""
    lineas: tuple[Linea, ...] = ()
    if corte.perpetuo is not None:
        lineas += (Importe("Total perpetuo de la caja", corte.perpetuo),)
    if corte.hash:
        lineas += (Dato("Asiento", str(corte.seq)), Dato("Verificación", corte.hash[:_VERIFICACION]))
    if corte.motivo:
        lineas += (Texto("Motivo de la diferencia:"), Nota(corte.motivo))
    return (*lineas, Separador()) if lineas else ()


_PASOS = {"recontado": "Recontó", "entregado": "Entregó", "aceptado": "Aceptó", "rechazado": "Rechazó"}


def _pasos(corte: Corte) -> tuple[Linea, ...]:
    lineas: list[Linea] = []
    for paso in corte.pasos:
        lineas.append(Dato(f"{_PASOS[paso.clase]} {paso.quien}", hora(paso.momento)))
        lineas += [Nota(texto) for texto in (paso.nota, paso.referencia) if texto]
    return (*lineas, Separador()) if lineas else ()


def _firmas(corte: Corte) -> tuple[Linea, ...]:
    return (*firma("Cajero"), *firma("Supervisor"), *firma("Recibe")) if corte.clase == "Z" else ()
