"""`tarifa`: load a list, look it over, and see whom it touches before it takes effect."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from app import perfiles
from app.domain.dinero import Dinero
from tests.cli.conftest import Orden, Respuesta

PUBLICADA = perfiles.RECURSOS / "organismos" / "cajeme" / "2023" / "tarifas.csv"
EJEMPLO = Path(__file__).parents[2] / "docs" / "ejemplos" / "loreto-precios-de-ejemplo.csv"
SUPER = ("--supervisor", "super")


@pytest.fixture
def lista(tmp_path: Path) -> Path:
    """The tariff of 2024, invented: every price ten per cent more than that of 2023."""
    ruta = tmp_path / "cajeme-2024.csv"
    with PUBLICADA.open(encoding="utf-8", newline="") as de, ruta.open("w", encoding="utf-8", newline="") as a:
        escritor = csv.writer(a)
        escritor.writerow(("uso", "area", "renglon", "desde_m3", "hasta_m3", "precio"))
        for fila in csv.DictReader(de):
            lugar = (fila[c] for c in ("uso", "area", "renglon", "desde_m3", "hasta_m3"))
            escritor.writerow((*lugar, Decimal(fila["agua"]) * Decimal("1.1")))
    return ruta


def _cargar(orden: Orden, lista: Path, *otros: str) -> Respuesta:
    datos = ("--organismo", "cajeme", "--desde", "2024-01", "--hasta", "2024-12", "--fuente", "Inventada")
    return orden("tarifa", "importar", lista, *datos, *SUPER, *otros)


# --- revisar ---


def test_revisar_tells_what_it_finds_and_is_no_error(orden: Orden) -> None:
    romita = orden("tarifa", "revisar", "romita")
    assert romita.codigo == 0
    assert [(h["uso"], h["renglon"]) for h in romita.datos["hallazgos"]] == [
        ("domestica", "118"), ("industrial", "114"), ("mixta", "163"), ("mixta", "167"), ("mixta", "197"),
    ]  # fmt: skip
    assert set(romita.datos["hallazgos"][0]) == {"version", "uso", "area", "renglon", "mensaje"}
    assert orden("tarifa", "revisar", "cajeme").datos == {"hallazgos": []}
    (falta,) = orden("tarifa", "revisar", "ocampo-2022").datos["hallazgos"]
    assert "tarifa importar" in falta["mensaje"]
    assert orden("tarifa", "revisar", "navojoa").error == "organismo_desconocido"


def test_revisar_for_people(datos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from app.__main__ import main

    assert main(["tarifa", "revisar", "romita", "--datos", str(datos)]) == 0
    lineas = capsys.readouterr().out.splitlines()
    assert lineas[0].startswith("romita/2020 domestica general 118: 118 m³ cuestan") and lineas[-1] == "Hallazgos: 5."
    assert main(["tarifa", "revisar", "cajeme", "--datos", str(datos)]) == 0
    assert capsys.readouterr().out == "Nada que señalar.\n"


def test_what_was_loaded_is_looked_over_too(orden: Orden, lista: Path) -> None:
    assert _cargar(orden, lista).codigo == 0
    (hallazgo,) = orden("tarifa", "revisar", "cajeme").datos["hallazgos"]
    assert (hallazgo["version"], hallazgo["renglon"]) == ("cajeme/2024", "INPC")
    assert "enero 2024 a noviembre 2024: sin él no hay precios desde febrero 2024" in hallazgo["mensaje"]


def test_the_example_of_the_manual_can_be_loaded_and_charged_by(orden: Orden, tmp_path: Path) -> None:
    nueva = ("--datos", tmp_path / "nueva")
    cargada = orden("tarifa", "importar", EJEMPLO, "--organismo", "loreto", "--desde", "2025-01", *nueva).datos
    assert (cargada["version"], cargada["avisos"]) == ("loreto/2025", [])
    assert "INVENTADOS" in cargada["fuente"]
    (hallazgo,) = orden("tarifa", "revisar", "loreto", *nueva).datos["hallazgos"]
    assert hallazgo["renglon"] == "INPC"
    cotizar = ("cotizar", "--organismo", "loreto", "--uso", "domestico", "--m3", "20", "--mes", "2025-01")
    assert orden(*cotizar, *nueva).datos["total"] == "216.20"


@pytest.mark.parametrize("fechas", [("--desde", "2025-03"), ("--desde", "2025-01", "--hasta", "2025-06")])
def test_a_list_of_twelve_months_is_of_a_whole_year(orden: Orden, tmp_path: Path, fechas: tuple[str, ...]) -> None:
    lista = tmp_path / "meses.csv"
    meses = "ene,feb,mar,abr,may,jun,jul,ago,sep,oct,nov,dic"
    lista.write_text(f"uso,renglon,{meses}\nmixta,cuota_base{',90' * 12}\n", encoding="utf-8")
    nueva = ("--organismo", "romita", "--fuente", "Inventada", "--simular", "--datos", tmp_path / "nueva")
    negada = orden("tarifa", "importar", lista, *fechas, *nueva)
    assert negada.error == "perfil_invalido"
    assert "los precios de ene a dic rigen de 2025-01 a 2025-12" in negada.datos["error"]["mensaje"]


DE_LORETO = ("--organismo", "loreto", "--desde", "2025-01", "--simular")


@pytest.mark.parametrize("organismo", ["Loreto", "loreto/2025", "LORETO-2025"])
def test_an_organismo_is_named_as_everywhere_else_and_its_prices_count(
    orden: Orden, tmp_path: Path, organismo: str
) -> None:
    nueva = ("--datos", tmp_path / "nueva")
    cargada = orden("tarifa", "importar", EJEMPLO, "--organismo", organismo, "--desde", "2025-01", *nueva).datos
    assert (cargada["version"], cargada["avisos"]) == ("loreto/2025", [])
    cotizar = ("cotizar", "--organismo", "loreto", "--uso", "domestico", "--m3", "20", "--mes", "2025-01")
    assert orden(*cotizar, *nueva).datos["total"] == "216.20"


@pytest.mark.parametrize(
    ("de", "a", "mensaje"),
    [
        ("0,12,100.00", "0,12,1000000.01", "1000000.01 es demasiado: no puede pasar de 1,000,000"),
        (",alcantarillado,porcentaje,,,10,", ",alcantarillado,porcentaje,,,101,", "101 es demasiado"),
        (",alcantarillado,porcentaje,,,10,", ",saneamiento,porcentaje,,,10,", "«saneamiento» ya está en otro renglón"),
        (",alcantarillado,porcentaje,,,10,", ",agua,porcentaje,,,10,", "«agua» no es ninguno de"),
        ("naviero,,", "baldio,,", "lleva precios en la lista, y los toma de otro uso"),
    ],
)
def test_what_a_list_may_not_say(orden: Orden, tmp_path: Path, de: str, a: str, mensaje: str) -> None:
    lista = tmp_path / "lista.csv"
    lista.write_text(EJEMPLO.read_text(encoding="utf-8").replace(de, a), encoding="utf-8")
    negada = orden("tarifa", "importar", lista, *DE_LORETO, "--datos", tmp_path / "nueva")
    assert negada.error == "perfil_invalido" and mensaje in negada.datos["error"]["mensaje"]


def test_a_price_a_m3_twice_is_refused(orden: Orden, tmp_path: Path) -> None:
    lista = tmp_path / "lista.csv"
    renglon = ",alcantarillado,precio_fuente_propia,,,3.70,PRECIOS INVENTADOS PARA PRACTICAR; no son los de Loreto\n"
    lista.write_text(EJEMPLO.read_text(encoding="utf-8") + renglon * 2, encoding="utf-8")
    negada = orden("tarifa", "importar", lista, *DE_LORETO, "--datos", tmp_path / "nueva")
    assert "«alcantarillado» ya está en otro renglón" in negada.datos["error"]["mensaje"]


@pytest.mark.parametrize(
    ("dado", "columna"),
    [(("--hasta", "2024-12"), "hasta"), (("--version", "../../x"), "version"), (("--version", "a\nb"), "version")],
)
def test_when_it_rules_and_its_name_can_be(orden: Orden, tmp_path: Path, dado: tuple[str, ...], columna: str) -> None:
    negada = orden("tarifa", "importar", EJEMPLO, *DE_LORETO, *dado, "--datos", tmp_path / "nueva")
    assert negada.error == "perfil_invalido" and f"renglón 1, {columna}:" in negada.datos["error"]["mensaje"]


def test_a_source_that_no_paper_prints_is_refused(orden: Orden, tmp_path: Path) -> None:
    uma = tmp_path / "uma.csv"
    uma.write_text("desde,diaria\n2027-02-01,120.00\n", encoding="utf-8")
    negada = orden("tarifa", "importar", uma, "--fuente", "DOF\x1b[31m", "--datos", tmp_path / "nueva")
    assert negada.error == "perfil_invalido" and "fuente" in negada.datos["error"]["mensaje"]


def test_a_uma_of_nothing_is_refused(orden: Orden, tmp_path: Path) -> None:
    uma = tmp_path / "uma.csv"
    uma.write_text("desde,diaria\n2027-02-01,0\n", encoding="utf-8")
    negada = orden("tarifa", "importar", uma, "--fuente", "DOF", "--datos", tmp_path / "nueva")
    assert negada.error == "perfil_invalido" and "mayor que cero" in negada.datos["error"]["mensaje"]


@pytest.mark.parametrize("con_caja", [True, False])
def test_an_earlier_list_may_be_gone_back_to(orden: Orden, lista: Path, tmp_path: Path, con_caja: bool) -> None:
    donde = () if con_caja else ("--datos", tmp_path / "nueva")
    otra = tmp_path / "otra.csv"
    otra.write_text(lista.read_text(encoding="utf-8").replace("53.009", "60.00"), encoding="utf-8")

    def total() -> str:
        de_enero = ("--organismo", "cajeme", "--uso", "domestico", "--m3", "0", "--mes", "2024-01")
        sin = ("--sin-servicio", "alcantarillado", "saneamiento")
        return str(orden("cotizar", *de_enero, *sin, *donde).datos["total"])

    for cual, base in ((lista, "53.01"), (otra, "60.00"), (lista, "53.01")):
        assert _cargar(orden, cual, *donde).codigo == 0
        assert total() == base
    assert _cargar(orden, lista, *donde).error == "tarifa_repetida"


# --- comparar ---


def test_comparar_with_itself_changes_nothing(orden: Orden) -> None:
    hecha = orden("tarifa", "comparar", "cajeme/2023", "cajeme-2023").datos
    assert hecha["cuentas"] == hecha["iguales"] == 60 and hecha["total1"] == hecha["total2"]
    assert (hecha["version1"], hecha["mes1"], hecha["mayores_alzas"]) == ("cajeme/2023", "2023-01", [])


def test_comparar_with_a_loaded_version(orden: Orden, lista: Path) -> None:
    assert _cargar(orden, lista).codigo == 0
    hecha = orden("tarifa", "comparar", "cajeme/2023", "cajeme/2024").datos
    assert (hecha["cuentas"], hecha["suben"]) == (60, 60) and hecha["mes2"] == "2024-01"
    antes, despues = (Dinero.from_texto(hecha[c]).centavos for c in ("total1", "total2"))
    # Each concepto is rounded by itself: a few centavos a cuenta.
    assert abs(antes * 110 - despues * 100) < 60 * 400
    assert sum(g["cuentas"] for g in hecha["por_uso"]) == sum(g["cuentas"] for g in hecha["por_rango"]) == 60
    assert sum(t["cuentas"] for t in hecha["histograma"]) == 60
    alzas = [Dinero.from_texto(c["diferencia"]) for c in hecha["mayores_alzas"]]
    assert len(alzas) == 10 and alzas == sorted(alzas, reverse=True)


@pytest.mark.parametrize("nombre", ["cajeme/2024-01", "cajeme-2024-01"])
def test_a_version_may_be_named_by_its_month(orden: Orden, lista: Path, nombre: str) -> None:
    assert _cargar(orden, lista, "--version", "2024-01").datos["version"] == "cajeme/2024-01"
    assert orden("tarifa", "comparar", "cajeme/2023", nombre).datos["suben"] == 60


def test_comparar_another_word_and_other_months(orden: Orden) -> None:
    escalonado = orden("tarifa", "comparar", "cajeme/2023", "cajeme/2023:metodo=escalonado").datos
    assert escalonado["bajan"] > 30 and not escalonado["suben"]
    meses = ("--mes1", "2023-12", "--mes2", "2023-12")
    cadena = orden("tarifa", "comparar", "cajeme/2023", "cajeme/2023:cadena=sin_redondeo", *meses).datos
    assert cadena["mes1"] == "2023-12" and cadena["suben"] + cadena["bajan"] > 0
    assert {t["desde"] for t in cadena["histograma"] if t["cuentas"]} <= {"-10.00", "0.00", "0.01", "10.01"}
    dos = "cajeme/2023:metodo=escalonado:toma_muerta=normal"
    assert orden("tarifa", "comparar", "cajeme/2023", dos).datos["version2"] == dos


def test_comparar_writes_what_it_was_asked_for(orden: Orden, tmp_path: Path) -> None:
    rutas = {c: tmp_path / f"{c}{'.png' if c == 'imagen' else '.csv'}" for c in ("csv", "cuentas", "imagen")}
    palabras = [palabra for c, ruta in rutas.items() for palabra in (f"--{c}", str(ruta))]
    hecha = orden("tarifa", "comparar", "cajeme/2023", "cajeme/2023:metodo=escalonado", *palabras).datos
    with rutas["csv"].open(encoding="utf-8-sig", newline="") as archivo:
        resumen = list(csv.DictReader(archivo))
    (todas,) = [f for f in resumen if f["tabla"] == "todas"]
    assert (todas["cuentas"], todas["total2"]) == (str(hecha["cuentas"]), hecha["total2"])
    barras = [f for f in resumen if f["tabla"] == "histograma"]
    assert [(b["desde"] or None, b["hasta"] or None, int(b["cuentas"])) for b in barras] == [
        (t["desde"], t["hasta"], t["cuentas"]) for t in hecha["histograma"]
    ]
    assert [f["uso"] for f in resumen if f["tabla"] == "uso"] == [g["uso"] for g in hecha["por_uso"]]
    with rutas["cuentas"].open(encoding="utf-8-sig", newline="") as archivo:
        cuentas = list(csv.DictReader(archivo))
    assert len(cuentas) == hecha["cuentas"]
    diferencias = sum(Dinero.from_texto(c["diferencia"]).centavos for c in cuentas)
    assert diferencias == sum(Dinero.from_texto(hecha[t]).centavos * s for t, s in (("total2", 1), ("total1", -1)))
    assert rutas["imagen"].read_bytes().startswith(b"\x89PNG")
    assert not list(tmp_path.glob(".*parcial"))


def test_a_cuenta_without_recibos_is_told_apart(orden: Orden, tmp_path: Path) -> None:
    cuentas = tmp_path / "c.csv"
    cuentas.write_text("cuenta,titular,domicilio,uso\n900-1,Ana,Calle 1,domestico\n", encoding="utf-8")
    assert orden("importar", "--cuentas", cuentas, *SUPER).codigo == 0
    hecha = orden("tarifa", "comparar", "cajeme/2023", "cajeme/2023").datos
    assert hecha["cuentas"] == 60
    assert hecha["sin_comparar"] == [
        {"clave": "sin_recibo", "mensaje": "No tiene recibos del último año.", "cuentas": 1}
    ]


@pytest.mark.parametrize(
    ("dos", "otros", "error", "codigo"),
    [
        ("cajeme", (), "version_invalida", 2),
        ("cajeme/2022", (), "version_desconocida", 1),
        ("navojoa/2023", (), "organismo_desconocido", 1),
        ("romita/2020", (), "organismo_ajeno", 1),
        ("loreto/2025", (), "tarifa_sin_precios", 1),
        ("romita/2020:metodo=escalonado", (), "palabra_desconocida", 1),
        ("cajeme/2023:metodo=tabla", (), "palabra_desconocida", 1),
        ("cajeme/2023:iva=0", (), "version_invalida", 2),
        ("cajeme/2023:", (), "version_invalida", 2),
        ("cajeme/2023", ("--mes2", "2024-01"), "tarifa_no_vigente", 1),
        ("cajeme/2023", ("--mes2", "2023-13"), "periodo_invalido", 2),
        ("cajeme/2023", ("--csv", "h.xlsx"), "extension_desconocida", 2),
        ("cajeme/2023", ("--imagen", "h.jpg"), "extension_desconocida", 2),
    ],
)
def test_what_cannot_be_compared(orden: Orden, dos: str, otros: tuple[str, ...], error: str, codigo: int) -> None:
    negada = orden("tarifa", "comparar", "cajeme/2023", dos, *otros)
    assert (negada.error, negada.codigo) == (error, codigo)


def test_a_file_that_cannot_be_written_is_said(orden: Orden, tmp_path: Path) -> None:
    for opcion, nombre in (("--csv", "h.csv"), ("--cuentas", "h.csv"), ("--imagen", "h.png")):
        negada = orden("tarifa", "comparar", "cajeme/2023", "cajeme/2023", opcion, tmp_path / "no-hay" / nombre)
        assert negada.codigo == 3
