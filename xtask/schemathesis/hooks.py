"""Credentials for the API under test: tokens as the demo shop signs them, webhooks as its systems sign them."""

import base64
import hashlib
import hmac
import json
import os
import time
import uuid

import requests
import schemathesis

BASE = os.environ["LOYALTY_URL"]
with open(os.environ["LOYALTY_DOCUMENT"], encoding="utf-8") as file:
    SHOP = json.load(file)


def base64url(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def token(customer: str) -> str:
    """A shopper's token, signed with the shop's first key."""
    key = SHOP["token_keys"][0]
    now = int(time.time())
    header = {"alg": key["algorithm"], "kid": key["kid"], "typ": "JWT"}
    claims = {"sub": customer, "aud": SHOP["shop"], "iat": now, "exp": now + 240, "first_name": "Ada"}
    parts = b".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    signature = hmac.new(key["secret"].encode(), parts, hashlib.sha256).digest()
    return (parts + b"." + base64url(signature)).decode()


def session() -> str:
    answer = requests.post(BASE + "/v1/sessions", json={"shop": SHOP["shop"], "token": token("schemathesis")}, timeout=10)
    answer.raise_for_status()
    return answer.json()["token"]


@schemathesis.auth(refresh_interval=240).apply_to(tag="page")
class Shopper:
    """What the widget sends."""

    def get(self, case, context):
        return session()

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@schemathesis.auth().apply_to(tag="merchant")
class Merchant:
    """What the shop's own servers send."""

    def get(self, case, context):
        return SHOP["secret_keys"][0]

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


def sent(case) -> bytes:
    """The body as it goes over the wire."""
    arguments = case.as_transport_kwargs(base_url=BASE)
    wanted = {name: arguments[name] for name in ("method", "url", "json", "data", "headers", "params") if name in arguments}
    body = requests.Request(**wanted).prepare().body or b""
    return body.encode() if isinstance(body, str) else bytes(body)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Signs webhooks whose headers were generated to be right."""
    if "/webhooks/" not in case.operation.path or (case.meta and not is_positive(case, "header")):
        return
    headers = dict(case.headers or {})
    if case.operation.path.endswith("/shopify"):
        headers["X-Shopify-Webhook-Id"] = str(uuid.uuid4())
        case.headers = headers
        digest = hmac.new(SHOP["shopify_secrets"][0].encode(), sent(case), hashlib.sha256).digest()
        headers["X-Shopify-Hmac-Sha256"] = base64.b64encode(digest).decode()
    else:
        number, moment = f"msg_{uuid.uuid4()}", str(int(time.time()))
        headers["webhook-id"], headers["webhook-timestamp"] = number, moment
        case.headers = headers
        secret = base64.b64decode(SHOP["webhook_secrets"][0].removeprefix("whsec_"))
        signed = hmac.new(secret, b".".join([number.encode(), moment.encode(), sent(case)]), hashlib.sha256).digest()
        headers["webhook-signature"] = "v1," + base64.b64encode(signed).decode()
    case.headers = headers


def is_positive(case, part: str) -> bool:
    for location, component in case.meta.components.items():
        if location.value.startswith(part):
            return component.mode.is_positive
    return True
