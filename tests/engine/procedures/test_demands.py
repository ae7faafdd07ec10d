"""Lines of requirements, made for this table after the way such lists are written, and what they demand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.procedures.conditions import condition_of
from minka.engine.procedures.demands import demands_of
from minka.engine.procedures.rules import LINE_CODES

DEMANDING = [
    ("Copia de la libreta militar", "identity_other"),
    ("Libreta electoral del solicitante", "identity_other"),
    ("Carné universitario vigente", "identity_other"),
    ("Copia simple del DNI", "identity_copy"),
    ("Fotocopia legible del D.N.I. del titular", "identity_copy"),
    ("Copia del documento nacional de identidad de ambos cónyuges", "identity_copy"),
    ("COPIA DE DNI VIGENTE DEL REPRESENTANTE", "identity_copy"),
    ("Ficha RUC actualizada", "tax_card"),
    ("Copia del RUC de la empresa", "tax_card"),
    ("Constancia de inscripción en el RUC", "tax_card"),
    ("Partida de nacimiento del solicitante", "state_holds"),
    ("Acta de defunción", "state_holds"),
    ("Certificado de antecedentes policiales", "state_holds"),
    ("Vigencia de poder con antigüedad no mayor de 30 días", "state_holds"),
    ("Copia literal de dominio", "state_holds"),
    ("Certificado de gravamen expedido por SUNARP", "state_holds"),
    ("Copia de la partida registral del predio", "state_holds"),
    ("Copia simple del título profesional del ingeniero", "state_holds"),
    ("Certificado de habilidad del profesional", "state_holds"),
    ("Constancia de habilitación profesional", "state_holds"),
    ("Resolución emitida por esta municipalidad", "entity_holds"),
    ("Plano aprobado por la propia gerencia", "entity_holds"),
    ("Expediente que obra en los archivos de la municipalidad", "entity_holds"),
    ("Certificado de zonificación", "entity_may_issue"),
    ("Certificado de compatibilidad de uso", "entity_may_issue"),
    ("Constancia de no adeudo de arbitrios", "entity_may_issue"),
    ("Copia de la licencia de funcionamiento", "entity_may_issue"),
    ("Certificado de parámetros urbanísticos y edificatorios", "entity_may_issue"),
    ("Dos fotografías tamaño carné a color", "photo_of_person"),
    ("Foto tamaño pasaporte con fondo blanco", "photo_of_person"),
    ("01 fotografía del solicitante", "photo_of_person"),
    ("Fotografías actuales", "photo_unclear"),
    ("Planos en tres (03) juegos originales", "copies"),
    ("3 copias de la memoria descriptiva", "copies"),
    ("Formulario en cuatro ejemplares", "copies"),
    ("Solicitud por triplicado", "copies"),
    ("Original y dos copias del plano", "copies"),
    ("Expediente técnico en 04 (cuatro) ejemplares", "copies"),
    ("Copia legalizada del contrato de alquiler", "legalised"),
    ("Copia fedateada de la resolución", "legalised"),
    ("Contrato de arrendamiento legalizado notarialmente", "legalised"),
    ("Minuta certificada por notario", "legalised"),
    ("Copia simple autenticada del testimonio", "legalised"),
    ("Carta poder con firma legalizada", "signature_legalised"),
    ("Autorización del dueño con legalización notarial de firma", "signature_legalised"),
    ("Traducción oficial del certificado", "official_translation"),
    ("Documento con traductor público juramentado", "official_translation"),
    ("Recibo de pago por derecho de trámite", "payment_proof"),
    ("Copia del comprobante de pago", "payment_proof"),
    ("Voucher original del depósito", "payment_proof"),
    ("Comprobante de pago del Banco de la Nación", "payment_elsewhere"),
    ("Copia de los comprobantes de pago al colegio profesional", "payment_elsewhere"),
    ("Visto bueno de la Gerencia de Rentas", "stamps"),
    ("Solicitud con sello de mesa de partes", "stamps"),
    ("V°B° de la subgerencia de obras", "stamps"),
    ("Escrito con firma de abogado", "lawyer"),
    ("Recurso autorizado por letrado", "lawyer"),
    ("Otros documentos que la municipalidad solicite", "open_ended"),
    ("Demás requisitos que la autoridad considere convenientes", "open_ended"),
    ("Cualquier otra información que se estime necesaria", "open_ended"),
    ("Otros que la entidad requiera", "open_ended"),
    ("Certificado domiciliario", "replaceable"),
    ("Constancia de residencia", "replaceable"),
    ("Certificado de buena conducta", "replaceable"),
    ("Planos, memorias, entre otros", "vague"),
    ("Planos, memoria, etc.", "vague"),
    ("Documentación sustentatoria", "vague"),
    ("Los documentos pertinentes", "vague"),
    ("Contrato u otros documentos afines", "vague"),
]

HARMLESS = [
    "Solicitud dirigida al alcalde con nombre, domicilio y número de DNI",
    "Exhibir el DNI",
    "Indicar el número de DNI del representante",
    "Número de RUC",
    "Solicitud con carácter de declaración jurada que consigne el número de RUC",
    "Carné de extranjería o pasaporte, para personas extranjeras",
    "Declaración jurada de no tener antecedentes penales",
    "Declaración jurada de domicilio",
    "Declaración jurada de vigencia de poder, con el número de partida electrónica",
    "Indicar el número de la partida registral del predio",
    "Copia simple del contrato de alquiler",
    "Copia simple o legalizada del poder",
    "Documento legalizado por el Ministerio de Relaciones Exteriores",
    "Poder apostillado o legalizado en el consulado",
    "No se requiere copia legalizada",
    "Plano de ubicación, sin necesidad de copia fedateada",
    "Copias simples de los dos últimos recibos de alquiler",
    "Dos copias del plano",
    "Original y una copia del plano",
    "Planos en 02 juegos",
    "Tantos ejemplares como interesados: 3 ejemplares para notificar a los vecinos",
    "Tres fotografías del predio",
    "Fotografías de la fachada del local",
    "Fotomontaje del anuncio",
    "Número y fecha de la constancia de pago",
    "Indicar la fecha y el número del recibo de pago",
    "Pago por derecho de trámite",
    "Partida de nacimiento para acreditar la filiación",
    "Traducción simple firmada por quien tradujo",
    "No requiere firma de abogado",
    "Croquis que la persona dibuja a mano",
    "Otros usos previstos del local",
    "Memoria descriptiva firmada por el arquitecto",
    "Certificado médico",
    "Constancia de capacitación en manipulación de alimentos",
    "Plano de distribución",
]

NAMED = [
    ("En caso de personas jurídicas, número de partida", "personas jurídicas", "Número de partida"),
    ("En caso que el local sea alquilado: contrato", "el local sea alquilado", "Contrato"),
    ("En el caso de extranjeros, carné de extranjería", "extranjeros", "Carné de extranjería"),
    ("Si el local es alquilado, contrato", "el local es alquilado", "Contrato"),
    ("Tratándose de menores de edad, autorización", "menores de edad", "Autorización"),
    ("Para personas jurídicas: número de partida", "personas jurídicas", "Número de partida"),
    ("Contrato de alquiler, solo si no eres propietario", "no eres propietario", "Contrato de alquiler"),
    ("Autorización sanitaria cuando se venda comida", "se venda comida", "Autorización sanitaria"),
    ("Carta poder, en caso de actuar por otra persona", "actuar por otra persona", "Carta poder"),
    ("EN CASO DE REPRESENTACIÓN, CARTA PODER", "REPRESENTACIÓN", "CARTA PODER"),
    ("Plano (en los casos en que haya obra)", "haya obra", "Plano"),
    ("Certificado en aquellos casos que el terreno se superponga", "el terreno se superponga", "Certificado"),
]

UNNAMED = [
    "Plano de ubicación, de ser el caso",
    "De corresponder, indicar el número del recibo",
    "Autorización sectorial, cuando corresponda",
    "Carta poder según corresponda",
    "Plano, en caso de ser necesario",
    "Si corresponde, copia del contrato",
    "Poder, según el caso",
    "Certificación ambiental en los casos que se requiera",
]

UNCONDITIONAL = [
    "Solicitud",
    "En todo caso debe firmarse",
    "Declaración jurada, si bien no es obligatoria",
    "Plano con no menos de cuando menos dos vistas",
    "Sí, la solicitud firmada",
    "El caso de estudio aprobado",
    "",
]


@pytest.mark.parametrize(("line", "code"), DEMANDING)
def test_lines_that_demand_too_much_are_found(line: str, code: str) -> None:
    assert code in {demand.code for demand in demands_of(line)}


@pytest.mark.parametrize("line", HARMLESS)
def test_lines_that_demand_what_is_lawful_are_left_alone(line: str) -> None:
    assert list(demands_of(line)) == []


@pytest.mark.parametrize(("line", "code"), DEMANDING)
def test_case_and_accents_do_not_matter(line: str, code: str) -> None:
    bare = line.upper().translate(str.maketrans("ÁÉÍÓÚÜÑ", "AEIOUUN"))

    assert code in {demand.code for demand in demands_of(bare)}


@pytest.mark.parametrize("title", ["Licencia de conducir de mototaxi", "Carné de comerciante"])
def test_a_personal_licence_may_need_a_photograph(title: str) -> None:
    assert list(demands_of("Dos fotografías tamaño carné", title)) == []


@pytest.mark.parametrize(("line", "case", "rest"), NAMED)
def test_a_condition_is_parted_from_what_is_asked(line: str, case: str, rest: str) -> None:
    found = condition_of(line)

    assert found is not None
    assert (found.case, found.rest) == (case, rest)


@pytest.mark.parametrize("line", UNNAMED)
def test_a_condition_that_names_no_case_is_told_apart(line: str) -> None:
    found = condition_of(line)

    assert found is not None
    assert (found.is_named, bool(found.rest)) == (False, True)


@pytest.mark.parametrize("line", UNCONDITIONAL)
def test_lines_for_everyone_have_no_condition(line: str) -> None:
    assert condition_of(line) is None


@given(st.text(max_size=200))
def test_any_line_is_looked_at_and_its_words_are_quoted(line: str) -> None:
    for demand in demands_of(line):
        assert demand.code in LINE_CODES
        assert demand.quote
    found = condition_of(line)
    assert found is None or 0 <= found.start < found.end <= len(line)


@given(st.lists(st.sampled_from([line for line, _ in DEMANDING] + [line for line, *_ in NAMED] + UNNAMED), max_size=4))
def test_lines_joined_at_random_are_looked_at_the_same_twice(lines: list[str]) -> None:
    text = ", ".join(lines)

    assert list(demands_of(text)) == list(demands_of(text))
    assert condition_of(text) == condition_of(text)


@pytest.mark.parametrize("line", ["copia " * 3_000, "otros documentos que " * 900, "si " * 6_000, "1" * 20_000])
def test_long_lines_of_repeated_words_end_soon(line: str) -> None:
    assert len(list(demands_of(line))) <= len(LINE_CODES)
    assert condition_of(line) is None or line
