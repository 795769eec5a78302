"""Teaches Numba to hand a whole world from rule to rule as one pointer.

A NamedTuple of 30 arrays would travel as 200 machine words in every call; measured, that more than doubled the running
time and added a third to the time of compiling. Here a world is the address of a small table that describes its arrays,
and `w.ties` in a rule loads the description of that one array. Nothing is counted or freed by the rules: the Python
object keeps it all alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from llvmlite import ir
from numba import typeof, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    intrinsic,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

WORD = 8
HEAD = 5  # words before the shape in Numba's description of an array: owner, parent, items, item size, data

_KNOWN: dict[tuple[tuple[str, np.dtype[Any], int, int], ...], WorldType] = {}


class WorldType(types.Type):  # type: ignore[misc]
    """The type of a world: the names and types of its arrays, in order."""

    def __init__(self, fields: tuple[tuple[str, Any], ...]) -> None:
        self.fields = dict(fields)
        self.offsets = {}
        offset = 0
        for name, array in fields:
            self.offsets[name] = offset
            offset += (HEAD + 2 * array.ndim) * WORD
        super().__init__(name=f"World({', '.join(f'{name}: {array}' for name, array in fields)})")


def describe(arrays: Mapping[str, npt.NDArray[Any]]) -> npt.NDArray[np.int64]:
    """Return the table of arrays as Numba lays them out in memory."""
    words: list[int] = []
    for array in arrays.values():
        words += [0, 0, array.size, array.itemsize, array.ctypes.data, *array.shape, *array.strides]
    return np.array(words, np.int64)


def type_of(arrays: Mapping[str, npt.NDArray[Any]]) -> WorldType:
    """Return the type of a world with these arrays; Numba takes a millisecond to make one, so it is made once."""
    kinds = tuple((name, array.dtype, array.ndim, array.flags.num) for name, array in arrays.items())
    if kinds not in _KNOWN:
        _KNOWN[kinds] = WorldType(tuple((name, typeof(array)) for name, array in arrays.items()))
    return _KNOWN[kinds]


def register(world_class: type) -> None:
    """Let compiled rules take objects of a class with the attributes `numba_type` and `address`."""

    @typeof_impl.register(world_class)  # type: ignore[untyped-decorator]
    def _typeof_world(value: Any, _context: Any) -> WorldType:
        found: WorldType = value.numba_type
        return found


@register_model(WorldType)
class _WorldModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, world_type: WorldType) -> None:
        super().__init__(manager, world_type, ir.IntType(8).as_pointer())


@unbox(WorldType)  # type: ignore[untyped-decorator]
def _unbox_world(_typ: WorldType, value: Any, c: Any) -> NativeValue:
    address = c.pyapi.object_getattr_string(value, "address")
    number = c.pyapi.long_as_ulonglong(address)
    c.pyapi.decref(address)
    return NativeValue(c.builder.inttoptr(number, ir.IntType(8).as_pointer()))


@infer_getattr
class _WorldAttributes(AttributeTemplate):  # type: ignore[misc]
    key = WorldType

    def generic_resolve(self, world_type: WorldType, name: str) -> Any:
        return world_type.fields.get(name)


@lower_getattr_generic(WorldType)  # type: ignore[untyped-decorator]
def _load_array(context: Any, builder: Any, world_type: WorldType, pointer: Any, name: str) -> Any:
    place = builder.gep(pointer, [ir.Constant(ir.IntType(64), world_type.offsets[name])])
    described = context.get_value_type(world_type.fields[name]).as_pointer()
    return builder.load(builder.bitcast(place, described))


@intrinsic  # type: ignore[untyped-decorator]
def world_at(_typing: Any, like: Any, _address: Any) -> Any:
    """Return the world at an address, to be called by rules; `like` is any world, for its type."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[1], ir.IntType(8).as_pointer())

    return like(like, types.int64), generate
