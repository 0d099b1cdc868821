"""Opens a sealed payload of Idem with nothing but `cryptography`: a second reader, to check the format by (docs/PAYLOAD.md).

    python read_payload.py PAYLOAD PRIVATE_KEY.pem > picture.jpg      metadata goes to the standard error
"""
import hashlib
import json
import struct
import sys

from cryptography.hazmat.primitives import hashes, hmac, serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

INFO = b"idem-ekyc sealed payload 1"
RAW, DER = (ser.Encoding.Raw, ser.PublicFormat.Raw), (ser.Encoding.DER, ser.PublicFormat.SubjectPublicKeyInfo)
POINT = (ser.Encoding.X962, ser.PublicFormat.UncompressedPoint)


def extract(suite, salt, label, ikm):  # RFC 9180, section 4
    mac = hmac.HMAC(salt or bytes(32), hashes.SHA256())
    mac.update(b"HPKE-v1" + suite + label + ikm)
    return mac.finalize()


def expand(suite, prk, label, info, length):
    return HKDFExpand(hashes.SHA256(), length, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info).derive(prk)


def key_schedule(kem, private, encapsulated):
    """Key and base nonce of AES-256-GCM: DHKEM, then the schedule of base mode (RFC 9180, sections 4.1 and 5.1)."""
    if kem == 0x10:
        dh = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), encapsulated))
        own = private.public_key().public_bytes(*POINT)
    else:
        dh = private.exchange(x25519.X25519PublicKey.from_public_bytes(encapsulated))
        own = private.public_key().public_bytes(*RAW)
    suite = b"KEM" + struct.pack(">H", kem)
    shared = expand(suite, extract(suite, b"", b"eae_prk", dh), b"shared_secret", encapsulated + own, 32)
    suite = b"HPKE" + struct.pack(">HHH", kem, 1, 2)
    context = b"\0" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", INFO)
    secret = extract(suite, shared, b"secret", b"")
    return expand(suite, secret, b"key", context, 32), expand(suite, secret, b"base_nonce", context, 12)


def read_payload(payload, private):
    magic, version, id_length, kem, kdf, aead, fingerprint, sealed_at, nonce, size, length = struct.unpack_from(
        ">4sBBHHH8sQ16sII", payload)
    if (magic, version, kdf, aead) != (b"IDEM", 1, 1, 2) or kem not in (0x10, 0x20):
        raise ValueError("no payload of format version 1")
    if hashlib.sha256(private.public_key().public_bytes(*DER)).digest()[:8] != fingerprint:
        raise ValueError("sealed to another key")
    end = 52 + id_length
    start = end + (65 if kem == 0x10 else 32)
    key, base = key_schedule(kem, private, payload[end:start])
    content, sealed = b"", payload[start:]
    for i in range(-(-length // size)):
        segment, sealed = sealed[: size + 16], sealed[size + 16:]
        segment_nonce = (int.from_bytes(base, "big") ^ i).to_bytes(12, "big")
        content += AESGCM(key).decrypt(segment_nonce, segment, payload[:end])
    if sealed or len(content) != length:
        raise ValueError("altered: the segments are not as long as the header says")
    (metadata_length,) = struct.unpack_from(">I", content)
    facts = {"keyId": payload[52:end].decode(), "sealedAt": sealed_at, "nonce": nonce.hex()}
    return {**facts, **json.loads(content[4:4 + metadata_length]), "image": content[4 + metadata_length:]}


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file, open(sys.argv[2], "rb") as pem:
        opened = read_payload(file.read(), ser.load_pem_private_key(pem.read(), None))
    sys.stdout.buffer.write(opened.pop("image"))
    print(json.dumps(opened), file=sys.stderr)
