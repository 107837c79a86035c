"""Opening a backup: every byte is proved before it is believed."""

import io
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

import pyrage

from ccs.backup.manifest import Manifest
from ccs.backup.programs import program

Progress = Callable[[int], None]
_LONGEST_LINE: Final = 1 << 20
_CHUNK: Final = 1 << 20


class Unreadable(Exception):
    """Why a file cannot be believed, in words for whoever runs the command."""


def read_through(file: Path, keys: Sequence[Any], progress: Progress) -> Manifest:
    """Open it to its end, and let pg_restore read it all: nothing is restored."""
    first = _Split(None, progress)
    open_into(file, keys, first)
    manifest = first.manifest
    restore = program("pg_restore", major=manifest.server_major)
    with TemporaryFile() as nowhere:
        with subprocess.Popen(
            [restore, "--file=-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=nowhere,
        ) as reader:
            assert reader.stdin is not None  # noqa: S101 - asked for above
            open_into(file, keys, _Split(reader.stdin, lambda _: None))
            close(reader.stdin)
        if reader.returncode:
            raise Unreadable(f"{file} opens, but holds no whole dump.")
    return manifest


def first_line(file: Path, keys: Sequence[Any], progress: Progress) -> Manifest:
    """What the backup says of itself, after its last byte was proved."""
    split = _Split(None, progress)
    open_into(file, keys, split)
    return split.manifest


def dump_into(file: Path, keys: Sequence[Any], sink: IO[bytes], progress: Progress) -> None:
    """The dump, without the first line."""
    open_into(file, keys, _Split(sink, progress))


def close(pipe: IO[bytes]) -> None:
    """Tell a program that this was all; one that has ended is told nothing."""
    with suppress(BrokenPipeError):
        pipe.close()


def open_into(file: Path, keys: Sequence[Any], sink: "_Split") -> None:
    """Unseal the file into `sink`."""
    try:
        with file.open("rb", buffering=_CHUNK) as sealed:
            pyrage.decrypt_io(sealed, sink, list(keys))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise Unreadable(f"This key does not open {file}.") from None
        raise Unreadable(f"{file} is no backup, or its beginning was changed.") from None
    except FileNotFoundError:
        raise Unreadable(f"{file} is not there.") from None
    except OSError as error:
        if sink.refused:
            return  # whoever took it has ended, and says why itself
        raise Unreadable(f"{file} was cut short or changed ({error}).") from None


class _Split(io.RawIOBase):
    """Takes the first line off, and passes on what follows."""

    def __init__(self, sink: IO[bytes] | None, progress: Progress) -> None:
        self._sink, self._progress = sink, progress
        self._line, self._begun = b"", False
        self.refused = False

    @property
    def manifest(self) -> Manifest:
        try:
            return Manifest.read(self._line)
        except (ValueError, TypeError, KeyError):
            raise Unreadable("The file opens, but does not start as a backup does.") from None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._progress(len(data))
        rest = bytes(data) if self._begun else self._take_line(bytes(data))
        if rest and self._sink is not None:
            self._pass_on(rest, self._sink)
        return len(data)

    def _pass_on(self, rest: bytes, sink: IO[bytes]) -> None:
        try:
            sink.write(rest)
        except BrokenPipeError:
            self.refused = True
            raise

    def _take_line(self, data: bytes) -> bytes:
        head, end, rest = data.partition(b"\n")
        self._line += head
        self._begun = bool(end) or len(self._line) > _LONGEST_LINE
        return rest
