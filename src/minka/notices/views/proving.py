"""The page behind the link that proves an address. It shows nothing of what its participant said."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minka.notices.proofs import proof_of
from minka.people.actions import prove_email

WORTH = {"broken": HTTPStatus.NOT_FOUND, "old": HTTPStatus.GONE, "changed": HTTPStatus.GONE}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Say that the address is one's own. Looking at the page proves nothing, because mail scanners look too."""
    proof = proof_of(token)
    if proof.state == "open" and proof.participant and request.method == "POST":
        prove_email(participant=proof.participant, email=proof.participant.email, at=timezone.now())
        proof = proof_of(token)
    return render(request, "notices/prove.html", {"state": proof.state}, status=WORTH.get(proof.state, HTTPStatus.OK))
