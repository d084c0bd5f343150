"""An auditor who knows only the asientos finds what does not follow in requests and in what was granted for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.beneficio.evidencia import Presentado
from app.domain.beneficio.programa import Medida
from app.domain.diario.asiento import Asiento
from app.domain.usuario import Usuario
from app.tramites.solicitudes import completar_solicitud
from tests.db.escena import firmar_de_nuevo, hechos_de
from tests.domain.diario.test_auditoria_tramites import auditar, con
from tests.factories import DEMO, CajaDePrueba, gente, importar, un_turno, una_caja, una_cuenta
from tests.otorgamientos import CURP
from tests.solicitudes import BAJA, INAPAM, estudiada, recibida, resuelta, sin_trabajo

Datos = dict[str, Any]
JEFA = Usuario("jefa", "Jefa", ("cajero", "supervisor"))


def _una_historia(caja: CajaDePrueba) -> None:
    """One completed and granted, one studied and granted, one refused, one that waits."""
    importar(caja, [una_cuenta(n) for n in ("100", "200", "300", "400")])
    un_turno(caja)
    insen = recibida(caja, curp="", documentos=())
    completar_solicitud(caja.ctx, insen.folio, [Presentado(INAPAM, "INAPAM 1")], DEMO)
    completar_solicitud(caja.ctx, insen.folio, (), DEMO, CURP)
    resuelta(caja, insen.folio)
    desempleo = sin_trabajo(caja, cuenta="200", beneficiario="Luis Mar")
    estudiada(caja, desempleo.folio, medida=Medida(m3=1))
    resuelta(caja, desempleo.folio)
    otra = sin_trabajo(caja, cuenta="300", beneficiario="Ana Gil")
    estudiada(caja, otra.folio, favorable=False)
    resuelta(caja, otra.folio, "negada")
    sin_trabajo(caja, cuenta="400", beneficiario="Eva Paz")


@pytest.fixture(scope="module")
def diario(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Asiento]]:
    with una_caja(tmp_path_factory.mktemp("solicitudes") / "caja") as caja:
        _una_historia(caja)
        with caja.uow() as uow:
            yield list(uow.diario.asientos())


def test_an_honest_history_has_nothing_to_say(diario: list[Asiento]) -> None:
    assert auditar(diario) == []


def _poner(**campos: Any) -> Callable[[Datos], object]:
    return lambda d: d.update(campos)


def _quitar(campo: str) -> Callable[[Datos], object]:
    return lambda d: d.pop(campo)


@pytest.mark.parametrize(
    ("tipo", "cual", "cambio", "dice"),
    [
        ("solicitud", 0, lambda d: d["folio"].update(numero=3), "se esperaba el folio T2A-000001"),
        ("solicitud", 0, _poner(beneficiario=""), "sin beneficiario"),
        ("solicitud", 0, _poner(plazo="2023-10-01"), "corre antes de que esté completa"),
        ("solicitud", 1, _poner(plazo="2023-09-04"), "corre antes de que esté completa"),
        ("solicitud", 1, _poner(quien="super"), "resolvió una solicitud quien la recibió"),
        ("solicitud", 1, _poner(quien="nadie"), "quien no puede"),
        ("solicitud", 1, _quitar("estudio"), "un estudio que el programa no pide"),
        ("solicitud", 1, _poner(cuenta="100"), "no es lo que se pidió"),
        ("solicitud", 1, _poner(beneficiario="Otro"), "no es lo que se pidió"),
        ("solicitud", 1, _poner(documentos=[]), "no descansa en los documentos"),
        ("solicitud", 1, _poner(faltan=["baja del IMSS"]), "le faltaban documentos"),
        ("solicitud_completada", 0, _poner(solicitud="T2A-000077"), "que no se recibió"),
        ("solicitud_completada", 0, _poner(faltan=[]), "no es lo que faltaba menos lo que se trajo"),
        ("solicitud_completada", 0, _poner(documentos=[]), "no es lo que faltaba menos lo que se trajo"),
        ("solicitud_completada", 0, _poner(plazo="2023-10-01"), "corre antes de que esté completa"),
        ("solicitud_completada", 0, _poner(solicitud="T2A-000003"), "no es lo que faltaba"),
        ("solicitud_completada", 1, _quitar("curp"), "no es lo que faltaba menos lo que se trajo"),
        ("solicitud_completada", 1, _poner(quien="nadie"), "quien no puede"),
        ("solicitud_estudio", 0, _poner(numero=""), "sin número o sin quien lo hizo"),
        ("solicitud_estudio", 0, _poner(favorable=0), "no fue favorable fija cuánto"),
        ("solicitud_estudio", 0, _poner(m3=2), "no se otorgó lo que fijó el estudio"),
        ("solicitud_estudio", 0, _poner(quien="demo"), "quien no puede"),
        ("solicitud_estudio", 0, _poner(solicitud="T2A-000004"), "sin estudio favorable"),
        ("solicitud_estudio", 1, _poner(solicitud="T2A-000002"), "ya tenía respuesta"),
        ("beneficio_otorgado", 0, _quitar("solicitud"), "no es lo que se otorgó por ella"),
        ("beneficio_otorgado", 0, _poner(solicitud="T2A-000002"), "no es lo que se otorgó por ella"),
        ("beneficio_otorgado", 0, _poner(curp="GOMC600101MSRNRR03"), "no es lo que se pidió"),
        ("beneficio_otorgado", 0, _poner(programa="pensionado"), "no es lo que se pidió"),
        ("beneficio_otorgado", 0, _quitar("evidencias"), "no descansa en los documentos"),
        ("beneficio_otorgado", 1, _poner(m3=26), "no se otorgó lo que fijó el estudio"),
        ("beneficio_otorgado", 1, _poner(hasta="2023-12-31"), "dice otros días"),
        ("solicitud_resuelta", 0, _poner(quien="demo"), "quien no puede"),
        ("solicitud_resuelta", 0, _poner(resultado="negada"), "no es lo que se otorgó por ella"),
        ("solicitud_resuelta", 0, _poner(resultado_ref="2/otra/9"), "no es lo que se otorgó por ella"),
        ("solicitud_resuelta", 0, _poner(solicitud="T2A-000009"), "que no se recibió"),
        ("solicitud_resuelta", 0, _poner(desde="2023-01-01"), "dice otros días"),
        ("solicitud_resuelta", 2, _poner(resultado="aceptada"), "no es lo que se otorgó por ella"),
        ("solicitud_resuelta", 2, _quitar("motivo"), "sin decir por qué"),
        ("solicitud_resuelta", 2, _poner(solicitud="T2A-000002"), "se resolvió dos veces"),
    ],
)
def test_a_changed_request_is_named(
    diario: list[Asiento], tipo: str, cual: int, cambio: Callable[[Datos], object], dice: str
) -> None:
    dichos = auditar(con(diario, tipo, cual, cambio))
    assert any(dice in mensaje for mensaje in dichos), dichos


def test_whoever_charges_answers_nothing_though_they_are_a_supervisor(diario: list[Asiento]) -> None:
    ascenso = con(diario, "usuario", 0, _poner(roles=["cajero", "supervisor"]))
    assert auditar(ascenso) == [] and ascenso != diario
    dichos = auditar(con(ascenso, "solicitud_resuelta", 2, _poner(quien="demo")))
    assert dichos == ["resolvió una solicitud quien estaba cobrando", "resolvió una solicitud quien la recibió"]


def test_what_comes_after_the_answer_is_told(diario: list[Asiento]) -> None:
    def despues(tipo: str, cual: int) -> list[str]:
        return auditar([*diario, [a for a in diario if a.tipo == tipo][cual]])

    assert "se completó una solicitud que ya tenía respuesta" in despues("solicitud_completada", 0)
    assert "se anotó el estudio de una solicitud que ya tenía respuesta" in despues("solicitud_estudio", 1)
    assert "se otorgó dos veces por la misma solicitud, o ya resuelta" in despues("beneficio_otorgado", 0)
    assert "una solicitud se resolvió dos veces" in despues("solicitud_resuelta", 2)
    assert "se recibió otra solicitud de la misma cuenta y programa, sin resolver la primera" in despues("solicitud", 3)


def test_one_person_does_not_ask_twice(diario: list[Asiento]) -> None:
    cambiado = con(con(diario, "solicitud", 2, _poner(curp=CURP)), "solicitud", 3, _poner(curp=CURP))
    assert "la misma persona tiene dos solicitudes sin resolver" not in auditar(cambiado)
    sin_respuesta = [a for a in cambiado if a.tipo != "solicitud_resuelta"]
    assert "la misma persona tiene dos solicitudes sin resolver" in auditar(sin_respuesta)


def test_a_forger_with_the_key_is_told_by_what_does_not_follow(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everything signed and folded again, with the study of one who was refused made favourable, and then granted."""
    with una_caja(tmp_path_factory.mktemp("forjada") / "caja") as caja:
        _una_historia(caja)
        gente(caja, JEFA)
        hechos = [(tipo, dict(datos)) for tipo, datos in hechos_de(caja)]
        negada = next(d for tipo, d in hechos if tipo == "solicitud_resuelta" and d["resultado"] == "negada")
        negada["resultado"] = "aceptada"
        firmar_de_nuevo(caja, hechos)
        errores = caja.verificar().errores
        assert [e.mensaje for e in errores] == ["la respuesta de una solicitud no es lo que se otorgó por ella"]


def test_a_scan_that_was_changed_is_found_and_one_that_was_erased_is_not_missed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with una_caja(tmp_path_factory.mktemp("escaneos") / "caja") as caja:
        importar(caja, [una_cuenta("100")])
        sha = caja.ctx.anexos.guardar(b"una foto")
        hecha = sin_trabajo(caja, documentos=(Presentado(BAJA, "IMSS 4", archivo=sha),))
        otro = caja.ctx.anexos.guardar(b"un estudio")
        estudiada(caja, hecha.folio, archivo=otro)
        assert caja.verificar().errores == ()
        for archivo in (sha, otro):
            (caja.carpeta / "anexos" / archivo).write_bytes(b"otra foto")
        assert [e.tipo for e in caja.verificar().errores] == ["anexo", "anexo"]
        for archivo in (sha, otro):
            (caja.carpeta / "anexos" / archivo).unlink()
        assert caja.verificar().errores == ()
