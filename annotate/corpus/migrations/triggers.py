"""
The triggers that write the history: part of the migrations, never to be edited.
"""

__all__ = ["created", "dropped", "updated"]

EVENTS = {
    "insert": ("null", "{new}", "new"),
    "update": ("{old}", "{new}", "new"),
    "delete": ("{old}", "null", "old"),
}


def created(recorded: dict[str, str]) -> str:
    """The triggers of tables with the columns that the history keeps, enough to put a row back."""
    return "".join(
        _history_trigger(table, columns.split(), event)
        for table, columns in recorded.items()
        for event in EVENTS
        # a paragraph's first and last day are those of its version
        if not (table == "paragraphs" and event != "update")
    )


def updated(table: str, columns: str, *, of: str) -> str:
    """The trigger of a table of which no row comes or goes, and only changes of a column count."""
    trigger = _history_trigger(table, columns.split(), "update")
    return trigger.replace("after update on", f"after update of {of} on")


def _history_trigger(table: str, columns: list[str], event: str) -> str:
    before, after, alias = EVENTS[event]
    json = {
        row: "json_object({})".format(", ".join(f"'{c}', {row}.\"{c}\"" for c in columns))
        for row in ("old", "new")
    }
    return f"""
create trigger {table}_history_{event} after {event} on {table} begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), '{table}', {alias}.id,
    {before.format(**json)},
    {after.format(**json)}
  from state;
end;
"""


def dropped(tables: tuple[str, ...]) -> str:
    """The end of these tables' triggers, before they are created anew."""
    return "".join(
        f"drop trigger {table}_history_{event};\n" for table in tables for event in EVENTS
    )
