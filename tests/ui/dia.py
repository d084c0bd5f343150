"""A whole day at the real window, keys only: two cashiers, payments of every kind, what is undone, cash, two cortes.

`python -m tests.ui.dia FOLDER` runs it by hand and leaves the caja and the pictures in that folder. The program runs
from a copy whose demonstration counts blind, as a real caja does.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.armado import Taller
from app.domain.corte.corte import DENOMINACIONES
from app.domain.dinero import Dinero
from app.domain.pago.pago import Pago
from app.turno.caja import corte_x, ver_turno
from tests.factories import PINES
from tests.ui.cajera import PACIENCIA, Cajera
from tests.ui.casos_de_mostrador import MOSTRADOR
from tests.ui.casos_de_pago import PAGOS, Caso
from tests.ui.dia_tesoreria import entregar_a_tesoreria
from tests.ui.escritorio import ROOT, escritorio
from tests.ui.manejo import CUENTAS, FONDO, Informe, ordenar, un_caso

OTRA, SU_PIN = "luz", "314159"
#: What is cancelled, what is given back, and what bounces.
DESHECHOS = ("efectivo_exacto", "exacto_por_su_letra", "cheque", "el_mas_nuevo_con_supervisor")
MOTIVO = "un billete que sobra"
SOBRANTE = Dinero(10_000)


def copiar_programa(destino: Path) -> Path:
    """The program with a demonstration that counts blind and asks for a reason from 50.00 on."""
    for parte in ("app", "db", "ui", "printing", "resources"):
        shutil.copytree(ROOT / parte, destino / parte, ignore=shutil.ignore_patterns("__pycache__"))
    perfil = destino / "resources" / "organismos" / "cajeme" / "2023" / "perfil.toml"
    texto = perfil.read_text(encoding="utf-8")
    ciego = texto.replace("arqueo_ciego = false", "arqueo_ciego = true")
    ciego = ciego.replace('diferencia_con_motivo = "ninguna"', 'diferencia_con_motivo = "50.00"')
    if ciego == texto:
        raise ValueError("the profile says it in another way")
    perfil.write_text(ciego, encoding="utf-8")
    return destino


class Dia:
    """What happens at the counter beyond the payments.

    Attributes:
        cajera: who is there, with what she knows and has charged.
    """

    def __init__(self, cajera: Cajera) -> None:
        self.cajera = cajera
        self.mesa = cajera.mesa

    def pagos_de(self, caso: str) -> tuple[Pago, ...]:
        """What a case charged."""
        return next(pagos for nombre, _, pagos in self.cajera.hechos if nombre == caso)

    def abrir_turno(self) -> None:
        self.mesa.teclear(FONDO)
        self.mesa.pulsar("Return")
        self.mesa.esperar(1.5)

    def mover(self, bajadas: int, importe: str, motivo: str, quien: str) -> None:
        """Cash in or out; `bajadas` to its class."""
        self.mesa.pulsar("F4", "alt+2")
        self.mesa.esperar()
        self.mesa.pulsar("Home", *["Down"] * bajadas, "Tab")
        for texto in (importe, motivo, quien):
            self.mesa.teclear(texto)
            self.mesa.pulsar("Tab" if texto != quien else "Return")
        self.mesa.esperar(1.0)
        self.mesa.foto(f"movimiento-{motivo.split()[0]}")

    def abrir_cajon(self, motivo: str) -> None:
        self.mesa.pulsar("F4", "F8")
        self.mesa.esperar()
        self.mesa.teclear(motivo)
        self.mesa.pulsar("Return")
        self.mesa.esperar()
        self.mesa.foto("cajon")

    def cancelar_el_ultimo(self) -> None:
        """From the list of the last payments."""
        self.mesa.pulsar("F1", "F9")
        self.mesa.esperar(1.0)
        self.mesa.pulsar("Delete")
        self.mesa.esperar(1.5)
        self._autorizar("la persona ya no quiso pagar", "cancelar-ultimo")

    def cancelar(self, folio: str) -> None:
        self._buscar(folio)
        self._autorizar("se cobro la cuenta de otra persona", "cancelar-folio")

    def devolver(self, folio: str) -> None:
        self._buscar(folio)
        self.mesa.pulsar("Return", "Return", "Return", entre=300)
        self._autorizar("pago dos veces", "devolver")

    def cheque_devuelto(self, folio: str) -> None:
        self._buscar(folio)
        self.mesa.pulsar("shift+Tab", "Down")
        self.mesa.esperar(1.0)
        self.mesa.pulsar("Tab")
        self.mesa.teclear("fondos insuficientes")
        self.mesa.pulsar("Return", "Return", "Return", entre=300)
        self._autorizar("lo devolvio el banco", "cheque")

    def _buscar(self, folio: str) -> None:
        self.mesa.pulsar("F4", "alt+3")
        self.mesa.esperar()
        self.mesa.teclear(folio)
        self.mesa.pulsar("Return")
        self.mesa.esperar(1.5)

    def _autorizar(self, motivo: str, foto: str) -> None:
        self.mesa.teclear(motivo)
        self.mesa.foto(f"{foto}-previa")
        self.mesa.pulsar("Return")
        self.mesa.esperar(1.5)
        self.mesa.foto(f"{foto}-pide")
        self.mesa.teclear(PINES["super"])
        self.mesa.pulsar("Return")
        self.mesa.esperar(3.0)
        self.mesa.foto(f"{foto}-hecho")
        self.mesa.pulsar("Return")
        self.mesa.esperar()

    def contar(self, de_mas: Dinero, foto: str) -> None:
        """Blind on the screen: only who plays her knows what there is. The reason, only once it is asked for."""
        esperado = corte_x(self.cajera.ctx, completo=True).esperado
        assert esperado is not None
        self.mesa.pulsar("F4", "alt+1")
        self.mesa.esperar(1.0)
        queda = (esperado + de_mas).centavos
        for valor in DENOMINACIONES:
            if queda // valor:
                self.mesa.teclear(str(queda // valor))
            queda %= valor
            self.mesa.pulsar("Return")
        self.mesa.foto(f"{foto}-conteo")
        self.mesa.pulsar("ctrl+Return", "ctrl+Return", entre=800)
        if not self._is_cerrado():
            self.mesa.foto(f"{foto}-pide-motivo")
            self.mesa.teclear(MOTIVO)
            self.mesa.pulsar("Return")
            self.mesa.esperar(2.5)
        self.mesa.foto(f"{foto}-z")

    def _is_cerrado(self) -> bool:
        """Whether the corte is on the disk; it may take a while on a busy machine."""
        limite = time.monotonic() + PACIENCIA
        while ver_turno(self.cajera.ctx) is not None and time.monotonic() < limite:
            self.mesa.sin_pausa()
        return ver_turno(self.cajera.ctx) is None

    def relevar(self) -> None:
        """The next cashier, at the same window."""
        self.mesa.pulsar("ctrl+l")
        self.mesa.esperar(1.5)
        self.mesa.pulsar("Down")
        self.cajera.pin = SU_PIN
        self.mesa.teclear(self.cajera.pin)
        self.mesa.pulsar("Return")
        self.mesa.esperar(2.5)
        self.mesa.foto("relevo")
        self.abrir_turno()
        self.mesa.pulsar("F1")
        self.mesa.esperar()


def jugar(
    carpeta: Path, manana: Sequence[Caso] = PAGOS, tarde: Sequence[Caso] = MOSTRADOR, *, con_fotos: bool = False
) -> Informe:
    """The day, and its books by the command line."""
    datos, fotos = carpeta / "datos", carpeta / "fotos" if con_fotos else None
    if fotos is not None:
        fotos.mkdir(parents=True)
    ordenar(datos, "demo", "--cuentas", str(CUENTAS), "--semilla", "1")
    alta = ("usuario", "alta", OTRA, "--nombre", "Luz", "--rol", "cajero", "--supervisor", "super")
    ordenar(datos, *alta, VENTANILLA_PIN=SU_PIN, VENTANILLA_PIN_SUPERVISOR=PINES["super"])
    informe = Informe()
    programa = copiar_programa(carpeta / "programa")
    with (
        escritorio(datos, fotos, programa_en=programa) as mesa,
        Taller(datos).contexto(escribir=False) as ctx,
    ):
        cajera = Cajera(mesa, ctx)
        cajera.conocer(CUENTAS)
        mesa.esperar(4.0)
        mesa.foto("acceso")
        cajera.entrar()
        mesa.foto("turno")
        dia = Dia(cajera)
        dia.abrir_turno()
        _manana(dia, manana, informe)
        dia.relevar()
        _tarde(dia, tarde, informe)
        entregar_a_tesoreria(mesa, ctx, 2)
        if (codigo := mesa.cerrar()) != 0:
            informe.fallas.append(f"the program ended with {codigo}")
        informe.teclas, informe.pagos = mesa.teclas, sum(len(pagos) for _, _, pagos in cajera.hechos)
    informe.fallas += revisar(datos, cajera)
    return informe


def _cobrar(dia: Dia, casos: Sequence[Caso], informe: Informe) -> None:
    for caso in casos:
        dia.mesa.pulsar("F1")
        informe.fallas += un_caso(dia.cajera, caso)


def _manana(dia: Dia, casos: Sequence[Caso], informe: Informe) -> None:
    _cobrar(dia, casos, informe)
    dia.mover(0, "300", "cambio del banco", "Luis Vega")
    dia.mover(1, "50", "fondo de la caja 3", "Ana Ruiz")
    dia.mover(2, "200", "boveda", "Traslado de Valores")
    dia.abrir_cajon("dar cambio")
    dia.cancelar_el_ultimo()
    dia.cancelar(str(dia.pagos_de("efectivo_exacto")[0].folio))
    dia.cheque_devuelto(str(dia.pagos_de("cheque")[0].folio))
    dia.contar(Dinero(0), "manana")


def _tarde(dia: Dia, casos: Sequence[Caso], informe: Informe) -> None:
    _cobrar(dia, casos, informe)
    dia.mover(0, "2000", "para lo que se devuelve", "Ana Ruiz")
    dia.devolver(str(dia.pagos_de("exacto_por_su_letra")[0].folio))
    dia.contar(SOBRANTE, "tarde")


def revisar(datos: Path, cajera: Cajera) -> list[str]:
    """What the books say of the day, by the command line; in words, where it is not what was played."""
    verificado = ordenar(datos, "verificar")
    uno, dos = (ordenar(datos, "corte", "ver", n) for n in ("1", "2"))
    de_dos = len([p for _, _, pagos in cajera.hechos for p in pagos if p.turno == 2])
    pares: list[tuple[str, Callable[[], Any], object]] = [
        ("verificar", lambda: verificado["ok"] and not verificado["errores"], True),
        ("cajeros", lambda: (uno["cajero"], dos["cajero"]), ("demo", OTRA)),
        ("cancelados", lambda: len(uno["cancelados"]), 2),
        ("cheque devuelto", lambda: len(uno["devueltos"]), 1),
        ("devueltos", lambda: len(dos["devueltos"]), 1),
        ("entradas y retiros", lambda: (uno["entradas"], uno["retiros"]), ("300.00", "250.00")),
        ("cuadra", lambda: Dinero(-10) < Dinero.from_texto(uno["diferencia"]) <= Dinero(0), True),
        ("sobra", lambda: Dinero(9_990) < Dinero.from_texto(dos["diferencia"]) <= SOBRANTE, True),
        ("motivo", lambda: dos["motivo"], MOTIVO),
        ("pagos", lambda: dos["pagos"], de_dos),
        ("recontado", lambda: dos["recontado"], dos["contado"]),
        ("tesorería", lambda: dos["estado"], "aceptado"),
    ]
    malos = []
    for que, leer, debido in pares:
        try:
            hecho = leer()
        except KeyError as falta:
            hecho = f"no {falta} in {uno} {dos}"
        if hecho != debido:
            malos.append(f"{que}: {debido} and not {hecho}")
    return malos


def main(argumentos: Sequence[str]) -> int:
    """By hand: the folder, and names of cases to play only those besides the ones that are undone."""
    carpeta, *nombres = argumentos
    queridos = {*nombres, *DESHECHOS}
    manana, tarde = ([c for c in casos if not nombres or c.__name__ in queridos] for casos in (PAGOS, MOSTRADOR))
    informe = jugar(Path(carpeta), manana, tarde, con_fotos=True)
    print(f"{informe.pagos} payments, {informe.teclas} keys")
    print("\n".join(informe.fallas) or "all as it should be")
    return 1 if informe.fallas else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
