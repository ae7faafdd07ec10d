"""Addresses of a site's rules, where its people note them."""

from django.urls import path

from minka.law.views import rules, tables

app_name = "law"
HERE = "<slug:site>/gestion/plazos/"
urlpatterns = [
    path(HERE, rules.law, name="law"),
    path(f"{HERE}horario/", rules.desk_new, name="desk-new"),
    path(f"{HERE}dias/nuevo/", rules.day_new, name="day-new"),
    path(f"{HERE}dias/archivo/", tables.days_import, name="days-import"),
    path(f"{HERE}distancias/nueva/", rules.table_new, name="table-new"),
    path(f"{HERE}distancias/archivo/", tables.table_import, name="table-import"),
    path(f"{HERE}distancias/<int:number>/", tables.table, name="table"),
    path(f"{HERE}distancias/<int:number>.csv", tables.table_file, name="table-file"),
    path(f"{HERE}<slug:kind>/<int:number>/retirar/", rules.rule_withdraw, name="withdraw"),
]
