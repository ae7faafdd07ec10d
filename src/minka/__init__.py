"""Minka: every voice gets a receipt and a reasoned answer."""
