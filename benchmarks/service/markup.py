"""Names that would run, or be computed, where somebody shows them without care."""

from __future__ import annotations

from itertools import product

MARK = "qdran"
"""An attribute of every element that a name would make, and what it would set."""

_RUN = f"window.{MARK}=1"
_VECTORS = (
    f"<script {MARK}>{_RUN}</script>",
    f"<img {MARK} src=x onerror={_RUN}>",
    f"<svg {MARK} onload={_RUN}>",
    f"<svg><script {MARK}>{_RUN}</script></svg>",
    f"<iframe {MARK} srcdoc='<script>parent.{MARK}=1</script>'></iframe>",
    f"<details {MARK} open ontoggle={_RUN}>",
    f"<input {MARK} autofocus onfocus={_RUN}>",
    f"<a {MARK} href=javascript:{_RUN}>click</a>",
    f"<body {MARK} onpageshow={_RUN}>",
    f"<math><mtext><img {MARK} src=x onerror={_RUN}></mtext></math>",
    f"<button {MARK} hx-get=/portfolios hx-trigger=load>x</button>",
    f"<div {MARK} hx-on::load={_RUN} hx-trigger=load>x</div>",
    f"<template {MARK}><img src=x onerror={_RUN}></template>",
    f"<style {MARK}>@import '//example.invalid/x.css';</style>",
    f"<meta {MARK} http-equiv=refresh content='0;url=javascript:{_RUN}'>",
    f"<object {MARK} data='data:text/html,<script>{_RUN}</script>'></object>",
    f"<form {MARK} action=//example.invalid><button>x",
    f"{{{{ {_RUN} }}}}{{% {_RUN} %}}<b {MARK}>",
    f"%{{customdata}}<br><b {MARK}>%{{x}}</b>",
    f"&lt;img {MARK} src=x onerror={_RUN}&gt;",
)
_BEGINNINGS = ("", '">', "'>", "</script></title></textarea>", "--> ]]>")

PAYLOADS = tuple(
    f"{number} {beginning}{vector}"
    for number, (beginning, vector) in enumerate(product(_BEGINNINGS, _VECTORS))
)
"""A hundred names, each by its number; a name may have up to 200 characters."""

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid","x")',
    "=WEBSERVICE(CHAR(104))",
    "|=1+1",
    "＝2+2",
    '"=1+1',
    "=1+1;x",
    "-2+3+cmd|' /C calc'!A0",
)
"""Names that a spreadsheet would compute."""
SIGNS = tuple("=+-@\t\r")
"""How a cell begins that a spreadsheet takes for a formula."""
