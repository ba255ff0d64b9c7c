"""
m015: words inside text that is written without blanks are found; m016: and in other forms.
"""

__all__ = ["UNSPACED"]

M015_UNSPACED = """
-- paragraphs with letters of scripts that have no blanks between words (Chinese, Japanese, Thai)
-- or join endings to them (Korean): their text with such letters in pairs, for the search index
create table unspaced (
  paragraph integer primary key references paragraphs (id) on delete cascade,
  text text -- null: to be looked at anew
) strict;
create index unspaced_waiting on unspaced (paragraph) where text is null;
alter table state add column parted integer not null default 0; -- paragraphs looked at for it

create virtual table unspaced_fts using fts5 (
  text, content="unspaced", content_rowid="paragraph",
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
create trigger unspaced_fts_insert after insert on unspaced when new.text is not null begin
  insert into unspaced_fts (rowid, text) values (new.paragraph, new.text);
end;
create trigger unspaced_fts_delete after delete on unspaced when old.text is not null begin
  insert into unspaced_fts (unspaced_fts, rowid, text)
  values ('delete', old.paragraph, old.text);
end;
create trigger unspaced_fts_update after update of text on unspaced begin
  insert into unspaced_fts (unspaced_fts, rowid, text)
  select 'delete', old.paragraph, old.text where old.text is not null;
  insert into unspaced_fts (rowid, text)
  select new.paragraph, new.text where new.text is not null;
end;

-- whoever changes the text of a paragraph, or puts an old one back, leaves it to be looked at
create trigger paragraphs_unspaced_insert after insert on paragraphs
when new.id <= (select parted from state) begin
  insert into unspaced (paragraph) values (new.id);
end;
create trigger paragraphs_unspaced_update after update of text on paragraphs
when new.text <> old.text and new.id <= (select parted from state) begin
  insert into unspaced (paragraph) values (new.id)
  on conflict (paragraph) do update set text = null;
end;
create trigger paragraphs_unspaced_delete after delete on paragraphs begin
  delete from unspaced where paragraph = old.id;
end;
"""

M016_FORMS = """
-- so are words with ligatures, letters of full width and soft hyphens: all are looked at again
update state set parted = 0;
"""

UNSPACED = (("m015_unspaced", M015_UNSPACED), ("m016_forms", M016_FORMS))
"""Name and SQL of each."""
