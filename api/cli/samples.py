"""`quarterdeck samples`: portfolios to try things on."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import answering
from api.cli.options import AsJson, Force


def samples(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", show_default=False, help="The sample to copy out."
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", show_default=False, help="Where to; its name if left out."
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """List the sample portfolios, or copy one out.

    \b
    Examples
      quarterdeck samples
      quarterdeck samples atlas --to atlas
    """
    with answering(as_json=as_json):
        from api.cli.exits import Refused
        from api.cli.output import console, emit, say
        from api.cli.writing import require_new
        from api.samples import samples as known

        found = {sample.name: sample for sample in known()}
        if name is None:
            listed = [{"name": s.name, "about": s.about} for s in found.values()]
            if as_json:
                emit({"format": 1, "samples": listed})
            else:
                for sample in found.values():
                    console().print(f"{sample.name:10} {sample.about}")
            return
        if name not in found:
            raise Refused(
                "unknown_sample",
                f"There is no sample {name!r}, only {', '.join(found)}.",
            )
        target = Path(name) if to is None else to
        require_new(target, force=force)
        written = [str(file) for file in found[name].copy_into(target)]
        if as_json:
            emit({"format": 1, "written": written})
        else:
            say("\n".join(written))
