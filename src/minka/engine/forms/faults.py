"""What is wrong with a definition or with an answer: a place, a code, and one sentence for each code."""

from collections.abc import Iterable
from dataclasses import dataclass

from minka.engine.saying import Said, phrase

MOST_FAULTS = 100

DEFINITION_TEXTS = {
    "unreadable": phrase("No se puede leer: no es JSON válido en UTF-8."),
    "too_large": phrase("Es demasiado grande: puede tener {most} bytes como máximo."),
    "too_deep": phrase(
        "Está anidado demasiadas veces: {most} nivel como máximo.",
        "Está anidado demasiadas veces: {most} niveles como máximo.",
    ),
    "duplicate_key": phrase("La clave «{key}» está dos veces en el mismo objeto."),
    "broken_text": phrase("Hay un carácter dañado en el texto."),
    "fraction": phrase('Los números con decimales se escriben entre comillas, por ejemplo "12.50".'),
    "huge_number": phrase("El número es demasiado grande."),
    "format": phrase("El formato «{found}» no se conoce; este programa lee «{known}»."),
    "missing": phrase("Falta «{key}»."),
    "unknown_key": phrase("«{key}» no se conoce aquí."),
    "not_object": phrase("Aquí va un objeto."),
    "not_list": phrase("Aquí va una lista."),
    "not_text": phrase("Aquí va un texto."),
    "not_flag": phrase("Aquí va true o false."),
    "not_whole": phrase("Aquí va un número entero de {least} a {most}."),
    "not_decimal": phrase("Aquí va un número escrito entre comillas, con 12 decimales como máximo."),
    "not_date": phrase("Aquí va una fecha de la forma AAAA-MM-DD."),
    "not_choice": phrase("«{found}» no es una de estas: {choices}."),
    "empty": phrase("Está vacío."),
    "too_long": phrase(
        "El texto es demasiado largo: {most} carácter como máximo.",
        "El texto es demasiado largo: {most} caracteres como máximo.",
    ),
    "too_many": phrase("Son demasiados: {most} como máximo."),
    "too_few": phrase("Son muy pocos: {least} como mínimo."),
    "pattern": phrase("«{found}» no tiene la forma que se pide."),
    "no_spanish": phrase("Falta el texto en español («es»)."),
    "language": phrase("El texto está en «{found}», que no es uno de los idiomas del servicio."),
    "duplicate_id": phrase("El identificador «{id}» está dos veces."),
    "unknown_id": phrase("No hay nada que se llame «{id}»."),
    "nested_group": phrase("Un grupo no puede tener otro grupo dentro."),
    "exit_questions": phrase("Una página de salida no tiene preguntas."),
    "options_unused": phrase("Solo las preguntas de elección tienen opciones."),
    "limits_crossed": phrase("El mínimo es mayor que el máximo."),
    "cycle": phrase("Da vueltas sin fin: {ids} dependen unos de otros."),
    "expression": phrase("Esto no es una expresión que se conozca."),
    "operation": phrase("La operación «{found}» no se conoce."),
    "arguments": phrase("La operación «{op}» lleva de {least} a {most} partes."),
    "expression_deep": phrase("La expresión está anidada más de {most} veces."),
    "expression_large": phrase("La expresión tiene más de {most} partes."),
    "type": phrase("Aquí va {expected}, no {found}."),
    "row_outside": phrase("«{id}» es de un grupo: solo se puede leer fila por fila."),
    "not_in_row": phrase("«{id}» no es una pregunta de este grupo."),
    "not_group": phrase("«{id}» no es un grupo."),
    "option": phrase("«{found}» no es una opción de la pregunta."),
    "part": phrase("«{found}» no es una parte que tenga esta respuesta."),
    "table_width": phrase("La fila tiene {found} celdas; la tabla necesita {expected}."),
    "range": phrase("El rango no tiene principio ni fin."),
    "workflow_word": phrase("«{found}» no es una de las palabras que el camino del trámite conoce."),
    "workflow_text": phrase("Falta el texto en español, o tiene más de 120 letras."),
    "workflow_twice": phrase("«{found}» está dos veces."),
    "workflow_state": phrase("No hay ningún estado que se llame «{found}»: una acción lo necesita."),
}

ANSWER_TEXTS = {
    "required": phrase("Responde esta pregunta para continuar."),
    "required_choice": phrase("Elige una opción para continuar."),
    "required_many": phrase("Elige al menos una opción para continuar."),
    "required_file": phrase("Adjunta el archivo para continuar."),
    "required_declaration": phrase("Marca la casilla si estás de acuerdo; sin eso no se puede continuar."),
    "shape": phrase("No pudimos leer la respuesta. Escríbela de nuevo."),
    "text_short": phrase(
        "Escribe al menos {least} carácter; escribiste {found}.",
        "Escribe al menos {least} caracteres; escribiste {found}.",
    ),
    "text_long": phrase(
        "Escribe como máximo {most} carácter; escribiste {found}.",
        "Escribe como máximo {most} caracteres; escribiste {found}.",
    ),
    "number": phrase("Escribe un número con cifras, por ejemplo 12."),
    "number_whole": phrase("Escribe un número entero, sin decimales."),
    "number_decimals": phrase("Escribe como máximo {most} decimal.", "Escribe como máximo {most} decimales."),
    "number_ambiguous": phrase(
        "No sabemos si «{found}» son miles o decimales. Escríbelo sin separar los miles: {example}."
    ),
    "number_low": phrase("El número tiene que ser {least} o más."),
    "number_high": phrase("El número tiene que ser {most} o menos."),
    "money": phrase("Escribe el monto en soles con cifras, por ejemplo 1250.50."),
    "date": phrase("Escribe la fecha con día, mes y año, por ejemplo 27 3 1985."),
    "date_part": phrase("A la fecha le falta {parts}."),
    "date_unreal": phrase("El {day} de {month} de {year} no existe. Revisa el día y el mes."),
    "date_month": phrase("El mes va de 1 a 12, o escríbelo con letras."),
    "date_year": phrase("Escribe el año con sus cuatro cifras."),
    "date_early": phrase("La fecha tiene que ser el {least} o después."),
    "date_late": phrase("La fecha tiene que ser el {most} o antes."),
    "option": phrase("Elige una de las opciones de la lista."),
    "place": phrase("Elige el distrito de la lista."),
    "place_coding": phrase("El código del lugar tiene que ser del INEI."),
    "document_kind": phrase("Elige qué documento es."),
    "dni": phrase("El DNI tiene 8 números."),
    "dni_doubt": phrase(
        "Revisa el DNI: el dígito de verificación no coincide con el número. Si está bien, puedes continuar."
    ),
    "ruc": phrase("El RUC tiene 11 números; revisa que estén todos y en orden."),
    "ce": phrase("El carné de extranjería tiene de 8 a 12 números o letras."),
    "passport": phrase("El pasaporte tiene de 5 a 15 letras o números, sin espacios."),
    "phone": phrase("Escribe un número de teléfono, por ejemplo 987 654 321."),
    "email": phrase("Escribe un correo completo, por ejemplo nombre@correo.pe."),
    "files_many": phrase("Adjunta como máximo {most} archivo.", "Adjunta como máximo {most} archivos."),
    "file_kind": phrase("El archivo «{name}» no es de un tipo que se acepte: {kinds}."),
    "file_size": phrase("El archivo «{name}» pesa demasiado: {most} MB como máximo."),
    "file_empty": phrase("El archivo «{name}» está vacío."),
    "rows_few": phrase("Agrega al menos {least}."),
    "rows_many": phrase("Puedes agregar {most} como máximo."),
    "rule": phrase("{message}"),
}

TEXTS = DEFINITION_TEXTS | {f"answer_{code}": text for code, text in ANSWER_TEXTS.items()}


def sentences_of(codes: Iterable[str]) -> dict[str, Said]:
    """The sentences of faults of answers, not yet filled, by their code; one that counts has its form for one under
    the code and ``_one``.
    """
    texts = {code: ANSWER_TEXTS[code] for code in codes}
    return {code: text.form(2) for code, text in texts.items()} | {
        f"{code}_one": text.form(1) for code, text in texts.items() if text.many
    }


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    ``path`` is a JSON pointer into a definition (``/pages/0/questions/2/type``), or for an answer the id of its
    question (``children/0/name`` inside the first row of a group). ``params`` fill the sentence.
    """

    path: str
    code: str
    params: tuple[tuple[str, str | int], ...] = ()
    is_warning: bool = False

    @property
    def template(self) -> Said:
        """The sentence before it is filled."""
        return TEXTS[self.code]

    @property
    def text(self) -> str:
        """Say it in plain words."""
        params = dict(self.params)
        count = params.get("most", params.get("least"))
        if self.template.many and isinstance(count, int):
            return self.template.counting(count, **params)
        return self.template.fill(**params)

    def to_json(self) -> dict[str, object]:
        """Give the plain value that commands print."""
        return {"path": self.path, "code": self.code, "text": self.text, "warning": self.is_warning}


def fault(path: str, code: str, **params: str | int) -> Fault:
    """A fault of a definition.

    >>> fault("/pages", "too_many", most=300).text
    'Son demasiados: 300 como máximo.'
    """
    return Fault(path, code, tuple(params.items()))


def answer_fault(path: str, code: str, **params: str | int) -> Fault:
    """A fault of an answer.

    >>> answer_fault("age", "number_low", least=18).text
    'El número tiene que ser 18 o más.'
    """
    return Fault(path, f"answer_{code}", tuple(params.items()))


class DefinitionInvalid(ValueError):  # noqa: N818 - a state of the input, not a mistake
    """The document is no service definition; ``faults`` says why, the first hundred of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{each.path}: {each.text}" for each in faults[:3]))
        self.faults = faults
