"""Signatures inside a PDF (PAdES), by a certificate that this installation made for itself: no legal signature.

The library is heavy (1.6 seconds to load), so it is loaded by whoever signs and by nobody else.
"""

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

NAME: Final = "Firma de prueba de Minka, sin valor legal"
FIELD: Final = "FirmaDePrueba"
VALID: Final = dt.timedelta(days=3650)
KEY_BITS: Final = 2048


class TestSigner:
    """Signs with the test certificate. A real one, from an accredited issuer, comes by a signer of one's own."""

    __test__ = False  # it is no test, whatever its name says to pytest
    is_simulated = True

    def sign(self, paper: bytes, *, reason: str) -> bytes:
        """The paper with a visible name of the certificate in its signature and what it was signed for."""
        with ThreadPoolExecutor(1) as alone:  # the library runs a loop of its own, which no other loop may surround
            return alone.submit(_sign, paper, reason, certificate_file()).result()


def certificate_file() -> Path:
    """The test key with its certificate; the first to ask makes both, readable by their owner only."""
    path = Path(settings.DATA) / "keys" / "firma-de-prueba.p12"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(_make_certificate())
        unfinished.replace(path)
    return path


def _make_certificate() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(b"minka", key, certificate, None, NoEncryption())


def _sign(paper: bytes, reason: str, certificate: Path) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - heavy, see above
    from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf  # noqa: PLC0415
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415

    signer = SimpleSigner.load_pkcs12(certificate)  # type: ignore[no-untyped-call]
    facts = PdfSignatureMetadata(field_name=FIELD, reason=reason, name=NAME, subfilter=SigSeedSubFilter.PADES)
    signed = sign_pdf(IncrementalPdfFileWriter(BytesIO(paper)), facts, signer)
    return bytes(signed.getvalue())
