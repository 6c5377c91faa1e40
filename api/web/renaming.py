"""Where a thing gets another short name, all that refers to it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from api.web.forms.names import names_of
from optimizer.portfolio.base import DomainModel

if TYPE_CHECKING:
    from api.web.forms.names import Names

Model = TypeVar("Model", bound=DomainModel)


@dataclass(frozen=True, slots=True)
class Renaming:
    """Another name for a thing of a kind."""

    kind: Names
    old: str
    new: str

    def of(self, value: Model) -> Model:
        """Return a value in which whatever had the old name refers to the new one."""
        owner = type(value).__name__
        changes = {}
        for field in type(value).model_fields:
            was = getattr(value, field)
            now = self._within(was, refers=names_of(owner, field) is self.kind)
            if now != was:
                changes[field] = now
        return value.replace(**changes) if changes else value

    def _within(self, value: Any, *, refers: bool) -> Any:  # noqa: ANN401 - of a field
        """Return what a field holds, with the new name where it `refers` to things."""
        if isinstance(value, DomainModel):
            return self.of(value)
        if isinstance(value, tuple):
            return tuple(self._within(item, refers=refers) for item in value)
        if isinstance(value, Mapping):
            return {
                self._within(name, refers=refers): self._within(item, refers=False)
                for name, item in value.items()
            }
        return self.new if refers and value == self.old else value
