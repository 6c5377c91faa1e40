import pytest

from benchmarks import run as module
from benchmarks.instances import instances
from benchmarks.record import Answer, Settings, read
from benchmarks.run import main, run, shard


@pytest.fixture
def attempts(monkeypatch):
    """What was attempted; every attempt reaches the best known value, proven."""
    made = []

    def attempt(instance, settings):
        made.append(instance.set)
        best = instance.upper_bound
        return Answer("optimal", best, best, measured=best, accepted=True)

    monkeypatch.setattr(module, "attempt", attempt)
    return made


@pytest.fixture
def chosen(tiny):
    """Three hand-written instances."""
    return instances(tiny, ["psplib", "mrcpsp", "mspsp"], everything=True)


def test_a_run_that_starts_again_skips_what_it_has(attempts, chosen, tmp_path):
    out = tmp_path / "out.jsonl"
    run(chosen[:2], Settings(), out)
    again = run(chosen, Settings(), out)
    assert attempts == ["psplib/tiny", "mrcpsp", "mspsp"]
    assert [r.set for r in again] == attempts
    assert read(out) == again


def test_other_settings_are_run_anew(attempts, chosen, tmp_path):
    for settings in (Settings(), Settings(seed=1), Settings(seconds=5)):
        run(chosen[:1], settings, tmp_path / "out.jsonl")
    assert attempts == ["psplib/tiny"] * 3


def test_a_crash_is_tried_again(attempts, chosen, tmp_path, monkeypatch):
    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as patched:
        patched.setattr(module, "attempt", lambda *_: Answer("crashed", error="boom"))
        assert run(chosen[:1], Settings(), out)[0].error == "boom"
    assert run(chosen[:1], Settings(), out)[0].solved


def test_shards_share_the_instances_without_overlap(chosen):
    parts = [shard(chosen, f"{n}/2") for n in (1, 2)]
    assert parts == [(chosen[0], chosen[2]), (chosen[1],)]


@pytest.mark.parametrize("part", ["0/2", "3/2", "2", "a/b", ""])
def test_an_impossible_shard_is_refused(chosen, part):
    with pytest.raises(ValueError, match="--shard should be like 1/4"):
        shard(chosen, part)


def test_the_command_writes_lines_and_prints_the_table(
    attempts, tiny, tmp_path, capsys
):
    out = tmp_path / "new" / "out.jsonl"
    code = main(
        [
            "--instances",
            str(tiny),
            "--all",
            "--sets",
            "mspsp,mslib",
            "mplib",
            "--out",
            str(out),
        ]
    )
    assert code == 0
    assert [r.set for r in read(out)] == ["mspsp", "mslib", "mplib"]
    assert (
        "| mplib | quarterdeck | 60 | 8 | 1 | 1 | 1 | 1 | 0.00 % |"
        in capsys.readouterr().out
    )


def test_a_bug_shows_in_the_exit_code(monkeypatch, tiny, tmp_path):
    monkeypatch.setattr(module, "attempt", lambda *_: Answer("infeasible"))
    assert (
        main(
            [
                "--instances",
                str(tiny),
                "--all",
                "--sets",
                "mspsp",
                "--out",
                str(tmp_path / "out"),
            ]
        )
        == 1
    )


def test_an_unknown_set_is_an_error_without_traceback(tiny, capsys):
    assert main(["--instances", str(tiny), "--sets", "j31"]) == 2
    assert "No set 'j31'" in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore::benchmarks.instances.InstancesMissing")
def test_nothing_to_run_is_an_error(tmp_path, capsys):
    assert main(["--instances", str(tmp_path / "absent")]) == 2
    assert "nothing run" in capsys.readouterr().err
