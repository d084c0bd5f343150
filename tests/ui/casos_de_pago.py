"""How one pays, at the real window: cash, other means, a part of it, ahead. Each case says what must be on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.dinero import Dinero
from tests.factories import PINES
from tests.ui.cajera import Cajera, Esperado, con_cambio, con_medio, de_sobra

Caso = Callable[[Cajera], Esperado]


def d(texto: str) -> Dinero:
    return Dinero.from_texto(texto)


# --- cash ---


def efectivo_exacto(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas, por="nombre")
    c.mesa.pulsar("Return", "Return", entre=400)
    return e


def efectivo_con_cambio(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas, por="domicilio")
    c.mesa.teclear(de_sobra(e))
    c.mesa.pulsar("Return")
    return con_cambio(e, de_sobra(e))


def billetes_por_su_letra(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("comercial"))
    c.abrir(*e.cuentas, por="medidor")
    miles = e.total.centavos // 100_000 + 1
    c.mesa.teclear("m" * miles + "c")
    c.mesa.pulsar("Return")
    return con_cambio(e, f"{miles * 1000 + 50}")


def exacto_por_su_letra(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("comercial"))
    c.abrir(*e.cuentas)
    c.mesa.teclear("e")
    c.mesa.pulsar("Return")
    return e


def falta_y_se_corrige(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    c.mesa.teclear("10")
    c.mesa.pulsar("Return")
    c.mesa.esperar()
    c.mesa.foto("falta")
    c.mesa.pulsar("ctrl+a")
    c.mesa.teclear("1,000.00")
    c.mesa.pulsar("Return")
    return con_cambio(e, "1000")


def veinte_veces_pregunta(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    c.mesa.teclear("300000")
    c.mesa.pulsar("Return")
    c.mesa.esperar()
    c.mesa.foto("pregunta")
    c.mesa.pulsar("Escape")
    c.mesa.esperar()
    c.mesa.pulsar("ctrl+a")
    c.mesa.teclear(de_sobra(e))
    c.mesa.pulsar("Return")
    return con_cambio(e, de_sobra(e))


# --- other means ---


def _otro_medio(c: Cajera, bajadas: int, *pruebas: str) -> None:
    c.mesa.teclear("+")
    c.mesa.esperar(0.4)
    if bajadas:
        c.mesa.pulsar(*["Down"] * bajadas)
    c.mesa.pulsar("Return")
    for prueba in pruebas:
        c.mesa.teclear(prueba)
        c.mesa.pulsar("Return")


def tarjeta_de_debito(c: Cajera) -> Esperado:
    e = con_medio(c.debe(c.tomar("pronto_pago")), "tarjeta")
    c.abrir(*e.cuentas)
    _otro_medio(c, 0, "114277")
    return e


def tarjeta_de_credito(c: Cajera) -> Esperado:
    e = con_medio(c.debe(c.tomar("comercial")), "tarjeta")
    c.abrir(*e.cuentas, por="nombre")
    _otro_medio(c, 1, "A-99812")
    return e


def transferencia(c: Cajera) -> Esperado:
    e = con_medio(c.debe(c.tomar("comercial")), "transferencia")
    c.abrir(*e.cuentas)
    _otro_medio(c, 2, "SPEI 20230905")
    return e


def cheque(c: Cajera) -> Esperado:
    e = con_medio(c.debe(c.tomar("comercial")), "cheque")
    c.abrir(*e.cuentas)
    _otro_medio(c, 3, "Banco del Norte", "004471")
    return e


def efectivo_y_tarjeta(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    c.mesa.teclear("50")
    _otro_medio(c, 0, "220011")
    return replace(e, medios=(("efectivo", d("50")), ("tarjeta", e.total - d("50"))))


def cheque_y_efectivo_con_cambio(c: Cajera) -> Esperado:
    """The cheque covers a part; the change comes from the cash alone."""
    e = c.debe(c.tomar("comercial"))
    c.abrir(*e.cuentas)
    c.mesa.teclear(de_sobra(e))
    c.mesa.teclear("+")
    c.mesa.esperar(0.4)
    c.mesa.pulsar("Down", "Down", "Down", "Return")
    for dato in ("40", "Banco del Sur", "7788"):
        c.mesa.teclear(dato)
        c.mesa.foto("medios")
        c.mesa.pulsar("Return")
    efectivo = e.total - d("40")
    return replace(e, cambio=d(de_sobra(e)) - efectivo, medios=(("cheque", d("40")), ("efectivo", efectivo)))


# --- how much ---


def abono(c: Cajera) -> Esperado:
    numero = c.tomar("rezago")
    e = c.debe(numero, monto="100")
    c.abrir(numero)
    c.mesa.pulsar("F7")
    c.mesa.teclear("100")
    c.mesa.esperar()
    c.mesa.pulsar("Return")
    c.mesa.esperar(0.4)
    c.mesa.foto("abono")
    c.mesa.teclear("200")
    c.mesa.pulsar("Return")
    return con_cambio(e, "200")


def lo_que_quedo_del_abono(c: Cajera) -> Esperado:
    numero = c.hechos[-1][1].cuentas[0]
    e = c.debe(numero)
    c.abrir(numero)
    c.mesa.pulsar("Return", "Return", entre=400)
    return e


def por_adelantado(c: Cajera) -> Esperado:
    numero = c.tomar("pronto_pago")
    e = c.debe(numero, monto="3000")
    c.abrir(numero)
    c.mesa.pulsar("F7")
    c.mesa.teclear("3000")
    c.mesa.esperar()
    c.mesa.pulsar("Return")
    c.mesa.esperar(0.4)
    c.mesa.foto("adelanto")
    c.mesa.pulsar("Return", "Return", entre=400)
    return e


def adelanto_de_quien_no_debe(c: Cajera) -> Esperado:
    numero = c.tomar("saldada")
    e = c.debe(numero, monto="250")
    c.abrir(numero)
    c.mesa.pulsar("F7")
    c.mesa.teclear("250")
    c.mesa.esperar()
    c.mesa.foto("sin-adeudo")
    c.mesa.pulsar("Return")
    c.mesa.esperar(0.4)
    c.mesa.pulsar("Return", "Return", entre=400)
    return e


def el_mas_viejo_de_varios(c: Cajera) -> Esperado:
    numero = c.tomar("rezago")
    viejo, *nuevos = c.periodos(numero)
    e = c.debe(numero, recibos=(viejo,))
    c.abrir(numero)
    for _ in nuevos:
        c.mesa.pulsar("Down")
        c.mesa.teclear(" ")
        c.mesa.esperar(0.5)
    c.mesa.foto("elegido")
    c.mesa.pulsar("Return", "Return", entre=400)
    return e


def el_mas_nuevo_con_supervisor(c: Cajera) -> Esperado:
    numero = c.tomar("rezago")
    *viejos, nuevo = c.periodos(numero)
    e = c.debe(numero, recibos=(nuevo,), autorizado="super")
    c.abrir(numero)
    for _ in viejos:
        c.mesa.teclear(" ")
        c.mesa.esperar(0.5)
        c.mesa.pulsar("Down")
    c.mesa.pulsar("ctrl+s")
    c.mesa.esperar()
    c.mesa.foto("autorizacion")
    c.mesa.teclear(PINES["super"])
    c.mesa.pulsar("Return")
    c.mesa.esperar(1.5)
    c.mesa.foto("autorizado")
    c.mesa.pulsar("Return", "Return", entre=400)
    return e


PAGOS: tuple[Caso, ...] = (
    efectivo_exacto,
    efectivo_con_cambio,
    billetes_por_su_letra,
    exacto_por_su_letra,
    falta_y_se_corrige,
    veinte_veces_pregunta,
    tarjeta_de_debito,
    tarjeta_de_credito,
    transferencia,
    cheque,
    efectivo_y_tarjeta,
    cheque_y_efectivo_con_cambio,
    abono,
    lo_que_quedo_del_abono,
    por_adelantado,
    adelanto_de_quien_no_debe,
    el_mas_viejo_de_varios,
    el_mas_nuevo_con_supervisor,
)
