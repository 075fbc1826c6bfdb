"""A speech service on this machine that answers as it is told, good and bad."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import shutil
import socket
import ssl
import subprocess
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av
import numpy

from ..conftest import needs_tool


class Service:
    """What the service does and what it was asked.

    Attributes:
        answers: one for each request; the last one goes on.
        texts: what it was asked to say.
        languages: in which languages, where the request tells.
        requests: path, headers and JSON of each request in OpenAI's manner.
        over: set at the end of the test, so that nothing hangs beyond it.
    """

    def __init__(self, *answers: Callable[[BaseHTTPRequestHandler, Service], None]) -> None:
        self.answers = list(answers)
        self.texts: list[str] = []
        self.languages: list[str] = []
        self.requests: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.over = threading.Event()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        if handler.headers["Content-Type"] == "application/json":
            asked = json.loads(body)
            self.requests.append((handler.path, dict(handler.headers), asked))
            self.texts.append(asked.get("input", ""))
        else:
            ((((_, parameters, *_),),),) = [json.loads(urllib.parse.parse_qs(body)["f.req"][0])]
            text, language, *_ = json.loads(parameters)
            self.texts.append(text)
            self.languages.append(language)
        act = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        with contextlib.suppress(ConnectionError):
            act(handler, self)


@contextlib.contextmanager
def serving(*answers: Callable[[BaseHTTPRequestHandler, Service], None]) -> Iterator[tuple[str, Service]]:
    """Run a service; give its address and what it was asked."""
    service = Service(*answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/batchexecute", service
    finally:
        service.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def untrusted(folder: Path) -> Iterator[str]:
    """Give the address of a service whose certificate nobody vouches for; it must never be asked anything."""
    file = folder / "server.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
    if not shutil.which("openssl"):
        needs_tool("openssl is not installed")
    subprocess.run([*command, "-keyout", file, "-out", folder / "certificate.pem"], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + (folder / "certificate.pem").read_bytes())
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(file)
    shaken: list[bool] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def shake_hands() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with contextlib.suppress(ssl.SSLError):
                        server_side.wrap_socket(connection, server_side=True)
                        shaken.append(True)

        threading.Thread(target=shake_hands, daemon=True).start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}/"
    assert not shaken


def mp3(seconds: float = 0.5) -> bytes:
    """Return a tone as an MP3 file such as the service sends."""
    file = io.BytesIO()
    tone = 0.3 * numpy.cos(2 * numpy.pi * 440 * numpy.arange(round(24000 * seconds)) / 24000)
    with av.open(file, "w", format="mp3", options={"id3v2_version": "0", "write_xing": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=24000, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone.astype("f4")[numpy.newaxis], format="flt", layout="mono")
        frame.sample_rate = 24000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def reply(status: int = 200, body: bytes = b"", **headers: str):
    """Answer with a status, a body and headers."""

    def act(handler: BaseHTTPRequestHandler, _: Service) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return act


def sound_body(sound: bytes) -> bytes:
    """Return the body in which the service wraps sound."""
    parameters = json.dumps([base64.b64encode(sound).decode()], separators=(",", ":"))
    row = json.dumps([["wrb.fr", "jQ1olc", parameters, None, None, None, "generic"]], separators=(",", ":"))
    return b")]}'\n\n" + str(len(row)).encode() + b"\n" + row.encode() + b"\n25\n[]\n"


def hang(_: BaseHTTPRequestHandler, service: Service) -> None:
    """Take the request and say nothing."""
    service.over.wait(30)


def drip(handler: BaseHTTPRequestHandler, service: Service) -> None:
    """Send a byte now and then, so that no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not service.over.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def break_off_within(body: bytes, **headers: str):
    """Close the connection in the middle of an answer of one's own."""

    def act(handler: BaseHTTPRequestHandler, _: Service) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        handler.connection.close()

    return act


def break_off(handler: BaseHTTPRequestHandler, service: Service) -> None:
    """Close the connection in the middle of a good answer of Google's."""
    break_off_within(sound_body(mp3()))(handler, service)
