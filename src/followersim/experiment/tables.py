"""Tables on the disk that need not fit into memory: written in groups of rows, read column by column where needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import pandas as pd

from followersim.analysis.frames import Block
from followersim.analysis.wholes import Whole
from followersim.experiment.errors import UnreadableError
from followersim.experiment.frames import KEYS, Layout, Place, point_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

    from followersim.analysis.inputs import ScenarioLike
    from followersim.model.records import Column

DAILY: Final = "daily.parquet"
WORLDS: Final = "worlds.parquet"
ROWS_OF_DAILY: Final = 32_768
ROWS_OF_WORLDS: Final = 8_192
"""Rows per group. The summary reads `worlds.parquet` point by point, so its groups are small."""

KEYS_OF_WORLDS: Final = ("policy", "point", "company", "world")
STRONGEST: Final = "peak_wind_force"
BYTES_KEPT: Final = 16_000_000
_TEXTS: Final = ("policy", "point", "company")


class TableWriter:
    """Writes a table piece by piece. The groups do not depend on the pieces, so neither do the bytes of the file."""

    def __init__(self, path: Path, keys: Sequence[str], rows_per_group: int) -> None:
        self._path, self._keys, self._most = path, keys, rows_per_group
        self._pieces: list[tuple[dict[str, str], dict[str, Column], int]] = []
        self._rows = 0
        self._file: Any = None
        self._writer: Any = None
        self._schema: Any = None

    def __enter__(self) -> Self:
        # not left to the writer, which keeps its file open when the disk is full
        self._file = self._path.open("wb")
        return self

    def add(self, texts: dict[str, str], numbers: dict[str, Column]) -> None:
        """Append rows: texts that are the same in all of them, and numbers."""
        n = len(next(iter(numbers.values())))
        self._pieces.append((texts, numbers, n))
        self._rows += n
        while self._rows >= self._most:
            self._write(self._most)

    def _write(self, n: int) -> None:
        """Write the first n of the rows that wait, column after column, so that few of them are there twice."""
        import pyarrow as pa  # noqa: PLC0415 - needed for files only

        names = [*self._keys, *(name for name in self._pieces[0][1] if name not in self._keys)]
        rest: dict[str, Column] = {}
        columns = []
        for name in names:
            if name in _TEXTS:
                columns.append(pa.Array.from_pandas(self._text(name, n)))
                continue
            whole = np.concatenate([numbers[name] for _, numbers, _ in self._pieces])
            columns.append(pa.Array.from_pandas(whole[:n]))
            rest[name] = whole[n:].copy()
        writer = self._opened(names)
        writer.write_table(pa.table(columns, schema=self._schema), row_group_size=self._most)
        pa.default_memory_pool().release_unused()
        self._rows -= n
        # what is left belongs to the last piece: rows are written as soon as there are enough of them
        self._pieces = [(self._pieces[-1][0], rest, self._rows)] if self._rows else []

    def _opened(self, names: Sequence[str]) -> Any:
        """Return the writer; the first piece decides about the kinds of the columns."""
        import pyarrow as pa  # noqa: PLC0415 - needed for files only
        from pyarrow import parquet  # noqa: PLC0415

        if self._writer is None:
            columns = {name: self._text(name, 1) if name in _TEXTS else self._pieces[0][1][name][:1] for name in names}
            self._schema = pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False).schema
            self._writer = parquet.ParquetWriter(
                self._file, self._schema, compression="zstd", use_dictionary=list(_TEXTS)
            )
        return self._writer

    def _text(self, name: str, n: int) -> pd.Series[str]:
        texts = np.array([piece[0][name] for piece in self._pieces], dtype=object)
        return pd.Series(np.repeat(texts, [piece[2] for piece in self._pieces])[:n], dtype="str")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._rows and error is None:
                self._write(self._rows)
            if self._writer is not None:
                self._writer.close()
        except OSError:
            if error is None:  # else it is the same trouble again
                raise
        finally:
            with suppress(OSError):
                self._file.close()


class TableFile:
    """A table on the disk. The columns read last are kept, up to a limit."""

    def __init__(self, path: Path, bytes_kept: int) -> None:
        self.path = path
        self._most = bytes_kept
        self._file: Any = None
        self._kept: OrderedDict[tuple[int, str], Column] = OrderedDict()
        self._bytes = 0
        self._starts: NDArray[np.int64] = np.zeros(1, np.int64)

    def _opened(self) -> Any:
        if self._file is None:
            with self._readable():
                self._open()
        return self._file

    def _open(self) -> None:
        from pyarrow import parquet  # noqa: PLC0415 - needed for files only

        self._file = parquet.ParquetFile(self.path)
        found = self._file.metadata
        sizes = [found.row_group(number).num_rows for number in range(found.num_row_groups)]
        self._starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Say of what cannot be read which file it is."""
        import pyarrow as pa  # noqa: PLC0415 - needed for files only

        try:
            yield
        except (OSError, pa.ArrowException) as error:
            raise UnreadableError(self.path.name) from error

    @property
    def names(self) -> list[str]:
        """The names of all columns."""
        return list(self._opened().schema_arrow.names)

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        self._opened()
        return int(self._starts[-1])

    def read(self, name: str, first: int, last: int) -> Column:
        """Return the rows from `first` up to `last` of one column."""
        self._opened()
        groups = range(
            int(np.searchsorted(self._starts, first, side="right")) - 1, int(np.searchsorted(self._starts, last))
        )
        parts = []
        for group in groups:
            start = int(self._starts[group])
            parts.append(self._group(group, name)[max(0, first - start) : last - start])
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _group(self, group: int, name: str) -> Column:
        if (group, name) in self._kept:
            self._kept.move_to_end((group, name))
            return self._kept[group, name]
        with self._readable():
            column: Column = self._opened().read_row_group(group, columns=[name]).column(0).to_numpy()
        self._kept[group, name] = column
        self._bytes += column.nbytes
        while self._bytes > self._most and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return column

    def close(self) -> None:
        """Let go of the file; it is opened again when needed, perhaps at another place."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._kept.clear()
        self._bytes = 0


class _Columns(Mapping[str, Any]):
    """Some rows of a table, by column; nothing is read before it is needed."""

    def __init__(self, file: TableFile, names: Sequence[str], first: int, last: int) -> None:
        self._file, self._names, self._first, self._last = file, names, first, last

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        return self._file.read(name, self._first, self._last)

    def window(self, first: int, last: int) -> _Columns:
        """Return the rows from `first` up to `last`, counted from the first one here."""
        return _Columns(self._file, self._names, self._first + first, self._first + last)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Tables:
    """The two tables of a run, and how they are laid out; see `analysis.frames.DailyLike`."""

    def __init__(self, folder: Path, layout: Layout, bytes_kept: int = BYTES_KEPT) -> None:
        self.folder, self.layout = folder, layout
        self.daily, self.worlds = (TableFile(folder / name, bytes_kept) for name in (DAILY, WORLDS))

    def moved_to(self, folder: Path) -> None:
        """Say that the files are elsewhere now."""
        self.close()
        self.folder = folder
        self.daily.path, self.worlds.path = folder / DAILY, folder / WORLDS

    def close(self) -> None:
        """Let go of the files."""
        self.daily.close()
        self.worlds.close()

    def blocks(self, scenario: ScenarioLike | None = None) -> list[Block]:
        """Return the daily table as blocks, in the order of the cases; a block reads a column when asked for it."""
        del scenario  # the layout knows it
        names = [name for name in self.daily.names if name not in KEYS]
        return [self._block(place, names) for place in self.layout.in_order_of_cases()]

    def _block(self, place: Place, names: list[str]) -> Block:
        columns = _Columns(self.daily, names, place.first_row, place.first_row + self.layout.worlds * place.days)
        case = self.layout.cases[place.case]
        company = self.layout.companies[place.case][place.company]
        return Block(case, company, np.arange(self.layout.worlds), place.days, columns, slice(None))

    def wholes(self, storms: Mapping[Place, dict[str, Any]]) -> list[Whole]:
        """Return the table of worlds place by place, in the order of the cases, for the summary."""
        names = [name for name in self.worlds.names if name not in (*KEYS_OF_WORLDS, STRONGEST)]
        found = []
        for place in self.layout.in_order_of_cases():
            last = place.first_world + self.layout.worlds
            case = self.layout.cases[place.case]
            found.append(
                Whole(
                    case=case,
                    company=self.layout.companies[place.case][place.company],
                    point=point_text(case.point),
                    worlds=np.arange(self.layout.worlds),
                    n_days=place.days,
                    measures=_Columns(self.worlds, names, place.first_world, last),
                    strongest=partial(self.worlds.read, STRONGEST, place.first_world, last),
                    storms=storms[place],
                )
            )
        return found
