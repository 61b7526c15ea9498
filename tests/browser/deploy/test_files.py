"""The files of deploy/ fit together."""

import re

from tests.browser.deploy.conftest import adapted


def test_nginx_lists_each_replica_of_the_compose_file_by_name() -> None:
    services = re.findall(r"^  (\S+): \*replica$", adapted("compose.yaml"), re.MULTILINE)
    servers = re.findall(r"^server (\S+):8501 ", adapted("replicas.compose.conf"), re.MULTILINE)
    assert len(services) > 1
    assert servers == services
