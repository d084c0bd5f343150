"""Enrolment: the file serves one caja, once, while it lasts; cut anywhere, the same order goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.armado_sede import SedeDeMaquina
from app.centro.enlace import leer_invitacion
from app.domain.centro.enlace import Invitacion
from app.errors import EquipoError, IntegridadError, NegocioError
from app.gente.acceso import identificar
from app.sistema.llaves import Llave, is_firma
from app.sistema.secretos import guardar_secreto
from db import verificacion
from tests.factories import CajaDePrueba, una_caja
from tests.sede import PuestoDePrueba, consultar, invitar, servir


def clave(error: pytest.ExceptionInfo[Exception]) -> str:
    return str(error.value.clave)  # type: ignore[attr-defined]


def escribir(sede: SedeDeMaquina, invitacion: Invitacion, ruta: Path) -> Path:
    """The file as `centro alta-caja` writes it."""
    guardar_secreto(ruta, invitacion.datos() | {"firma": sede.centro().firmar(invitacion.mensaje()).hex()})
    return ruta


def test_enrolling_registers_the_key_and_countersigns_the_head(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    puesto, invitacion = PuestoDePrueba(sede, caja), invitar(sede)
    enlace = puesto.enlazar(invitacion)
    with caja.uow() as uow:
        ultimo = next(a for a in uow.diario.asientos() if a.tipo == "caja_enlazada")
        datos = ultimo.datos()
        assert uow.sincronia.hash_de(datos["epoca"], datos["seq"]) == bytes.fromhex(datos["cabeza"])
    assert datos["centro_publica"] == sede.casa.publica and datos["registro"] == invitacion.registro
    fila = consultar(sede, "SELECT publica, usado IS NOT NULL FROM registro WHERE caja = '2'")
    assert fila == [(caja.ctx.caja.publica, True)]
    tipos = [f[0] for f in consultar(sede, "SELECT tipo FROM diario WHERE caja = '0' ORDER BY seq")]
    assert tipos[-2:] == ["caja_registrada", "caja_registrada"]
    assert enlace.secreto != invitacion.secreto and enlace.anterior == ""
    assert caja.verificar().errores == ()


def test_the_password_in_the_file_is_worth_nothing_afterwards(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    puesto, invitacion = PuestoDePrueba(sede, caja), invitar(sede)
    puesto.enlazar(invitacion)
    with (
        pytest.raises(EquipoError) as error,
        puesto.enlaces.contactar(invitacion.url, invitacion.rol, invitacion.secreto),
    ):
        pass
    assert clave(error) == "centro_rechaza"


def test_a_used_file_serves_no_other_caja(sede: SedeDeMaquina, caja: CajaDePrueba, tmp_path: Path) -> None:
    """Copied before it was used, with the password still good: the answer is no."""
    invitacion = invitar(sede)
    puesto = PuestoDePrueba(sede, caja)
    puesto.enlazar(invitacion)
    puesto.cambiar(registro="")
    with una_caja(tmp_path / "otra") as otra:
        segundo = PuestoDePrueba(sede, otra)
        enlace = puesto.enlaces.leer(caja.ctx.caja)
        assert enlace is not None
        with pytest.raises(NegocioError) as error:
            segundo.enlazar(replace(invitacion, secreto=enlace.secreto))
    assert clave(error) == "enlace_usado"
    assert consultar(sede, "SELECT publica FROM registro WHERE caja = '2'") == [(caja.ctx.caja.publica,)]


def test_an_expired_file_is_refused(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    puesto, invitacion = PuestoDePrueba(sede, caja), invitar(sede, dias=-1)
    with pytest.raises(NegocioError) as error:
        puesto.enlazar(invitacion)
    assert clave(error) == "enlace_vencido"
    with caja.uow() as uow:
        assert not [a for a in uow.diario.asientos() if a.tipo == "caja_enlazada"]


def test_a_file_that_expires_while_it_is_used_is_refused(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    puesto, invitacion = PuestoDePrueba(sede, caja), invitar(sede)

    def tarde() -> None:
        consultar(sede, "UPDATE registro SET vence = now() - interval '1 hour'")
        servir(sede)

    puesto.trabajar = tarde
    # Its role sees nothing any more, not even the answer.
    with pytest.raises(EquipoError) as error:
        puesto.enlazar(invitacion)
    assert clave(error) == "centro_sin_respuesta"
    assert consultar(sede, "SELECT rechazo FROM enlace_respuesta") == [("enlace_vencido",)]


def test_a_key_without_its_proof_is_not_registered(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    puesto = PuestoDePrueba(sede, caja)
    caja.llave = ajena = Llave.nueva()
    puesto.enlaces.firmante = lambda caja: ajena  # type: ignore[method-assign]
    with pytest.raises(NegocioError) as error:
        puesto.enlazar(invitar(sede))
    assert clave(error) == "enlace_sin_prueba"


def test_a_file_for_another_caja_changes_nothing(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    with pytest.raises(NegocioError) as error:
        PuestoDePrueba(sede, caja).enlazar(invitar(sede, "7"))
    assert clave(error) == "enlace_de_otra_caja"
    assert consultar(sede, "SELECT count(*) FROM enlace_pedido") == [(0,)]


def test_a_file_of_another_organismo_changes_nothing(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    sede.iniciar(("romita",))
    with pytest.raises(NegocioError) as error:
        PuestoDePrueba(sede, caja).enlazar(invitar(sede, "2", "romita"))
    assert clave(error) == "enlace_de_otra_caja" and "romita" in error.value.mensaje
    assert consultar(sede, "SELECT count(*) FROM enlace_pedido") == [(0,)]


def test_a_caja_is_enrolled_once(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    with pytest.raises(NegocioError) as error:
        puesto.enlazar(invitar(sede))
    assert clave(error) == "ya_enlazada"


def test_a_centre_that_is_stopped_answers_later_to_the_same_order(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    puesto, invitacion = PuestoDePrueba(sede, caja), invitar(sede)
    trabajar, puesto.trabajar = puesto.trabajar, lambda: None
    with pytest.raises(EquipoError) as error:
        puesto.enlazar(invitacion)
    assert clave(error) == "centro_sin_respuesta"
    puesto.trabajar = trabajar
    puesto.enlazar(invitacion)
    assert puesto.sincronizar().pendientes == 0


class Corte(Exception):
    """The power goes."""


@pytest.mark.parametrize("donde", ["antes de cambiar", "después de cambiar", "antes de asentar"])
def test_cut_while_the_password_changes_the_same_order_goes_on(
    sede: SedeDeMaquina, caja: CajaDePrueba, donde: str
) -> None:
    puesto, invitacion = PuestoDePrueba(sede, caja), invitar(sede)
    guardar, veces = puesto.enlaces.guardar, []

    def cortar(de: object, enlace: object) -> None:
        veces.append(enlace)
        if donde == "después de cambiar" and len(veces) == 2:
            raise Corte
        guardar(caja.ctx.caja, enlace)  # type: ignore[arg-type]
        if (donde, len(veces)) in (("antes de cambiar", 1), ("antes de asentar", 2)):
            raise Corte

    puesto.enlaces.guardar = cortar  # type: ignore[method-assign]
    with pytest.raises(Corte):
        puesto.enlazar(invitacion)
    puesto.enlaces.guardar = guardar  # type: ignore[method-assign]
    puesto.enlazar(invitacion)
    assert puesto.sincronizar().pendientes == 0
    with caja.uow() as uow:
        assert len([a for a in uow.diario.asientos() if a.tipo == "caja_enlazada"]) == 1


def test_an_answer_that_the_centre_of_the_file_did_not_sign_is_not_believed(
    sede: SedeDeMaquina, caja: CajaDePrueba
) -> None:
    puesto = PuestoDePrueba(sede, caja)
    with pytest.raises(IntegridadError) as error:
        puesto.enlazar(replace(invitar(sede), centro_publica=Llave.nueva().publica))
    assert clave(error) == "centro_falso"


def test_people_of_the_centre_work_at_the_caja_with_the_pin_they_have_there(
    sede: SedeDeMaquina, caja: CajaDePrueba
) -> None:
    centro = sede.centro()
    centro.guardar_usuario("cajeme", "rosa", "Rosa Ibarra", ["cajero"], "918273", activo=True)
    puesto = PuestoDePrueba(sede, caja)
    puesto.enlazar(invitar(sede))
    credenciales = puesto.enlaces.credenciales(caja.ctx.caja, caja.llave)
    ctx = replace(caja.ctx, credenciales=credenciales)
    assert identificar(ctx, "rosa", "918273").nombre == "Rosa Ibarra"
    with pytest.raises(NegocioError, match="no son correctos"):
        identificar(ctx, "rosa", "918274")
    centro.guardar_usuario("cajeme", "rosa", "Rosa Ibarra", ["cajero"], "", activo=False)
    assert puesto.sincronizar().recibidos == 1
    with pytest.raises(NegocioError):
        identificar(ctx, "rosa", "918273")
    assert puesto.sincronizar().recibidos == 0


def test_verifying_rests_on_the_word_of_the_centre(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    PuestoDePrueba(sede, caja).enlazar(invitar(sede))

    def informe(centro: str) -> verificacion.Informe:
        return verificacion.verificar(caja.almacen, caja.padron, is_firma, None, centro)

    assert (informe("").confianza, informe("").ok) == ("propia", True)
    assert (informe(sede.casa.publica).confianza, informe(sede.casa.publica).ok) == ("registrada", True)
    ajeno = informe(Llave.nueva().publica)
    assert ajeno.confianza == "propia" and [e.tipo for e in ajeno.errores] == ["enlace"]


# --- the file ---


def test_a_file_says_what_the_centre_signed(sede: SedeDeMaquina, tmp_path: Path) -> None:
    invitacion = invitar(sede)
    ruta = escribir(sede, invitacion, tmp_path / "f")
    assert leer_invitacion(ruta, is_firma) == invitacion
    assert ruta.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("campo", ["url", "numero", "secreto", "vence", "organismo", "rol", "centro_publica"])
def test_a_file_that_was_changed_is_refused(sede: SedeDeMaquina, tmp_path: Path, campo: str) -> None:
    ruta = escribir(sede, invitar(sede), tmp_path / "f")
    datos = json.loads(ruta.read_text())
    datos[campo] = {"vence": "2099-01-01T00:00:00+00:00"}.get(campo, datos[campo] + "1")
    ruta.write_text(json.dumps(datos))
    with pytest.raises(NegocioError) as error:
        leer_invitacion(ruta, is_firma)
    assert clave(error) == "enlace_alterado"


@pytest.mark.parametrize("texto", ["", "hola", "[]", "{}", '{"que": "enlace", "v": 1}', '{"que": "enlace", "v": "1"}'])
def test_what_is_no_enrolment_file_is_refused(tmp_path: Path, texto: str) -> None:
    ruta = tmp_path / "f"
    ruta.write_text(texto)
    with pytest.raises(NegocioError) as error:
        leer_invitacion(ruta, is_firma)
    assert clave(error) == "enlace_invalido"


def test_a_file_of_a_newer_centre_or_one_that_is_missing_or_huge(tmp_path: Path) -> None:
    ruta = tmp_path / "f"
    with pytest.raises(EquipoError):
        leer_invitacion(ruta, is_firma)
    ruta.write_text('{"que": "enlace", "v": 2}')
    with pytest.raises(NegocioError) as error:
        leer_invitacion(ruta, is_firma)
    assert clave(error) == "enlace_mas_nuevo"
    ruta.write_text("[" * 100_000)
    with pytest.raises(NegocioError) as error:
        leer_invitacion(ruta, is_firma)
    assert clave(error) == "enlace_invalido"
