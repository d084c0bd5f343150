"""A padrón at the centre, and its pack in pages as small as a test wants them."""

from __future__ import annotations

from pathlib import Path

from app.armado_sede import SedeDeMaquina
from app.importacion import Archivos
from db.centro.conexion import abrir
from db.centro.paquete import empacar
from db.centro.permisos import Roles


def importar(sede: SedeDeMaquina, carpeta: Path, n: int, agua: str = "100.00") -> int:
    """So many cuentas with a recibo each, as the billing system gives them to the centre; how many rows changed."""
    cuentas = [f"{500 + i},Ana Ruiz {i},Calle {i},domestico,urbana,M{i},agua" for i in range(n)]
    (carpeta / "c.csv").write_text("\n".join(["cuenta,titular,domicilio,uso,area,medidor,servicios", *cuentas]))
    recibos = [f"{500 + i},2023-08,2023-09-20,12,{agua},{agua}" for i in range(n)]
    (carpeta / "r.csv").write_text("\n".join(["cuenta,periodo,vence,m3,agua,total", *recibos]))
    hecha = sede.importar("cajeme", Archivos(carpeta / "c.csv", carpeta / "r.csv"), (), simular=False)
    return hecha.altas + hecha.cambios


def empacado(sede: SedeDeMaquina, tope: int = 10, minimo: int = 1) -> int:
    """Its pack, in pages of so many rows; how many pages."""
    engine = abrir(sede.url, asumir=Roles(sede.casa.centro_id).dueno).execution_options(
        isolation_level="REPEATABLE READ"
    )
    with engine.begin() as conexion:
        return empacar(conexion, "cajeme", minimo, tope)
