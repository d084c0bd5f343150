"""Two cajas and their centre on one screen, by keys: apart, both charge the same recibo, and together again.

`python -m tests.ui.dos_cajas FOLDER` plays it and leaves the folders of all three and the pictures there. The network
of caja 2 is a proxy that is cut; the centre is a `centro demo`, killed in mid-round; and the PC of caja 2 breaks and
another one takes its number.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.centro.casa import leer_casa
from app.sistema import postgres
from tests.factories import PINES
from tests.proxy import Proxy, delante
from tests.ui.escritorio import ROOT, Escritorio, terminar
from tests.ui.juego import Juego, Puesto, que_deben, un_juego


def _apartadas(juego: Juego, una: Puesto, otra: Puesto, proxy: Proxy) -> None:
    """The network of caja 2 is cut; both charge the same recibo; the network is back, and both agree."""
    cuenta = que_deben(una)[0]
    proxy.cortar(True)
    juego.foto("red-cortada")
    folios = [juego.cobrar(una, cuenta)]
    juego.hasta("caja 1 al centro", lambda: juego.estado()["cajas"][0]["pagos"] == 1)
    juego.exigir("caja 2 todavía no lo sabe", juego.adeudo(otra, cuenta) != "0.00")
    folios.append(juego.cobrar(otra, cuenta))
    juego.ver_centro(otra).pulsar("ctrl+s")
    otra.ella.mesa.esperar(4.0)
    juego.ver_centro(una)
    juego.foto("los-dos-cobraron")
    proxy.cortar(False)
    juego.hasta("la incidencia", lambda: len(juego.estado()["incidencias"]) == 1)
    (incidencia,) = juego.estado()["incidencias"] or [{}]
    juego.exigir("clase", incidencia.get("clase"), "doble_pago")
    juego.exigir("folios", {f["folio"] for f in incidencia.get("folios", ())}, set(folios))
    for puesto in (una, otra):
        juego.hasta(f"{cuenta} en caja {puesto.numero}", lambda p=puesto: juego.adeudo(p, cuenta) == "0.00")  # type: ignore[misc]
    for puesto in (una, otra):
        juego.ver_centro(puesto).pulsar("ctrl+s")
        puesto.ella.mesa.esperar(6.0)
    juego.foto("incidencia-vista")


def _resolver(juego: Juego, puesto: Puesto) -> None:
    """A cashier settles it with a supervisor's word."""
    mesa = juego.ver_centro(puesto)
    mesa.pulsar("ctrl+Return")
    mesa.teclear("avisado; queda para el mes siguiente")
    mesa.pulsar("Return")
    mesa.esperar(2.5)
    juego.foto("pide-supervisor")
    mesa.teclear(PINES["super"])
    mesa.pulsar("Return")
    juego.hasta("resuelta", lambda: not juego.estado()["incidencias"])
    mesa.esperar(5.0)
    juego.foto("resuelta")


def _muere(juego: Juego, una: Puesto, otra: Puesto) -> None:
    """The service is killed and its server stopped as by a power cut while both charge; it comes back."""
    cuentas = que_deben(una)[:4]
    juego.cobrar(una, cuentas[0])
    juego.ver_centro(una).pulsar("ctrl+s")
    casa = leer_casa(juego.centro)
    assert casa is not None
    os.kill(int((juego.centro / "servir.pid").read_text()), signal.SIGKILL)
    postgres.detener(postgres.Servidor(Path(casa.postgres), casa.puerto), "immediate")
    juego.cobrar(una, cuentas[1])
    juego.cobrar(otra, cuentas[2])
    for puesto in (una, otra):
        juego.ver_centro(puesto).pulsar("ctrl+s")
        puesto.ella.mesa.esperar(8.0)
    juego.foto("centro-muerto")
    juego.ordenar("centro", "demo", str(juego.centro))
    for puesto in (una, otra):
        juego.ver_centro(puesto).pulsar("ctrl+s")
    juego.hasta("todo enviado", lambda: _sin_enviar(juego) == 0)
    for puesto in (una, otra):
        for cuenta in cuentas[:3]:
            juego.hasta(
                f"{cuenta} en caja {puesto.numero}",
                lambda p=puesto, c=cuenta: juego.adeudo(p, c) == "0.00",  # type: ignore[misc]
            )
    una.ella.mesa.esperar(6.0)
    juego.foto("centro-de-vuelta")


def _sin_enviar(juego: Juego) -> int:
    """What cajas said that they lack, and what waits; a caja that has not greeted since counts as lacking."""
    suyos = {"1": 0, "2": 0}
    for caja in juego.estado()["cajas"]:
        suyos[caja["caja"]] = (caja["sin_enviar"] or 0) + caja["en_espera"]
    return sum(suyos.values())


def _reemplazo(juego: Juego, rota: Puesto, nueva: Puesto) -> None:
    """The PC of caja 2 breaks: another takes its number, and goes on with another serie."""
    juego.exigir("cerrar la ventana de la caja 2", rota.mesa.cerrar(), 0)
    rota.datos.rename(rota.datos.with_name("caja2-rota"))
    juego.enlazar(nueva)
    juego.abrir(nueva)
    juego.exigir("lo que cobró la PC rota", len(nueva.ella.hechos[0][2]), 2)
    folio = juego.cobrar(nueva, que_deben(nueva)[0])
    juego.exigir("folio de la PC nueva", folio[:3], "2B-")
    juego.ver_centro(nueva).pulsar("ctrl+s")
    juego.hasta("la PC nueva al día", lambda: any(c["serie"] == "B" for c in juego.estado()["cajas"]))
    nueva.ella.mesa.esperar(6.0)
    juego.foto("pc-nueva")


def _ventana_del_centro(juego: Juego) -> None:
    """What the centre's staff sees of it all, over everything else."""
    entorno = juego.ambiente(juego.centro) | {"DISPLAY": juego.display, "QT_QPA_PLATFORM": "xcb"}
    orden = [sys.executable, "-m", "app", "centro", "ventana", str(juego.centro)]
    with (juego.carpeta / "ventana-centro.log").open("wb") as bitacora:
        programa = subprocess.Popen(orden, cwd=ROOT, env=entorno, stdout=bitacora, stderr=bitacora)
        juego.pila.callback(terminar, programa)
        mesa = Escritorio(juego.display, programa, None)
        ventana = mesa.preguntar("search", "--sync", "--onlyvisible", "--pid", str(programa.pid)).split()[0]
        mesa.ordenar("windowfocus", "--sync", ventana)
        mesa.esperar(6.0)
        juego.foto("ventana-del-centro")
        juego.exigir("cerrar la ventana del centro", mesa.cerrar(), 0)


def _libros(juego: Juego, puestos: Sequence[Puesto]) -> None:
    """Everything is as it was written, on every side."""
    for puesto in puestos:
        dicho = juego.ordenar("verificar", datos=puesto.datos)
        juego.exigir(f"verificar {puesto.datos.name}", (dicho.get("ok"), dicho.get("errores")), (True, []))
    dicho = juego.ordenar("centro", "verificar")
    juego.exigir("centro verificar", dicho, {"ok": True, "errores": []})


def jugar(carpeta: Path) -> list[str]:
    """Play it all; what is not as it should be."""
    with un_juego(carpeta) as juego:
        una, otra = Puesto("1", juego.carpeta / "caja1", 0), Puesto("2", juego.carpeta / "caja2", 1)
        casa = leer_casa(juego.centro)
        assert casa is not None
        proxy = juego.pila.enter_context(delante(casa.puerto))
        for puesto, por in ((una, None), (otra, proxy)):
            juego.enlazar(puesto, por)
            juego.abrir(puesto)
        _apartadas(juego, una, otra, proxy)
        _resolver(juego, otra)
        _muere(juego, una, otra)
        nueva = Puesto("2", juego.carpeta / "caja2-nueva", 1)
        _reemplazo(juego, otra, nueva)
        _ventana_del_centro(juego)
        for puesto in (una, nueva):
            juego.exigir(f"cerrar la ventana de la caja {puesto.numero}", puesto.mesa.cerrar(), 0)
        _libros(juego, (una, nueva))
        return juego.fallas


def main(argumentos: Sequence[str]) -> int:
    """By hand: the folder."""
    fallas = jugar(Path(argumentos[0]))
    print("\n".join(fallas) or "all as it should be")
    return 1 if fallas else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
