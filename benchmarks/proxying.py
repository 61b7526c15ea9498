"""nginx before a server, for what a visit takes over the wire: gzip as a proxy does it."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONF = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include /etc/nginx/mime.types;
    gzip on;
    gzip_proxied any;
    gzip_min_length 1024;
    gzip_types text/css text/javascript application/javascript application/json;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass {behind};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
        }}
    }}
}}
"""


def nginx() -> str | None:
    """The command, or None where it is not installed (on Debian: apt-get install nginx-light)."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def gzipped(behind: str, port: int, folder: Path) -> Iterator[str]:
    """The address at which nginx answers for the server at the address `behind`."""
    folder.mkdir()
    conf = folder / "nginx.conf"
    conf.write_text(_CONF.format(behind=behind, port=port, folder=folder), encoding="utf-8")
    process = subprocess.Popen(
        [nginx(), "-c", conf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)
