"""`quarterdeck schema`: the format of a portfolio, for machines."""

from api.cli.exits import answering


def schema() -> None:
    """Print the JSON Schema of a portfolio.

    \b
    Example
      quarterdeck schema > portfolio.schema.json
    """
    with answering(as_json=True):
        from api.cli.output import emit
        from optimizer.files import portfolio_schema

        emit(portfolio_schema())
