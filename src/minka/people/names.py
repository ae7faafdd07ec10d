"""How the facts of a copy of somebody's data are called on the page. In the file they keep their plain names."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMES: Final[dict[str, "StrOrPromise"]] = {
    "aceptada": _("Aceptada el"),
    "agregado": _("Agregado el"),
    "apelaste": _("Apelaste"),
    "apoyaste": _("Apoyaste"),
    "aviso": _("Aviso"),
    "canal": _("Canal"),
    "codigo": _("Código"),
    "como_te_llamas": _("Cómo te llamas"),
    "comprobado": _("Comprobado"),
    "correo": _("Correo"),
    "correo_confirmado": _("Correo confirmado el"),
    "dado": _("Dado el"),
    "datos": _("Datos"),
    "decision_de_moderacion": _("Decisión de moderación"),
    "denunciaste": _("Denunciaste"),
    "desde": _("Desde"),
    "entregado": _("Entregado"),
    "enviada": _("Enviada el"),
    "estado": _("Estado"),
    "fecha": _("Fecha"),
    "filtros": _("Filtros"),
    "fotos": _("Fotos"),
    "guardado_en_una_cuenta": _("Guardado en una cuenta"),
    "idioma": _("Idioma"),
    "invitacion_a": _("Invitación a"),
    "leido": _("Leído el"),
    "lengua": _("Lengua"),
    "lugar_ubigeo_inei": _("Lugar (ubigeo del INEI)"),
    "mensaje_simulado": _("Mensaje simulado"),
    "motivo": _("Motivo"),
    "nivel_de_identidad": _("Nivel de identidad"),
    "nombre": _("Nombre"),
    "nombre_publico": _("Nombre público"),
    "nota": _("Nota"),
    "oficina": _("Oficina"),
    "otros_datos": _("Otros datos"),
    "para": _("Para"),
    "por": _("Por"),
    "proceso": _("Proceso"),
    "proveedor": _("Proveedor"),
    "respuesta": _("Respuesta"),
    "retirado": _("Retirado el"),
    "rol": _("Rol"),
    "sede": _("Sede"),
    "sin_avisos_por": _("Sin avisos por"),
    "telefono": _("Teléfono"),
    "texto": _("Texto"),
    "tipo": _("Tipo"),
    "titulo": _("Título"),
    "usado": _("Usado el"),
    "valor": _("Valor"),
    "version_del_texto": _("Versión del texto"),
    "visible": _("Visible"),
    "vista_guardada": _("Vista guardada"),
}


def name_of(fact: str) -> str:
    """What a fact is called; one that has no name yet shows its plain one."""
    return str(NAMES.get(fact, fact.replace("_", " ").capitalize()))
