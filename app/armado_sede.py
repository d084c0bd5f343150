"""A centre and the machine from which it is administered, put together."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import perfiles
from app.centro.casa import Casa
from app.centro.raices_centro import Raices
from app.domain.cuenta import Marca
from app.errors import EquipoError, NegocioError
from app.facturacion import Avance as AvanceFacturacion
from app.facturacion import Facturacion, PedidoFacturacion
from app.importacion import Archivos, Avance, Importacion
from app.ports import Reloj
from app.sistema import postgres
from app.sistema.candado import Candado
from app.sistema.credenciales import Argon2
from app.sistema.espera import esperar
from app.sistema.lanzamiento import lanzar
from app.sistema.llaves import is_firma
from app.sistema.reloj import RelojDemo, RelojReal

if TYPE_CHECKING:
    from app.domain.perfil import Perfil
    from app.perfiles.cargada import Datos
    from app.tarifa.tarifas import TarifaCargada
    from db.centro.centro import CentroSql
    from db.lotes import Lotes
    from db.padron import Padron

#: Seconds between two looks at what waits, while nothing does.
_PAUSA_S = 1
_ZONA = "America/Mexico_City"


class SedeDeMaquina:
    """Implements `app.centro.centro.Sede`."""

    def __init__(self, casa: Casa) -> None:
        self.casa = casa

    @property
    def url(self) -> str:
        """Of its administrador, without a password."""
        return self.casa.url

    @property
    def carpeta(self) -> Path:
        """From which it is administered."""
        return Path(self.casa.carpeta)

    @property
    def demo(self) -> bool:
        """Whether what it holds is a demonstration."""
        return self.casa.demo == 1

    def ahora(self) -> datetime:
        """The machine's clock."""
        return datetime.now(UTC)

    def centro(self) -> CentroSql:
        """Its database."""
        from db.centro.centro import CentroSql
        from db.centro.llavero import Llavero

        llave = self.casa.llave()
        llavero = Llavero(
            centro_id=self.casa.centro_id,
            firmante=llave,
            publica=self.casa.publica,
            secreto=self.casa.secreto(),
            pimienta=lambda organismo: llave.derivar(f"ventanilla organismo {organismo} v1".encode(), 32).hex(),
            credenciales=lambda pimienta: Argon2(bytes.fromhex(pimienta)),
        )
        return CentroSql(self.casa.url, llavero, self.reloj(), is_firma)

    def reloj(self) -> Reloj:
        """The centre's clock; a demonstration has its own."""
        if not self.casa.demo:
            return RelojReal(_ZONA)
        return RelojDemo(datetime.fromisoformat(self.casa.reloj_inicio), datetime.fromisoformat(self.casa.reloj_creada))

    def iniciar(self, organismos: Sequence[str], *, restaurado: bool = False) -> Mapping[str, Any]:
        """Make the database or bring it up to date, and give it organismos."""
        from db.centro.fundacion import Nueva

        casa = self.casa
        identidad = self.centro().fundar(Nueva(casa.publica, casa.demo == 1, casa.reloj_inicio, casa.reloj_creada))
        self.casa = replace(casa, centro_id=identidad.id)
        self.casa.guardar()
        centro = self.centro()
        for organismo in organismos:
            centro.agregar_organismo(organismo)
        if restaurado:
            centro.restaurar()
        return {"centro": identidad.id, "url": casa.url, "organismos": list(centro.organismos())}

    def poblar(self, organismo: str, cuentas: int, semilla: int) -> None:
        """Generate a demonstration's padrón and merge it."""
        from app.demostracion.poblacion import poblar
        from db.lotes import Lotes

        perfil = perfiles.cargar(organismo)
        lotes = Lotes(Path(self.casa.carpeta) / perfil.organismo / "lotes")
        sha, filas = poblar(perfil, lotes, self.reloj().ahora().date(), cuentas, semilla)
        datos = {"sha": sha, "filas": filas, "quien": "centro", "origen": "demostracion"}
        self.centro().fundir(perfil.organismo, lotes, sha, datos)

    def importar(
        self,
        organismo: str,
        archivos: Archivos,
        marcas: tuple[Marca, ...],
        *,
        completas: Sequence[str] = (),
        simular: bool,
        avance: Avance | None = None,
    ) -> Importacion:
        """Files of the billing system into the padrón of every caja: compared here, then merged under one bump."""
        from app.importacion import preparar
        from app.padron import datos_de_lote, reglas_de

        perfil, centro = perfiles.cargar(organismo), self.centro()
        with self._padron(perfil.organismo) as (padron, lotes):
            hecha = preparar(
                padron,
                lotes,
                archivos,
                organismo=perfil.organismo,
                reglas=reglas_de(perfil),
                hasta=marcas,
                completas=completas,
                simular=simular,
                avance=avance,
            )
            hecha = replace(hecha, avisos=(*hecha.avisos, *self._parecidos(perfil, padron, hecha)))
        if hecha.lote is not None:
            centro.fundir(perfil.organismo, lotes, hecha.lote, datos_de_lote(hecha, hecha.lote, "", "centro"))
        return hecha

    def _parecidos(self, perfil: Perfil, padron: Padron, hecha: Importacion) -> tuple[str, ...]:
        """Who may be somebody that holds a benefit already, by an import or at any caja."""
        from app.beneficiarios.otorgados import Registro
        from app.beneficiarios.parecidos import avisos_de_parecidos

        with self.centro().beneficios(perfil.organismo) as asentados:
            hoy = self.reloj().ahora().date()
            return avisos_de_parecidos(Registro(perfil, padron, asentados), hoy, hecha.otorgados)

    def importar_tarifa(self, organismo: str, ruta: Path, datos: Datos, *, simular: bool) -> TarifaCargada:
        """A list of prices, INPC or UMA for every caja, checked over those that were loaded before."""
        from app.perfiles import archivo
        from app.tarifa.tarifario import Tarifario
        from app.tarifa.tarifas import datos_de_tarifa

        centro, carpeta = self.centro(), self.carpeta / organismo
        antes = [archivo.guardar_contenido(carpeta, contenido) for _, contenido in centro.tarifas(organismo)]
        hecha = Tarifario(carpeta, lambda: antes, organismo).importar(ruta, datos, None, "" if simular else "centro")
        if not simular:
            contenido = archivo.contenido_de(carpeta, hecha.sha)
            centro.publicar_tarifa(organismo, contenido, datos_de_tarifa(hecha, "centro"))
        return hecha

    def facturar(
        self, organismo: str, pedido: PedidoFacturacion, *, simular: bool, avance: AvanceFacturacion | None = None
    ) -> Facturacion:
        """A month's bills for every caja, from the readings that were imported here."""
        from app.centro.facturacion_centro import facturar_en_centro

        perfil, centro, hoy = perfiles.cargar(organismo), self.centro(), self.reloj().ahora().date()
        with self._padron(perfil.organismo) as (padron, lotes):
            return facturar_en_centro(centro, perfil, padron, lotes, pedido, hoy, simular=simular, avance=avance)

    @contextmanager
    def _padron(self, organismo: str) -> Iterator[tuple[Padron, Lotes]]:
        """The organismo's padrón as it was merged so far, folded in the centre's folder."""
        from db.lotes import Lotes
        from db.padron import Padron

        carpeta = self.carpeta / organismo
        carpeta.mkdir(parents=True, exist_ok=True)
        lotes = Lotes(carpeta / "lotes")
        with Padron(carpeta / "padron.db", lotes) as padron:
            padron.aplicar(self.centro().lotes(organismo))
            yield padron, lotes

    def servir(self, seguir: Callable[[], bool]) -> int:
        """Serve until `seguir` says no; how many asientos moved. A centre that cannot be reached is asked again."""
        movidos, centro, cerrado = 0, self.centro(), date.min
        with centro.sirviendo() as vuelta:
            while True:
                try:
                    movidos += (hechos := vuelta())
                    cerrado = self._cerrar_dia(centro, cerrado)
                except EquipoError:
                    hechos = 0
                if not seguir():
                    return movidos
                if not hechos:
                    esperar(lambda: None if seguir() else True, _PAUSA_S)

    @property
    def raices(self) -> Raices:
        """The roots that were kept here."""
        return Raices(self.carpeta / "raices")

    def _cerrar_dia(self, centro: CentroSql, cerrado: date) -> date:
        """Sign the heads of a day once it is over, also of one during which nobody served; the last day closed."""
        ayer = self.reloj().ahora().date() - timedelta(days=1)
        if ayer > cerrado:
            self.raices.cerrar(centro.organismos(), ayer, centro.raiz)
        return ayer

    def lanzar(self) -> int:
        """Start `servir` as a process of its own that outlives this one; its pid."""
        linea = [sys.executable, "-P", "-m", "app", "centro", "servir", "--datos", self.casa.carpeta]
        pid = lanzar(linea, self.carpeta / "servir.log", {"PYTHONPATH": str(Path(__file__).parent.parent)})
        (self.carpeta / "servir.pid").write_text(str(pid), encoding="utf-8")
        return pid

    def detener(self) -> None:
        """Stop the service and the server of a demonstration, if they run."""
        ruta = self.carpeta / "servir.pid"
        # Who holds the lock of the folder is the service; a number alone may be somebody else's by now.
        if ruta.exists() and _is_tomada(self.carpeta):
            with suppress(ProcessLookupError, ValueError):
                os.kill(int(ruta.read_text(encoding="utf-8")), signal.SIGTERM)
            Candado(self.carpeta, espera_s=10).soltar()
        ruta.unlink(missing_ok=True)
        if self.casa.postgres:
            postgres.detener(postgres.Servidor(Path(self.casa.postgres), self.casa.puerto))


def _is_tomada(carpeta: Path) -> bool:
    try:
        Candado(carpeta, espera_s=0).soltar()
    except NegocioError:
        return True
    return False
