"""The calendar of the worked cases: the national holidays of 2026, and made-up days of the other kinds."""

from datetime import date

from minka.engine.clocks import Calendar, DayKind, DayOff

NATIONAL = [
    *((1, 1), (4, 2), (4, 3), (5, 1), (6, 7), (6, 29), (7, 23), (7, 28)),
    *((7, 29), (8, 6), (8, 30), (10, 8), (11, 1), (12, 8), (12, 9), (12, 25)),
]
CALENDAR = Calendar(
    [
        *(DayOff(date(2026, month, day), DayKind.NATIONAL, "Feriado") for month, day in NATIONAL),
        DayOff(date(2026, 9, 14), DayKind.REGIONAL, "Fiesta de ejemplo", "inventada para la prueba"),
        DayOff(date(2026, 7, 27), DayKind.DECREED, "Puente de ejemplo", "inventado para la prueba"),
        DayOff(date(2026, 5, 15), DayKind.ENTITY, "Aniversario de ejemplo", "inventado para la prueba"),
        DayOff(date(2026, 10, 12), DayKind.CLOSED, "Sin atención", "inventado para la prueba"),
    ]
)
