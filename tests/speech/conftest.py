import pytest


@pytest.fixture
def told():
    """A list that stands for the user: what is reported to it can be looked up."""
    return []
