"""Search as a cashier types, over a padrón of a few cuentas and over one of thousands."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demostracion.nombres import domicilio, medidor, persona
from app.domain.cuenta import Marca, Pendiente
from app.errors import EquipoError
from app.importacion import Archivos
from db.engine import abrir_lector
from db.padron.lectura import Lector, m3_from
from db.padron.texto import compacto, doblar, palabras
from tests.padron_de_prueba import CUENTAS, RECIBOS, PadronDePrueba, escribir_csv

COLUMNAS = ("cuenta", "titular", "domicilio", "colonia", "uso", "medidor")
POCAS = [
    ("0012-345", "Ana Muñoz Ibáñez", "Calle Hidalgo 12", "Centro", "domestico", "A-00123"),
    ("0012-346", "José Ángel García", "Av. Miguel Alemán 500", "Cortinas", "domestico", "B77"),
    ("777", "García José", "Calle Uno 1", "Ibáñez", "domestico", "B77"),
    ("778", "Garcilaso Núñez", "Calle Dos 2", "", "comercial", ""),
    ("779", "Rodríguez de la O", "Hidalgo 3", "", "comercial", ""),
    ("780", "Straße Œuvre 李", "Uno 5", "", "comercial", ""),
]
MUCHAS = 3_000


@pytest.fixture(scope="module")
def pocas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PadronDePrueba]:
    with PadronDePrueba(tmp_path_factory.mktemp("pocas")) as prueba:
        llenar(prueba, POCAS)
        yield prueba


@pytest.fixture(scope="module")
def muchas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PadronDePrueba]:
    rng = random.Random(7)
    with PadronDePrueba(tmp_path_factory.mktemp("muchas")) as prueba:
        llenar(prueba, [(f"{n:06d}", persona(rng), *domicilio(rng), "domestico", medidor(rng)) for n in range(MUCHAS)])
        yield prueba


def llenar(prueba: PadronDePrueba, filas: list[tuple[str, ...]]) -> None:
    ruta = escribir_csv(prueba.carpeta / "c.csv", COLUMNAS, filas)
    hecha = prueba.preparar_archivos(Archivos(cuentas=ruta))
    assert hecha.lote
    prueba.asentados.append(hecha.lote)
    prueba.padron.aplicar(prueba.asentados)


def hallar(prueba: PadronDePrueba, texto: str, limite: int = 50) -> list[str]:
    return [h.cuenta for h in prueba.padron.buscar(texto, limite)]


@pytest.mark.parametrize(
    ("texto", "cuentas"),
    [
        ("0012-345", ["0012-345"]),
        ("12345", ["0012-345"]),
        (" 12 345 ", ["0012-345"]),
        ("777", ["777"]),
        ("a00123", ["0012-345"]),
        ("b-77", ["0012-346", "777"]),
        ("munoz", ["0012-345"]),
        ("MUÑOZ ana", ["0012-345"]),
        ("hidalgo mun", ["0012-345"]),
        ("jose garcia", ["777", "0012-346"]),
        ("garcia jose", ["777", "0012-346"]),
        ("garc", ["777", "778", "0012-346"]),
        ("ibanez", ["0012-345", "777"]),
        ("baño", []),
        ("dríguez", ["779"]),
        ("rcilas nu", ["778"]),
        ("bañez", ["0012-345", "777"]),
        ("calle hidalgo", ["0012-345", "779"]),
        ("de la o", ["779", "780"]),
        ("strasse oeuvre", ["780"]),
        ("李", []),
        ("alemán 500 cortinas", ["0012-346"]),
        ("123", ["0012-345", "0012-346"]),
    ],
)
def test_found_in_this_order(pocas: PadronDePrueba, texto: str, cuentas: list[str]) -> None:
    assert hallar(pocas, texto) == cuentas


def test_what_is_shown_of_a_cuenta(pocas: PadronDePrueba) -> None:
    (hallazgo,) = pocas.padron.buscar("12345")
    assert (hallazgo.titular, hallazgo.domicilio, hallazgo.colonia, hallazgo.medidor) == POCAS[0][1:4] + POCAS[0][5:]


@pytest.mark.parametrize(
    "texto", ["", " ", '"*^(', "-", "¿?", "\x00", "AND OR NOT", "NEAR(", "texto:x", "a" * 10_000, "ñ " * 5_000]
)
def test_nothing_that_is_typed_is_an_error(pocas: PadronDePrueba, texto: str) -> None:
    assert isinstance(hallar(pocas, texto), list)


@given(st.text(max_size=60))
def test_any_text_is_a_search(pocas: PadronDePrueba, texto: str) -> None:
    assert len(hallar(pocas, texto, 3)) <= 3


def test_every_generated_name_is_found_in_plain_letters_in_any_order(muchas: PadronDePrueba) -> None:
    rng, faltan = random.Random(3), []
    for numero in range(MUCHAS):
        cuenta = muchas.padron.cuenta(f"{numero:06d}")
        assert cuenta is not None
        voces = palabras(cuenta.titular)
        rng.shuffle(voces)
        if not any(h.titular == cuenta.titular for h in muchas.padron.buscar(" ".join(voces))):
            faltan.append(cuenta.titular)
    assert faltan == []


def test_limit_is_kept_and_full_pages_are_of_the_likeliest(pocas: PadronDePrueba, muchas: PadronDePrueba) -> None:
    assert len(hallar(muchas, "garcia", 5)) == 5
    assert hallar(pocas, "jose garcia", 1) == ["777"]
    assert len(hallar(muchas, "m", 10_000)) == 500
    nombrados = ["María" in h.titular for h in muchas.padron.buscar("maria", 20)]
    assert nombrados[0]
    assert nombrados == sorted(nombrados, reverse=True)


def test_search_under_way_can_be_interrupted(muchas: PadronDePrueba) -> None:
    lector = muchas.padron.lector()
    parar = threading.Event()

    def molestar() -> None:
        while not parar.is_set():
            lector.interrumpir()
            time.sleep(0)

    hilo = threading.Thread(target=molestar)
    hilo.start()
    try:
        with pytest.raises(EquipoError) as error:
            for _ in range(2_000):
                lector.buscar("a e i o u calle ma gu", 500)
    finally:
        parar.set()
        hilo.join()
    assert error.value.clave == "busqueda_interrumpida"
    assert lector.buscar("garcia")
    lector.interrumpir()
    assert lector.cuenta("000001") is not None
    lector.cerrar()


def test_search_interrupted_at_any_step_of_its_first_question_says_so(pocas: PadronDePrueba) -> None:
    """Also while SQLite opens the tables of the index, which it tells as a failure of their constructor."""
    for paso in range(1, 400, 7):
        engine = abrir_lector(pocas.padron.ruta, 1)
        lector = Lector(engine)
        pasos = iter(range(paso))

        def cortar(pasos: Iterator[int] = pasos, lector: Lector = lector) -> int:
            if next(pasos, None) is None:
                lector.interrumpir()
            return 0

        lector._conexion.set_progress_handler(cortar, 1)
        with pytest.raises(EquipoError) as error:
            lector.buscar("garcia")
            lector.interrumpir()
            raise EquipoError("busqueda_interrumpida", "it was over by then")
        assert error.value.clave == "busqueda_interrumpida"
        lector._conexion.set_progress_handler(None, 0)
        assert lector.buscar("garcia")
        lector.cerrar()
        engine.dispose()


def test_statement_under_way_is_cut_short(pocas: PadronDePrueba) -> None:
    lector = pocas.padron.lector()
    eterna = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    parar = threading.Event()

    def molestar() -> None:
        while not parar.wait(0.001):
            lector.interrumpir()

    hilo = threading.Thread(target=molestar)
    hilo.start()
    try:
        with pytest.raises(EquipoError) as error:
            lector._leer(eterna, ())
    finally:
        parar.set()
        hilo.join()
        lector.cerrar()
    assert error.value.clave == "busqueda_interrumpida"


def test_search_of_the_padron_is_interrupted_without_touching_other_questions(muchas: PadronDePrueba) -> None:
    muchas.padron.interrumpir()
    assert muchas.padron.cuenta("000001") is not None
    assert muchas.padron.buscar("000001")


def test_cuentas_by_meter(pocas: PadronDePrueba) -> None:
    assert [c.numero for c in pocas.padron.cuentas_por_medidor("b 77")] == ["0012-346", "777"]
    assert pocas.padron.cuentas_por_medidor("--") == ()


def test_debts_of_many_cuentas_at_once(tmp_path: Path) -> None:
    with PadronDePrueba(tmp_path) as prueba:
        prueba.importar(
            cuentas=[CUENTAS, *(f"{n},Ana {n},Uno {n},domestico" for n in (1, 2, 3))],
            recibos=[
                RECIBOS,
                "1,2023-08,2023-08-25,1,50,50,20",
                "1,2023-07,2023-07-25,1,40,40,0",
                "2,2023-08,2023-08-25,1,30,30,30",
                "3,2023-08,2023-08-25,0.5,10,10,",
            ],
            hasta=(Marca("2A", "e", 4),),
        )
        marcas = (Marca("2A", "e", 4),)
        assert prueba.padron.pendientes(["3", "2", "9", "1"]) == (
            Pendiente("3", "2023-08", "2023-08-25", 1000, marcas),
            Pendiente("1", "2023-07", "2023-07-25", 4000, marcas),
            Pendiente("1", "2023-08", "2023-08-25", 3000, marcas),
        )
        assert prueba.padron.pendientes([]) == ()
        assert [r.periodo.mes for r in prueba.padron.recibos("1")] == [7, 8]
        assert prueba.padron.recibos("3")[0].m3 == Decimal("0.5")
        assert prueba.padron.cuenta("9") is None


def test_volumes_say_only_what_they_need() -> None:
    assert [str(m3_from(n)) for n in (0, 32_000, 500, 1_234, 100_500)] == ["0", "32", "0.5", "1.234", "100.5"]


def test_folding() -> None:
    assert doblar("MUÑOZ Ángel Güereña ª") == "munoz angel guerena a"
    assert palabras("Av. 5 de Mayo #12-B") == ["av", "5", "de", "mayo", "12", "b"]
    assert compacto(" 00-12.a ") == "12A"
