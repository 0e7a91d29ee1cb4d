"""The second factor: one-time passwords by time (RFC 6238), as authenticator apps make them."""

from __future__ import annotations

import base64
import io

from django.contrib.auth.models import User
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.qr import write_qrcode_image

NAME = "authenticator"


def device_of(user: User) -> TOTPDevice | None:
    """None for who has no second factor."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def begun(user: User) -> TOTPDevice:
    """What is being set up, with a secret that counts only once it was confirmed."""
    device, _new = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": NAME})
    return device


def confirm(user: User, code: str) -> bool:
    """Whether the code shows that the app has the secret; from then on each login asks for one."""
    if not verify(user, begun(user), code):
        return False
    # Not by saving what was read: verifying has written that this code is used up.
    TOTPDevice.objects.filter(user=user, confirmed=False).update(confirmed=True)
    return True


def verify(user: User, device: TOTPDevice, code: str) -> bool:
    """Each code once; after failures, only after a pause that doubles."""
    digits = "".join(code.split())
    return digits.isdecimal() and verify_token(user, device.persistent_id, digits) is not None


def remove(user: User) -> bool:
    """Whether there was one."""
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


def secret(device: TOTPDevice) -> str:
    """For who can't scan: base32 in groups of four."""
    written = base64.b32encode(device.bin_key).decode("ascii").rstrip("=")
    return " ".join(written[start : start + 4] for start in range(0, len(written), 4))


def picture(device: TOTPDevice) -> bytes:
    """The QR code as SVG, without script or style."""
    drawn = io.BytesIO()
    write_qrcode_image(device.config_url, drawn)
    return drawn.getvalue()
