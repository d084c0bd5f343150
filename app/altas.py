"""New cajas, whole: a demonstration with its padrón, or a real one with the person who will administer it."""

from __future__ import annotations

from app import perfiles
from app.ajustes import Impresora, cambiar_impresora, revisar_impresora
from app.context import Contexto
from app.documentos import Encabezado, papel_de_prueba
from app.domain.papel import Respuesta
from app.domain.usuario import Usuario
from app.errors import NegocioError
from app.fundacion import GENTE_DEMO, Persona, fundar
from app.taller import Alta, Taller

CENTRO_DEMO = "Centro Demostración"
CUENTAS_DEMO = 500


def hacer_demostracion(
    taller: Taller, organismo: str = "cajeme", cuentas: int = CUENTAS_DEMO, semilla: int = 1
) -> Contexto:
    """A demonstration caja in the empty folder; the same seed gives the same padrón.

    Raises:
        NegocioError: the folder holds a caja, or there is no such organismo.
        EquipoError: the disk.
    """
    with taller.fundar(Alta(organismo, CENTRO_DEMO, "1", demo=True)) as ctx:
        lote = taller.poblar(ctx, cuentas, semilla) if cuentas else None
        fundar(ctx, tuple(Persona(*p) for p in GENTE_DEMO), lote, taller.tarifario.sueltas())
        taller.plegar()
    return ctx


def hacer_caja(
    taller: Taller, organismo: str, centro: str, numero: str, administra: Persona, impresora: Impresora
) -> Contexto:
    """A real caja in the empty folder, with who administers it and its printer.

    Raises:
        NegocioError: `caja_invalida`, `centro_invalido`, or what makes the person, the printer or the folder
            impossible; nothing was made.
        EquipoError: the disk.
    """
    if not (numero.isascii() and numero.isdigit() and len(numero) <= 6 and int(numero)):
        raise NegocioError("caja_invalida", "El número de caja lleva de 1 a 6 dígitos.")
    if not centro.strip() or not administra.nombre.strip():
        raise NegocioError("centro_invalido", "Escriba el nombre del centro de cobranza y el de quien administra.")
    impresora = revisar_impresora(impresora)
    with taller.fundar(Alta(organismo, centro.strip(), str(int(numero)), demo=False)) as ctx:
        fundar(ctx, (administra,), tarifas=taller.tarifario.sueltas())
        cambiar_impresora(ctx, impresora, Usuario(administra.clave, administra.nombre, administra.roles))
    return ctx


def probar_impresora(taller: Taller, organismo: str, impresora: Impresora) -> Respuesta:
    """Print a test before there is a caja; what `Dispositivo.sacar` says became of it.

    Raises:
        NegocioError: `sin_impresora`, or the printer is impossible.
        EquipoError: nothing came out, or nobody knows.
    """
    impresora = revisar_impresora(impresora)
    dispositivo = taller.dispositivo(impresora)
    if dispositivo is None:
        raise NegocioError("sin_impresora", "Elija primero qué impresora hay.")
    encabezado = Encabezado(perfiles.cargar(organismo).nombre)
    return dispositivo.sacar(papel_de_prueba(encabezado, impresora, taller.reloj().ahora()), "prueba")
