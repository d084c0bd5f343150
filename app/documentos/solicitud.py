"""The paper of a request of a benefit: its acuse while it waits, with what is missing; then its answer and why."""

from __future__ import annotations

from datetime import date

from app.documentos.documento import Codigo, Dato, Documento, Encabezado, Linea, Nota, Separador, Texto
from app.documentos.marco import firma, hora, marcas, membrete
from app.documentos.ticket import CARACTERES_DE_VERIFICACION
from app.domain.beneficio.evidencia import Evidencia
from app.domain.beneficio.solicitud import ESTADOS, Respuesta, Solicitud

_MIENTRAS = "Mientras no se resuelva, el servicio se cobra completo. Este acuse no es un beneficio otorgado."


def papel_de_solicitud(solicitud: Solicitud, encabezado: Encabezado, copia: int = 0) -> Documento:
    """The acuse, or the answer once there is one. The CURP is on neither."""
    borde, respuesta = marcas(encabezado, copia), solicitud.respuesta
    titulo = "ACUSE DE SOLICITUD" if respuesta is None else "RESPUESTA A SOLICITUD"
    lineas = (
        *borde,
        *membrete(encabezado),
        Texto(titulo, "centro", enfasis=True),
        Texto(str(solicitud.folio), "centro", enfasis=True, grande=True),
        Dato("Recibida", hora(solicitud.momento)),
        Dato("Cuenta", solicitud.cuenta, enfasis=True),
        Texto(solicitud.titular),
        Separador(),
        *_que_se_pide(solicitud),
        Separador(),
        *_documentos(solicitud),
        Separador(),
        *(_espera(solicitud) if respuesta is None else _resuelta(solicitud, respuesta)),
        _codigo(solicitud, encabezado),
        *borde,
    )
    return Documento(f"Solicitud {solicitud.folio}", lineas)


def _que_se_pide(solicitud: Solicitud) -> tuple[Linea, ...]:
    otro = solicitud.solicitante != solicitud.beneficiario
    return (
        Texto(solicitud.nombre, enfasis=True),
        Nota(solicitud.fundamento),
        Texto(f"Para: {solicitud.beneficiario}"),
        *((Texto(f"La pide: {solicitud.solicitante}"),) if otro else ()),
        *((Texto(f"Nota: {solicitud.nota}"),) if solicitud.nota else ()),
    )


def _documentos(solicitud: Solicitud) -> tuple[Linea, ...]:
    recibidos = [linea for d in solicitud.documentos for linea in _documento(d)]
    if solicitud.curp:
        recibidos.append(Texto("- CURP"))
    return (Texto("Documentos recibidos", enfasis=True), *(recibidos or [Texto("Ninguno todavía.")]))


def _documento(d: Evidencia) -> tuple[Linea, ...]:
    datos = (d.numero, f"vigente hasta el {d.vence:%d/%m/%Y}" if d.vence else "", "con escaneo" if d.archivo else "")
    return (Texto(f"- {d.clase}"), Nota(" · ".join(dato for dato in datos if dato)))


def _espera(solicitud: Solicitud) -> tuple[Linea, ...]:
    lineas: list[Linea] = []
    if solicitud.faltan:
        lineas.append(Texto("FALTA TRAER", enfasis=True))
        lineas += [Texto(f"- {falta}", enfasis=True) for falta in solicitud.faltan]
        lineas.append(Nota("Tráigalo con este folio: la solicitud sigue donde quedó."))
    elif solicitud.estudio and solicitud.hecho is None:
        lineas.append(Texto(f"Sigue el {solicitud.estudio}, que hace el organismo."))
    if solicitud.plazo is not None:
        lineas.append(Dato("Se resuelve a más tardar", f"{solicitud.plazo:%d/%m/%Y}", enfasis=True))
        lineas.append(Nota(solicitud.plazo_fundamento))
    return (
        *lineas,
        Texto(_MIENTRAS),
        *firma(solicitud.solicitante),
        *firma(f"Recibió: {solicitud.quien_nombre}"),
    )


def _resuelta(solicitud: Solicitud, respuesta: Respuesta) -> tuple[Linea, ...]:
    estudio = solicitud.hecho
    return (
        Texto(ESTADOS[respuesta.resultado].upper(), "centro", enfasis=True, grande=True),
        Dato("Fecha", hora(respuesta.momento)),
        *((Texto(f"Vigente {_dias(respuesta.desde, respuesta.hasta)}", enfasis=True),) if respuesta.desde else ()),
        *((Texto(f"Por qué: {respuesta.motivo}"),) if respuesta.motivo else ()),
        *((Texto(f"Estudio {estudio.numero}, {estudio.fecha:%d/%m/%Y}"),) if estudio is not None else ()),
        Texto(f"Fundamento: {respuesta.fundamento}"),
        *firma(f"Resolvió: {respuesta.quien_nombre}"),
    )


def _dias(desde: date, hasta: date | None) -> str:
    return f"desde el {desde:%d/%m/%Y}" + (f" hasta el {hasta:%d/%m/%Y}" if hasta else "")


def _codigo(solicitud: Solicitud, encabezado: Encabezado) -> Codigo:
    verificacion = solicitud.hash[:CARACTERES_DE_VERIFICACION]
    datos = ("VTN1", encabezado.organismo, str(solicitud.folio), solicitud.fecha.isoformat(), verificacion)
    return Codigo("|".join(datos), pie=f"Verificación: {verificacion}")
