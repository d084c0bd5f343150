"""What a caja keeps of its centre on this machine, and how it is reached."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from pathlib import Path

from app import config
from app.centro.enlace import Enlace
from app.centro.usuarios_centro import DEL_CENTRO
from app.domain.caja import Caja
from app.ports import Credenciales, Firmante
from app.ports.centro import CentroRemoto, Respuesta
from app.sistema.credenciales import Argon2, ConCentro
from app.sistema.espera import esperar
from app.sistema.llaves import Llave, is_firma
from app.sistema.secretos import guardar_secreto, leer_secreto


class EnlacesDeMaquina:
    """Implements `app.centro.enlace.Enlaces` with files of this machine and its network."""

    def __init__(self, datos: Path) -> None:
        self._datos = datos

    def leer(self, caja: Caja) -> Enlace | None:
        """How this caja enters its centre; None while it has none."""
        datos = leer_secreto(config.ruta_de_enlace(self._datos, caja))
        if datos is None:
            return None
        return Enlace(**{campo.name: str(datos.get(campo.name, "")) for campo in fields(Enlace)})

    def guardar(self, caja: Caja, enlace: Enlace) -> None:
        """Keep it beside the caja's key."""
        guardar_secreto(config.ruta_de_enlace(self._datos, caja), asdict(enlace))

    def contactar(self, url: str, rol: str, secreto: str) -> AbstractContextManager[CentroRemoto]:
        """The centre, entered with that role."""
        # The driver costs a tenth of a second to import, and most cajas start without their centre.
        contacto: AbstractContextManager[CentroRemoto] = importlib.import_module("db.remoto").contactar(
            url, rol, secreto
        )
        return contacto

    def firmante(self, caja: Caja) -> Firmante:
        """The caja's key."""
        return Llave.leer(config.ruta_de_llave(self._datos, caja))

    def comprobar(self, publica: str, mensaje: bytes, firma: bytes) -> bool:
        """Whether a signature is that key's."""
        return is_firma(publica, mensaje, firma)

    def esperar(self, preguntar: Callable[[], Respuesta | None], segundos: int) -> Respuesta | None:
        """Ask until there is an answer."""
        return esperar(preguntar, segundos)

    def credenciales(self, caja: Caja, llave: Firmante) -> Credenciales:
        """Verifiers of this caja, and of its centre if it has one."""
        propias, enlace = Argon2(llave.pimienta()), self.leer(caja)
        return propias if enlace is None else ConCentro(propias, Argon2(bytes.fromhex(enlace.pimienta)), DEL_CENTRO)
