"""The folder from which a centre is administered: which database it is, and where its key and secrets are kept."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from app import config
from app.errors import NegocioError, UsoError
from app.sistema.llaves import Llave
from app.sistema.secretos import guardar_secreto, leer_secreto

ARCHIVO = "centro.json"


@dataclass(frozen=True, slots=True)
class Casa:
    """A centre as its folder knows it.

    Attributes:
        url: of the administrador, without a password.
        centro_id: empty until the database is made.
        publica: the centre's key.
        demo: a demonstration keeps its key and secrets in the folder itself, as its cajas do.
        postgres: folder of the embedded server, and `puerto`; empty and 0 for somebody else's server.
    """

    carpeta: str
    url: str
    publica: str
    centro_id: str = ""
    demo: int = 0
    reloj_inicio: str = ""
    reloj_creada: str = ""
    postgres: str = ""
    puerto: int = 0

    @property
    def ruta_de_llave(self) -> Path:
        """Where its private key is."""
        carpeta = Path(self.carpeta) if self.demo else config.carpeta_de_claves()
        return carpeta / f"centro-{self.publica[:16]}.pem"

    def llave(self) -> Llave:
        """Its private key."""
        return Llave.leer(self.ruta_de_llave)

    def secreto(self) -> str:
        """The password of `servir`; made the first time."""
        ruta = self.ruta_de_llave.with_suffix(".secreto.json")
        guardado = leer_secreto(ruta)
        if guardado is None:
            guardado = {"servir": secrets.token_urlsafe(24)}
            guardar_secreto(ruta, guardado)
        return str(guardado["servir"])

    def guardar(self) -> None:
        """Keep it, and that it was the last one used from here."""
        guardar_secreto(Path(self.carpeta) / ARCHIVO, asdict(self))
        centros = leer_secreto(config.ruta_de_centros()) or {}
        conocidos = centros.get("centros")
        lista = (conocidos if isinstance(conocidos, dict) else {}) | {self.url: self.carpeta}
        guardar_secreto(config.ruta_de_centros(), {"ultimo": self.url, "centros": lista})


def leer_casa(carpeta: Path) -> Casa | None:
    """The centre of a folder; None where there is none."""
    datos = leer_secreto(carpeta / ARCHIVO)
    if datos is None:
        return None
    try:
        return Casa(**{campo.name: datos[campo.name] for campo in fields(Casa)} | {"carpeta": str(carpeta)})
    except KeyError as error:
        raise NegocioError("centro_ilegible", f"{carpeta / ARCHIVO} no es de un centro de esta versión.") from error


def buscar_casa(url: str, carpeta: Path) -> Casa:
    """The centre that an order is about: of that URL, else of that folder, else the last one used from here.

    Raises:
        UsoError: `falta_centro`.
        NegocioError: `centro_desconocido`, that URL was never made or used from here.
    """
    centros = leer_secreto(config.ruta_de_centros()) or {}
    conocidos = centros.get("centros", {})
    if url:
        casa = leer_casa(Path(conocidos[url])) if url in conocidos else None
        if casa is None:
            raise NegocioError("centro_desconocido", "Ese centro no se inició desde este equipo: use «centro iniciar».")
        return casa
    ultimo = conocidos.get(centros.get("ultimo", ""), "")
    casa = leer_casa(carpeta) or (leer_casa(Path(ultimo)) if ultimo else None)
    if casa is None:
        raise UsoError(
            "falta_centro", "No hay ningún centro. Inicie uno con «centro iniciar --url U» o «centro demo DIR»."
        )
    return casa
