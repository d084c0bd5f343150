"""Papers through a printer that fails at random: none lost, none doubled in silence, each marked for what is known.

250 jobs here, 10,000 with --largo; the seed is printed when it fails.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from app.documentos import Documento, Encabezado
from app.domain.papel import Respuesta
from app.papel.impresion import imprimir_pendientes, papeles_en_cola, recuperar_cola
from app.papel.impresora import Impresora
from printing.dispositivos import PorCable
from tests.factories import PERFIL, CajaDePrueba, importar, un_pago, un_recibo, una_caja, una_cuenta
from tests.faults.impresora_loca import MANERAS, ImpresoraLoca
from tests.printing.ordenes import leer

CABEZA = Encabezado(PERFIL.nombre, organismo=PERFIL.organismo)
#: Of a hundred papers, those at which the program dies: before its bytes left, and after.
MUERTES = (1, 2)


class Muerte(BaseException):
    """The program is gone."""


class Mortal:
    """A device of a program that dies now and then while it prints."""

    tiene_cajon = True

    def __init__(self, cable: PorCable, azar: random.Random) -> None:
        self._cable = cable
        self._azar = azar
        self.is_inmortal = False

    def sacar(self, documento: Documento, nombre: str, *, abre_cajon: bool = False) -> Respuesta:
        suerte = 100 if self.is_inmortal else self._azar.randrange(100)
        if suerte < MUERTES[0]:
            raise Muerte
        respuesta = self._cable.sacar(documento, nombre, abre_cajon=abre_cajon)
        if suerte < MUERTES[1]:
            raise Muerte
        return respuesta

    def preguntar(self) -> Respuesta:
        return self._cable.preguntar()

    def abrir_cajon(self) -> None:
        self._cable.abrir_cajon()


def imprimir(caja: CajaDePrueba, dispositivo: Mortal, *folios: str) -> None:
    try:
        imprimir_pendientes(caja.ctx, lambda clase: dispositivo, CABEZA, folios)
    except Muerte:
        recuperar_cola(caja.ctx)


def test_each_paper_is_printed_once_or_marked_and_offered_again(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    cuantos = 10_000 if pytestconfig.getoption("--largo") else 250
    semilla = random.randrange(2**32)
    azar = random.Random(semilla)
    folios = []
    with una_caja(tmp_path / "caja") as caja, ImpresoraLoca(azar) as loca:
        # Many cuentas: to charge one that has paid thousands of times takes longer each time.
        cuentas = [str(n) for n in range(100, 600)]
        importar(caja, [una_cuenta(n) for n in cuentas], [un_recibo(n, agua="100000.00") for n in cuentas])
        red = Impresora("red", f"127.0.0.1:{loca.puerto}", 32, qr="nativo", barras="nativo")
        dispositivo = Mortal(PorCable(red, espera=0.12, espera_estado=0.1), azar)
        for n in range(cuantos):
            folios.append(str(un_pago(caja, azar.choice(cuentas), monto="1.00", efectivo="1.00").folio))
            imprimir(caja, dispositivo, folios[-1])
            for _ in range(azar.randrange(20) if n % 10 == 9 else 0):
                # What did not come out is offered again, all of it, as often as somebody has the patience.
                imprimir(caja, dispositivo)
        loca.sana = dispositivo.is_inmortal = True
        while papeles_en_cola(caja.ctx):
            imprimir(caja, dispositivo)
        exigir_cuentas(caja, folios, loca.salidos, semilla)
        assert cuantos < 1_000 or set(loca.hechas) == set(MANERAS), f"seed {semilla}"
        assert caja.verificar().ok


def exigir_cuentas(caja: CajaDePrueba, folios: list[str], salidos: list[bytes], semilla: int) -> None:
    """The printer's own memory against the diario's."""
    originales: Counter[str] = Counter()
    copias: Counter[str] = Counter()
    pulsos: Counter[str] = Counter()
    conocidos = frozenset(folios)
    for papel in salidos:
        leido = leer(papel)
        (folio,) = [linea.strip() for linea in leido.lineas if linea.strip() in conocidos]
        es_copia = any(linea.strip().startswith("COPIA") for linea in leido.lineas)
        (copias if es_copia else originales)[folio] += 1
        pulsos[folio] += sum(o.startswith(b"\x1bp") for o in leido.ordenes)
    dicho: dict[str, list[str]] = defaultdict(list)
    with caja.uow() as uow:
        for asiento in uow.diario.asientos():
            if asiento.tipo == "papel":
                dicho[asiento.datos()["folio"]].append(asiento.datos()["resultado"])
    for folio in folios:
        hecho = f"{folio} {dicho[folio]} seed {semilla}"
        assert originales[folio] <= 1, f"two originals: {hecho}"
        assert pulsos[folio] <= 1, f"two pulses: {hecho}"
        assert dicho[folio][-1] in ("impreso", "enviado"), f"not offered again: {hecho}"
        if dicho[folio][-1] == "impreso":
            assert originales[folio] + copias[folio] >= 1, f"said to have come out: {hecho}"
        elif originales[folio] + copias[folio] == 0:
            assert dicho[folio][-1] == "enviado", f"lost without a word: {hecho}"


def test_the_control_doubles_papers(tmp_path: Path) -> None:
    """A program that prints an original again after a doubt must be caught."""
    azar = random.Random(1)
    with una_caja(tmp_path / "caja") as caja, ImpresoraLoca(azar) as loca:
        importar(caja, [una_cuenta()], [un_recibo(agua="100000.00")])
        red = Impresora("red", f"127.0.0.1:{loca.puerto}", 32)
        dispositivo = Mortal(PorCable(red, espera=0.12, espera_estado=0.1), azar)
        dispositivo.is_inmortal = True
        folios = [str(un_pago(caja, monto="1.00", efectivo="1.00").folio) for _ in range(40)]
        while papeles_en_cola(caja.ctx):
            imprimir(caja, dispositivo)
            with caja.uow() as uow:
                for papel in uow.cola.papeles():
                    uow.cola.encolar(papel.folio, "pago")
                uow.commit()
        with pytest.raises(AssertionError, match="two originals"):
            exigir_cuentas(caja, folios, loca.salidos, 1)
