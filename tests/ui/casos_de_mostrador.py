"""Who comes to the counter, and what hands do wrong: benefits, several cuentas, a scanner, Enter held, Esc, a lock."""

from __future__ import annotations

from tests.ui.cajera import Cajera, Esperado, con_cambio, con_medio, de_sobra
from tests.ui.casos_de_pago import Caso

_AQUI = ("Return", "Return")


def _de_una_vez(c: Cajera, e: Esperado) -> Esperado:
    """Enter for the exact amount, Enter to charge."""
    c.mesa.pulsar(*_AQUI, entre=400)
    return e


# --- who ---


def con_insen(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("insen"))
    assert e.programas == {"insen"}
    c.abrir(*e.cuentas, por="nombre")
    c.mesa.foto("insen")
    c.mesa.pulsar("F8")
    c.mesa.esperar()
    c.mesa.foto("porque")
    c.mesa.pulsar("Escape")
    return _de_una_vez(c, e)


def con_pension(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pensionado"))
    assert e.programas == {"pensionado"}
    c.abrir(*e.cuentas)
    c.mesa.teclear(de_sobra(e))
    c.mesa.pulsar("Return")
    return con_cambio(e, de_sobra(e))


def con_insen_que_no_lo_quiere(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("insen"), sin_beneficio=True)
    assert e.programas == frozenset()
    c.abrir(*e.cuentas)
    c.mesa.pulsar("ctrl+b")
    c.mesa.esperar()
    c.mesa.foto("sin-beneficio")
    return _de_una_vez(c, e)


def con_beneficio_vencido(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("vencido"))
    assert not e.programas & {"insen", "pensionado"}
    c.abrir(*e.cuentas)
    c.mesa.foto("vencido")
    return _de_una_vez(c, e)


def con_beneficio_y_rezago(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("beneficio_con_rezago"))
    assert e.programas == frozenset()
    c.abrir(*e.cuentas)
    c.mesa.foto("beneficio-con-rezago")
    return _de_una_vez(c, e)


def con_pronto_pago(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    assert e.programas == {"pronto_pago"}
    c.abrir(*e.cuentas, por="nombre")
    return _de_una_vez(c, e)


def con_rezago_y_mora(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("mora"))
    c.abrir(*e.cuentas)
    c.mesa.foto("mora")
    c.mesa.pulsar("F8")
    c.mesa.esperar()
    c.mesa.foto("mora-porque")
    c.mesa.pulsar("F8")
    return _de_una_vez(c, e)


# --- several at once ---


def dos_cuentas_con_f1(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"), c.tomar("comercial"))
    c.abrir(e.cuentas[0])
    c.mesa.pulsar("F1")
    c.abrir(e.cuentas[1])
    c.mesa.foto("dos")
    c.mesa.teclear(de_sobra(e))
    c.mesa.pulsar("Return")
    return con_cambio(e, de_sobra(e))


def tres_cuentas_con_ctrl_n_y_tarjeta(c: Cajera) -> Esperado:
    e = con_medio(c.debe(c.tomar("insen"), c.tomar("mora"), c.tomar("pronto_pago")), "tarjeta")
    for n, cuenta in enumerate(e.cuentas):
        if n:
            c.mesa.pulsar("ctrl+n")
        c.abrir(cuenta)
    c.mesa.foto("tres")
    c.mesa.teclear("+")
    c.mesa.esperar(0.4)
    c.mesa.pulsar("Return")
    c.mesa.teclear("55501")
    c.mesa.pulsar("Return")
    return e


def una_de_mas_se_quita(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    c.mesa.pulsar("F1")
    c.abrir(c.tomar("comercial"))
    c.mesa.pulsar("Escape")
    c.mesa.esperar()
    return _de_una_vez(c, e)


# --- the scanner ---


def lectura_y_dos_enter(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.mesa.leer(c.codigo(*e.cuentas))
    c.mesa.esperar(1.2)
    return _de_una_vez(c, e)


def lectura_con_el_cobro_anterior_a_la_vista(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("comercial"), c.tomar("pronto_pago"))
    for cuenta in e.cuentas:
        c.mesa.leer(c.codigo(cuenta))
        c.mesa.esperar(1.2)
    return _de_una_vez(c, e)


def lectura_sobre_el_efectivo(c: Cajera) -> Esperado:
    """The burst goes to the search, not to the money; read twice, the cuenta is in the charge once."""
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    c.mesa.teclear("700")
    c.mesa.leer(c.codigo(*e.cuentas))
    c.mesa.esperar(1.2)
    c.mesa.foto("leida-dos-veces")
    c.mesa.pulsar("Escape")
    c.mesa.esperar()
    c.mesa.pulsar("ctrl+a")
    c.mesa.teclear(de_sobra(e))
    c.mesa.pulsar("Return")
    return con_cambio(e, de_sobra(e))


# --- clumsy hands ---


def doble_enter(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    c.mesa.teclear(de_sobra(e))
    c.mesa.pulsar("Return", "Return", "Return", entre=40)
    return con_cambio(e, de_sobra(e))


def enter_sostenido(c: Cajera) -> Esperado:
    """Held through everything: it fills in the exact amount once, and nothing more until it is pressed again."""
    e = c.debe(c.tomar("comercial"))
    c.abrir(*e.cuentas)
    c.mesa.sostener("Return", 2.0)
    c.mesa.esperar()
    c.mesa.foto("sostenido")
    c.mesa.sostener("Return", 2.0)
    return e


def esc_en_cada_paso(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.mesa.teclear("nunez")
    c.mesa.pulsar("Escape")
    c.abrir(*e.cuentas)
    c.mesa.pulsar("F8", "Escape", "F9", "Escape", "F7", entre=300)
    c.mesa.teclear("20")
    c.mesa.pulsar("Escape")
    c.mesa.esperar()
    c.mesa.teclear("33")
    c.mesa.pulsar("Escape")
    c.mesa.teclear("+")
    c.mesa.esperar(0.4)
    c.mesa.pulsar("Escape")
    c.mesa.pulsar("F1", "Escape", "F12", "Escape", "F4", "Escape", "F1", entre=300)
    c.mesa.esperar()
    c.mesa.foto("despues-de-tanto-esc")
    return _de_una_vez(c, e)


def esc_que_suelta_la_cuenta(c: Cajera) -> Esperado:
    c.abrir(c.tomar("comercial"))
    c.mesa.pulsar("Escape")
    c.mesa.esperar(0.4)
    c.mesa.foto("soltada")
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    return _de_una_vez(c, e)


def bloqueo_a_medias(c: Cajera) -> Esperado:
    e = c.debe(c.tomar("pronto_pago"))
    c.abrir(*e.cuentas)
    c.mesa.teclear(de_sobra(e))
    c.mesa.pulsar("ctrl+l")
    c.mesa.esperar()
    c.mesa.foto("bloqueada")
    c.mesa.teclear("111111")
    c.mesa.pulsar("Return")
    c.mesa.esperar(1.5)
    c.mesa.foto("pin-malo")
    c.mesa.teclear(c.pin)
    c.mesa.pulsar("Return")
    c.mesa.esperar(1.5)
    c.mesa.foto("desbloqueada")
    c.mesa.pulsar("Return")
    return con_cambio(e, de_sobra(e))


def reimpresion_antes_y_despues(c: Cajera) -> Esperado:
    """A copy of the last ticket, another from the list, and the charge on the screen goes on."""
    e = c.debe(c.tomar("pronto_pago"))
    c.mesa.pulsar("ctrl+r")
    c.mesa.esperar(1.0)
    c.abrir(*e.cuentas)
    c.mesa.pulsar("F9")
    c.mesa.esperar()
    c.mesa.pulsar("Down", "Down", entre=200)
    c.mesa.pulsar("ctrl+r")
    c.mesa.esperar(1.0)
    c.mesa.foto("ultimos")
    c.mesa.pulsar("Escape")
    c.mesa.esperar(0.4)
    return _de_una_vez(c, e)


def nadie_con_ese_nombre(c: Cajera) -> Esperado:
    """Symbols and nobody's name before the right one."""
    e = c.debe(c.tomar("pronto_pago"))
    for texto in ("zzzzqqq xw", '"*^( -- ;'):
        c.mesa.teclear(texto)
        c.mesa.esperar(0.4)
        c.mesa.pulsar("Return")
        c.mesa.foto("nadie")
        c.mesa.pulsar("Escape")
    c.abrir(*e.cuentas)
    return _de_una_vez(c, e)


MOSTRADOR: tuple[Caso, ...] = (
    con_insen,
    con_pension,
    con_insen_que_no_lo_quiere,
    con_beneficio_vencido,
    con_beneficio_y_rezago,
    con_pronto_pago,
    con_rezago_y_mora,
    dos_cuentas_con_f1,
    tres_cuentas_con_ctrl_n_y_tarjeta,
    una_de_mas_se_quita,
    lectura_y_dos_enter,
    lectura_con_el_cobro_anterior_a_la_vista,
    lectura_sobre_el_efectivo,
    doble_enter,
    enter_sostenido,
    esc_en_cada_paso,
    esc_que_suelta_la_cuenta,
    bloqueo_a_medias,
    reimpresion_antes_y_despues,
    nadie_con_ese_nombre,
)
