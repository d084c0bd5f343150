"""Loading a profile: the shipped one is whole, and every mistake in its files is named with file, row and column."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from app import perfiles
from app.domain.dinero import CERO, Dinero
from app.domain.periodo import Periodo
from app.errors import EquipoError, NegocioError
from app.perfiles import PerfilError
from app.perfiles.seccion import renglon_de

CAJEME = Path("organismos/cajeme/2023")


@pytest.fixture
def recursos(tmp_path: Path) -> Path:
    """A copy of the shipped profiles, to be spoilt."""
    for carpeta in ("organismos", "nacional"):
        shutil.copytree(perfiles.RECURSOS / carpeta, tmp_path / carpeta)
    return tmp_path


def _cambiar(recursos: Path, archivo: str, antes: str, despues: str) -> None:
    ruta = recursos / (archivo if "/" in archivo else CAJEME / archivo)
    texto = ruta.read_text(encoding="utf-8")
    assert antes in texto
    ruta.write_text(texto.replace(antes, despues, 1), encoding="utf-8")


def _fallas(recursos: Path) -> list[str]:
    with pytest.raises(PerfilError) as e:
        perfiles.cargar("cajeme", recursos)
    assert e.value.clave == "perfil_invalido"
    return [str(f) for f in e.value.fallas]


def test_the_shipped_profile_of_cajeme() -> None:
    perfil = perfiles.cargar("cajeme")
    assert perfil.razon_social.startswith("Organismo Operador Municipal de Agua Potable")
    assert (perfil.domicilio, perfil.rfc, perfil.zona) == ("", "", "America/Hermosillo")
    assert perfil.areas[0] == ("urbana", "Urbana")
    assert perfil.servicios_de_toma == ("agua", "alcantarillado", "saneamiento")
    assert len(perfil.servicios) == 65
    assert perfil.orden_aplicacion == (("gastos", "mora", "iva_mora"), ("recargos", "recargos_diferencia"), ("multa",))
    assert (perfil.redondeo_efectivo, perfil.arqueo_ciego) == (Dinero(50), True)
    assert perfil.mora is not None and (perfil.mora.servicio, perfil.mora.meses) == ("Z", 2)
    assert perfil.abono_con_beneficio == "al_liquidar"
    demo = perfil.demostracion
    assert (demo.inicio, demo.redondeo_efectivo, demo.arqueo_ciego) == (datetime(2023, 9, 5, 10), CERO, False)


def test_the_shipped_programs_of_cajeme() -> None:
    perfil = perfiles.cargar("cajeme")
    insen, pensionado, pronto_pago = (perfil.programa(p) for p in ("insen", "pensionado", "pronto_pago"))
    for programa in (insen, pensionado):
        assert (programa.forma, programa.primeros_m3, programa.usos) == ("porcentaje", 26, ("domestico",))
        assert programa.requiere_medidor and programa.requiere_al_corriente and not programa.automatico
        assert programa.porcentaje("urbana") == programa.porcentaje("suburbana") == 50
    assert (pronto_pago.porcentaje("urbana"), pronto_pago.porcentaje("suburbana")) == (10, 12)
    assert pronto_pago.automatico and not pronto_pago.requiere_medidor and not pronto_pago.incluye_vencimiento


@pytest.mark.parametrize("nombre", ["cajeme", "cajeme/2023", "cajeme-2023", " Cajeme "])
def test_names_of_an_organismo(nombre: str) -> None:
    assert perfiles.cargar(nombre).clave == "cajeme/2023"


@pytest.mark.parametrize("nombre", ["navojoa", "cajeme/2022", "cajeme/2023/x", "../cajeme", ""])
def test_unknown_organismo_lists_the_known(nombre: str) -> None:
    with pytest.raises(NegocioError, match="cajeme/2023") as e:
        perfiles.cargar(nombre)
    assert e.value.clave == "organismo_desconocido"


def test_what_there_is() -> None:
    assert ("cajeme", "2023") in perfiles.versiones()
    assert "cajeme" in perfiles.conocidos()


def test_two_versions_give_their_tariffs_in_order_and_the_newest_settings(recursos: Path) -> None:
    shutil.copytree(recursos / CAJEME, recursos / "organismos/cajeme/2024")
    for antes, despues in (('version = "2023"', 'version = "2024"'), ('"2023-01"', '"2024-01"'),
                           ('"2023-12"', '"2024-12"'), ('nombre = "OOMAPAS', 'nombre = "Nuevo')):  # fmt: skip
        _cambiar(recursos, "organismos/cajeme/2024/perfil.toml", antes, despues)
    perfil = perfiles.cargar("cajeme", recursos)
    assert [t.clave for t in perfil.tarifas] == ["cajeme/2023", "cajeme/2024"]
    assert perfil.nombre == "Nuevo de Cajeme"
    assert [perfil.tarifa_de(Periodo(e, 1)).version for e in (2023, 2024)] == ["2023", "2024"]
    assert [t.version for t in perfiles.cargar("cajeme/2023", recursos).tarifas] == ["2023"]
    _cambiar(recursos, "organismos/cajeme/2024/perfil.toml", '"2024-01"', '"2023-12"')
    assert _fallas(recursos) == [
        "cajeme/2024/perfil.toml, renglón 1, tarifa.desde: "
        "cajeme/2024 empieza en diciembre 2023, cuando aún rige cajeme/2023"
    ]


def test_changing_a_word_of_the_profile_changes_the_tariff(recursos: Path) -> None:
    _cambiar(recursos, "perfil.toml", 'metodo = "rango_alcanzado"', 'metodo = "escalonado"')
    _cambiar(recursos, "perfil.toml", 'cadena = "redondeada"', 'cadena = "sin_redondeo"')
    _cambiar(recursos, "perfil.toml", 'redondeo_efectivo = "0.50"', 'redondeo_efectivo = "ninguno"')
    perfil = perfiles.cargar("cajeme", recursos)
    tarifa = perfil.tarifas[0]
    assert (tarifa.metodo, tarifa.indexacion.cadena) == ("escalonado", "sin_redondeo")
    assert perfil.redondeo_efectivo == CERO


@pytest.mark.parametrize(
    ("antes", "despues", "falla"),
    [
        ('organismo = "cajeme"', 'organismo = "otro"', "organismo: «otro» no es ninguno de: cajeme"),
        ('nombre = "OOMAPAS de Cajeme"', "nombre = 5", "nombre: debe ser un texto entre comillas"),
        ('zona = "America/Hermosillo"', "", "zona: falta"),
        ('metodo = "rango_alcanzado"', 'metodo = "otro"', "tarifa.metodo: «otro» no es ninguno de: rango_alcanzado"),
        ('cadena = "redondeada"', "cadena = true", "tarifa.cadena: debe ser un texto"),
        ('desde = "2023-01"', 'desde = "enero"', "tarifa.desde: «enero» no es un mes"),
        ('hasta = "2023-12"', 'hasta = "2022-12"', "tarifa.hasta: es anterior a «desde»"),
        ("m3_deshabitado = 1", "m3_deshabitado = -1", "tarifa.m3_deshabitado: debe ser un número positivo"),
        ("m3_deshabitado = 1", "m3_deshabitado = 1.5", "tarifa.m3_deshabitado: debe ser un número entero"),
        ("m3_sin_medidor = 26", "m3_sin_medidor = true", "m3_sin_medidor: debe ser un número entero"),
        ("tasa = 16", "tasa = 116", "tarifa.iva.tasa: debe ser un por ciento, de 0 a 100"),
        ("tasa = 16", "tasa = nan", "tarifa.iva.tasa: debe ser un número positivo"),
        ("tasa = 16", "tasa = -1", "tarifa.iva.tasa: debe ser un número positivo"),
        ('usos = ["comercial",', 'usos = ["naviero",', "tarifa.iva.usos: «naviero» no es ninguno de"),
        ('industrial = "comercial"', 'industrial = "naviero"', "tarifa.igual_que.industrial: «naviero»"),
        ('gobierno = "comercial"', "", "usos.gobierno: no tiene precios en las tablas"),
        ('fundamento.urbana = "', 'fundamento.rural = "', "tarifa.cuadros.domestico.fundamento.rural: no se conoce"),
        ("[tarifa.porcentajes.saneamiento]", "[tarifa.otra]", "tarifa.otra: no se conoce"),
        ("suburbana = 15", "", "tarifa.porcentajes.alcantarillado.suburbana: falta"),
        ("[cobro.mora]", "[cobro.tarde]", "cobro.tarde: no se conoce"),
        ('servicio = "Z"', 'servicio = "ZZ"', "cobro.mora.servicio: «ZZ» no es ninguno de"),
        ('redondeo_efectivo = "0.50"', 'redondeo_efectivo = "0.25"', "cobro.redondeo_efectivo: «0.25»"),
        ('[["gastos", "mora", "iva_mora"], ', '["gastos", ', "cobro.orden_aplicacion: debe ser una lista de listas"),
        (
            '["recargos", "recargos_diferencia"], ["multa"]]',
            '["recargos", "recargos_diferencia"], ["agua"], ["multa"]]',
            "cobro.orden_aplicacion: no se ordenan aquí",
        ),
        (
            '["recargos", "recargos_diferencia"], ["multa"]]',
            '["recargos", "recargos_diferencia"], ["multa", "mult"]]',
            "o no se conocen: mult",
        ),
        ('salvo = "reciclaje"', 'salvo = "resiclaje"', "tarifa.sobrecuotas.sin_reciclaje.salvo: «resiclaje»"),
        ("arqueo_ciego = true", "arqueo_ciegos = true", "cobro.arqueo_ciegos: no se conoce: revise cómo se escribe"),
        ("arqueo_ciego = true", "arqueo_ciego = 1", "cobro.arqueo_ciego: debe ser true o false"),
        (
            "arqueo_ciego = true",
            "arqueo_ciego = true\nlimite_efectivo = 0",
            "cobro.limite_efectivo: debe ser mayor que",
        ),
        ("arqueo_ciego = true", "arqueo_ciego = true\nlimite_efectivo = -1", "cobro.limite_efectivo: debe ser mayor"),
        ('forma = "porcentaje"\n', 'forma = "regalo"\n', "programas.insen.forma: «regalo» no es ninguno de"),
        ("porcentaje.urbana = 10", "porcentaje.urbana = 1000", "programas.pronto_pago.porcentaje.urbana: debe ser un"),
        ('evidencia = ["cred', 'evidencia = [1, "cred', "programas.insen.evidencia: «1» no es ninguno de: un texto"),
        ("inicio = 2023-09-05T10:00:00", 'inicio = "hoy"', "demostracion.inicio: debe ser una fecha y hora"),
    ],
)
def test_mistakes_in_the_settings(recursos: Path, antes: str, despues: str, falla: str) -> None:
    _cambiar(recursos, "perfil.toml", antes, despues)
    fallas = _fallas(recursos)
    assert any(f.startswith("perfil.toml, renglón ") and falla in f for f in fallas), fallas


@pytest.mark.parametrize(
    ("archivo", "antes", "despues", "falla"),
    [
        ("tarifas.csv", "domestico,urbana,rango,0,", "naviero,urbana,rango,0,", "renglón 3, uso: «naviero»"),
        ("tarifas.csv", "urbana,rango,0,10", "rural,rango,0,10", "renglón 3, area: «rural»"),
        (
            "tarifas.csv",
            "rango,0,10",
            "rengo,0,10",
            "renglón 3, renglon: «rengo» no es ninguno de: cuota_",
        ),
        ("tarifas.csv", "rango,0,10", "rango,1,10", "renglón 3, desde_m3: empieza en 1 y debe empezar en 0"),
        ("tarifas.csv", "rango,11,20", "rango,10,20", "renglón 4, desde_m3: empieza en 10 y debe empezar en 11"),
        ("tarifas.csv", "rango,11,20", "rango,12,20", "renglón 4, desde_m3: empieza en 12 y debe empezar en 11"),
        ("tarifas.csv", "rango,11,20", "rango,11,5", "renglón 4, hasta_m3: termina en 5, antes de empezar en 11"),
        ("tarifas.csv", "rango,11,20", "rango,11,", "renglón 5, desde_m3: empieza en 21 y no debe haber rango después"),
        ("tarifas.csv", "rango,101,,51", "rango,101,999,51", "renglón 10, hasta_m3: el último rango del cuadro debe"),
        ("tarifas.csv", "5.85", "5,85", "renglón 3, renglón: tiene 12 celdas y el encabezado 11"),
        ("tarifas.csv", "5.85", "-5.85", "renglón 3, agua: «-5.85» no es un número"),
        ("tarifas.csv", "5.85", "", "renglón 3, agua: «» no es un número"),
        ("tarifas.csv", "3.04", "x", "renglón 3, alcantarillado: «x» no es un número"),
        ("tarifas.csv", "rango,0,10", "rango,0.5,10", "renglón 3, desde_m3: debe ser un número entero"),
        (
            "tarifas.csv",
            "cuota_minima,,",
            "rango,0,5",
            "renglón 2, renglon: el cuadro tiene 0 renglones «cuota_minima»",
        ),
        (
            "tarifas.csv",
            "rango,0,10,5",
            "cuota_minima,,,5",
            "renglón 2, renglon: el cuadro tiene 2 renglones «cuota_minima»",
        ),
        ("tarifas.csv", "uso,area", "uso,zona", "renglón 1, encabezado: las columnas deben ser uso, area"),
        ("otros-servicios.csv", "\nB,", "\nA,", "renglón 3, clave: «A» ya está en otro renglón"),
        ("otros-servicios.csv", "\nB,Cambio de nombre", "\nB,", "renglón 3, concepto: falta"),
        ("otros-servicios.csv", "177.06,MXN", "177.06,USD", "renglón 2, unidad_de_precio: «USD»"),
        ("otros-servicios.csv", "pieza,si,ley", "pieza,sí,ley", "renglón 2, causa_iva: «sí» no es ninguno de: si, no"),
        ("otros-servicios.csv", "pieza,si,ley", "pieza,si,dios", "renglón 2, iva_segun: «dios»"),
        ("otros-servicios.csv", "177.06", "1e3", "renglón 2, precio: «1e3» no es un número"),
        ("otros-servicios.csv", "177.06", "", "renglón 2, precio: falta; solo un servicio de clase importe_libre"),
        ("otros-servicios.csv", ",domestico,", ",domestica,", "renglón 4, usos: «domestica» no es ninguno de"),
        ("nacional/inpc.csv", "2023-02", "2023-13", "renglón 4, mes: «2023-13» no es un mes"),
        ("nacional/inpc.csv", "2023-02", "2023-01", "renglón 4, mes: los meses deben ir en orden"),
        ("nacional/inpc.csv", "128.046", "0", "renglón 4, inpc: debe ser mayor que cero"),
        ("nacional/uma.csv", "2023-02-01", "ayer", "renglón 3, desde: «ayer» no es una fecha"),
        ("nacional/uma.csv", "2023-02-01", "2022-02-01", "renglón 3, desde: las fechas deben ir en orden"),
    ],
)
def test_mistakes_in_the_tables(recursos: Path, archivo: str, antes: str, despues: str, falla: str) -> None:
    _cambiar(recursos, archivo, antes, despues)
    fallas = _fallas(recursos)
    assert any(f.startswith(f"{Path(archivo).name}, {falla}") for f in fallas), fallas


def test_every_mistake_is_told_at_once_each_at_its_row(recursos: Path) -> None:
    _cambiar(recursos, "perfil.toml", 'metodo = "rango_alcanzado"', 'metodo = "x"')
    _cambiar(recursos, "perfil.toml", "meses = 2", 'meses = "dos"')
    _cambiar(recursos, "tarifas.csv", "5.85", "x")
    lineas = (recursos / CAJEME / "perfil.toml").read_text(encoding="utf-8").splitlines()
    metodo, meses = (next(n for n, x in enumerate(lineas, 1) if x.startswith(t)) for t in ('metodo = "x"', "meses ="))
    assert {f.partition(":")[0] for f in _fallas(recursos)} == {
        f"perfil.toml, renglón {metodo}, tarifa.metodo",
        f"perfil.toml, renglón {meses}, cobro.mora.meses",
        "tarifas.csv, renglón 3, agua",
    }


def test_a_blank_price_is_of_a_service_charged_by_amount(recursos: Path) -> None:
    _cambiar(recursos, "otros-servicios.csv", "64.30,MXN,m3,si,ley,no,normal", ",MXN,m3,si,ley,no,importe_libre")
    assert perfiles.cargar("cajeme", recursos).servicio("DESCRES").precio is None


def test_a_limit_of_cash_is_in_pesos_and_none_where_it_is_not_said(recursos: Path) -> None:
    assert perfiles.cargar("cajeme", recursos).limite_efectivo is None
    _cambiar(recursos, "perfil.toml", "arqueo_ciego = true", "arqueo_ciego = true\nlimite_efectivo = 7500.50")
    assert perfiles.cargar("cajeme", recursos).limite_efectivo == Dinero(750050)


def test_a_program_may_have_no_limit_of_m3(recursos: Path) -> None:
    _cambiar(recursos, "perfil.toml", "primeros_m3 = 26\n", "")
    assert perfiles.cargar("cajeme", recursos).programa("insen").primeros_m3 is None


def test_files_that_are_not_what_they_seem(recursos: Path) -> None:
    perfil = recursos / CAJEME / "perfil.toml"
    perfil.write_text("a = 1\nb = = 2\n", encoding="utf-8")
    assert _fallas(recursos) == ["perfil.toml, renglón 2, archivo: no se entiende"]
    perfil.write_text("a = ", encoding="utf-8")
    assert _fallas(recursos) == ["perfil.toml, renglón 1, archivo: no se entiende"]
    perfil.write_bytes('nombre = "Dirección"'.encode("latin-1"))
    assert _fallas(recursos) == ["perfil.toml, renglón 1, archivo: no está en UTF-8"]
    perfil.write_text("", encoding="utf-8")
    assert any("organismo: falta" in f for f in _fallas(recursos))
    (recursos / "nacional/uma.csv").unlink()
    with pytest.raises(EquipoError, match=r"uma\.csv") as e:
        perfiles.cargar("cajeme", recursos)
    assert e.value.clave == "archivo_ilegible"


def test_row_of_a_key_or_of_the_section_where_it_should_be() -> None:
    lineas = ("a = 1", "[uno]  # comment", "b.c = 2", "", "[uno.dos]", "b = 3")
    caminos = (("a",), ("uno", "b", "c"), ("uno", "z"), ("uno", "dos", "b"), ("uno", "dos", "z"), ("z",))
    assert [renglon_de(lineas, c) for c in caminos] == [1, 3, 2, 6, 5, 1]
