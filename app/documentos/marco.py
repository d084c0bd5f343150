"""What every paper of a caja has around its own content: header, marks, foot."""

from __future__ import annotations

from datetime import datetime

from app.documentos.documento import Documento, Encabezado, Linea, Logo, Separador, Texto

DEMOSTRACION = "DEMOSTRACIÓN · SIN VALOR"
PARA_LA_CAJA = "PARA LA CAJA"


def marcas(encabezado: Encabezado, copia: int) -> tuple[Linea, ...]:
    """What says at the top and at the bottom that a paper is a copy, or worth nothing."""
    lineas: tuple[Linea, ...] = ()
    if copia > 0:
        lineas += (Texto(f"COPIA {copia}", "centro", enfasis=True, grande=True),)
    if encabezado.demostracion:
        lineas += (Texto(DEMOSTRACION, "centro", enfasis=True),)
    return lineas


def para_la_caja(documento: Documento) -> Documento:
    """The second original, which the caja keeps; nobody takes it for the first."""
    marca = Texto(PARA_LA_CAJA, "centro", enfasis=True)
    return Documento(documento.titulo, (marca, *documento.lineas, marca))


def membrete(encabezado: Encabezado) -> tuple[Linea, ...]:
    """The organismo's header, down to its rule."""
    razon = encabezado.razon_social if encabezado.razon_social != encabezado.nombre else ""
    datos = (
        razon,
        f"RFC {encabezado.rfc}" if encabezado.rfc else "",
        encabezado.domicilio,
        f"Tel. {encabezado.telefono}" if encabezado.telefono else "",
        encabezado.centro,
    )
    return (
        *(() if encabezado.logo is None else (Logo(encabezado.logo),)),
        Texto(encabezado.nombre, "centro", enfasis=True),
        *(Texto(dato, "centro") for dato in datos if dato),
        Separador(),
    )


def firma(quien: str) -> tuple[Linea, ...]:
    """A line to sign on."""
    return (Texto(""), Texto(""), Texto("_" * 18, "centro"), Texto(quien, "centro"))


def hora(momento: datetime) -> str:
    """Day and time as people read them at the counter."""
    return f"{momento:%d/%m/%Y %H:%M:%S}"
