"""Fixtures for all tests, and the guard that keeps every test off the network."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import hypothesis
import pytest

TINY = Path(__file__).parent / "data" / "tiny"

pytest_plugins = ["hosting", "mail_server"]

# A busy machine is slow by fits, and a failure must be the same on every machine.
hypothesis.settings.register_profile("sheaf", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("sheaf")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes what the tests would compare."""
    parser.addoption("--update-golden", action="store_true", help="Write tests/data/golden anew; read the diff.")


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # the path of a Unix socket
    try:
        return address[0] == "localhost" or ip_address(address[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    patch = pytest.MonkeyPatch()
    for method in ("connect", "connect_ex"):
        real = getattr(socket.socket, method)

        def guarded(self: socket.socket, address: Any, real: Any = real) -> Any:
            if not _is_local(address):
                raise RuntimeError(f"a test wants to connect to {address}")
            return real(self, address)

        patch.setattr(socket.socket, method, guarded)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """The same width and colours of messages wherever the tests run."""
    patch = pytest.MonkeyPatch()
    patch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PYTHONHASHSEED"):
        patch.delenv(name, raising=False)
    yield
    patch.undo()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny digest, free to be changed."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))
