"""The forum as it is served, without limits of frequency, so that its pages can be measured."""

import os
import sys

import uvicorn

from app import create_app, create_asgi
from forum.__main__ import SERVER
from forum.discussion import rules

if __name__ == "__main__":
    rules.PER_MINUTE = 1_000_000
    app = create_app({"RATELIMIT_ENABLED": False})
    sys.setswitchinterval(0.0005)
    uvicorn.run(create_asgi(app), host="127.0.0.1", port=int(os.environ["PORT"]), **SERVER)
