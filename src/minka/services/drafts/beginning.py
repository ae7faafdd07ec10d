"""The first document of a service that begins with nothing but a title, or with what somebody said."""

from typing import Any

from minka.engine.forms.definition import FORMAT
from minka.services.drafts.shelves import Document


def blank_document(*, title: str, office: str, source: dict[str, str] | None = None) -> Document:
    """A draft that can be read from the first moment: one page with the one question every service needs.

    Args:
        title: what the service is called.
        office: the entity's name.
        source: the contribution it comes from, as a source of a question's ground.
    """
    ground: dict[str, Any] = {"why": {"es": "Para saber quién hace el trámite y poder responderle."}}
    if source:
        ground["sources"] = [source]
    return {
        "format": FORMAT,
        "title": {"es": title},
        "languages": ["es"],
        "procedure": {"code": "", "regime": "positive", "fee": "0.00", "office": office},
        "pages": [
            {
                "id": "tu_nombre",
                "title": {"es": "Tu nombre"},
                "questions": [
                    {
                        "id": "nombre",
                        "type": "short_text",
                        "label": {"es": "¿Cuál es tu nombre completo?"},
                        "ground": ground,
                    }
                ],
            }
        ],
    }
