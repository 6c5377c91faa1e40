"""The first tables: users, portfolios, scenarios, jobs, plans and the audit log."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from api.storage.columns import Moment, Name

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, and the row of the audit log that knows its last entry."""
    _add_users()
    _add_portfolios()
    _add_access()
    _add_identities()
    _add_sessions()
    _add_scenarios()
    _add_jobs()
    _add_events_and_plans()
    _add_tellings()
    _add_running_states()
    _add_workers()
    _add_audit()


def _add_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", Name(), nullable=False),
        sa.Column("name", Name(), nullable=False),
        sa.Column("role", Name(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("disabled_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )


def _add_portfolios() -> None:
    op.create_table(
        "portfolios",
        sa.Column("id", Name(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_portfolios"),
    )
    op.create_table(
        "portfolio_versions",
        sa.Column("portfolio_id", Name(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", Name(), nullable=False),
        sa.Column("digest", Name(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", Name(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_portfolio_versions_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name="fk_portfolio_versions_portfolio_id",
        ),
        sa.PrimaryKeyConstraint(
            "portfolio_id", "version", name="pk_portfolio_versions"
        ),
    )


def _add_access() -> None:
    op.create_table(
        "grants",
        sa.Column("user_id", Name(), nullable=False),
        sa.Column("portfolio_id", Name(), nullable=False),
        sa.Column("role", Name(), nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolios.id"], name="fk_grants_portfolio_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_grants_user_id"),
        sa.PrimaryKeyConstraint("user_id", "portfolio_id", name="pk_grants"),
    )
    op.create_table(
        "keys",
        sa.Column("id", Name(), nullable=False),
        sa.Column("user_id", Name(), nullable=False),
        sa.Column("digest", Name(), nullable=False),
        sa.Column("label", Name(), nullable=False),
        sa.Column("role", Name(), nullable=True),
        sa.Column("portfolios", sa.Text(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_keys_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_keys"),
        sa.UniqueConstraint("digest", name="uq_keys_digest"),
    )
    op.create_index("ix_keys_user_id", "keys", ["user_id"])

    op.create_table(
        "requests",
        sa.Column("user_id", Name(), nullable=False),
        sa.Column("key", Name(), nullable=False),
        sa.Column("request_hash", Name(), nullable=False),
        sa.Column("resource", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_requests_user_id"),
        sa.PrimaryKeyConstraint("user_id", "key", name="pk_requests"),
    )


def _add_identities() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", Name(), nullable=False),
        sa.Column("subject", Name(), nullable=False),
        sa.Column("user_id", Name(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_identities_user_id"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("state", Name(), nullable=False),
        sa.Column("nonce", Name(), nullable=False),
        sa.Column("verifier", Name(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_sign_ins"),
    )


def _add_sessions() -> None:
    op.create_table(
        "passwords",
        sa.Column("user_id", Name(), nullable=False),
        sa.Column("login", Name(), nullable=False),
        sa.Column("hash", Name(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_passwords_user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_passwords"),
        sa.UniqueConstraint("login", name="uq_passwords_login"),
    )
    op.create_table(
        "attempts",
        sa.Column("bucket", Name(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_attempts"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", Name(), nullable=False),
        sa.Column("digest", Name(), nullable=False),
        sa.Column("user_id", Name(), nullable=False),
        sa.Column("key_id", Name(), nullable=True),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["keys.id"], name="fk_sessions_key_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("digest", name="uq_sessions_digest"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])


def _add_scenarios() -> None:
    op.create_table(
        "scenarios",
        sa.Column("id", Name(), nullable=False),
        sa.Column("portfolio_id", Name(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", Name(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", Name(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["users.id"], name="fk_scenarios_changed_by"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolios.id"], name="fk_scenarios_portfolio_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_scenarios"),
    )
    op.create_index("ix_scenarios_portfolio_id", "scenarios", ["portfolio_id", "id"])


def _add_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Name(), nullable=False),
        sa.Column("portfolio_id", Name(), nullable=False),
        sa.Column("portfolio_version", sa.Integer(), nullable=False),
        sa.Column("scenario_id", Name(), nullable=True),
        sa.Column("scenario_version", sa.Integer(), nullable=True),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("rebased_from", Name(), nullable=True),
        sa.Column("owner", Name(), nullable=False),
        sa.Column("kind", Name(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", Name(), nullable=False),
        sa.Column("priced", sa.Boolean(), nullable=False),
        sa.Column("input_hash", Name(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=False),
        *_course_of_jobs(),
        sa.ForeignKeyConstraint(["owner"], ["users.id"], name="fk_jobs_owner"),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolios.id"], name="fk_jobs_portfolio_id"
        ),
        sa.ForeignKeyConstraint(  # a clock may go back between the two
            ["rebased_from"],
            ["jobs.id"],
            name="fk_jobs_rebased_from",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_owner_started_at", "jobs", ["owner", "started_at"])
    op.create_index("ix_jobs_owner_state", "jobs", ["owner", "state"])
    op.create_index("ix_jobs_portfolio_id", "jobs", ["portfolio_id", "id"])
    op.create_index("ix_jobs_scenario_id", "jobs", ["scenario_id"])
    op.create_index("ix_jobs_state_priority", "jobs", ["state", "priority", "id"])


def _course_of_jobs() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("cancelling", sa.Boolean(), nullable=False),
        sa.Column("worker", Name(), nullable=True),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("bound", sa.Double(), nullable=True),
        sa.Column("tier", Name(), nullable=True),
        sa.Column("problem_code", Name(), nullable=True),
        sa.Column("problem", Name(), nullable=True),
        sa.Column("trace", Name(), nullable=True),
        sa.Column("request", Name(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
    )


def _add_events_and_plans() -> None:
    op.create_table(
        "events",
        sa.Column("job_id", Name(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", Name(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_events_job_id"),
        sa.PrimaryKeyConstraint("job_id", "number", name="pk_events"),
    )
    op.create_table(
        "plans",
        sa.Column("id", Name(), nullable=False),
        sa.Column("portfolio_id", Name(), nullable=False),
        sa.Column("portfolio_version", sa.Integer(), nullable=False),
        sa.Column("job_id", Name(), nullable=True),
        sa.Column("label", Name(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", Name(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_plans_created_by"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_plans_job_id"),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolios.id"], name="fk_plans_portfolio_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
        sa.UniqueConstraint("job_id", "label", name="uq_plans_job_id_label"),
    )
    op.create_index("ix_plans_portfolio_id", "plans", ["portfolio_id", "id"])


def _add_tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("subject", Name(), nullable=False),
        sa.Column("limited", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "limited", name="pk_tellings"),
    )
    op.create_table(
        "figures",
        sa.Column("subject", Name(), nullable=False),
        sa.Column("limited", sa.Boolean(), nullable=False),
        sa.Column("name", Name(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "limited", "name", name="pk_figures"),
    )


def _add_workers() -> None:
    op.create_table(
        "workers",
        sa.Column("name", Name(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("busy", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_workers"),
    )


def _add_running_states() -> None:
    op.create_table(
        "running_states",
        sa.Column("id", Name(), nullable=False),
        sa.Column("portfolio_id", Name(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", Name(), nullable=False),
        sa.Column("before_version", sa.Integer(), nullable=False),
        sa.Column("portfolio_version", sa.Integer(), nullable=False),
        sa.Column("plan_id", Name(), nullable=True),
        sa.Column("job_id", Name(), nullable=True),
        sa.Column("answer", Name(), nullable=True),
        sa.Column("undone", sa.Integer(), nullable=True),
        sa.Column("comment", Name(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", Name(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_running_states_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_running_states_job_id"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name="fk_running_states_plan_id"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolios.id"], name="fk_running_states_portfolio_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_running_states"),
        sa.UniqueConstraint(
            "portfolio_id", "number", name="uq_running_states_portfolio_id_number"
        ),
    )


def _add_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("user_id", Name(), nullable=False),
        sa.Column("action", Name(), nullable=False),
        sa.Column("subject", Name(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", Name(), nullable=False),
        sa.Column("hash", Name(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", Name(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    head = sa.table(
        "audit_head", sa.column("id"), sa.column("number"), sa.column("hash")
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": ""}])
