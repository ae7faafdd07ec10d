"""What is wrong with a definition or with an answer: a place, a code, and one Spanish sentence for each code."""

from dataclasses import dataclass

MOST_FAULTS = 100

DEFINITION_TEXTS = {
    "unreadable": "No se puede leer: no es JSON válido en UTF-8.",
    "too_large": "Es demasiado grande: puede tener {most} bytes como máximo.",
    "too_deep": "Está anidado demasiadas veces: {most} niveles como máximo.",
    "duplicate_key": "La clave «{key}» está dos veces en el mismo objeto.",
    "broken_text": "Hay un carácter dañado en el texto.",
    "fraction": 'Los números con decimales se escriben entre comillas, por ejemplo "12.50".',
    "huge_number": "El número es demasiado grande.",
    "format": "El formato «{found}» no se conoce; este programa lee «{known}».",
    "missing": "Falta «{key}».",
    "unknown_key": "«{key}» no se conoce aquí.",
    "not_object": "Aquí va un objeto.",
    "not_list": "Aquí va una lista.",
    "not_text": "Aquí va un texto.",
    "not_flag": "Aquí va true o false.",
    "not_whole": "Aquí va un número entero de {least} a {most}.",
    "not_decimal": "Aquí va un número escrito entre comillas, con 12 decimales como máximo.",
    "not_date": "Aquí va una fecha de la forma AAAA-MM-DD.",
    "not_choice": "«{found}» no es una de estas: {choices}.",
    "empty": "Está vacío.",
    "too_long": "El texto es demasiado largo: {most} caracteres como máximo.",
    "too_many": "Son demasiados: {most} como máximo.",
    "too_few": "Son muy pocos: {least} como mínimo.",
    "pattern": "«{found}» no tiene la forma que se pide.",
    "no_spanish": "Falta el texto en español («es»).",
    "language": "El texto está en «{found}», que no es uno de los idiomas del servicio.",
    "duplicate_id": "El identificador «{id}» está dos veces.",
    "unknown_id": "No hay nada que se llame «{id}».",
    "nested_group": "Un grupo no puede tener otro grupo dentro.",
    "exit_questions": "Una página de salida no tiene preguntas.",
    "options_unused": "Solo las preguntas de elección tienen opciones.",
    "limits_crossed": "El mínimo es mayor que el máximo.",
    "cycle": "Da vueltas sin fin: {ids} dependen unos de otros.",
    "expression": "Esto no es una expresión que se conozca.",
    "operation": "La operación «{found}» no se conoce.",
    "arguments": "La operación «{op}» lleva de {least} a {most} partes.",
    "expression_deep": "La expresión está anidada más de {most} veces.",
    "expression_large": "La expresión tiene más de {most} partes.",
    "type": "Aquí va {expected}, no {found}.",
    "row_outside": "«{id}» es de un grupo: solo se puede leer fila por fila.",
    "not_in_row": "«{id}» no es una pregunta de este grupo.",
    "not_group": "«{id}» no es un grupo.",
    "option": "«{found}» no es una opción de la pregunta.",
    "part": "«{found}» no es una parte que tenga esta respuesta.",
    "table_width": "La fila tiene {found} celdas; la tabla necesita {expected}.",
    "range": "El rango no tiene principio ni fin.",
    "workflow_word": "«{found}» no es una de las palabras que el camino del trámite conoce.",
    "workflow_text": "Falta el texto en español, o tiene más de 120 letras.",
    "workflow_twice": "«{found}» está dos veces.",
    "workflow_state": "No hay ningún estado que se llame «{found}»: una acción lo necesita.",
}

ANSWER_TEXTS = {
    "required": "Responde esta pregunta para continuar.",
    "required_choice": "Elige una opción para continuar.",
    "required_many": "Elige al menos una opción para continuar.",
    "required_file": "Adjunta el archivo para continuar.",
    "required_declaration": "Marca la casilla si estás de acuerdo; sin eso no se puede continuar.",
    "shape": "No pudimos leer la respuesta. Escríbela de nuevo.",
    "text_short": "Escribe al menos {least} caracteres; escribiste {found}.",
    "text_long": "Escribe como máximo {most} caracteres; escribiste {found}.",
    "number": "Escribe un número con cifras, por ejemplo 12.",
    "number_whole": "Escribe un número entero, sin decimales.",
    "number_decimals": "Escribe como máximo {most} decimales.",
    "number_ambiguous": "No sabemos si «{found}» son miles o decimales. Escríbelo sin separar los miles: {example}.",
    "number_low": "El número tiene que ser {least} o más.",
    "number_high": "El número tiene que ser {most} o menos.",
    "money": "Escribe el monto en soles con cifras, por ejemplo 1250.50.",
    "date": "Escribe la fecha con día, mes y año, por ejemplo 27 3 1985.",
    "date_part": "A la fecha le falta {parts}.",
    "date_unreal": "El {day} de {month} de {year} no existe. Revisa el día y el mes.",
    "date_month": "El mes va de 1 a 12, o escríbelo con letras.",
    "date_year": "Escribe el año con sus cuatro cifras.",
    "date_early": "La fecha tiene que ser el {least} o después.",
    "date_late": "La fecha tiene que ser el {most} o antes.",
    "option": "Elige una de las opciones de la lista.",
    "place": "Elige el distrito de la lista.",
    "place_coding": "El código del lugar tiene que ser del INEI.",
    "document_kind": "Elige qué documento es.",
    "dni": "El DNI tiene 8 números.",
    "dni_doubt": "Revisa el DNI: el dígito de verificación no coincide con el número. Si está bien, puedes continuar.",
    "ruc": "El RUC tiene 11 números; revisa que estén todos y en orden.",
    "ce": "El carné de extranjería tiene de 8 a 12 números o letras.",
    "passport": "El pasaporte tiene de 5 a 15 letras o números, sin espacios.",
    "phone": "Escribe un número de teléfono, por ejemplo 987 654 321.",
    "email": "Escribe un correo completo, por ejemplo nombre@correo.pe.",
    "files_many": "Adjunta como máximo {most} archivos.",
    "file_kind": "El archivo «{name}» no es de un tipo que se acepte: {kinds}.",
    "file_size": "El archivo «{name}» pesa demasiado: {most} MB como máximo.",
    "file_empty": "El archivo «{name}» está vacío.",
    "rows_few": "Agrega al menos {least}.",
    "rows_many": "Puedes agregar {most} como máximo.",
    "rule": "{message}",
}

TEXTS = DEFINITION_TEXTS | {f"answer_{code}": text for code, text in ANSWER_TEXTS.items()}


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
    def template(self) -> str:
        """The Spanish sentence before it is filled, for whoever translates it."""
        return TEXTS[self.code]

    @property
    def text(self) -> str:
        """Say it in plain Spanish."""
        return self.template.format_map(dict(self.params))

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
