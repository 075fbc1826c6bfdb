"""A speech service on this machine that answers as it is told, good and bad."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import av
import numpy


class Service:
    """What the service does and what it was asked.

    Attributes:
        answers: one for each request; the last one goes on.
        texts: what it was asked to say.
        over: set at the end of the test, so that nothing hangs beyond it.
    """

    def __init__(self, *answers: Callable[[BaseHTTPRequestHandler, Service], None]) -> None:
        self.answers = list(answers)
        self.texts: list[str] = []
        self.languages: list[str] = []
        self.over = threading.Event()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
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


def break_off(handler: BaseHTTPRequestHandler, _: Service) -> None:
    """Close the connection in the middle of a good answer."""
    body = sound_body(mp3())
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.wfile.flush()
    handler.connection.close()
