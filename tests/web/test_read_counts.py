"""How much was read is shown to the owner of a working database, and to nobody else."""

import re

import pytest

from tests.web.conftest import Serve

READ = re.compile(r"[\d,]+ of [\d,]+ read")


@pytest.mark.parametrize("page", ["/", "/read/the-last-ferry"])
async def test_how_much_was_read_is_for_the_owner_alone(serve: Serve, page: str) -> None:
    seen = []
    for owner in (True, False):
        client = serve(owner=owner).client
        response = await client.get(page, follow_redirects=True)
        assert response.status_code == 200
        seen.append(bool(READ.search(response.text)))
    assert seen == [True, False]
