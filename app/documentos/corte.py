"""The corte de caja on paper: X looks, Z closes. It shows the figures and never adjusts them."""

from __future__ import annotations

from app.documentos.documento import Dato, Documento, Encabezado, Importe, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.documentos.nombres import nombre_antiguedad, nombre_concepto, nombre_medio, nombre_programa, nombre_uso
from app.domain.corte.corte import Corte, Totales
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.servicio import APORTACION

#: Characters of the hash that stand on the paper, as on a ticket.
_VERIFICACION = 16
NINGUNO = "ninguno"
#: What is neither income nor anybody's: cash that does not exist in coins.
REDONDEO = "redondeo"


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
        *cheques_del_banco(corte),
        *_efectivo(corte),
        *_denominaciones(corte),
        *_en_papel(corte),
        *conceptos(corte.conceptos, corte.programas, corte.subsidios, encabezado),
        *seccion("Por uso", usos),
        *seccion("Por antigüedad", tuple((nombre_antiguedad(c), i) for c, i in corte.antiguedad)),
        *_otorgados(corte, encabezado),
        *_vueltos(corte),
        *_pendientes(corte),
        *_cadena(corte),
        *_pasos(corte),
        *_firmas(corte),
        *borde,
    )
    return Documento(f"{rotulo} · caja {corte.caja} · turno {corte.turno}", lineas)


def conceptos(todos: Totales, programas: Totales, subsidios: Totales, encabezado: Encabezado) -> tuple[Linea, ...]:
    """Income in full; apart from it what programs took off, what somebody else covers, what is nobody's income.

    And the rounding of cash: with it, all of them together are what was collected.
    """
    de_terceros = tuple(par for par in todos if par[0].startswith(APORTACION))
    redondeo = dict(todos).get(REDONDEO, CERO)
    propios = tuple(par for par in todos if par not in de_terceros and par[0] != REDONDEO)
    subsidiados = dict(subsidios)
    beneficios = tuple(par for par in programas if par[0] not in subsidiados)

    def con_nombre(totales: Totales, rotulo: str = "") -> Totales:
        nombre = nombre_programa if rotulo else nombre_concepto
        return tuple((f"{rotulo}{nombre(clave, encabezado)}", importe) for clave, importe in totales)

    cobrado = suma(importe for _, importe in (*todos, *programas))
    return (
        *seccion("Ingreso por concepto", con_nombre(propios), "Ingreso íntegro"),
        *seccion("Beneficios", con_nombre(beneficios, "Descuento "), "Total descontado"),
        *seccion("Subsidios que cubre el Ayuntamiento", con_nombre(subsidios, "Subsidio "), "Total subsidiado"),
        *seccion("Aportaciones a terceros", con_nombre(de_terceros), "Total de terceros"),
        *((Importe(nombre_concepto(REDONDEO, encabezado), redondeo),) if redondeo else ()),
        Importe("Cobrado", cobrado, enfasis=True),
        Separador(),
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
    """Each payment that was turned round, of this turno and of earlier ones, with what went back."""
    novedades = corte.novedades
    lineas: list[Linea] = []
    for rotulo, vueltas in (
        ("Cancelados", novedades.cancelados),
        ("Devueltos de otros turnos", novedades.devoluciones),
    ):
        lineas.append(Dato(rotulo, str(len(vueltas)) if vueltas else NINGUNO, enfasis=bool(vueltas)))
        lineas += [Importe(f"  {vuelta.pago}", -vuelta.importe) for vuelta in vueltas]
    return (*lineas, Separador())


def cheques_del_banco(corte: Corte) -> tuple[Linea, ...]:
    """Why there is less by cheque than there are cheques in the drawer: the bank returned some of earlier cortes."""
    devueltos = corte.novedades.cheques_del_banco
    if not devueltos:
        return ()
    recibidos = dict(corte.medios).get("cheque", CERO) + suma(vuelta.importe for vuelta in devueltos)
    return (
        Texto("Cheques que el banco devolvió", enfasis=True),
        Importe("Cheques recibidos en este turno", recibidos),
        *(Importe(f"Cheque {v.referencia} del pago {v.pago}", -v.importe) for v in devueltos),
        Importe("Cheque, neto", dict(corte.medios).get("cheque", CERO), enfasis=True),
        Nota("Bajan lo cobrado por cheque. El papel de los que se entregaron con otro corte no está en este cajón."),
        Separador(),
    )


def _pendientes(corte: Corte) -> tuple[Linea, ...]:
    """What somebody still has to do: subsidies to be signed, asientos to be sent; and a clock that was moved."""
    sin_firma, saltos = corte.novedades.sin_firma, corte.novedades.saltos
    enviar = "caja sin centro" if corte.sin_enviar is None else f"{corte.sin_enviar} asientos"
    return (
        Dato("Recibos de subsidio sin firmar", str(len(sin_firma)) if sin_firma else NINGUNO, enfasis=bool(sin_firma)),
        *(Nota(folio) for folio in sin_firma),
        Dato("Sin enviar al centro", enviar),
        *_repuestos(corte),
        *_incidencias(corte),
        *(Nota(f"El reloj saltó de {hora(s.antes)} a {hora(s.despues)}") for s in saltos),
        Separador(),
    )


def _repuestos(corte: Corte) -> tuple[Linea, ...]:
    """Cuentas that were credited by the word of a supervisor, with money that is in no drawer."""
    if not corte.novedades.repuestos:
        return ()
    lineas: list[Linea] = [Dato("Pagos repuestos con su ticket", str(len(corte.novedades.repuestos)), enfasis=True)]
    for repuesto in corte.novedades.repuestos:
        lineas.append(Importe(f"  {repuesto.pago}", repuesto.importe))
        lineas.append(Nota(f"Cuenta {repuesto.cuenta}, autorizó {repuesto.autorizo}. No es dinero de este corte."))
    return tuple(lineas)


def _incidencias(corte: Corte) -> tuple[Linea, ...]:
    """What is open at the centre about payments of the turno."""
    if not corte.incidencias:
        return ()
    lineas: list[Linea] = [Dato("Incidencias de sus pagos", str(len(corte.incidencias)), enfasis=True)]
    for incidencia in corte.incidencias:
        lineas.append(Importe(incidencia.titulo, incidencia.importe))
        lineas.append(Nota(", ".join(incidencia.folios)))
    return tuple(lineas)


def _efectivo(corte: Corte) -> tuple[Linea, ...]:
    """The drawer: what went in and out, what should be there, what was counted."""
    lineas: list[Linea] = [
        Texto("Efectivo en el cajón", enfasis=True),
        Importe("Fondo inicial", corte.fondo),
        *(
            (Importe("Cobrado en efectivo", dict(corte.medios).get("efectivo", CERO)),)
            if corte.esperado is not None
            else ()
        ),
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
    piezas = "Conteo" if recuento is None else "Conteo: piezas del cajero / del supervisor"
    lineas: list[Linea] = [Texto(piezas, enfasis=True)]
    for valor, cajero, supervisor in corte.piezas:
        veces = f"{cajero}" if supervisor is None else f"{cajero} / {supervisor}"
        lineas.append(Importe(f"{Dinero(valor)} × {veces}", Dinero(valor * cajero)))
    if recuento is not None:
        diferencia = corte.diferencia_final or CERO
        lineas += [
            Importe(f"Contado por {corte.quien or corte.cajero}", corte.contado or CERO),
            Importe(f"Recontado por {recuento.quien}", recuento.importe, enfasis=True),
            Importe(_rotulo_diferencia(diferencia.centavos), diferencia, enfasis=True),
        ]
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
        lineas += (
            Dato("Asientos", f"{corte.apertura} a {corte.seq}"),
            Dato("Verificación", corte.hash[:_VERIFICACION]),
        )
    if corte.motivo:
        lineas += (Texto("Motivo de la diferencia:"), Nota(corte.motivo))
    return (*lineas, Separador()) if lineas else ()


_PASOS = {"recontado": "Recontó", "entregado": "Entregó", "aceptado": "Aceptó", "rechazado": "Rechazó"}


def _pasos(corte: Corte) -> tuple[Linea, ...]:
    """What became of its cash: how much each counted, handed over or found, and when."""
    lineas: list[Linea] = []
    for paso in corte.pasos:
        quien = f"{_PASOS[paso.clase]} {paso.quien}"
        lineas.append(Texto(quien) if paso.clase == "rechazado" else Importe(quien, paso.importe))
        lineas += [Nota(texto) for texto in (hora(paso.momento), paso.nota, paso.referencia) if texto]
    return (Texto("Qué pasó con el efectivo", enfasis=True), *lineas, Separador()) if lineas else ()


def _firmas(corte: Corte) -> tuple[Linea, ...]:
    return (*firma("Cajero"), *firma("Supervisor"), *firma("Recibe")) if corte.clase == "Z" else ()
