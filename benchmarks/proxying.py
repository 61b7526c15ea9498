"""nginx before a server, for what a visit takes over the wire: gzip as a proxy does it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.serving import running

# Compressed as in deploy/nginx.conf. A single process with our own rights: what a slow reader
# leaves waits in files of `folder`, where nobody else may write.
_CONF = """
daemon off;
master_process off;
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
    gzip_comp_level 4;
    gzip_proxied any;
    gzip_min_length 1024;
    gzip_types text/css text/javascript application/javascript application/json;
    server {{
        listen 127.0.0.1:{port};
        location = /nginx {{ return 200; }}
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
    with running([nginx(), "-c", str(conf)], port) as server:
        server.wait("/nginx")
        yield server.url
