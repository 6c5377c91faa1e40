import gc

import pytest

from api.loading import loading


@pytest.fixture
def _thawed():
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_thawed")
def test_nobody_looks_for_garbage_while_modules_load_nor_in_them_later():
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
