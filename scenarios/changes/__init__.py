"""Every kind of change, one file each, told apart by `kind`."""

from __future__ import annotations

from scenarios.changes.package_restarted import PackageRestarted

AnyChange = PackageRestarted
