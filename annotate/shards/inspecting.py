"""
Whether a folder has the shards that its plan says, each as its task left it.
"""

import hashlib
import os
import sqlite3
from collections.abc import Collection
from contextlib import closing

from annotate.corpus import check, connecting, examining
from annotate.errors import BadInput, DatabaseTrouble
from annotate.shards import plan as plans
from annotate.shards.plan import SCHEMA, Made, Plan
from annotate.shards.shard_folder import ShardFolder

__all__ = ["require_same", "whole"]

_BLOCK = 1 << 20


def whole(folder: ShardFolder, plan: Plan, without: Collection[str]) -> list[Made]:
    """
    What became of each task of the plan but those that are to be left out, in order.

    Raises BadInput for the first shard that is not there, or is not what its task left; the
    bytes of those in object storage are looked at when they are fetched.
    """
    _require_known(plan, without)
    if plan.schema != SCHEMA:
        told = "an older" if plan.schema < SCHEMA else "a newer"
        raise BadInput(
            f"the shards of {folder.told()} were made by {told} annotate ({plan.version}, here"
            f" {plans.ours()}): add them again with this one into another folder, or gather with"
            " that one"
        )
    names = folder.names()
    wanted = [task.name for task in plan.tasks if task.name not in without]
    missing = [name for name in wanted if not {f"{name}.db", f"{name}.json"} <= names]
    if missing:
        more = f", nor are {len(missing) - 1:,} more" if len(missing) > 1 else ""
        raise BadInput(
            f"shard {missing[0]} is not there{more}: nothing is gathered; the same `annotate add"
            f" --dask` makes what is missing, {_remedy(missing[0])}"
        )
    return [_made(folder, name) for name in wanted]


def _require_known(plan: Plan, names: Collection[str]) -> None:
    unknown = set(names).difference(task.name for task in plan.tasks)
    if unknown:
        first, last = plan.tasks[0].name, plan.tasks[-1].name
        told = f"the plan has {first} to {last}" if plan.tasks else "the plan has none"
        raise BadInput(f"there is no shard {min(unknown)}; {told}")


def _remedy(name: str) -> str:
    return f"--without {name} leaves it out"


def _made(folder: ShardFolder, name: str) -> Made:
    made = plans.made(name, folder)
    if made is None:
        raise BadInput(f"shard {name} is gone while it was looked for; {_remedy(name)}")
    if folder.is_local:
        with folder.fetched(f"{name}.db") as path:
            require_same(path, made)
    return made


def require_same(path: str, made: Made) -> None:
    """Raise BadInput for a shard that is not what its task left, or cannot be read."""
    try:
        size, digest = os.path.getsize(path), ""
        if size == made.size:
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        told = error.strerror or error
        raise BadInput(f"shard {made.name} cannot be read: {told}; {_remedy(made.name)}") from error
    if digest != made.sha256:
        told = f"has {size:,} bytes instead of {made.size:,}" if size != made.size else "is damaged"
        raise BadInput(
            f"shard {made.name} {told}; remove {made.name}.json, and the same `annotate add"
            f" --dask` makes it again, or {_remedy(made.name)}"
        )
    _require_usable(path, made.name)


def _require_usable(path: str, name: str) -> None:
    """Raise BadInput for a database that is in use, or of another schema."""
    try:
        with closing(connecting.connect(path, _mode(path))) as db:
            db.execute("pragma busy_timeout = 1000")
            db.execute("begin")
            is_current = examining.is_current(db, path, "ro")
            damage = check.structure(db)
    except sqlite3.Error as error:
        told = "is locked by another program" if "locked" in str(error) else f"is damaged ({error})"
        raise BadInput(f"shard {name} {told}; try again, or {_remedy(name)}") from error
    except DatabaseTrouble as error:
        raise BadInput(f"shard {name}: {error}; {_remedy(name)}") from error
    if damage:
        raise BadInput(f"shard {name} is damaged ({damage}); {_remedy(name)}")
    if not is_current:
        raise BadInput(
            f"shard {name} was made by an older annotate: add it again with this one, or"
            f" {_remedy(name)}"
        )


def _mode(path: str) -> str:
    """With a lock, but for a file whose locks would be files beside it, in whosever folder."""
    with open(path, "rb") as file:
        has_log = file.read(20)[18:] != b"\1\1"
    return connecting.FROZEN if has_log else "ro"
