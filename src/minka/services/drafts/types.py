"""The types of question in a designer's words."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minka.engine.forms import QuestionType


class TypeWords(NamedTuple):
    """A type with its name and what it is for."""

    type: QuestionType
    name: Promise
    purpose: Promise


TYPES: Final = (
    TypeWords(QuestionType.SHORT_TEXT, _("Texto corto"), _("Una línea: un nombre, una dirección.")),
    TypeWords(QuestionType.LONG_TEXT, _("Texto largo"), _("Varias líneas: un pedido, una explicación.")),
    TypeWords(QuestionType.NUMBER, _("Número"), _("Una cantidad: metros, personas, años.")),
    TypeWords(QuestionType.MONEY, _("Monto en soles"), _("Un ingreso, un costo, un pago.")),
    TypeWords(QuestionType.DATE, _("Fecha"), _("Un día: de nacimiento, de un documento.")),
    TypeWords(QuestionType.YES_NO, _("Sí o no"), _("Lo que decide qué sigue.")),
    TypeWords(QuestionType.ONE_OF, _("Una opción"), _("Se elige una de una lista.")),
    TypeWords(QuestionType.MANY_OF, _("Varias opciones"), _("Se eligen una o más de una lista.")),
    TypeWords(QuestionType.PLACE, _("Lugar"), _("Un distrito, por su código del INEI.")),
    TypeWords(QuestionType.DOCUMENT, _("Documento de identidad"), _("DNI, carné de extranjería, RUC o pasaporte.")),
    TypeWords(QuestionType.FILE, _("Archivo"), _("Un documento que se adjunta.")),
    TypeWords(QuestionType.PHOTO, _("Foto"), _("Una foto tomada con el teléfono.")),
    TypeWords(QuestionType.DECLARATION, _("Declaración"), _("Una casilla que se marca bajo juramento.")),
    TypeWords(QuestionType.PHONE, _("Teléfono"), _("Un número para avisar.")),
    TypeWords(QuestionType.EMAIL, _("Correo"), _("Una dirección para avisar.")),
    TypeWords(QuestionType.GROUP, _("Grupo que se repite"), _("Las mismas preguntas por cada persona, predio o cosa.")),
)
_BY_TYPE: Final = {str(each.type): each for each in TYPES}


def words_of_type(name: str) -> TypeWords | None:
    """The words for a type as a document names it."""
    return _BY_TYPE.get(name)
