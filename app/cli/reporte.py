"""`reporte`: what was collected in some days, by one thing; the benefits; the differences of the cortes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.cli import quien
from app.cli.incidencia import en_datos, lista_de
from app.cli.parser import fecha
from app.cli.salida import Salida, tabla
from app.context import Contexto
from app.documentos import Documento, Encabezado, papel_de_beneficios, papel_de_diferencias, papel_de_reporte
from app.documentos.reporte import autorizo
from app.documentos.reporte_incidencias import listado_de_incidencias, papel_de_incidencias
from app.documentos.reporte_solicitudes import listado_de_solicitudes, papel_de_solicitudes, situacion_de
from app.documentos.reporte_subsidios import listado_de_subsidios, papel_de_subsidios, sin_importe_de
from app.documentos.rotulos import columna_de, rotulo, titulo_de, veces_de
from app.domain.corte.diferencia import ReporteDiferencias
from app.domain.reporte.reporte import DIMENSIONES, PERIODOS, Filtro, Reporte, SelloReporte, rango
from app.domain.reporte.reporte_beneficios import ReporteBeneficios
from app.domain.reporte.reporte_incidencias import ReporteIncidencias
from app.domain.reporte.reporte_solicitudes import ReporteSolicitudes, is_fuera_de_plazo
from app.domain.reporte.reporte_subsidios import ReporteSubsidios, SubsidiosDeCentro, SumaSubsidio
from app.domain.subsidio.subsidio import ESTADOS
from app.domain.usuario import Usuario
from app.errors import UsoError
from app.papel.exportacion import EXTENSIONES, Listado, csv_por_renglones, escribir_listado
from app.reportes.beneficios import leer_aplicados, ver_beneficios_aplicados
from app.reportes.cobranza import ver_reporte
from app.reportes.diferencias import ver_diferencias
from app.reportes.incidencias import ver_incidencias
from app.reportes.listados import (
    TITULOS_DE_BENEFICIOS,
    fila_de_beneficio,
    listado_de_beneficios,
    listado_de_diferencias,
    listado_de_reporte,
)
from app.reportes.solicitudes import ver_reporte_de_solicitudes
from app.reportes.subsidios import ver_subsidios
from app.taller import Taller

_QUE = ("cobranza", "beneficios", "subsidios", "solicitudes", "incidencias", "diferencias")
#: Columns of a table on a whole sheet.
_COLUMNAS = 92
#: Rows of a list that a terminal shows; `--json` and `--a` give all.
_RENGLONES = 40


def agregar(ordenes: Any) -> None:
    """Add the order."""
    orden: ArgumentParser = ordenes.add_parser(
        "reporte", help="lo cobrado en unos días, los beneficios, las diferencias, las incidencias"
    )
    orden.add_argument("que", nargs="?", default=_QUE[0], choices=_QUE)
    orden.add_argument("--por", choices=DIMENSIONES, help="de la cobranza: por qué se agrupa (por omisión, dia)")
    orden.add_argument("--desde", type=fecha, metavar="AAAA-MM-DD", help="primer día (por omisión, hoy)")
    orden.add_argument("--hasta", type=fecha, metavar="AAAA-MM-DD", help="último día (por omisión, el mismo)")
    orden.add_argument("--periodo", choices=PERIODOS, help="en vez de los días")
    orden.add_argument("--turno", type=int, default=0, metavar="N", help="en vez de los días, un turno")
    orden.add_argument("--de", default="", metavar="CLAVE", help="solo lo de ese cajero")
    orden.add_argument("--a", type=Path, metavar="ARCHIVO", help="escribirlo: .csv, .xlsx, .pdf, .png o .txt")
    quien.agregar_supervisor(orden)
    orden.set_defaults(correr=_correr)


def _correr(taller: Taller, args: Namespace) -> Salida:
    _exigir_palabras(args)
    # To sign in writes down a failed PIN; what is read afterwards has a connection of its own that cannot write.
    with taller.contexto(escribir=True) as ctx:
        pide = quien.autoriza(ctx, args, "ver_reportes")
    with taller.contexto(escribir=False) as ctx:
        filtro = _filtro(args, ctx.reloj.ahora().date())
        encabezado = taller.encabezado(ctx)
        if args.que == "beneficios" and args.a is not None and args.a.suffix.lower() == ".csv":
            return _beneficios_a_csv(ctx, filtro, pide, encabezado, args.a)
        hecho = _hacer(ctx, args, filtro, pide, encabezado)
    return _con_archivo(taller, *hecho, args.a)


def _hacer(
    ctx: Contexto, args: Namespace, filtro: Filtro, pide: Usuario, encabezado: Encabezado
) -> tuple[Salida, Documento, Listado]:
    """The report that was asked for: its answer, its paper and its list."""
    if args.que == "beneficios":
        beneficios = ver_beneficios_aplicados(ctx, filtro, pide)
        lista = listado_de_beneficios(beneficios, encabezado)
        return _de_beneficios(beneficios), papel_de_beneficios(beneficios, encabezado), lista
    if args.que == "subsidios":
        subsidios = ver_subsidios(ctx, filtro, pide)
        lista = listado_de_subsidios(subsidios, encabezado)
        return _de_subsidios(subsidios), papel_de_subsidios(subsidios, encabezado), lista
    if args.que == "solicitudes":
        solicitudes = ver_reporte_de_solicitudes(ctx, filtro, pide)
        lista = listado_de_solicitudes(solicitudes, encabezado)
        return _de_solicitudes(solicitudes), papel_de_solicitudes(solicitudes, encabezado), lista
    if args.que == "incidencias":
        incidencias = ver_incidencias(ctx, filtro, pide)
        papel = papel_de_incidencias(incidencias, encabezado)
        return _de_incidencias(incidencias), papel, listado_de_incidencias(incidencias.incidencias, papel.titulo)
    if args.que == "diferencias":
        diferencias = ver_diferencias(ctx, filtro, pide)
        papel = papel_de_diferencias(diferencias, encabezado)
        return _de_diferencias(diferencias), papel, listado_de_diferencias(diferencias)
    reporte = ver_reporte(ctx, args.por or "dia", filtro, pide)
    papel = papel_de_reporte(reporte, encabezado)
    return _de_cobranza(reporte, encabezado), papel, listado_de_reporte(reporte, encabezado)


def _exigir_palabras(args: Namespace) -> None:
    dias = args.desde is not None or args.hasta is not None
    if args.por and args.que != "cobranza":
        raise UsoError("uso", "--por es de la cobranza: los beneficios y las diferencias no se agrupan.")
    if sum((dias, args.periodo is not None, args.turno > 0)) > 1:
        raise UsoError("uso", "Diga --desde y --hasta, o --periodo, o --turno: uno solo.")
    if args.turno < 0 or (args.turno and args.que in ("solicitudes", "diferencias")):
        raise UsoError("uso", "--turno es un número mayor que cero, y no va con las solicitudes ni las diferencias.")


def _filtro(args: Namespace, hoy: date) -> Filtro:
    desde, hasta = rango(args.periodo or "hoy", hoy)
    if args.desde is not None or args.hasta is not None:
        desde = args.desde or args.hasta
        hasta = args.hasta or args.desde
    return Filtro(desde, hasta, args.de, args.turno)


def _con_archivo(taller: Taller, salida: Salida, papel: Documento, lista: Listado, ruta: Path | None) -> Salida:
    if ruta is None:
        return salida
    if ruta.suffix.lower() in EXTENSIONES:
        escribir_listado(lista, ruta)
    else:
        taller.guardar_papel(papel, ruta, _COLUMNAS)
    return Salida({**salida.datos, "archivo": str(ruta)}, f"{salida.texto}\n{papel.titulo}: {ruta}")


def _beneficios_a_csv(ctx: Contexto, filtro: Filtro, pide: Usuario, encabezado: Encabezado, ruta: Path) -> Salida:
    """However many there are: each is written as it is read."""
    fila, renglones = fila_de_beneficio(encabezado), 0
    with leer_aplicados(ctx, filtro, pide) as leida, csv_por_renglones(TITULOS_DE_BENEFICIOS, ruta) as escribir:
        for beneficio in leida.beneficios:
            escribir(fila(beneficio))
            renglones += 1
    datos = {**_datos(leida.filtro, leida.sello), "renglones": renglones, "archivo": str(ruta)}
    return Salida(datos, f"{renglones:,} beneficios: {ruta}")


def _datos(filtro: Filtro, sello: SelloReporte) -> dict[str, Any]:
    """What every report says of itself."""
    datos: dict[str, Any] = {"desde": filtro.desde.isoformat(), "hasta": filtro.hasta.isoformat()}
    opcionales = {"cajero": filtro.cajero, "turno": filtro.turno, "sin_turno": filtro.sin_turno}
    datos |= {clave: valor for clave, valor in opcionales.items() if valor}
    momento = sello.momento.isoformat(timespec="seconds")
    return datos | {"pidio": sello.quien, "momento": momento, "seq": sello.seq, "hash": sello.hash}


def _de_cobranza(reporte: Reporte, encabezado: Encabezado) -> Salida:
    total = reporte.total
    renglones = [
        {
            "clave": r.clave, "veces": r.veces, "cobrado": r.cobrado, "reversos": r.reversos,
            "revertido": r.revertido, "neto": r.neto,
        }
        for r in reporte.renglones
    ]  # fmt: skip
    datos = _datos(reporte.filtro, reporte.sello) | {
        "por": reporte.por, "renglones": renglones, "pagos": total.veces, "cobrado": total.cobrado,
        "reversos": total.reversos, "revertido": total.revertido, "neto": total.neto,
    }  # fmt: skip
    if reporte.por in ("concepto", "antiguedad"):
        datos |= {"fuera": reporte.fuera, "terceros": reporte.terceros}
    filas: list[tuple[object, ...]] = [
        (rotulo(reporte.por, r.clave, encabezado), r.veces, r.cobrado, r.reversos, r.revertido, r.neto)
        for r in reporte.renglones
    ]
    titulos = (columna_de(reporte.por), veces_de(reporte.por), "Cobrado", "Reversos", "Revertido", "Neto")
    texto = f"{titulo_de(reporte.por)}{_aviso(reporte.filtro)}\n{tabla(titulos, filas)}"
    return Salida(datos, f"{texto}\nNeto de {total.veces:,} pagos y {total.reversos:,} reversos: {total.neto}")


def _aviso(filtro: Filtro) -> str:
    return f"\nNo incluye el turno {filtro.sin_turno}, abierto: se cuenta a ciegas." if filtro.sin_turno else ""


def _de_beneficios(reporte: ReporteBeneficios) -> Salida:
    beneficios = [
        {
            "programa": b.programa, "cuenta": b.cuenta, "beneficiario": b.beneficiario, "fundamento": b.fundamento,
            "documento": b.documento, "autorizacion": b.autorizacion, "autorizo": b.quien,
            "desde": b.desde.isoformat() if b.desde else "", "hasta": b.hasta.isoformat() if b.hasta else "",
            "situacion": b.situacion, "descontado": b.descontado,
        }
        for b in reporte.beneficios
    ]  # fmt: skip
    programas = {s.programa: {"cuentas": s.cuentas, "descontado": s.descontado} for s in reporte.programas}
    datos = _datos(reporte.filtro, reporte.sello)
    datos |= {"beneficios": beneficios, "programas": programas, "descontado": reporte.descontado}
    filas = [
        (b.programa, b.cuenta or "todas", b.beneficiario, b.fundamento, b.documento, autorizo(b), b.descontado)
        for b in reporte.beneficios[:_RENGLONES]
    ]
    titulos = ("Programa", "Cuenta", "Beneficiario", "Fundamento", "Evidencia", "Autorizó", "Descontado")
    restan = len(reporte.beneficios) - len(filas)
    resto = f"\ny {restan:,} más: pídalos con --a F.csv" if restan else ""
    return Salida(datos, f"{tabla(titulos, filas)}{resto}\nDescontado: {reporte.descontado}{_aviso(reporte.filtro)}")


def _de_subsidios(reporte: ReporteSubsidios) -> Salida:
    sumas = [suma_en_datos(s) for s in reporte.sumas]
    datos = _datos(reporte.filtro, reporte.sello)
    datos |= {
        "centro": reporte.centro,
        "caja": reporte.caja,
        "sumas": sumas,
        "estados": dict(reporte.estados),
        "neto": reporte.neto,
        "sin_importe": reporte.sin_importe,
    }
    return Salida(datos, f"{subsidios_en_texto(reporte)}{_aviso(reporte.filtro)}")


def suma_en_datos(s: SumaSubsidio) -> dict[str, Any]:
    """A row of what is to be covered."""
    campos = ("programa", "fundamento", "periodo", "recibos", "otorgado", "revertido", "neto")
    return {campo: getattr(s, campo) for campo in campos}


def subsidios_en_texto(reporte: ReporteSubsidios | SubsidiosDeCentro) -> str:
    """What is to be covered of a centro, for people."""
    filas = [tuple(suma_en_datos(s).values()) for s in reporte.sumas]
    titulos = ("Programa", "Fundamento", "Mes", "Recibos", "Otorgado", "Revertido", "Por cubrir")
    estados = ", ".join(f"{ESTADOS[estado]}: {cuantos}" for estado, cuantos in reporte.estados)
    texto = f"{reporte.centro}\n{tabla(titulos, filas)}\nPor cubrir: {reporte.neto} ({estados})"
    return "\n".join([texto, *sin_importe_de(reporte)])


def _de_solicitudes(reporte: ReporteSolicitudes) -> Salida:
    dia = reporte.filtro.hasta
    solicitudes = [
        {
            "folio": str(s.folio), "recibida": s.fecha.isoformat(), "cuenta": s.cuenta, "programa": s.programa,
            "beneficiario": s.beneficiario, "recibio": s.quien, "estado": s.estado(dia),
            "plazo": s.plazo.isoformat() if s.plazo else "", "fuera_de_plazo": is_fuera_de_plazo(s, dia),
            "resolvio": s.respuesta.quien if s.respuesta else "", "motivo": s.respuesta.motivo if s.respuesta else "",
        }
        for s in reporte.solicitudes
    ]  # fmt: skip
    sumas = [asdict(s) for s in reporte.sumas]
    datos = _datos(reporte.filtro, reporte.sello)
    datos |= {"centro": reporte.centro, "sumas": sumas, "solicitudes": solicitudes}
    titulos = ("Programa", "Recibidas", "Otorgadas", "Negadas", "Desistidas", "Pendientes", "Fuera de plazo")
    por_programa = [tuple(suma.values()) for suma in sumas]
    uno_a_uno = [
        (str(s.folio), s.fecha, s.cuenta, s.beneficiario, situacion_de(s, dia))
        for s in reporte.solicitudes[-_RENGLONES:]
    ]
    texto = tabla(("Folio", "Recibida", "Cuenta", "Beneficiario", "Cómo está"), uno_a_uno)
    return Salida(datos, f"{reporte.centro}\n{tabla(titulos, por_programa)}\n\n{texto}")


def _de_incidencias(reporte: ReporteIncidencias) -> Salida:
    datos = _datos(reporte.filtro, reporte.sello) | {
        "incidencias": [en_datos(i) for i in reporte.incidencias],
        "abiertas": reporte.abiertas,
        "en_duda": reporte.en_duda,
        "al": reporte.hasta_cuando,
    }
    return Salida(datos, f"{lista_de(reporte.incidencias)}\nAbiertas: {reporte.abiertas:,}. En duda: {reporte.en_duda}")


def _de_diferencias(reporte: ReporteDiferencias) -> Salida:
    cortes = [
        {
            "corte": c.corte, "turno": c.turno, "caja": c.caja, "cajero": c.cajero, "dia": c.dia.isoformat(),
            "esperado": c.esperado, "contado": c.contado, "recontado": c.recontado, "diferencia": c.diferencia,
        }
        for c in reporte.cortes
    ]  # fmt: skip
    cajeros = {
        c.cajero: {
            "cortes": c.cortes, "exactos": c.exactos, "faltante": c.faltante, "sobrante": c.sobrante, "neto": c.neto,
        }
        for c in reporte.cajeros
    }  # fmt: skip
    datos = _datos(reporte.filtro, reporte.sello) | {"cortes": cortes, "cajeros": cajeros}
    por_cajero = [(c.cajero, c.cortes, c.exactos, c.faltante, c.sobrante, c.neto) for c in reporte.cajeros]
    uno_a_uno = [
        (c.corte, c.dia, c.cajero, c.esperado, c.contado, c.recontado or "", c.diferencia)
        for c in reporte.cortes[-_RENGLONES:]
    ]
    texto = tabla(("Cajero", "Cortes", "Exactos", "Faltantes", "Sobrantes", "Neto"), por_cajero)
    titulos = ("Corte", "Día", "Cajero", "Esperado", "Contado", "Recuento", "Diferencia")
    return Salida(datos, f"{texto}\n\n{tabla(titulos, uno_a_uno)}")
